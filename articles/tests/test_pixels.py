"""Pictures made ready for the web: every kind of file comes out upright, in true colours, and says nothing of its own."""

import io
import zlib
from typing import Any

import pytest
from PIL import Image, ImageCms
from PIL.ExifTags import GPS, IFD, Base

from articles.errors import ReadingError
from articles.jobs.pixels import Sized, in_sizes

RED, GREEN, BLUE = (200, 40, 30), (30, 160, 50), (30, 60, 200)
KINDS = ("avif", "webp")


def encoded(picture: Image.Image, kind: str = "PNG", **how: Any) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **how)
    return file.getvalue()


def halves(
    left: Any = RED, right: Any = BLUE, size: tuple[int, int] = (600, 300), mode: str = "RGB"
) -> Image.Image:
    picture = Image.new(mode, size, left)
    picture.paste(right, (size[0] // 2, 0, *size))
    return picture


def widths(made: list[Sized]) -> list[int]:
    return [size.width for size in made]


def opened(size: Sized, kind: str) -> Image.Image:
    return Image.open(io.BytesIO(size.files[kind]))


def near(pixel: Any, colour: tuple[int, ...]) -> bool:
    return all(abs(one - other) < 16 for one, other in zip(pixel[:3], colour, strict=False))


def holds(data: bytes, *, left: tuple[int, ...] = RED, right: tuple[int, ...] = BLUE) -> bool:
    """Whether both files of the only size show these colours side by side."""
    (size,) = in_sizes("a.png", data)[:1]
    shown = [opened(size, kind).convert("RGB") for kind in KINDS]
    at = size.height // 2
    return all(
        near(p.getpixel((20, at)), left) and near(p.getpixel((size.width - 20, at)), right) for p in shown
    )


@pytest.mark.parametrize(
    ("width", "wanted"),
    [
        (2400, [480, 960, 1600]), (1600, [480, 960, 1600]), (1700, [480, 960, 1600]), (1100, [480, 960]),
        (1300, [480, 960, 1300]), (900, [480, 900]), (960, [480, 960]), (500, [480]), (480, [480]), (200, [200]), (1, [1]),
    ],
)  # fmt: skip
def test_it_comes_in_the_widths_of_the_ladder_and_is_never_enlarged(width: int, wanted: list[int]) -> None:
    made = in_sizes("a.png", encoded(Image.new("RGB", (width, 30), RED)))
    assert widths(made) == wanted
    for size in made:
        for kind in KINDS:
            assert opened(size, kind).format == kind.upper()
            assert opened(size, kind).size == (size.width, size.height)


def test_its_shape_stays() -> None:
    assert [(s.width, s.height) for s in in_sizes("a.png", encoded(Image.new("RGB", (1200, 800))))] == [
        (480, 320), (960, 640), (1200, 800),
    ]  # fmt: skip


def exif(orientation: int = 1) -> Image.Exif:
    found = Image.Exif()
    found[Base.Orientation] = orientation
    found[Base.Artist] = "Bo Lund"
    found.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (43.0, 7.0, 30.0)
    return found


def test_nothing_of_where_and_by_whom_it_was_taken_is_left() -> None:
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>Bo Lund</x:xmpmeta>"
    data = encoded(halves(), "JPEG", exif=exif(), xmp=xmp, comment=b"Bo Lund", quality=95)
    assert b"Bo Lund" in data
    for size in in_sizes("a.jpg", data):
        for kind in KINDS:
            picture = opened(size, kind)
            assert not picture.getexif()
            assert not {"exif", "xmp", "comment", "icc_profile"} & set(picture.info)
            assert b"Bo Lund" not in size.files[kind]


@pytest.mark.parametrize(
    ("orientation", "size"),
    [
        (1, (600, 300)),
        (2, (600, 300)),
        (3, (600, 300)),
        (4, (600, 300)),
        (5, (300, 600)),
        (6, (300, 600)),
        (7, (300, 600)),
        (8, (300, 600)),
    ],
)
def test_it_is_turned_as_the_camera_was_held(orientation: int, size: tuple[int, int]) -> None:
    data = encoded(halves(), "JPEG", exif=exif(orientation), quality=95)
    made = in_sizes("a.jpg", data)[-1]
    assert (made.width, made.height) == size
    # A browser shows the file as it came upright, too: both have to look the same.
    upright = {2: (BLUE, RED), 3: (BLUE, RED)}.get(orientation, (RED, BLUE))
    if size[0] > size[1]:
        assert holds(data, left=upright[0], right=upright[1])
    else:
        picture = opened(made, "webp").convert("RGB")
        top, bottom = picture.getpixel((150, 20)), picture.getpixel((150, 580))
        first, last = (RED, BLUE) if orientation in (5, 6) else (BLUE, RED)
        assert near(top, first)
        assert near(bottom, last)


def test_a_tall_one_that_was_turned_is_as_wide_as_it_is_shown() -> None:
    data = encoded(Image.new("RGB", (2400, 1700), RED), "JPEG", exif=exif(6))
    assert [(s.width, s.height) for s in in_sizes("a.jpg", data)] == [(480, 678), (960, 1355), (1600, 2259)]


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "CMYK", "YCbCr"])
def test_colours_are_right_in_every_mode(mode: str) -> None:
    kind = "JPEG" if mode in ("CMYK", "YCbCr") else "PNG"
    picture = halves().quantize(8) if mode == "P" else halves().convert(mode)
    assert holds(encoded(picture, kind, **({"quality": 95} if kind == "JPEG" else {})))


