"""Pictures that come with pieces: looked at before anything trusts them."""

import io
import re
import struct
import warnings
from dataclasses import dataclass

from ...errors import ReadingError

MAX_PIXELS = 50_000_000
MAX_BYTES = 20_000_000
FORMATS = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp", "GIF": ".gif", "AVIF": ".avif"}
ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif")

_CREDIT = re.compile(
    r"(?:^|[\s(\[|/–—-])(?:"
    r"(?:photo|photograph|picture|image|illustration|foto|fotografia|fotografía|bild|crédit|credit)s?"
    r"(?:\s*(?:by|credit|von|de|di))?\s*[:/]|photo(?:graph)?(?:ed)? by\s|©|\(c\))"
    r"\s*(?P<who>[^:()\[\]]{2,120})[)\]]?\.?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Looked:
    """A picture that can be shown: the file ending that fits it, and its size in pixels."""

    ending: str
    width: int
    height: int


def looked_at(name: str, data: bytes) -> Looked:
    """What kind of picture this is. Raises ReadingError for what is none that a browser shows."""
    from PIL import Image, UnidentifiedImageError  # only pieces with pictures need it

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=list(FORMATS)) as picture:
                kind = (
                    "JPEG" if picture.format == "MPO" else picture.format or ""
                )  # as many a camera writes it
                found = Looked(FORMATS[kind], *picture.size)
                if found.width * found.height <= MAX_PIXELS:
                    picture.verify()
                    return found
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        pass
    except (
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        ValueError,
        LookupError,
        OverflowError,
        struct.error,
    ) as error:
        raise ReadingError(
            name, "is no picture that can be shown.", "Save it as JPEG, PNG or WebP."
        ) from error
    raise ReadingError(name, f"has more than {MAX_PIXELS // 1_000_000} million pixels.", "Save it smaller.")


def credited(caption: str) -> tuple[str, str]:
    """A caption and the credit at its end, apart: `The pier (Photo: Ada Marlow)`."""
    caption = " ".join(caption.split())
    found = _CREDIT.search(caption[-200:])
    if not found:
        return caption[:1000], ""
    before = caption[: len(caption) - len(caption[-200:]) + found.start()]
    return before.rstrip(" |–—-/([")[:1000], found["who"].strip(" .)]")[:300]
