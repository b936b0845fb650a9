"""What the ledger remembers of a piece that came before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from articles.models import Source

from .pieces import Outcome

OF_AN_ARTICLE = (Source.Outcome.CREATED, Source.Outcome.UPDATED)


@dataclass(slots=True, eq=False)
class Entry:
    """A row of Source, or one about to be written: `article_id` is filled in once the article has its row."""

    source_id: int | None
    name: str
    origin: str
    sha256: str
    text_sha256: str
    outcome: str
    article_id: int | None
    article_version: int | None
    encoding: str = ""
    media_type: str = ""
    part_of: str = ""
    declared_version: str = ""
    called_back: str = ""
    asked: Mapping[str, object] = field(default_factory=dict)  # the options of the run that brought it
    said: str = ""  # how the text begins, of one not written yet that is known by a mere number

    @property
    def was_deleted(self) -> bool:
        return self.article_id is None and self.source_id is not None and self.outcome != Outcome.REJECTED

    @property
    def is_of_an_article(self) -> bool:
        """Whether the article comes from its origin. Not so for a duplicate, or once it was deleted."""
        pending = self.source_id is None
        return self.outcome in OF_AN_ARTICLE and (pending or self.article_id is not None)


COLUMNS = (
    "id", "name", "origin", "sha256", "text_sha256", "outcome", "article_id", "article_version", "encoding",
    "media_type", "part_of", "declared_version", "called_back", "run__options",
)  # fmt: skip


def entries(sources: Iterable[Source]) -> list[Entry]:
    return [Entry(*row) for row in sources.values_list(*COLUMNS)]  # type: ignore[attr-defined]
