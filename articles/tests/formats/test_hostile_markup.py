"""XML and JSON made to do harm end in a refusal that says why, or in the piece without the harm."""

from pathlib import Path

import pytest

from articles.errors import ReadingError
from articles.ingest import pipeline, reading
from articles.ingest.document import Document
from articles.ingest.reading import json_source, xml_parts, xml_source
from articles.ingest.story import Known, Options, SourceFile

ITEM = "<item><title>Kept</title><guid>urn:a:1</guid><content:encoded>{}</content:encoded></item>"
FEED = (
    '<?xml version="1.0"?>{}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:xi="http://www.w3.org/2001/XInclude"><channel><title>Weir Watch</title>{}</channel></rss>'
)


def feed(body: str, prolog: str = "") -> SourceFile:
    return SourceFile("feed.xml", FEED.format(prolog, ITEM.format(body)).encode())


def read(source: SourceFile) -> tuple[Document, ...]:
    return tuple(reading.read(source, Options()))


def reason(source: SourceFile) -> str:
    with pytest.raises(ReadingError) as caught:
        read(source)
    return caught.value.reason


def test_an_entity_bomb_is_refused() -> None:
    layers = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    source = feed("&e9;", f'<!DOCTYPE rss [<!ENTITY e0 "ha">{layers}]>')
    assert "entities of its own" in reason(source)


def test_an_entity_bomb_in_an_attribute_is_refused() -> None:
    layers = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    source = feed('<a href="&e9;">x</a>', f'<!DOCTYPE rss [<!ENTITY e0 "ha">{layers}]>')
    assert "entities of its own" in reason(source)


