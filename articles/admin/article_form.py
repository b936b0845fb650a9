"""The article's form: the text with its editor, topics, and a guard against saving over a colleague."""

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, cast

from django import forms
from django.conf.locale import LANG_INFO
from django.contrib.admin.widgets import AdminTextInputWidget
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_prose_editor.fields import ProseEditorFormField
from django_prose_editor.widgets import AdminProseEditorWidget

from .. import workflow
from ..errors import WorkflowError
from ..models import Article, OldSlug, Status, readable_slug
from ..sanitising import sanitise
from .filters import language_name, languages_in_use
from .topic_field import TOPICS_HELP, TopicsField

# What the editor can make; whatever else is pasted it leaves out. `sanitise` has the last word when saving.
EXTENSIONS: dict[str, Any] = {
    "Bold": True, "Italic": True, "Strike": True, "Underline": True, "Subscript": True, "Superscript": True,
    "Code": True, "CodeBlock": True, "Heading": {"levels": [2, 3, 4]}, "HardBreak": True, "BulletList": True,
    "OrderedList": True, "ListItem": True, "Blockquote": True, "HorizontalRule": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
    "Figure": True, "Caption": True, "Image": True,
    "Table": True, "TableRow": True, "TableHeader": True, "TableCell": True, "HTML": True,
    # Ours, of prose-marks.mjs.
    "Cite": True, "Abbreviation": True, "Quotation": True, "Time": True, "Definitions": True, "Term": True,
    "Definition": True, "Attributes": True,
}  # fmt: skip


class BodyEditor(AdminProseEditorWidget):
    """The editor with what it would drop otherwise."""

    def get_config(self) -> dict[str, Any]:
        return {**super().get_config(), "js_modules": [static("articles/admin/prose-marks.mjs")]}


