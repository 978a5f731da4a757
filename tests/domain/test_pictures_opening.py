"""What strangers send: every good picture opens to clean pixels, everything else is refused with its own sentence."""

from __future__ import annotations

import contextlib
import io
import struct
import tracemalloc
import zipfile
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from rxfeed.domain.errors import Invalid, TooLarge
from rxfeed.domain.pictures_opening import MAX_BYTES, open_picture
from tests.making import picture_bytes

pytestmark = pytest.mark.filterwarnings("error::PIL.Image.DecompressionBombWarning")
"""As the product sets it; the test runner undoes it for each test."""


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def noise(width: int = 60, height: int = 40, mode: str = "RGB") -> Image.Image:
    return Image.open(io.BytesIO(picture_bytes(width, height))).convert(mode)


def srgb() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png_of(width: int, height: int, body: bytes = b"") -> bytes:
    """A PNG whose header says one thing, whatever its body holds."""
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("picture.png", picture_bytes())
    return out.getvalue()


class TestOpens:
    @pytest.mark.parametrize(("kind", "media_type"), [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("WEBP", "image/webp"), ("AVIF", "image/avif")])
    def test_the_four_kinds_by_their_content(self, kind: str, media_type: str) -> None:
        opened = open_picture(encoded(noise(), kind))
        assert (opened.media_type, opened.width, opened.height, opened.pixels.mode) == (media_type, 60, 40, "RGB")

    def test_exact_pixels(self) -> None:
        assert np.array_equal(np.asarray(open_picture(encoded(noise(), "PNG")).pixels), np.asarray(noise()))

    @pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
    def test_every_mode_of_png(self, mode: str) -> None:
        image = Image.fromarray(np.linspace(0, 65535, 64 * 64).reshape(64, 64).astype(np.uint16)) if mode == "I;16" else noise(mode=mode)
        opened = open_picture(encoded(image, "PNG"))
        assert opened.pixels.mode == ("RGBA" if mode in ("LA", "RGBA") else "RGB")
        assert len(opened.pixels.getcolors(10_000) or ()) > 1

    def test_sixteen_bits_of_grey_keep_their_shades(self) -> None:
        ramp = Image.fromarray(np.linspace(0, 65535, 256 * 8).reshape(8, 256).astype(np.uint16))
        assert open_picture(encoded(ramp, "PNG")).pixels.convert("L").getextrema() == (0, 255)

    def test_a_transparent_colour_of_a_palette_stays_transparent(self) -> None:
        assert open_picture(encoded(noise().quantize(8), "PNG", transparency=0)).pixels.mode == "RGBA"

    def test_cmyk(self) -> None:
        assert open_picture(encoded(noise(mode="CMYK"), "JPEG")).pixels.mode == "RGB"

    @pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF"])
    def test_of_a_moving_picture_the_first_frame(self, kind: str) -> None:
        red, blue = Image.new("RGB", (40, 40), "#ff0000"), Image.new("RGB", (40, 40), "#0000ff")
        opened = open_picture(encoded(red, kind, save_all=True, append_images=[blue, blue]))
        pixel = opened.pixels.convert("RGB").getpixel((20, 20))
        assert isinstance(pixel, tuple)
        assert pixel[0] > 200 > 60 > pixel[2]

    def test_turned_the_way_the_camera_was_held(self) -> None:
        exif = Image.Exif()
        exif[0x0112] = 6
        opened = open_picture(encoded(noise(60, 40), "JPEG", exif=exif))
        assert (opened.width, opened.height) == (40, 60)

    def test_nothing_of_what_the_file_knew_is_left(self) -> None:
        exif = Image.Exif()
        exif[0x010E], exif[0x8825] = "SECRET street 5", {1: "N", 2: (48.0, 8.0, 14.0)}
        text = PngInfo()
        text.add_text("parameters", "SECRET prompt")
        profile = srgb()
        for data in (
            encoded(noise(), "PNG", exif=exif, pnginfo=text, icc_profile=profile),
            encoded(noise(), "JPEG", exif=exif, comment=b"SECRET", icc_profile=profile),
            encoded(noise(), "WEBP", exif=exif, xmp=b"<x>SECRET</x>", icc_profile=profile),
            encoded(noise(), "AVIF", exif=exif, xmp=b"<x>SECRET</x>", icc_profile=profile),
        ):
            pixels = open_picture(data).pixels
            assert b"SECRET" in data or b"S\x00E" in data
            assert pixels.info == {}
            assert dict(pixels.getexif()) == {}
            assert all(b"SECRET" not in encoded(pixels, kind) for kind in ("PNG", "JPEG", "WEBP"))

    def test_colours_move_from_the_files_own_space(self) -> None:
        profile = srgb()
        swapped = profile.replace(b"rXYZ", b"????").replace(b"gXYZ", b"rXYZ").replace(b"????", b"gXYZ")
        red = Image.new("RGB", (4, 4), "#ff0000")
        seen = open_picture(encoded(red, "PNG", icc_profile=swapped)).pixels.getpixel((0, 0))
        assert isinstance(seen, tuple)
        assert seen[1] > 200 > 60 > seen[0]

    @pytest.mark.parametrize("profile", [srgb()[:200], b"nonsense", bytes(200)])
    def test_a_broken_colour_profile_changes_nothing(self, profile: bytes) -> None:
        assert open_picture(encoded(noise(), "PNG", icc_profile=profile)).pixels.getpixel((5, 5)) == noise().getpixel((5, 5))


