"""Bringing pieces in by upload: the importer's pipeline and report, in one request of bounded size."""

from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO, cast

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import RegexValidator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..errors import ReadingError
from ..ingest.story import Options, SourceFile
from ..jobs import Import, Uploaded, Wishes, renditions, unfolded
from ..models import Article, ImportRun, Publication
from ..permissions import APPROVE, PUBLISH, SUBMIT
from .access import person
from .topic_field import TopicsField

# More than this at once is for the command line, where a run may take its time and can be stopped.
MOST_FILES = 100
MOST_BYTES = 40_000_000
FILE_BYTES = 20_000_000
PICTURE_SECONDS = 8.0  # after which no further picture is made ready while the person waits for the page


class FilesWidget(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; gives the list of them."""

    widget = FilesWidget

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        files = [super(FilesField, self).clean(one) for one in data or [None]]
        if len(files) > MOST_FILES:
            raise ValidationError(
                _("These are %(count)d files; at most %(most)d fit one upload. Use import_articles for more.")
                % {"count": len(files), "most": MOST_FILES}
            )
        if sum(file.size for file in files) > MOST_BYTES:
            raise ValidationError(
                _("Together these files are larger than %(most)d MB. Upload them in parts.")
                % {"most": MOST_BYTES // 1_000_000}
            )
        return files


class UploadForm(forms.Form):
    chosen = FilesField(
        label=gettext_lazy("Files"),
        allow_empty_file=True,  # the importer rejects it, with the others in its report
        help_text=gettext_lazy(
            "Text, Markdown, HTML, Word, tables, feeds, exports, or a zip of them; the pictures that they show, too. "
            "Several may be chosen at once."
        ),
    )
    publication = forms.ModelChoiceField(
        Publication.objects.order_by("name"),
        label=gettext_lazy("Publication"),
        required=False,
        help_text=gettext_lazy("If all of them appeared in the same one; else it is found out."),
    )
    language = forms.CharField(
        label=gettext_lazy("Language"),
        required=False,
        max_length=12,
        validators=[
            RegexValidator(r"^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})?$", gettext_lazy("Write en, fr, ar …"))
        ],
        help_text=gettext_lazy("If all of them are in the same: en, fr, ar … Else it is found out."),
    )
    topics = TopicsField(
        label=gettext_lazy("Topics"), required=False, help_text=gettext_lazy("That all of them get.")
    )
    publish = forms.BooleanField(label=gettext_lazy("Publish what leaves no serious doubt"), required=False)
    accept_guesses = forms.BooleanField(
        label=gettext_lazy("Take headlines made from the first sentence"), required=False
    )
    dry_run = forms.BooleanField(
        label=gettext_lazy("Try only: store nothing, say what would become of each"), required=False
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if not user.has_perms([SUBMIT, APPROVE, PUBLISH]):
            del self.fields["publish"]
        topics = self.fields["topics"]
        assert isinstance(topics, TopicsField)
        topics.may_add = user.has_perm("articles.add_topic")

    def wishes(self) -> Wishes:
        said = self.cleaned_data
        return Wishes(
            options=Options(
                language=said["language"].lower(),
                publication=said["publication"].name if said["publication"] else "",
                topics=tuple(str(topic) for topic in said["topics"]),
            ),
            dry_run=said["dry_run"],
            publish=said.get("publish", False),
            accept_guesses=said["accept_guesses"],
            user=self.user,
            command=_("Upload: %(names)s") % {"names": ", ".join(str(file.name) for file in said["chosen"])},
        )


def upload_view(modeladmin: Any, request: HttpRequest) -> HttpResponse:
    """The form; sent in, the report of what became of each file."""
    if not modeladmin.has_upload_permission(request):
        raise PermissionDenied
    form = UploadForm(request.POST or None, request.FILES or None, user=person(request))
    report = run(form) if request.method == "POST" and form.is_valid() else {}
    context = {
        **modeladmin.admin_site.each_context(request),
        "opts": modeladmin.opts,
        "title": capfirst(_("upload pieces")),
        "form": form,
        "media": modeladmin.media + form.media,
        **report,
    }
    return TemplateResponse(request, "admin/articles/importrun/upload.html", context)


def run(form: UploadForm) -> dict[str, Any]:
    """Import the files, and return what the report shows."""
    job = Import(read(form.cleaned_data["chosen"]), form.wishes())
    results = list(job)
    ids = [result.article_id for result in results if result.article_id]
    pieces = Article.objects.defer("body").in_bulk(ids)
    return {
        "job": job,
        "is_trial": job.wishes.dry_run,
        "tally": sorted(job.tally.items()),
        "rows": [(result, pieces.get(result.article_id or 0)) for result in results],
        **(pictures(job.run) if job.run else {}),
    }


def pictures(run: ImportRun) -> dict[str, Any]:
    """Make the run's pictures in the sizes that pages show: what was wrong with any, and how many still wait."""
    ids = renditions.wanted(of=run)
    made = list(renditions.made(ids, within=PICTURE_SECONDS))
    return {"unready": [error for error in made if error], "waiting": len(ids) - len(made)}


def read(files: "Sequence[UploadedFile[Any]]") -> Iterator[SourceFile | ReadingError]:
    """Yield the files for the importer, those in an archive, and what is wrong with any of them."""
    taken: list[Uploaded] = []
    for file in files:
        name = str(file.name)
        if (file.size or 0) > FILE_BYTES:
            reason = _("is larger than %(most)d MB.") % {"most": FILE_BYTES // 1_000_000}
            yield ReadingError(name, reason, _("Split it into one file for each piece."))
        elif not file.size:
            yield ReadingError(name, _("is empty."), _("Leave it out."))
        else:
            taken.append(Uploaded(name, cast(BinaryIO, file.file), file.content_type or ""))
    yield from unfolded(taken)
