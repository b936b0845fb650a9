"""The byline in the article's form: names in their order."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import F, QuerySet
from django.forms import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ..models import Article, Author, Byline
from .base import TabularInline

MOST = 30
# Where bylines stand while they change places: the database holds each place to be taken once.
ASIDE = 1_000


class AuthorSelect(AutocompleteSelect):
    """Shows the author who is in the byline already without asking the database for each name again."""

    known: Author | None = None

    def optgroups(self, name: str, value: Sequence[str], attr: dict[str, Any] | None = None) -> list[Any]:
        if self.known is None or list(map(str, value)) != [str(self.known.pk)]:
            return super().optgroups(name, value, attr)
        option = self.create_option(name, self.known.pk, str(self.known), True, 0)
        return [(None, [option], 0)]


class BylineForm(forms.ModelForm):  # type: ignore[type-arg]
    position = forms.IntegerField(
        label=_("order"), required=False, min_value=1, max_value=99, widget=forms.NumberInput({"size": 2})
    )

    class Meta:
        model = Byline
        fields = ["position", "author", "role", "affiliation_then"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "author" in self.fields:
            self.fields["author"].widget.widget.known = self.instance.author

    def has_changed(self) -> bool:
        """A row in which there is but a place is an empty one."""
        return bool({*self.changed_data} - ({"position"} if self.instance.pk is None else set()))

    def _get_validation_exclusions(self) -> set[str]:
        # The formset gives the places when all rows are known: two that change places are no clash.
        return {*super()._get_validation_exclusions(), "position"}  # type: ignore[misc]


class BylineFormSet(BaseInlineFormSet):  # type: ignore[type-arg]
    """Numbers the names 1, 2, 3 … in the order of the places given; a row without one comes last."""

    def save(self, commit: bool = True) -> Any:
        rows = [form for form in self.forms if form.has_changed() or form.instance.pk]
        rows = [form for form in rows if form not in self.deleted_forms]
        rows.sort(key=lambda form: form.cleaned_data.get("position") or ASIDE)
        if commit and self.instance.pk:
            Byline.objects.filter(article=self.instance).update(position=F("position") + ASIDE)
        for place, form in enumerate(rows, 1):
            form.instance.position = place + 2 * ASIDE
        saved = super().save(commit)
        for place, form in enumerate(rows, 1):
            form.instance.position = place
            if commit:
                Byline.objects.filter(pk=form.instance.pk).update(position=place)
        return saved


class BylineInline(TabularInline[Byline, Article]):
    model = Byline
    form = BylineForm
    formset = BylineFormSet
    template = "admin/articles/tabular.html"
    autocomplete_fields = ["author"]
    extra = 0
    max_num = MOST
    verbose_name_plural = _("byline")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Byline]:
        return super().get_queryset(request).select_related("author")

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "author":
            kwargs["widget"] = AuthorSelect(db_field, self.admin_site)
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "author" and field is not None:
            # A new author may be added from here; who is known already is changed on a page of their own.
            wrapper = field.widget
            wrapper.can_change_related = wrapper.can_delete_related = wrapper.can_view_related = False
        return field

    class Media:
        js = ["articles/admin/byline-order.js"]