@pytest.mark.parametrize("mode", ["L", "LA", "1", "I;16"])
def test_greys_are_right_in_every_mode(mode: str) -> None:
    if mode == "I;16":
        picture = Image.new("I;16", (600, 300), 0)
        picture.paste(128 * 257, (300, 0, 600, 300))
        right = 128
    else:
        picture, right = halves(0, 255, mode="L").convert(mode), 255
    assert holds(encoded(picture), left=(0, 0, 0), right=(right,) * 3)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "palette", "one colour"])
def test_what_is_seen_through_stays_so(mode: str) -> None:
    picture = halves((*RED, 255), (*BLUE, 0), mode="RGBA")
    match mode:
        case "palette":
            data = encoded(halves().quantize(2), transparency=1)
        case "one colour":
            data = encoded(halves(), transparency=BLUE)
        case _:
            data = encoded(picture.convert(mode))
    (size,) = in_sizes("a.png", data)[:1]
    for kind in KINDS:
        shown = opened(size, kind)
        assert shown.mode == "RGBA"
        assert {0, 255} == {shown.getpixel((20, 100))[3], shown.getpixel((460, 100))[3]}  # type: ignore[index]


def test_another_profile_s_numbers_are_told_in_srgb() -> None:
    # In this profile red and blue change places, so that taking no heed of it cannot be overlooked.
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = srgb.replace(b"rXYZ", b"tmpZ").replace(b"bXYZ", b"rXYZ").replace(b"tmpZ", b"bXYZ")
    assert holds(encoded(halves(RED, GREEN), icc_profile=srgb), left=RED, right=GREEN)
    assert holds(encoded(halves(RED, GREEN), icc_profile=swapped), left=RED[::-1], right=GREEN[::-1])


@pytest.mark.parametrize("profile", [b"no profile", b""])
def test_a_profile_that_is_none_changes_nothing(profile: bytes) -> None:
    assert holds(encoded(halves(), icc_profile=profile))


def test_what_moves_is_left_as_it_is() -> None:
    frames = [Image.new("RGB", (50, 50), colour) for colour in (RED, BLUE)]
    for kind in ("GIF", "WEBP", "PNG", "AVIF"):
        moving = encoded(frames[0], kind, save_all=True, append_images=frames[1:])
        assert in_sizes("a", moving) == [], kind
    assert widths(in_sizes("a.gif", encoded(frames[0], "GIF"))) == [50]


def test_the_second_picture_in_a_camera_s_file_is_no_film() -> None:
    data = encoded(halves(), "MPO", save_all=True, append_images=[halves(size=(60, 30))])
    assert widths(in_sizes("a.jpg", data)) == [480, 600]


@pytest.mark.parametrize(
    "data", [b"", b"no picture", b"<svg xmlns='http://www.w3.org/2000/svg'/>", encoded(halves(), "TIFF")]
)
def test_what_browsers_show_not_is_refused(data: bytes) -> None:
    with pytest.raises(ReadingError, match=r"^a\.jpg: is no picture that can be shown\. Save it as JPEG"):
        in_sizes("a.jpg", data)


def test_one_that_breaks_off_is_told() -> None:
    with pytest.raises(ReadingError, match=r"^a\.jpg: is damaged.* Get it again"):
        in_sizes("a.jpg", encoded(Image.effect_noise((400, 300), 90), "JPEG")[:5000])


def test_a_bomb_is_not_unpacked() -> None:
    head = encoded(Image.new("1", (8, 8)))
    size = (30_000).to_bytes(4) * 2
    chunk = b"IHDR" + size + head[24:29]
    bomb = head[:12] + chunk + zlib.crc32(chunk).to_bytes(4) + head[33:]
    with pytest.raises(ReadingError, match="more than 50 million pixels"):
        in_sizes("a.png", bomb)


@pytest.mark.parametrize("size", [(90, 40_000), (1, 40_000), (20_000, 1)])
def test_a_very_long_one_is_as_long_as_its_format_can_be(size: tuple[int, int]) -> None:
    made = in_sizes("a.png", encoded(Image.new("1", size)))
    assert made
    assert all(max(one.width, one.height) <= 16_383 for one in made)
