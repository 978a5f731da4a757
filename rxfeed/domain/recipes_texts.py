"""The texts inside a picture file, by name: PNG text chunks, and the few EXIF fields that image programs use.

Read by hand rather than by an image library, for only this way every step has a bound: bytes unpacked, chunks looked at, characters kept.
"""

from __future__ import annotations

import zlib
from collections.abc import Container, Iterator
from typing import Literal

PNG = b"\x89PNG\r\n\x1a\n"
MAX_TEXT = 4 * 1024 * 1024
"""Bytes of one text once unpacked; a large ComfyUI graph has one."""
MAX_CHUNKS = 50_000
MAX_FIELDS = 200
Order = Literal["little", "big"]
ORDERS: dict[bytes, Order] = {b"II*\x00": "little", b"MM\x00*": "big"}
WIDTHS = {1: 1, 2: 1, 3: 2, 4: 4, 7: 1}
"""Bytes of a value of each TIFF type: byte, ASCII, short, long, undefined."""
MAKE, MODEL, EXIF_IFD, USER_COMMENT = 0x010F, 0x0110, 0x8769, 0x9286


def texts(data: bytes, wanted: Container[str]) -> dict[str, str]:
    """The wanted ones, by their names in lower case. Empty for what isn't a PNG, JPEG or WebP. Never raises."""
    if data.startswith(PNG):
        return _of_png(data, wanted)
    if data.startswith(b"\xff\xd8"):
        return _of_exif(next(_jpeg_exif(data), b""))
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _of_exif(next((body for name, body in _riff(data) if name == b"EXIF"), b""))
    return {}


def _of_png(data: bytes, wanted: Container[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, body in _png_chunks(data):
        if name == b"eXIf":
            found = {**_of_exif(body), **found}
        elif name in UNPACK:
            keyword, _, rest = body.partition(b"\x00")
            known = keyword[:79].decode("latin-1").lower()
            if known in wanted and known not in found:
                found[known] = UNPACK[name](rest)
    return found


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(PNG)
    for _ in range(MAX_CHUNKS):
        length, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if len(name) < 4 or name == b"IEND":
            return
        yield name, b"" if name == b"IDAT" else data[at + 8 : at + 8 + length]
        at += length + 12


def _plain(rest: bytes) -> str:
    return _decoded(rest[:MAX_TEXT])


def _packed(rest: bytes) -> str:
    return _decoded(_unzipped(rest[1:]))


def _international(rest: bytes) -> str:
    is_packed, rest = rest[:1] == b"\x01", rest[2:]
    _language, _, rest = rest.partition(b"\x00")
    _translated, _, rest = rest.partition(b"\x00")
    return _decoded(_unzipped(rest) if is_packed else rest[:MAX_TEXT])


UNPACK = {b"tEXt": _plain, b"zTXt": _packed, b"iTXt": _international}


def _unzipped(packed: bytes) -> bytes:
    """At most `MAX_TEXT` bytes, however many the text claims to be."""
    try:
        return zlib.decompressobj().decompress(packed, MAX_TEXT)
    except zlib.error:
        return b""


def _decoded(raw: bytes) -> str:
    """PNG says Latin-1, many programs write UTF-8 all the same."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _jpeg_exif(data: bytes) -> Iterator[bytes]:
    at = 2
    for _ in range(MAX_CHUNKS):
        if data[at : at + 1] != b"\xff" or data[at + 1 : at + 2] in (b"\xda", b"\xd9", b""):
            return
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        body = data[at + 4 : at + 2 + length]
        if data[at + 1] == 0xE1 and body.startswith(b"Exif\x00\x00"):
            yield body
        at += max(2, length) + 2


def _riff(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 12
    for _ in range(MAX_CHUNKS):
        name, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        if len(name) < 4:
            return
        yield name, data[at + 8 : at + 8 + length] if name == b"EXIF" else b""
        at += 8 + length + length % 2


def _of_exif(raw: bytes) -> dict[str, str]:
    """A1111 writes its parameters as the user's comment, ComfyUI `prompt:{…}` and `workflow:{…}` as the camera's make and model."""
    fields = _fields(raw.removeprefix(b"Exif\x00\x00"))
    found = {"usercomment": _comment(fields[USER_COMMENT])} if USER_COMMENT in fields else {}
    for field in (fields.get(MAKE, b""), fields.get(MODEL, b"")):
        name, _, text = _decoded(field.rstrip(b"\x00")).partition(":")
        if name.lower() in ("prompt", "workflow"):
            found[name.lower()] = text
    return found


def _fields(tiff: bytes) -> dict[int, bytes]:
    """The fields of a TIFF header's first directory and of the one for EXIF."""
    order = ORDERS.get(tiff[:4])
    if order is None:
        return {}
    found = _directory(tiff, int.from_bytes(tiff[4:8], order), order)
    below = found.get(EXIF_IFD, b"")
    return found | _directory(tiff, int.from_bytes(below, order), order) if len(below) == 4 else found


def _directory(tiff: bytes, at: int, order: Order) -> dict[int, bytes]:
    found: dict[int, bytes] = {}
    for number in range(min(int.from_bytes(tiff[at : at + 2], order), MAX_FIELDS)):
        entry = tiff[at + 2 + 12 * number : at + 14 + 12 * number]
        size = int.from_bytes(entry[4:8], order) * WIDTHS.get(int.from_bytes(entry[2:4], order), 0)
        place = int.from_bytes(entry[8:12], order)
        if len(entry) == 12 and 0 < size <= MAX_TEXT:
            found[int.from_bytes(entry[:2], order)] = entry[8 : 8 + size] if size <= 4 else tiff[place : place + size]
    return found


def _comment(raw: bytes) -> str:
    """The first eight bytes name the alphabet. `UNICODE` is UTF-16 in either order: the right one has its zeros where ASCII has them."""
    body = raw[8:]
    if not raw.startswith(b"UNICODE\x00"):
        return _decoded(body)
    return body.decode("utf-16-be" if body[0::2].count(0) >= body[1::2].count(0) else "utf-16-le", "replace")
