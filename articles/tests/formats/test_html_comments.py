"""Comments on a page stand in places of their own; what the article goes on with after them is not cut with them."""

from articles.ingest import pipeline
from articles.ingest.story import Known, Options, SourceFile

HARBOUR = "<p>The harbour board met on Monday and decided, after a long debate, that the ferry should stay for a year.</p>"
CREWS = "<p>Crews on both sides of the estuary said they would rather have had the money than one more promise.</p>"
BOX = '<div class="comments"><h4>{}</h4></div>'


def body(article: str) -> str:
    html = f"<!doctype html><html lang=en><head><title>A ferry stays</title></head><body><article><h1>A ferry stays</h1>{article}</article></body></html>"
    (story,) = pipeline.stories(SourceFile("page.html", html.encode()), Options(), Known())
    return story.body_text


def test_text_after_a_box_of_comments_stays() -> None:
    last = "<p>The moorings will be mended in the autumn, the board said, if the tide allows it.</p>"
    assert "The moorings" in body((HARBOUR + CREWS) * 2 + BOX.format("167 comments") + last)


def test_comments_in_the_text_go_from_their_head_on() -> None:
    said = "<h3>2 comments</h3><p>Gull74, 3 May 2024, 10:30</p><p>About time.</p><p>Bo L., 3 May 2024, 11:02</p><p>Too late.</p>"
    text = body((HARBOUR + CREWS) * 2 + said)
    assert "About time" not in text and "Too late" not in text
