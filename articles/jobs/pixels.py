"""A picture made ready for the web: upright, in sRGB, in a few widths, and silent about where it was taken."""

import io
import struct
import warnings
from typing import NamedTuple

from PIL import Image, ImageCms, ImageOps
from PIL.ExifTags import Base

from articles.errors import ReadingError
from articles.ingest.reading import pictures

LADDER = (480, 960, 1600)  # px
# What is narrower than the ladder goes is given in its own width, too, if that is so much more than the last
# step: a picture of 900 px must not be shown with 480.
WORTH = 1.25
LONGEST = 16_383  # px of a side, the most that WebP can hold
# AVIF at Pillow's own speed takes four times as long for the same size of file.
ENCODED = {"avif": {"quality": 60, "speed": 8}, "webp": {"quality": 80, "method": 4}}
BROKEN = (OSError, SyntaxError, ValueError, LookupError, OverflowError, MemoryError, struct.error)
TURNED = (5, 6, 7, 8)  # EXIF orientations in which the width is the height


class Sized(NamedTuple):
    """A picture in one size, in pixels, as files by the names of their formats."""

    width: int
    height: int
    files: dict[str, bytes]


def in_sizes(name: str, data: bytes) -> list[Sized]:
    """The picture in the widths of the ladder, smallest first; never enlarged.

    None of a picture that moves: frames times widths would take minutes, and a still would not be the picture.
    Raises ReadingError, naming it `name`, for what is no picture that a browser shows.
    """
    pictures.looked_at(name, data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's, of odd metadata: none of it is kept
            with Image.open(io.BytesIO(data), formats=list(pictures.FORMATS)) as opened:
                if _moves(opened):
                    return []
                picture = _ready(opened)
            return [_sized(picture, width) for width in _widths(picture.width)]
    except BROKEN as error:
        raise ReadingError(
            name,
            "is damaged: it cannot be read to its end.",
            "Get it again from its source, and put it in anew.",
        ) from error


def _moves(picture: Image.Image) -> bool:
    # Many a camera's JPEG holds a second, smaller picture; that is no film.
    return picture.format != "MPO" and bool(getattr(picture, "is_animated", False))


def _ready(picture: Image.Image) -> Image.Image:
    """Upright and in sRGB, with nothing but its pixels, and no wider than the ladder goes."""
    profile = picture.info.get("icc_profile")
    turned = picture.getexif().get(Base.Orientation, 1) in TURNED
    width, height = picture.size[::-1] if turned else picture.size
    most = max(1, min(width, LADDER[-1], width * LONGEST // height))
    # Before anything else, so that all the rest works on few pixels; a JPEG is even read smaller.
    picture = _resizable(picture)
    picture.thumbnail((LONGEST, most) if turned else (most, LONGEST), Image.Resampling.LANCZOS)
    picture = _in_srgb(ImageOps.exif_transpose(picture), profile)
    picture.info = {}
    return picture


def _resizable(picture: Image.Image) -> Image.Image:
    """In a mode in which neighbouring pixels can be mixed: colours by number cannot."""
    if picture.has_transparency_data:
        return picture if picture.mode == "RGBA" else picture.convert("RGBA")
    if picture.mode.startswith("I"):  # grey in 16 bits
        return picture.point(lambda value: value / 256).convert("L")
    return picture.convert("RGB") if picture.mode in ("1", "P") else picture


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    if profile:
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            found = ImageCms.profileToProfile(picture, own, ImageCms.createProfile("sRGB"), outputMode=mode)
            return found or picture.convert(mode)
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a profile of another kind of picture, or none at all
    return picture.convert(mode)


def _widths(most: int) -> list[int]:
    steps = [width for width in LADDER if width <= most]
    return steps if steps and most < WORTH * steps[-1] else [*steps, most]


def _sized(picture: Image.Image, width: int) -> Sized:
    size = (width, max(1, round(picture.height * width / picture.width)))
    small = picture if size == picture.size else picture.resize(size, Image.Resampling.LANCZOS)
    files = {}
    for kind, how in ENCODED.items():
        file = io.BytesIO()
        small.save(file, kind.upper(), **how)
        files[kind] = file.getvalue()
    return Sized(*size, files)
