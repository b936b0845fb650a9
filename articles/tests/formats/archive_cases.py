"""The cases of archives: each the making of its bytes."""

import gzip
import tarfile
from collections.abc import Callable

from .packing import Files, photo, tarred, zipped
from .word import paragraph, word

PIECE = "The harbour board voted on Monday to rebuild the eastern pier."
SHOWING = '# The pier\n\n![A pier](../img/pier.png "At dusk (Photo: Bo Lund)")\n\n![](https://elsewhere.example/x.png)\n'
PAGE = '<figure><img src="/img/pier.png" alt="A pier"><figcaption>At dusk. <span class="credit">Bo Lund</span></figcaption></figure>'


def folder() -> bytes:
    return zipped(
        {
            "b.txt": PIECE, "a/deep/c.md": "# The pier", "README.md": "x", ".DS_Store": "x", "__MACOSX/b.txt": "x",
            "a/.git/config": "x", "empty.txt": "", "style.css": "p {}",
        }
    )  # fmt: skip


def with_pictures() -> bytes:
    bad = b"\x89PNG\r\n\x1a\n" + b"x" * 100
    return zipped(
        {
            "posts/a.md": SHOWING,
            "posts/b.html": PAGE,
            "c.md": "![](bad.png)",
            "img/pier.png": photo(),
            "bad.png": bad,
            "logo.gif": photo(kind="GIF"),
        }
    )


def nested() -> bytes:
    return zipped(
        {
            "in.zip": zipped({"b.txt": PIECE, "deeper.tar": tarred({"c.txt": PIECE})}),
            "in.tgz": tarred({"d.txt": PIECE}, "w:gz"),
        }
    )


def ways_out() -> bytes:
    names = ["../a.txt", "/etc/a.txt", "a/../../b.txt", "C:\\a.txt", "..\\a.txt", "a..b.txt"]
    return zipped(dict.fromkeys(names, PIECE))


def tar_of_links() -> bytes:
    kinds = {
        "link.txt": tarfile.SYMTYPE,
        "hard.txt": tarfile.LNKTYPE,
        "pipe": tarfile.FIFOTYPE,
        "zero": tarfile.CHRTYPE,
        "disk": tarfile.BLKTYPE,
    }
    return tarred({"a.txt": PIECE, "../b.txt": PIECE}, links=kinds)


def tar_gz() -> bytes:
    return tarred({"./posts/a.md": SHOWING, "img/pier.png": photo()}, "w:gz")


def zip_link() -> bytes:
    import io
    import zipfile

    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        info = zipfile.ZipInfo("link.txt")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
        archive.writestr("a.txt", PIECE)
    return file.getvalue()


def locked() -> bytes:
    data = bytearray(zipped({"a.txt": PIECE, "b.txt": PIECE}))
    data[6] |= 1
    data[data.find(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def old_names() -> bytes:
    """Names without the flag that says UTF-8: one in UTF-8 all the same, one in the old code page."""
    utf8, old = "café.txt".encode(), "thé.txt".encode("cp437")
    data = zipped({"x" * len(utf8): PIECE, "y" * len(old): PIECE})
    return data.replace(b"x" * len(utf8), utf8).replace(b"y" * len(old), old)


def twice() -> bytes:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        files: Files = [("a.txt", PIECE), ("a.txt", "Another.")]
        return zipped(files)


def damaged_member() -> bytes:
    data = bytearray(zipped({"a.txt": PIECE * 5, "b.txt": PIECE}))
    data[40] ^= 0xFF
    return bytes(data)


ARCHIVES: dict[str, Callable[[], bytes]] = {
    "folder": folder,
    "with_pictures": with_pictures,
    "nested": nested,
    "too_deep": lambda: zipped({"1.zip": zipped({"2.zip": zipped({"a.txt": PIECE})}), "b.txt": PIECE}),
    "ways_out": ways_out,
    "tar_of_links": tar_of_links,
    "tar_gz": tar_gz,
    "zip_link": zip_link,
    "locked": locked,
    "old_names": old_names,
    "twice": twice,
    "damaged_member": damaged_member,
    "truncated": lambda: folder()[:-40],
    "truncated_tar": lambda: tarred({"a.txt": PIECE * 100})[:3000],
    "empty": lambda: zipped({}),
    "not_one_but_word": lambda: word(paragraph(PIECE)),
    "not_one_but_gzipped_text": lambda: gzip.compress(PIECE.encode(), mtime=0),
    "not_one_but_text": lambda: PIECE.encode(),
    "not_one_but_a_book": lambda: zipped({"mimetype": "application/epub+zip", "a.xhtml": PIECE}),
    "a_bomb": lambda: zipped({"a.txt": b"\0" * 60_000_000}),
    "a_bomb_of_gzip": lambda: gzip.compress(tarred({"a.txt": b"\0" * 110_000_000}), 1, mtime=0),
}
