"""What belongs to the article of a page: paragraphs and quotations that extractors forget, not the links between."""

from articles.ingest import ledger, pipeline
from articles.ingest.reading import html_links, html_main
from articles.ingest.reading.html_blocks import blocks, lines
from articles.ingest.reading.html_tree import parse
from articles.ingest.story import Known, Options, SourceFile, Story

HARBOUR = (
    "The harbour board met on Monday and decided, after a long debate, that the ferry should stay for a year."
)
CREWS = "Crews on both sides of the estuary said that they would rather have had the money than one more empty promise."
COUNCIL = "A spokesman for the council said the figures would be made public before the end of the month."
TIDE = "The tide that night was the highest in eleven years, and it took two of the moorings with it."


def story(body: str) -> Story:
    html = f"<!doctype html><html lang=en><head><title>A ferry stays</title></head><body>{body}</body></html>"
    (found,) = pipeline.stories(SourceFile("page.html", html.encode()), Options(), Known())
    assert ledger.replay(found.body_text, found.changes) == found.source_text
    return found


def forgotten(body: str, *taken: int) -> set[str]:
    """The lines that are added to those with these numbers."""
    found = list(lines(parse(body)))
    return {found[n].text for n in html_main._forgotten(frozenset(taken), found) - set(taken)}


def test_paragraph_in_the_place_of_the_others_is_not_forgotten() -> None:
    chunk = '<div class="chunk"><p>{}</p></div>'
    page = f"{chunk.format(HARBOUR)}{chunk.format(CREWS)}<p>Advert</p>{chunk.format(COUNCIL)}<div class=foot><p>{TIDE}</p></div>"
    assert forgotten(page, 0, 1) == {COUNCIL}
    assert forgotten(page, 0) == set()  # one paragraph says nothing of the place


def test_short_lines_in_the_same_place_are_not_added() -> None:
    assert forgotten(f"<div><p>{HARBOUR}</p><p>{CREWS}</p><p>Share this page</p></div>", 0, 1) == set()


def test_quotation_within_the_article_is_not_forgotten() -> None:
    quoted = "<blockquote class='post share'><p>Nine days without a ferry!</p></blockquote>"
    assert forgotten(f"<div><p>{HARBOUR}</p>{quoted}<p>{CREWS}</p></div>{quoted}", 0, 2) == {
        "Nine days without a ferry!"
    }


def left(body: str) -> list[str]:
    """What of the lines is left without comments."""
    found = list(lines(parse(body)))
    return [found[n].text for n in sorted(html_main._without_comments(frozenset(range(len(found))), found))]


def test_words_among_comments_are_not_the_article() -> None:
    page = f"<p>{HARBOUR}</p><p>{CREWS}</p><div class=comments><div class=post><p>About time!</p></div></div>"
    assert left(page) == [HARBOUR, CREWS]


def test_piece_that_is_called_a_comment_stays() -> None:
    page = f"<p>Opinion</p><article class=kommentar><p>{HARBOUR}</p><p>{CREWS}</p></article>"
    assert left(page) == ["Opinion", HARBOUR, CREWS]


def taken(body: str) -> list[tuple[str, str]]:
    """Kind and words of the lines that are taken out for being links."""
    laid = blocks(f"<h1>A ferry stays</h1><p>{HARBOUR}</p><p>{CREWS}</p>{body}<p>{COUNCIL}</p><p>{TIDE}</p>")
    out = html_links.removed("A ferry stays", list(laid.passages), laid.marks)
    return [(passage.fate, passage.text) for passage in out if not passage.in_body]


def test_line_that_is_only_a_link_to_another_piece_is_taken_out() -> None:
    link = '<a href="https://x.example/2">Nine days that shook the estuary</a>'
    assert taken(f"<p>{link}</p>") == [("related", "Nine days that shook the estuary")]
    assert taken(f"<p>Like the {link}</p>") == []


def test_links_that_are_sentences_items_or_short_stay() -> None:
    kept = (
        '<p><a href="https://x.example/2">The board had said the opposite in May.</a></p>'
        '<h2><a href="https://x.example/3">The moorings</a></h2>'
        '<ul><li><a href="https://x.example/4">Minutes of the harbour board</a></li></ul>'
        '<h2><a href="https://x.example/5">A ferry stays</a></h2>'
    )
    assert taken(kept) == []


def test_list_of_nothing_but_headlines_is_taken_out_and_others_stay() -> None:
    link = '<li><a href="https://x.example/{0}">Nine days that shook the estuary {0}</a></li>'
    assert len(taken(f"<ul>{link.format(1)}{link.format(2)}</ul>")) == 2
    assert taken(f"<ul>{link.format(1)}<li>The report, which is not online</li></ul>") == []
    assert (
        taken(
            '<ul><li><a href="https://x.example/1">The report</a></li><li><a href="https://x.example/2">The map</a></li></ul>'
        )
        == []
    )


def test_page_of_links_keeps_them() -> None:
    link = '<p><a href="https://x.example/{0}">What the harbour board decided in year {0}</a></p>'
    assert taken("".join(map(link.format, range(9)))) == []


def test_removed_link_is_in_the_ledger() -> None:
    link = '<p><a href="https://x.example/2">Nine days that shook the estuary</a></p>'
    more = f"<p>{HARBOUR} {CREWS}</p><p>{TIDE} {COUNCIL}</p>" * 3
    found = story(f"<article><h1>A ferry stays</h1>{more}{link}{more}</article>")
    assert "shook the estuary" in " ".join(
        change.before for change in found.removed if change.kind == "related"
    )
