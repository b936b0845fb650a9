"""How the article's form is laid out, and what stands around it."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from .. import revisions, workflow
from ..deciding import findings_of
from ..models import Article, Status
from ..models.image import far_hosts
from ..permissions import CHANGE, CORRECT
from .access import may_edit, person, verbs_for, working_copy_of
from .article_form import ArticleForm
from .article_pages import CorrectionForm
from .belonging import belonging
from .working_copies import newer_file

AROUND = 200  # characters of the unchanged text shown beside a change


def fieldsets(article: Article | None, *, writable: bool) -> list[Any]:
    """The form's parts; the byline stands after the first. Who may not write gets the text to read."""
    is_copy = article is not None and article.working_copy_of_id is not None
    address = [] if is_copy else ["slug"]
    return [
        (None, {"fields": ["kicker", "headline", "standfirst"]}),
        (_("Text"), {"fields": ["dateline", "body" if writable else "text"]}),
        (
            _("Filed under"),
            {"fields": ["topics" if writable else "topic_names", "publication", ("genre", "language")]},
        ),
        (
            _("Where it comes from"),
            {"fields": ["source_url", "usage_terms", ("is_machine_translated", "translation_of")]},
        ),
        (
            _("Picture"),
            {"fields": [("lead_image", "lead_picture"), "lead_image_caption", "lead_image_credit"]},
        ),
        (
            _("Address and times"),
            {
                "fields": [*address, "published_at", ("embargoed_until", "expires_at")]
                + (["seen_version"] if writable and article else [])
            },
        ),
    ]


def text_of(article: Article) -> SafeString:
    """The text as readers see it, for those who may not write in it."""
    return render_to_string("admin/articles/article/text.html", {"article": article})


def context_for(request: HttpRequest, article: Article | None, form: Any) -> dict[str, Any]:
    """What the form's page shows besides the form: state, what can be done, findings, a conflict."""
    if article is None:
        return {"can_edit": True, "show_save_and_add_another": False}
    can_edit = may_edit(person(request), article)
    copy = working_copy_of(article)
    may_copy = article.status == Status.PUBLISHED and request.user.has_perm(CHANGE)
    has_been_read = article.status in {Status.PUBLISHED, Status.WITHDRAWN}
    return {
        "correction_form": CorrectionForm(auto_id="correction_%s")
        if has_been_read and person(request).has_perm(CORRECT)
        else None,
        "corrections": article.corrections.all()[:20] if has_been_read else [],
        "can_edit": can_edit,
        "show_save_and_add_another": False,
        "verbs": verbs_for(person(request), article),
        "working_copy": copy,
        "newer_file": newer_file(article),
        "readable_from": workflow.readable_from(article),
        "offers_copy": may_copy and copy is None,
        "problems": [] if article.status == Status.PUBLISHED else workflow.problems(article),
        "remarks": [] if article.status == Status.PUBLISHED else remarks(article),
        "open_findings": findings_of(article),
        "may_settle": can_edit and request.user.has_perm("articles.change_source"),
        "conflict": conflict_of(form),
        **belonging(article),
    }


def remarks(article: Article) -> list[str]:
    """What to look at in its pictures before it goes out; nothing of it keeps the piece back."""
    told = []
    if article.lead_image and not article.lead_image.alt:
        told.append(_now("The picture is not described for those who cannot see it."))
    if far := far_hosts(article.body):
        said = ngettext(
            "A picture in the text is on another site (%(hosts)s): readers are shown a link to it.",
            "%(count)d pictures in the text are on other sites (%(hosts)s): readers are shown links to them.",
            len(far),
        )
        told.append(said % {"count": len(far), "hosts": ", ".join(dict.fromkeys(far))})
    return told


def conflict_of(form: Any) -> dict[str, Any] | None:
    """What a colleague saved meanwhile, against what the editor was writing."""
    if not isinstance(form, ArticleForm) or form.conflict is None:
        return None
    return {"version": form.conflict.version, "differences": theirs_and_mine(form, form.conflict)}


def theirs_and_mine(form: ArticleForm, theirs: Article) -> list[revisions.Difference]:
    """Return where what is stored and what was written differ; bylines and topics are left as stored."""
    stored = revisions.snapshots([theirs.pk])[theirs.pk]
    written = {name: said(form.cleaned_data[name]) for name in revisions.CONTENT if name in form.cleaned_data}
    return shortened(revisions.compare(stored, {**stored, "fields": stored["fields"] | written}))


def shortened(differences: list[revisions.Difference]) -> list[revisions.Difference]:
    """Return them with the middle of long passages that stayed the same left out."""

    def short(piece: revisions.Piece) -> revisions.Piece:
        if piece.kind != "same" or len(piece.text) <= 3 * AROUND:
            return piece
        return replace(piece, text=f"{piece.text[:AROUND]} … {piece.text[-AROUND:]}")

    return [replace(one, pieces=tuple(map(short, one.pieces))) for one in differences]


def said(value: Any) -> Any:
    """Return a field's value as it stands in a snapshot."""
    if isinstance(value, datetime):
        return value.isoformat()
    return {"id": value.pk, "name": str(value)} if isinstance(value, Model) else value
