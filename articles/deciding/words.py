"""Words that the importer took out are put back in their place; paragraphs are taken out with a kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from django.contrib.auth.models import User
from django.db.models import F
from django.utils.translation import gettext as _

from articles import placing
from articles.errors import WorkflowError
from articles.ingest.story import REMOVAL_KINDS
from articles.models import Article, Decision, Source, Status, name_key
from articles.sanitising import sanitise

from .changing import changing

KINDS = REMOVAL_KINDS  # why words are taken out
ABOUT_WORDS = (Decision.Action.RESTORE, Decision.Action.REMOVE)
MOST_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Gone:
    """A stretch of the source that is not in the body: `key` is its number among the source's spans, or
    `d` and the number of the decision that took it out; `html` its markup, where that is known."""

    key: str
    start: int
    end: int
    kind: str
    text: str
    html: str = ""

    @property
    def inner(self) -> str:
        """What stands in its paragraph once it is back."""
        return self.html or escape(" ".join(self.text.split()), quote=False)


def decoded(source: Source) -> str:
    """Return the text as the importer read it; a rejected file of no known encoding as far as it goes."""
    if source.text:
        return source.text
    try:
        return bytes(source.raw).decode(source.encoding or "utf-8", errors="replace")
    except LookupError:
        return bytes(source.raw).decode("utf-8", errors="replace")


def piece_of(source: Source) -> Article | None:
    """The row in which a source's piece is changed: of a published one its working copy, if it has one."""
    article = source.article
    if article and article.status == Status.PUBLISHED:
        return Article.objects.filter(working_copy_of=article).first() or article
    return article


def blocks_of(article: Article) -> list[str]:
    """The words of each block of the piece's body, as `take_out` counts them."""
    return [unit.text for unit in placing.units(article.body)]


def gone_from(source: Source, text: str) -> list[Gone]:
    """All that was taken out of the source and is not back, in the order of the source."""
    decisions = [one for one in source.decisions.all() if one.action in ABOUT_WORDS]
    undone = {decision.undoes_id for decision in decisions}
    back = {
        (decision.start, decision.end)
        for decision in decisions
        if decision.action == Decision.Action.RESTORE and not decision.undoes_id
    }
    found = [
        Gone(
            str(number),
            span["start"],
            span["end"],
            span["kind"],
            text[span["start"] : span["end"]],
            span.get("html", ""),
        )
        for number, span in enumerate(source.spans, start=1)
        if span["kind"] in REMOVAL_KINDS and (span["start"], span["end"]) not in back
    ]
    found += [
        Gone(f"d{one.pk}", one.start, one.end, one.kind, one.text, one.html)
        for one in decisions
        if one.action == Decision.Action.REMOVE and one.pk not in undone
    ]
    return sorted(found, key=lambda one: (one.start, one.end))


def reading_of(source: Source, text: str, gone: Sequence[Gone]) -> placing.Reading:
    """What is to be read of the source in the body, with all that was put back."""
    fields = [(s["start"], s["end"]) for s in source.spans if s["kind"].startswith("field:")]
    edits = [(s["start"], s["end"], s.get("after", "")) for s in source.spans if s["kind"] == "edit"]
    out = [(one.start, one.end) for one in gone if one.start >= 0]
    return placing.reading(text, [*fields, *out], edits)


def put_back(source: Source, keys: Sequence[str], *, version: int, user: User) -> list[tuple[Gone, str]]:
    """Put these stretches back into the body, each in its place; return them with how sure the place is.

    `version` is that of the piece (see `piece_of`) as the person saw it.
    """
    article = _article(source)
    text = decoded(source)
    gone = gone_from(source, text)
    wanted = [one for one in gone if one.key in set(keys)]
    if len(wanted) > MOST_AT_ONCE:
        raise _nothing(article, _("at most %(most)d can be put back at once.") % {"most": MOST_AT_ONCE})
    if not wanted:
        raise _nothing(article, _("these words are in it already. Load the page again."))
    note = _("Put back: “%(words)s”") % {"words": " … ".join(one.text for one in wanted)}
    done: list[tuple[Gone, str]] = []
    with changing(article, user=user, note=note, version=version):
        for one in wanted:
            read = reading_of(source, text, gone)
            place = placing.place(one.start, placing.locate(placing.units(article.body), read), read)
            article.body = sanitise(placing.insert(article.body, place.index, one.inner))
            gone.remove(one)  # the next one finds it in the body
            undoes = int(one.key[1:]) if one.key.startswith("d") else None
            _keep(source, article, Decision.Action.RESTORE, one, user, undoes)
            if one.kind == "bio":
                _off_the_author(article, one)
            done.append((one, place.how))
    return done


def take_out(
    source: Source, indices: Sequence[int], kind: str, *, version: int, user: User
) -> list[Decision]:
    """Take these blocks of the body out, as the kind; `indices` count the blocks from 0."""
    article = _article(source)
    blocks = placing.units(article.body)
    if kind not in KINDS:
        raise _nothing(article, _("no kind was chosen. Say why the words are to go."))
    chosen = [index for index in sorted(set(indices)) if 0 <= index < len(blocks)]
    if not chosen:
        raise _nothing(article, _("no paragraph was ticked. Tick those that are to go."))
    text = decoded(source)
    read = reading_of(source, text, gone_from(source, text))
    located = placing.locate(blocks, read)
    words = " … ".join(blocks[index].text for index in chosen)
    taken = []
    with changing(article, user=user, note=_("Taken out: “%(words)s”") % {"words": words}, version=version):
        for index in chosen:
            start, end = read.stretch(*bounds) if (bounds := located[index]) else (-1, -1)
            inner = placing.inner_html(article.body, blocks[index])
            gone = Gone("", start, end, kind, blocks[index].text, inner)
            taken.append(_keep(source, article, Decision.Action.REMOVE, gone, user))
        article.body = sanitise(placing.without(article.body, chosen))
    return taken


def _off_the_author(article: Article, one: Gone) -> None:
    """What stands in the piece again goes from its author's biography, if that is still the importer's."""
    words = " ".join(one.text.split())
    for author in article.authors.filter(bio=F("imported_bio")).exclude(bio=""):
        said = " ".join(author.bio.split())
        if said in words or words in said:  # it stood there with a label; or there were several such lines
            author.bring_bio("" if said in words else said.replace(words, "").strip(), author.bio_brought_by)
            author.save(update_fields=["bio", "imported_bio", "bio_brought_by"])


def _keep(
    source: Source,
    article: Article,
    action: Decision.Action,
    one: Gone,
    user: User,
    undoes: int | None = None,
) -> Decision:
    return Decision.objects.create(
        source=source, article=article, action=action, start=one.start, end=one.end, kind=one.kind,
        text=one.text, html=one.html, undoes_id=undoes, line_key=name_key(one.text), user=user,
    )  # fmt: skip


def _article(source: Source) -> Article:
    article = piece_of(source)
    if article is None:
        raise WorkflowError(_("“%(name)s” has no piece any more.") % {"name": source})
    return article


def _nothing(article: Article, why: str) -> WorkflowError:
    return WorkflowError(_("“%(piece)s” was not changed: %(why)s") % {"piece": article, "why": why})
