"""The multipart form of an edit: fields as text, pictures as files, each checked."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image
from starlette.datastructures import FormData, UploadFile

from tests.fakes.openai.refusals import Refusal, invalid, missing

NUMBERS = frozenset({"n", "partial_images", "output_compression", "frame_count", "frame_duration_ms", "seed"})
MOST_BYTES, MOST_MASK_BYTES, MOST_PICTURES = 50_000_000, 4_000_000, 16


def fields_of(form: FormData) -> dict[str, Any]:
    """Every field that is no file, in its own type."""
    return {name: _typed(name, value) for name, value in form.multi_items() if isinstance(value, str)}


async def pictures_of(form: FormData) -> tuple[list[bytes], bytes | None]:
    """The pictures and the mask. Raises a `Refusal`."""
    files = [(name, file) for name, file in form.multi_items() if isinstance(file, UploadFile)]
    strangers = [name for name, _ in files if name not in ("image", "image[]", "mask")]
    if strangers:
        raise invalid(strangers[0], "no such file is expected")
    pictures = [await _picture(file) for name, file in files if name != "mask"]
    masks = [await _picture(file) for name, file in files if name == "mask"]
    if not pictures:
        raise missing("image")
    if len(pictures) > MOST_PICTURES:
        raise invalid("image", f"at most {MOST_PICTURES} pictures")
    return pictures, _checked_mask(masks[0], pictures[0]) if masks else None


def size_of(picture: bytes) -> tuple[int, int]:
    with Image.open(io.BytesIO(picture)) as image:
        return image.size


async def _picture(file: UploadFile) -> bytes:
    data = await file.read()
    if len(data) > MOST_BYTES:
        raise Refusal(413, "The picture is larger than 50 MB.", param="image")
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP")) as image:
            kind = f"image/{str(image.format).lower()}"
            image.load()
    except (OSError, SyntaxError) as error:
        raise Refusal(400, "Invalid image file or mode.", param="image", code="invalid_image_file") from error
    if file.content_type != kind:
        raise invalid("image", f"unsupported mimetype {file.content_type!r} for what is {kind}")
    return data


def _checked_mask(mask: bytes, first: bytes) -> bytes:
    with Image.open(io.BytesIO(mask)) as image, Image.open(io.BytesIO(first)) as picture:
        if image.format != "PNG" or "A" not in image.getbands() or len(mask) > MOST_MASK_BYTES:
            raise invalid("mask", "it has to be a PNG with an alpha channel of less than 4 MB")
        if image.size != picture.size or image.format != picture.format:
            raise invalid("mask", "it has to have the size and the format of the first image")
    return mask


def _typed(name: str, value: str) -> Any:
    if name in NUMBERS and value.lstrip("-").isdigit():
        return int(value)
    return value == "true" if name == "stream" and value in ("true", "false") else value
