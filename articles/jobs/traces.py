"""What an import run has left in an article, and whether it can be taken back."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.models import Article, ImportRun, Revision, Source
from articles.storing.entries import OF_AN_ARTICLE

from .merged import standing


@dataclass(frozen=True, slots=True)
class Version:
    """A revision without its words."""

    number: int
    kind: str
    is_a_persons: bool
    version: int | None
    is_since: bool  # since the run began


@dataclass(slots=True)
class Trace:
    """An article that the run made or changed: its sources, the revisions of it and of its working copy."""

    run: ImportRun
    article: Article
    copy: Article | None
    sources: list[Source]  # oldest first, of whatever run
    history: list[Version]  # oldest first
    copy_history: list[Version]
    is_merged_into: bool  # another piece, since the run began

    @property
    def mine(self) -> list[Source]:
        return [source for source in self.sources if source.run_id == self.run.pk]

    @property
    def is_created(self) -> bool:
        return self.mine[0].outcome == Source.Outcome.CREATED

    @property
    def versions(self) -> list[int]:
        """Of the article, as this run left it after each of the files that went into its own row."""
        return [source.article_version for source in self.mine if source.article_version is not None]

    @property
    def before(self) -> int | None:
        """The number of the revision that the run found; None if it did not change the article itself."""
        if self.is_created or not self.versions:
            return None
        return _before(self.history, lambda r: r.version == self.versions[0])

    @property
    def version_before(self) -> int | None:
        return next((r.version for r in self.history if r.number == self.before), None)

    @property
    def copy_before(self) -> int | None:
        """The same of the working copy; None if the run made it, or has nothing to do with it."""
        return _before(self.copy_history, lambda r: r.is_since)

    def is_of_run(self, copy: Article) -> bool:
        return copy.created_at >= self.run.started_at

    @property
    def is_answered(self) -> bool:
        """Whether a person has decided about what the importer asked of this run's text."""
        return any(finding.get("answer") for source in self.mine for finding in source.findings)

    def why_left(self) -> str:
        """Why it has to be left alone; empty if it need not."""
        others = [source for source in self.sources if source.run_id != self.run.pk]
        if later := [source.run_id for source in others if source.pk > self.mine[-1].pk]:
            return _("Import %(run)d has changed it since. Undo that one first.") % {"run": later[-1]}
        if self.is_merged_into:
            return _("Another piece has been merged into it. Undo that merge first.")
        if self.versions and self.article.version != self.versions[-1]:
            return _("Somebody has edited it since.")
        if any(revision.is_a_persons and revision.is_since for revision in self.history):
            return _("Somebody has worked on it since.")
        if any(revision.is_a_persons for revision in self.copy_history) or self._is_edited(self.copy_history):
            return _("Somebody is at work on its working copy.")
        if self.is_answered:
            return _("Somebody has answered questions about it since.")
        if self.is_created:
            return ""
        if any(source.called_back for source in self.mine):
            return _("Its provider has called it back: to bring it back is for the desk.")
        if self.versions and self.before is None:
            return _("What it said before is not known.")
        if not self.versions and not self.copy and any(r.is_since for r in self.history):
            return _("Its new text has been published since.")
        return ""

    def _is_edited(self, history: list[Version]) -> bool:
        return bool(history) and history[-1].kind != Revision.Kind.IMPORT


def traces(ids: Sequence[int], run: ImportRun) -> list[Trace]:
    """The traces of these articles, in five queries; the articles are held until the transaction ends."""
    articles = Article.objects.select_for_update().in_bulk(ids)
    copies = {copy.working_copy_of_id: copy for copy in Article.objects.filter(working_copy_of__in=ids)}
    sources: defaultdict[int | None, list[Source]] = defaultdict(list)
    stored = Source.objects.filter(article__in=ids, outcome__in=OF_AN_ARTICLE)
    used = ("article_id", "run_id", "outcome", "article_version", "findings", "called_back")
    for source in stored.only(*used).order_by("id"):
        sources[source.article_id].append(source)
    history: defaultdict[int, list[Version]] = defaultdict(list)
    known = Revision.objects.filter(article__in=[*ids, *(copy.pk for copy in copies.values())])
    for pk, number, kind, author, version, at in known.order_by("number").values_list(
        "article_id", "number", "kind", "author_id", "snapshot__fields__version", "created_at"
    ):
        history[pk].append(Version(number, kind, author is not None, version, at >= run.started_at))
    merged = set(standing(run).filter(kept__in=ids).values_list("kept_id", flat=True))
    return [
        Trace(
            run, article, copy := copies.get(pk), sources[pk], history[pk], history[copy.pk] if copy else [],
            pk in merged,
        )
        for pk, article in articles.items()
    ]  # fmt: skip


def _before(history: Sequence[Version], is_first: Callable[[Version], bool]) -> int | None:
    """The number of the revision before the first one that is; of several such stretches, before the last."""
    found = earlier = None
    was_it = False
    for revision in history:
        if is_first(revision) and not was_it:
            found = earlier
        was_it = is_first(revision)
        earlier = revision.number
    return found
