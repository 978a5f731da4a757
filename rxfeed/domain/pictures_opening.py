"""Opening a picture that a stranger sent: by what is inside, never by what it is called, and never at the price of the server's memory."""

from __future__ import annotations

import contextlib
import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageOps

from rxfeed.domain.errors import Invalid, RxfeedError, TooLarge

MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 40_000_000
MAX_SCANS = 200
"""Of a progressive JPEG; an honest one has about ten. Each costs a pass over all pixels, so a small file could ask for hours."""
MAX_PROFILE = 4 * 1024 * 1024
"""Bytes of a colour profile that is still looked at."""
MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "MPO": "image/jpeg", "WEBP": "image/webp", "AVIF": "image/avif"}
BEGINNINGS = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG", b"PK\x03\x04": "zip", b"PK\x05\x06": "zip", b"GIF8": "gif", b"%PDF": "pdf"}
BRANDS = {b"avif": "AVIF", b"avis": "AVIF", b"heic": "heif", b"heix": "heif", b"mif1": "heif", b"isom": "video", b"mp42": "video", b"qt  ": "video"}
"""What an ISO base media file says it is, at its eighth byte."""

# Pillow looks at both limits in every thread, so they are set once: `warnings.catch_warnings` would not be safe here.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)


@dataclass(frozen=True, slots=True)
class Opened:
    """Pixels and nothing else: upright, sRGB, `RGB` or (with transparency) `RGBA`, first frame, no metadata."""

    pixels: Image.Image
    media_type: str
    """Of the file that was opened."""
    lossy: bool
    """Whether the file was one that threw detail away, so that a good JPEG loses nothing more that matters."""

    @property
    def width(self) -> int:
        return self.pixels.width

    @property
    def height(self) -> int:
        return self.pixels.height


def open_picture(data: bytes, max_bytes: int = MAX_BYTES) -> Opened:
    """Decode PNG, JPEG, WebP or AVIF of at most so many bytes and 40 megapixels.

    Raises `TooLarge` and `Invalid`, each with a sentence for whoever sent the file.
    """
    _weigh(data, max_bytes)
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP", "AVIF")) as image:
            _measure(image, data)
            image.load()
            return Opened(_upright(image), MEDIA_TYPES[str(image.format)], image.format != "PNG")
    except RxfeedError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels() from error
    except MemoryError as error:
        raise TooLarge("This picture is too large for this server's memory.", field="file") from error
    except Exception as error:  # decoders answer broken input with whatever exception comes to hand
        raise _refusal(data) from error


def media_type(data: bytes) -> str:
    """What the bytes look like from their beginning; nothing is decoded."""
    return MEDIA_TYPES.get(_kind(data).upper(), "application/octet-stream")


def _weigh(data: bytes, max_bytes: int) -> None:
    if not data:
        raise Invalid("This file is empty.", field="file")
    if len(data) > max_bytes:
        raise too_heavy(max_bytes)
    if data.startswith(b"\xff\xd8\xff") and data.count(b"\xff\xda") > MAX_SCANS:
        raise Invalid("This JPEG is built to keep a server busy. Save it anew and send that.", field="file")


def too_heavy(max_bytes: int = MAX_BYTES) -> TooLarge:
    """For whoever counts while reading."""
    return TooLarge("This file is larger than {limit} MB. Send a smaller one.", field="file", limit=max_bytes // 1024 // 1024)


def _measure(image: Image.Image, data: bytes) -> None:
    """Before any pixel is decoded."""
    if image.width * image.height > MAX_PIXELS:
        raise _too_many_pixels()
    if image.width < 1 or image.height < 1:
        raise _refusal(data)


def _too_many_pixels() -> TooLarge:
    return TooLarge("This picture has more than {limit} megapixels. Send a smaller one.", field="file", limit=MAX_PIXELS // 1_000_000)


def _refusal(data: bytes) -> Invalid:
    """What to say about bytes that would not open, by what their beginning shows them to be."""
    kind = _kind(data)
    if kind in ("PNG", "JPEG", "WebP", "AVIF"):
        return Invalid("This {format} picture is damaged or incomplete. Save it anew and send that.", field="file", format=kind)
    match kind:
        case "zip":
            return Invalid("This is a ZIP archive, whatever it is called. Unpack it and send the picture.", field="file")
        case "svg":
            return Invalid("This is an SVG drawing, which can carry a program. Save it as PNG and send that.", field="file")
        case "gif":
            return Invalid("This is a GIF. Save it as PNG or WebP and send that.", field="file")
        case "heif":
            return Invalid("This is a HEIC picture, which few browsers can show. Save it as JPEG and send that.", field="file")
        case "video":
            return Invalid("This is a video. Send a single picture from it.", field="file")
        case "pdf":
            return Invalid("This is a PDF. Save the picture in it as PNG or JPEG and send that.", field="file")
    return Invalid("This file is not a picture that can be read. PNG, JPEG, WebP and AVIF are taken.", field="file")


def _kind(data: bytes) -> str:
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WebP"
    if data[4:8] == b"ftyp":
        return BRANDS.get(data[8:12], "")
    if b"<svg" in data[:2000].lower():
        return "svg"
    return next((kind for beginning, kind in BEGINNINGS.items() if data.startswith(beginning)), "")


def _upright(image: Image.Image) -> Image.Image:
    """A new image with the pixels only: whatever the file knew of camera, place and author stays behind."""
    ImageOps.exif_transpose(image, in_place=True)
    clean = _in_srgb(image)
    clean.info = {}
    return clean


def _in_srgb(image: Image.Image) -> Image.Image:
    """A new image in `RGB` or `RGBA`, its colours moved from the file's own colour space."""
    mode = "RGBA" if image.has_transparency_data else "RGB"
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I"):  # sixteen bits of grey, which `convert` alone would clip to white
        return image.convert("I").point(lambda value: value / 257).convert("L").convert(mode)
    if isinstance(profile, bytes) and 0 < len(profile) <= MAX_PROFILE and image.mode in ("RGB", "RGBA", "CMYK"):
        with contextlib.suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError):  # a broken profile: take the numbers as they are
            source, target = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
            return ImageCms.profileToProfile(image, source, target, outputMode=mode) or image.convert(mode)
    return image.convert(mode)