class TestRefuses:
    @pytest.mark.parametrize(
        ("data", "sentence"),
        [
            (b"", "This file is empty"),
            (zipped(), "ZIP archive"),
            (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "SVG drawing"),
            (encoded(noise().quantize(8), "GIF"), "This is a GIF"),
            (b"\x00\x00\x00\x20ftypheic" + bytes(60), "HEIC"),
            (b"\x00\x00\x00\x20ftypisom" + bytes(60), "This is a video"),
            (b"%PDF-1.7\n" + bytes(60), "This is a PDF"),
            (encoded(noise(), "BMP"), "not a picture that can be read"),
            (encoded(noise(), "TIFF"), "not a picture that can be read"),
            (b"hello", "not a picture that can be read"),
            (b"\x89PNG\r\n\x1a\n", "This PNG picture is damaged"),
            (b"\x89PNG\r\n\x1a\n" + zipped(), "This PNG picture is damaged"),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )
    def test_what_is_no_picture_for_us_each_with_its_sentence(self, data: bytes, sentence: str) -> None:
        with pytest.raises(Invalid, match=sentence):
            open_picture(data)

    def test_fifty_megapixels_in_a_few_kilobytes(self) -> None:
        bomb = encoded(Image.new("1", (10_000, 5_000)), "PNG")
        assert len(bomb) < 20_000
        with pytest.raises(TooLarge, match="more than 40 megapixels"):
            open_picture(bomb)

    @pytest.mark.parametrize(("width", "height"), [(40_001, 1_000), (2**31 - 1, 2**31 - 1), (2**30, 1)])
    def test_a_size_that_is_only_claimed_costs_no_memory(self, width: int, height: int) -> None:
        tracemalloc.start()
        with pytest.raises(TooLarge):
            open_picture(png_of(width, height))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 5_000_000

    def test_a_webp_canvas_that_is_only_claimed(self) -> None:
        header = b"VP8X" + struct.pack("<I", 10) + bytes([2, 0, 0, 0]) + (65_535).to_bytes(3, "little") * 2
        with pytest.raises(TooLarge):
            open_picture(b"RIFF" + struct.pack("<I", 4 + len(header)) + b"WEBP" + header)

    def test_forty_megapixels_are_taken(self) -> None:
        assert open_picture(encoded(Image.new("1", (8_000, 5_000)), "PNG")).width == 8_000

    def test_more_than_20_megabytes(self) -> None:
        with pytest.raises(TooLarge, match="larger than 20 MB"):
            open_picture(picture_bytes() + bytes(MAX_BYTES))

    def test_a_header_that_promises_more_than_there_is(self) -> None:
        with pytest.raises(Invalid, match="damaged or incomplete"):
            open_picture(png_of(500, 500, zlib.compress(bytes(100))))

    @pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "AVIF"])
    @pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
    def test_half_a_file(self, kind: str, share: float) -> None:
        data = encoded(noise(200, 200), kind)
        with pytest.raises(Invalid, match="damaged or incomplete"):
            open_picture(data[: int(len(data) * share)])

    def test_a_jpeg_of_endless_scans(self) -> None:
        data = encoded(noise(), "JPEG", progressive=True)
        at = data.index(b"\xff\xda")
        with pytest.raises(Invalid, match="keep a server busy"):
            open_picture(data[:at] + data[at:-2] * 100 + b"\xff\xd9")

    def test_a_text_chunk_that_unpacks_to_gigabytes(self) -> None:
        bomb = chunk(b"zTXt", b"parameters\x00\x00" + zlib.compress(bytes(200_000_000)))
        data = picture_bytes()
        with pytest.raises(Invalid, match="damaged"):
            open_picture(data[:33] + bomb + data[33:])


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "AVIF"])
@given(st.data())
def test_any_damage_is_a_picture_or_a_sentence(kind: str, data: st.DataObject) -> None:
    damaged = bytearray(encoded(noise(), kind))
    for _ in range(data.draw(st.integers(1, 8))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(Invalid, TooLarge):
        assert open_picture(bytes(damaged)).pixels.mode in ("RGB", "RGBA")


@given(st.binary(max_size=300))
def test_any_bytes_are_a_sentence(data: bytes) -> None:
    with pytest.raises((Invalid, TooLarge)):
        open_picture(data)