def test_an_external_entity_is_refused_and_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the harbour master's password", encoding="utf-8")
    source = feed("&x;", f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>')
    assert "entities of its own" in reason(source)


def test_an_external_document_type_is_not_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "evil.dtd"
    secret.write_text('<!ENTITY x "the password">', encoding="utf-8")
    (document,) = read(
        feed("&lt;p&gt;A &amp;x; b.&lt;/p&gt;&x;", f'<!DOCTYPE rss SYSTEM "{secret.as_uri()}">')
    )
    assert "password" not in document.text
    assert document.text.startswith("A &x; b.")


def test_what_xinclude_points_at_is_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the password", encoding="utf-8")
    include = f'<xi:include href="{secret.as_uri()}" parse="text"/>'
    (document,) = read(feed(f"Before. {include} After."))
    assert "password" not in document.text
    assert "Before." in document.text


@pytest.mark.parametrize("depth", [300, 10_000])
def test_tags_nested_too_deeply_are_refused(depth: int) -> None:
    deep = "<b>" * depth + "x" + "</b>" * depth
    (document,) = read(feed(deep))
    assert document.error and "nested" in document.error.reason
    assert "nested" in reason(SourceFile("item.xml", f"<nitf><body>{deep}</body></nitf>".encode()))


def test_attributes_around_the_pieces_are_not_repeated_for_each_of_them() -> None:
    source = feed("Fine.")
    wide = source.data.replace(b"<channel>", b'<channel note="' + b"x" * xml_parts.MAX_FRAME + b'">')
    (document,) = read(SourceFile("feed.xml", wide))
    assert document.error and "attributes" in document.error.reason


@pytest.mark.parametrize("bait", ["&", "& ", "&nbsp;", "&#8217;"])
def test_very_many_ampersands_cost_their_piece_alone(bait: str) -> None:
    many = ITEM.format(bait * (xml_source.MAX_MENDED + 1)).replace("urn:a:1", "urn:a:2")
    first, second = read(SourceFile("feed.xml", FEED.format("", ITEM.format("Fine.") + many).encode()))
    assert (first.error, first.text) == (None, "Fine.")
    assert second.error and "ampersands" in second.error.reason


def test_control_characters_by_the_million_are_left_out() -> None:
    (document,) = read(feed("Fine." + "\x01" * 3_000_000))
    assert document.text == "Fine."


def test_a_piece_of_many_megabytes_is_refused_alone() -> None:
    many = ITEM.format("\x01" * xml_parts.MAX_PART).replace("urn:a:1", "urn:a:2")
    first, second = read(SourceFile("feed.xml", FEED.format("", ITEM.format("Fine.") + many).encode()))
    assert first.error is None
    assert second.error and "10 MB" in second.error.reason


@pytest.mark.parametrize("value", ["{}", "[]", "1"])
def test_json_of_very_many_values_is_refused(value: str) -> None:
    items = ",".join([value] * (json_source.MAX_VALUES + 2))
    data = f'{{"version": "https://jsonfeed.org/version/1.1", "items": [{items}]}}'.encode()
    assert "values" in reason(SourceFile("feed.json", data))


def test_a_tag_of_very_many_attributes_is_refused_and_one_of_a_long_value_is_not() -> None:
    words = "The pier is back in its place, and nobody asked how. " * 40
    for value in ("1", "'<b>'", '"<b> >"', "'x'y"):
        many = " ".join(f"a{n}={value}" for n in range(100_000))
        page = SourceFile("page.html", f"<html><body><p {many}>{words}</p></body></html>".encode())
        assert "attributes" in reason(page)
    some = " ".join(f"a{n}=1" for n in range(600))
    assert "attributes" in reason(
        SourceFile("page.html", f"<html><body><p {some}>{words}</p></body></html>".encode())
    )
    held = f"<html><body><div data-page='{words * 10}'><p>{words}</p></div></body></html>"
    (document,) = read(SourceFile("page.html", held.encode()))
    assert document.text == words.strip()


def test_html_nested_too_deeply_costs_its_piece_alone() -> None:
    deep = ITEM.format("<![CDATA[" + "<div>" * 10_000 + "x]]>").replace("urn:a:1", "urn:a:2")
    source = SourceFile("feed.xml", FEED.format("", ITEM.format("Fine.") + deep).encode())
    first, second = read(source)
    assert first.error is None
    assert first.text == "Fine."
    assert second.error is not None
    assert "nested" in second.error.reason


def test_a_piece_of_too_many_tags_is_refused_alone() -> None:
    many = ITEM.format("<![CDATA[" + "<i>a</i>" * 60_000 + "]]>").replace("urn:a:1", "urn:a:2")
    first, second = read(SourceFile("feed.xml", FEED.format("", ITEM.format("Fine.") + many).encode()))
    assert first.text == "Fine."
    assert second.error is not None
    assert "tags" in second.error.reason


def test_very_many_tags_are_refused_around_the_pieces_and_within_one() -> None:
    many = "<i/>" * (xml_source.MAX_TAGS + 1)
    assert "tags" in reason(SourceFile("feed.xml", FEED.format("", ITEM.format("Fine.") + many).encode()))
    first, second = read(
        SourceFile(
            "feed.xml",
            FEED.format("", ITEM.format("Fine.") + ITEM.format(many).replace("urn:a:1", "urn:a:2")).encode(),
        )
    )
    assert first.error is None
    assert second.error and "tags" in second.error.reason


def test_a_feed_of_many_items_may_have_more_tags_than_one_piece() -> None:
    item = ITEM.format("<![CDATA[" + "<p>Words.</p>" * 100 + "]]>")
    items = "".join(item.replace("urn:a:1", f"urn:a:{number}") for number in range(2_000))
    assert items.count("<") > xml_source.MAX_TAGS
    documents = reading.read(SourceFile("feed.xml", FEED.format("", items).encode()), Options())
    assert len(documents) == 2_000
    assert documents[1_999].facts.identity == "urn:a:1999"


def test_what_is_never_closed_takes_no_longer_than_what_is() -> None:
    """Each opening would be followed to the end of the file, were it not for the bounds in the patterns."""
    baits = ("<![CDATA[" * 50_000, "<!--" * 100_000, "<item " * 90_000, "&a" * 100_000)
    for bait in baits:
        source = SourceFile("feed.xml", FEED.format("", ITEM.format(bait)).encode())
        assert [document.error for document in read(source)] == [None]


@pytest.mark.parametrize("bait", ["]" * 3_000_000, "]]" * 1_000_000 + "&", "<!-- - -" * 200_000])
def test_what_looks_like_an_end_within_a_text_is_none(bait: str) -> None:
    source = SourceFile("feed.xml", FEED.format("", ITEM.format(f"<![CDATA[{bait}]]>")).encode())
    assert len(read(source)) == 1


def test_the_parts_of_a_file_are_found_past_what_only_looks_like_their_ends() -> None:
    items = "".join(
        ITEM.format(f"<![CDATA[{text}]]>").replace("urn:a:1", f"urn:a:{number}")
        for number, text in enumerate(["a]] b", "</item>", "]>", "<!-- </item> -->", "x]]]"])
    )
    source = SourceFile("feed.xml", FEED.format("", f"<!-- <item> - -->{items}").encode())
    raw = [document.raw.decode() for document in read(source)]
    assert "".join(raw) == items


def test_shortcode_bait_is_read() -> None:
    from articles.ingest.reading import wordpress

    for bait in (
        "[caption " * 20_000,
        "[caption]" * 20_000,
        "[" * 100_000,
        '[a b="' * 20_000,
        "\n \n" * 50_000,
        "<pre>" * 20_000,
    ):
        html, _dropped = wordpress.as_html(bait)
        assert len(html) <= 4 * len(bait) + 100


def test_comments_before_an_export_are_passed_over() -> None:
    """WordPress begins its exports with some twenty of them."""
    notes = "<!-- This is an export of your site. -->\n" * 200
    (document,) = read(feed("&lt;p&gt;Words.&lt;/p&gt;", notes))
    assert document.text == "Words."
    with pytest.raises(ReadingError, match="no kind that is read"):
        read(SourceFile("notes.xml", notes.encode()))


def test_scripts_and_handlers_reach_no_body() -> None:
    harm = (
        '&lt;p onclick="steal()"&gt;Words &lt;script&gt;steal()&lt;/script&gt;&lt;a href="javascript:steal()"&gt;here&lt;/a&gt;'
        '&lt;img src="x" onerror="steal()"&gt;&lt;/p&gt;&lt;table onmouseover="steal()"&gt;&lt;tr&gt;&lt;td&gt;a&lt;/td&gt;'
        "&lt;td&gt;b&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;c&lt;/td&gt;&lt;td&gt;d&lt;/td&gt;&lt;/tr&gt;&lt;/table&gt;"
    )
    (story,) = pipeline.stories(feed(harm), Options(), Known())
    assert "Words" in story.body_text
    assert "steal" not in "".join(block.html for block in story.body)


@pytest.mark.parametrize(
    "data",
    [
        b'{"version": "https://jsonfeed.org/version/1.1", "items": ' + b"[" * 100_000,
        b"[" * 100_000 + b"]" * 100_000,
        b'{"uri": 1, "type": {"a": []}}',
        b'{"db": [null]}',
        b'{"data": {"posts": [[]]}}',
        b'{"uri": "x", "type": "text", "bodies": [{"value": 3}, null, "x"], "subjects": [1, {"name": {}}]}',
    ],
)
def test_json_of_odd_shapes_ends_in_documents_or_a_refusal(data: bytes) -> None:
    source = SourceFile("odd.json", data)
    try:
        assert all(isinstance(document, Document) for document in read(source))
    except ReadingError as error:
        assert error.name == "odd.json"


@pytest.mark.parametrize(
    ("declared", "real"),
    [
        ("UTF-8", "cp1252"),
        ("utf-16", "utf-8"),
        ("punycode", "utf-8"),
        ("no-such-charset", "utf-8"),
        ("ascii", "utf-8"),
    ],
)
def test_a_wrong_declared_charset_does_not_spoil_the_words(declared: str, real: str) -> None:
    text = FEED.format("", ITEM.format("Der Bürgermeister kam spät, die Brücke war längst offen."))
    text = text.replace('version="1.0"?', f'version="1.0" encoding="{declared}"?')
    (document,) = read(SourceFile("feed.xml", text.encode(real)))
    assert document.text == "Der Bürgermeister kam spät, die Brücke war längst offen."


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-32"])
def test_a_byte_order_mark_is_heeded(encoding: str) -> None:
    (document,) = read(SourceFile("feed.xml", FEED.format("", ITEM.format("Spät.")).encode(encoding)))
    assert document.text == "Spät."


def test_too_many_pieces_are_refused_before_they_are_read() -> None:
    assert "pieces" in reason(SourceFile("feed.xml", FEED.format("", "<item/>" * 20_001).encode()))


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("a&nbsp;b", "a b"),
        ("a &mdash; b", "a — b"),
        ("a & b", "a & b"),
        ("a &unknown; b", "a &unknown; b"),
        ("a &#8217; b", "a ’ b"),
        ("a &#X41; b", "a A b"),
        ("a&#11;b", "ab"),
        ("a &amp;lt; b", "a < b"),
        ("<![CDATA[a &mdash; & b]]>", "a — & b"),
    ],
)
def test_entities_of_html_are_understood(written: str, read_as: str) -> None:
    (document,) = read(feed(written))
    assert document.body[0].text.replace("\u00a0", " ") == read_as