class LanguageBox(AdminTextInputWidget):
    """Any code can be typed; offered are those that pieces are in already, then those that have a name."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        box = super().render(name, value, {**(attrs or {}), "list": f"{name}_in_use"}, renderer)
        named = sorted(code for code, known in LANG_INFO.items() if "name_local" in known)
        codes = ((code, language_name(code)) for code in dict.fromkeys([*languages_in_use(), *named]))
        options = format_html_join("", '<option value="{}">{}</option>', codes)
        return format_html('{}<datalist id="{}_in_use">{}</datalist>', box, name, options)


if TYPE_CHECKING:
    ArticleModelForm = forms.ModelForm[Article]
else:
    ArticleModelForm = forms.ModelForm


class ArticleForm(ArticleModelForm):
    """`user` is who edits. `seen_version` is the piece's when the form was opened."""

    user: ClassVar[User]

    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    body = ProseEditorFormField(
        label=gettext_lazy("Text"),
        required=False,
        config={"extensions": EXTENSIONS},
        sanitize=sanitise,
        widget=BodyEditor,
    )
    topics = TopicsField(label=gettext_lazy("Topics"), required=False, help_text=TOPICS_HELP)

    class Meta:
        model = Article
        fields = "__all__"
        widgets: ClassVar[dict[str, Any]] = {"language": LanguageBox}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conflict: Article | None = None  # the piece as a colleague has left it meanwhile
        if "topics" in self.fields:
            cast(TopicsField, self.fields["topics"]).may_add = self.user.has_perm("articles.add_topic")
        if "body" in self.fields:
            self.fields["body"].widget.attrs |= {
                "lang": self.instance.language,
                "dir": self.instance.direction,
            }
        for name in {"kicker", "headline", "standfirst", "dateline"} & self.fields.keys():
            self.fields[name].widget.attrs["dir"] = (
                "auto"  # by what is typed: a new piece has no language yet
            )
        for name in {"standfirst", "usage_terms"} & self.fields.keys():
            self.fields[name].widget.attrs["rows"] = 3
        if "slug" in self.fields:
            self.fields["slug"].required = False
        if "seen_version" in self.fields:
            self.initial["seen_version"] = self.instance.version

    def clean_language(self) -> str:
        code = str(self.cleaned_data["language"]).strip()
        main, *rest = code.split("-")
        if not (
            main.isascii() and main.isalpha() and 2 <= len(main) <= 3 and all(part.isalnum() for part in rest)
        ):
            raise ValidationError(
                _("“%(code)s” is no language code. Write en, fr, ar, pt-BR …") % {"code": code}
            )
        return "-".join([main.lower(), *rest])

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"]
        if self.is_to_follow(slug):
            self.changed_data.append("slug")  # by which it is known what to save
            slug = ""
        slug = slug or self.free_slug()
        if self.old_addresses().filter(slug=slug).exists():
            raise ValidationError(
                _("“%(slug)s” was the address of another piece and leads there for ever. Choose another.")
                % {"slug": slug}
            )
        return str(slug)

    def is_to_follow(self, slug: str) -> bool:
        """Whether an import made the slug, of words that the piece went by until now, and nobody has read it yet."""
        piece = self.instance
        headline = self.data.get("headline", "").strip()
        if (
            not piece.pk
            or slug != piece.slug
            or piece.first_published_at
            or not headline
            or headline == piece.headline
        ):
            return False
        found = [one for findings in piece.sources.values_list("findings", flat=True) for one in findings]
        suggested = (str(one.get("suggestion", "")) for one in found if one.get("code") == "headline-derived")
        names = (
            [readable_slug(words) for words in (piece.headline, *suggested)] if piece.sources.exists() else []
        )
        return any(name and re.fullmatch(rf"{re.escape(name)}(-[0-9a-f]{{8}})*", slug) for name in names)

    def free_slug(self) -> str:
        """Return a slug for a piece that was given none: from its headline, in the script of that."""
        base = readable_slug(self.data.get("headline", "")) or "piece"
        number = 1
        slug = base
        others = Article.objects.exclude(pk=self.instance.pk)
        while others.filter(slug=slug).exists() or self.old_addresses().filter(slug=slug).exists():
            number += 1
            slug = f"{base}-{number}"
        return slug

    def old_addresses(self) -> QuerySet[OldSlug]:
        """Return those that lead to other pieces: one that was the piece's own can be its own again."""
        return OldSlug.objects.filter(kind=OldSlug.Kind.ARTICLE).exclude(article=self.instance.pk)

    def clean_translation_of(self) -> Article | None:
        """What was chosen may be a working copy, or a translation of the same; it is not the piece itself."""
        chosen: Article | None = self.cleaned_data["translation_of"]
        original = chosen and (chosen.working_copy_of or chosen)
        original = original and (original.translation_of or original)
        if original and original.pk in {self.instance.pk, self.instance.working_copy_of_id}:
            raise ValidationError(_("This is the piece itself, or a translation of it. Choose its original."))
        return original

    def clean_headline(self) -> str:
        return str(self.kept_while_public("headline"))

    def clean_published_at(self) -> datetime | None:
        moment: datetime | None = self.kept_while_public("published_at")
        return moment

    def kept_while_public(self, name: str) -> Any:
        value = self.cleaned_data[name]
        if not value and self.instance.status == Status.PUBLISHED:
            raise ValidationError(_("Readers are reading this piece: this cannot be empty."))
        return value

    def clean(self) -> dict[str, Any]:
        """Refuse to save over what a colleague saved meanwhile, unless the editor saw it and says so."""
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk and "seen_version" in self.fields:
            try:
                workflow.hold_version(self.instance, self.last_seen())
            except WorkflowError as error:
                self.conflict = Article.objects.filter(pk=self.instance.pk).first()
                raise ValidationError(
                    _("%(why)s Your words are kept below, unsaved."), "conflict", {"why": error}
                ) from error
        return cleaned

    def last_seen(self) -> int:
        """Return the version that the editor has seen last: in a conflict the one that was shown beside."""
        shown = self.data.get("keep_mine_over", "")
        return int(shown) if shown.isdecimal() else self.cleaned_data.get("seen_version") or 0
