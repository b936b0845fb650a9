"""The page of a source: the raw text, what was done to it and why, the findings, all in place."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import search
from articles.admin import source_text
from articles.admin.source_text import spans_of, stretches

from .desk_forms import change_url
from .factories import make_article, make_author, make_publication, make_source, make_user

RAW = """The ferry is back
By Ada Marlow

Subscribe <b>now</b> & save.

It came back to theharbour on Tuesday.
"""


def change(kind: str, words: str, rule: str, *, after: str = "", reason: str = "") -> dict[str, Any]:
    start = RAW.index(words)
    place = {"start": start, "end": start + len(words), "after": after}
    return {"step": "cleaning", "rule": rule, "kind": kind, **place, "confidence": 0.9, "reason": reason}


CHANGES = [
    change("field:headline", "The ferry is back", "first_line"),
    change("byline", "By Ada Marlow", "byline_line", reason="fills the byline"),
    change("paywall", "Subscribe <b>now</b> & save.", "subscribe_line", reason="asks for money"),
    change("edit", "theharbour", "glued_words", after="the harbour"),
]
NOWHERE = {"start": -1, "end": -1, "confidence": 0.5}
THERE = {"start": RAW.index("theharbour"), "end": RAW.index(" on Tue"), "confidence": 0.5}
FINDINGS = [
    {
        "code": "glued",
        "message": "A word was set apart.",
        "evidence": "theharbour",
        "blocking": False,
        **THERE,
    },
    {"code": "headline-missing", "message": "There is no headline.", "evidence": "", **NOWHERE},
]


@pytest.fixture
def desk(client: Client, db: None) -> Client:
    client.force_login(make_user("Reporter"))
    return client


def source_page(desk: Client, **fields: Any) -> str:
    fields = {"raw": RAW.encode(), "encoding": "utf-8", "spans": CHANGES, "findings": FINDINGS, **fields}
    answer = desk.get(change_url(make_source(**fields)))
    assert answer.status_code == 200
    return answer.content.decode()


# --- The page -------------------------------------------------------------------------------------


def test_removed_words_are_struck_out_in_place_with_kind_rule_and_reason(desk: Client) -> None:
    page = source_page(desk)
    assert '<del class="kind-paywall">Subscribe &lt;b&gt;now&lt;/b&gt; &amp; save.</del>' in page
    assert 'title="subscribe_line: asks for money"' in page
    assert '<span class="visually-hidden">taken out: </span>paywall</a>' in page


def test_fields_are_marked_and_mended_words_shown_before_and_after(desk: Client) -> None:
    page = source_page(desk)
    assert '<mark class="kind-field">The ferry is back</mark>' in page
    assert '<del class="kind-edit">theharbour</del><ins class="kind-edit">the harbour</ins>' in page


def test_untouched_words_stand_unmarked(desk: Client) -> None:
    assert "</a> on Tuesday.\n</div>" in source_page(desk)


def test_findings_point_into_the_text_and_say_what_blocks(desk: Client) -> None:
    page = source_page(desk)
    assert '<a href="#place-1">' in page and 'id="place-1"' in page
    assert '<a href="#place-2">' not in page  # it concerns no one place
    assert page.count("keeps it from being published") == 1


def test_white_space_put_in_is_made_visible(desk: Client) -> None:
    page = source_page(desk, spans=[{**CHANGES[3], "end": CHANGES[3]["start"], "after": " "}], findings=[])
    assert '<ins class="kind-edit">␣</ins></a>theharbour' in page


@pytest.mark.parametrize(
    ("doubt", "findings", "said"),
    [
        (0, [], "the importer was sure of everything"),
        (4, [], "None in particular."),
        (0, FINDINGS, "Settled: somebody has looked at these."),
    ],
)
def test_page_says_how_the_findings_stand(desk: Client, doubt: int, findings: list[Any], said: str) -> None:
    assert said in source_page(desk, doubt=doubt, findings=findings)


def test_right_to_left_text_runs_so(desk: Client) -> None:
    article = make_article(language="ar")
    assert 'class="source-text" dir="rtl"' in source_page(desk, article=article, raw="العبارة".encode())


def test_each_change_says_how_sure_the_rule_was(desk: Client) -> None:
    page = source_page(desk)
    assert "glued_words, 90% sure" in page
    assert "100% sure" not in source_page(desk, spans=[{**CHANGES[0], "confidence": 1}])
    assert '<li id="change-4">' in page and 'href="#span-4"' in page


def test_what_was_done_in_many_places_is_said_once(desk: Client) -> None:
    marks = [{**change("advert", "The", "marker"), "start": place, "end": place + 1} for place in (0, 2, 4)]
    page = source_page(desk, spans=[*marks, CHANGES[2]])
    assert page.count("marker, 90% sure") == 1 and "3 places:" in page
    assert page.count('href="#change-1"') == 3 and page.count('href="#change-4"') == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "shift_jis", "no-such", ""])
def test_any_encoding_gives_a_page(desk: Client, encoding: str) -> None:
    source_page(desk, raw=b"\xef\xbb\xbfcaf\xe9 \xff\x00", encoding=encoding, spans=[], findings=[])


def test_rejected_file_says_why_and_shows_no_text(desk: Client) -> None:
    page = source_page(
        desk, raw=b"", outcome="rejected", reason="Is a picture. Leave it out.", spans=[], findings=[]
    )
    assert "Is a picture. Leave it out." in page and "There is no text to show." in page


def test_huge_file_is_shown_from_its_beginning(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.admin.sources.MAX_CHARACTERS", 30)
    page = source_page(desk)
    assert "Only the beginning is shown" in page
    assert "theharbour</del>" not in page


def test_raw_file_is_downloaded_and_never_shown(desk: Client) -> None:
    source = make_source(raw=b"<script>alert(1)</script>")
    answer = desk.get(reverse("admin:articles_source_raw", args=[source.pk]))
    assert answer.content == b"<script>alert(1)</script>"
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")


def test_nobody_can_change_a_source(client: Client, db: None) -> None:
    client.force_login(make_user(is_superuser=True))
    source = make_source()
    assert client.post(change_url(source), {"name": "other"}).status_code == 403
    assert client.get(reverse("admin:articles_source_add")).status_code == 403
    assert client.get(reverse("admin:articles_source_delete", args=[source.pk])).status_code == 403


# --- The list -------------------------------------------------------------------------------------


def listed(desk: Client, **query: Any) -> list[str]:
    page = desk.get(reverse("admin:articles_source_changelist"), query)
    return [source.name for source in page.context["cl"].result_list]


def test_most_doubtful_stand_first(desk: Client) -> None:
    for doubt in (10, 90, 40):
        make_source(name=f"doubt {doubt}", doubt=doubt)
    assert listed(desk) == ["doubt 90", "doubt 40", "doubt 10"]


def test_list_is_narrowed_by_outcome_run_publication_and_words(desk: Client) -> None:
    paper = make_publication()
    article = make_article(headline="Lighthouse", publication=paper)
    search.refresh_many([article.pk])
    kept = make_source(name="kept", article=article)
    make_source(name="bad", outcome="rejected")
    assert listed(desk, outcome__exact="rejected") == ["bad"]
    assert listed(desk, run__id__exact=kept.run_id) == ["kept"]
    assert listed(desk, publication=paper.pk) == ["kept"]
    assert listed(desk, q="lighthouse") == ["kept"]


@pytest.mark.parametrize("rows", [5, 50])
def test_list_reads_no_raw_files_and_costs_the_same(desk: Client, rows: int) -> None:
    for _row in range(rows):
        make_source(article=make_article(publication=make_publication(), authors=(make_author(),)), raw=b"x")
    desk.get(reverse("admin:articles_source_changelist"))
    with CaptureQueriesContext(connection) as queries:
        assert len(listed(desk)) == rows
    assert len(queries) <= 7
    assert not [q for q in queries if '"raw"' in q["sql"] or '"articles_article"."body"' in q["sql"]]


# --- Cutting the text -----------------------------------------------------------------------------


def cut(text: str, *stored: dict[str, Any], findings: dict[int, tuple[int, ...]] | None = None) -> list[Any]:
    spans = spans_of(stored, len(text))
    parts = list(stretches(text, spans, findings or {}))
    assert "".join(part.text for part in parts) == text
    return [(part.text, part.span.kind if part.span else "", part.opens, part.closes) for part in parts]


def span(kind: str, start: int, end: int, after: str = "") -> dict[str, Any]:
    return {"kind": kind, "start": start, "end": end, "after": after}


def test_text_without_spans_is_one_stretch() -> None:
    assert cut("abc") == [("abc", "", False, False)]


def test_span_is_cut_out_of_what_stays() -> None:
    assert cut("abcdef", span("advert", 2, 4)) == [
        ("ab", "", False, False), ("cd", "advert", True, True), ("ef", "", False, False),
    ]  # fmt: skip


def test_mended_letter_inside_a_field_shows_inside_it() -> None:
    assert cut("abcd", span("field:headline", 0, 4), span("edit", 1, 2, "B")) == [
        ("a", "field:headline", True, False),
        ("b", "edit", True, True),
        ("cd", "field:headline", False, True),
    ]  # fmt: skip


@pytest.mark.parametrize("place", [0, 2, 4])
def test_something_put_in_between_stands_in_its_place(place: int) -> None:
    parts = cut("abcd", span("edit", place, place, " "))
    before = sum(len(text) for text, kind, *_rest in parts[: [part[1] for part in parts].index("edit")])
    assert before == place


def test_finding_inside_a_span_cuts_it_without_opening_it_twice() -> None:
    parts = cut("abcd", span("advert", 0, 4), findings={2: (1,)})
    assert parts == [("ab", "advert", True, False), ("cd", "advert", False, True)]


def test_spans_past_the_end_backwards_or_unknown_do_no_harm() -> None:
    assert cut("ab", span("advert", 5, 9), span("share", 2, 1), span("strange", 0, 99)) == [
        ("ab", "strange", True, True)
    ]


def test_no_more_spans_than_a_browser_bears(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_text, "MAX_SPANS", 3)
    assert len(spans_of([span("advert", n, n + 1) for n in range(9)], 20)) == 3
