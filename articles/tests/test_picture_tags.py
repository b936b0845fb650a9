"""Pictures in a sanitised body: read and given another address, whatever their words hold."""

import pytest

from articles.models.image import named_in
from articles.picture_tags import IMAGE, Said, readdressed, said_of, sources
from articles.sanitising import sanitise

PIER = '<img src="/media/images/2024/05/pier.jpg" alt="A pier">'


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (PIER, Said("/media/images/2024/05/pier.jpg", "A pier")),
        ('<img alt="a > b" src="a.jpg?x=1&amp;y=2">', Said("a.jpg?x=1&y=2", "a > b")),
        ('<img src="a.jpg" alt=\'src="b.jpg"\'>', Said("a.jpg", 'src="b.jpg"')),
        ('<img width="4" alt="">', Said("", "")),
        ("<img data-src='b.jpg' src=a.jpg>", Said("a.jpg", "")),
    ],
)
def test_it_is_read_as_it_is_meant(written: str, meant: Said) -> None:
    (tag,) = IMAGE.findall(sanitise(written))
    assert said_of(tag) == meant


def test_another_address_leaves_its_words_alone() -> None:
    written = sanitise('<img src="a.jpg" alt=\'src="a.jpg" > &amp; on\' width="4">')
    changed = readdressed(written, '/media/b.jpg?"x"&y')
    assert said_of(changed) == Said('/media/b.jpg?"x"&y', 'src="a.jpg" > & on')
    assert sanitise(changed) == changed
    assert 'width="4"' in changed


def test_of_several_each_address_is_told_in_its_order() -> None:
    assert sources(f'<p>{PIER}<a href="c.jpg">x</a></p><img alt="x"><img src="b.jpg">') == [
        "/media/images/2024/05/pier.jpg", "", "b.jpg",
    ]  # fmt: skip
    assert sources('<p>src="a.jpg"</p>') == []


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/media/images/2024/05/pier.jpg", "images/2024/05/pier.jpg"),
        ("https://cdn.example/x/images/imported/0a/0abc.jpg", "images/imported/0a/0abc.jpg"),
        ("/media/images/2024/05/a%20b&amp;c.jpg", "images/2024/05/a b&c.jpg"),
    ],
)
def test_a_file_of_ours_is_known_by_its_address(address: str, name: str) -> None:
    assert named_in(f'<p><img src="{address}"></p>') == {name}


@pytest.mark.parametrize("address", ["", "images/pier.jpg", "/media/images/2024/05/pier.jpg?x=1", "/media/images/2024/5/pier.jpg"])  # fmt: skip
def test_another_is_not(address: str) -> None:
    assert named_in(f'<img src="{address}">') == set()
