"""A picture as the screen gets it. The only place that knows the addresses pictures are fetched from."""

from __future__ import annotations

import base64
from typing import Protocol

from rxfeed.domain import ids
from rxfeed.domain.generation_views import ReferenceView
from rxfeed.domain.pictures_sizes import WIDTHS, rendition_size
from rxfeed.domain.views import PictureView


class PictureFacts(Protocol):
    """A row of `Picture`, or a query's row with these columns."""

    id: int
    width: int
    height: int
    placeholder: bytes


def view(picture: PictureFacts, public_name: str = "", alt: str = "") -> PictureView:
    """With a public name the static copies are shown, else the private addresses, which ask who looks."""
    addresses = {width: _address(picture.id, width, public_name) for width in WIDTHS}
    return PictureView(
        src=addresses[640],
        srcset=_srcset(picture, addresses),
        full=addresses[1280],
        width=picture.width,
        height=picture.height,
        placeholder=data_uri(picture.placeholder),
        alt=alt,
    )


def reference(picture: PictureFacts) -> ReferenceView:
    """For the form from which one asks."""
    return ReferenceView(ids.to_text(picture.id), view(picture))


def forming_view(call_id: int, mark: str, width: int, height: int) -> PictureView:
    """The newest forming picture of a call. `mark` changes with each, so that the browser fetches it."""
    address = f"/media/forming/{ids.to_text(call_id)}?{mark}"
    return PictureView(src=address, full=address, width=width, height=height)


def address_in_post(post_id: int, number: int) -> str:
    """The size for a line of text (96) of one of a post's pictures, for whoever may see it just then."""
    return f"/media/post/{ids.to_text(post_id)}/{number}.webp"


def original_address(picture_id: int) -> str:
    """Where the owner downloads the bytes as they came."""
    return f"/media/{ids.to_text(picture_id)}/original"


def public_address(name: str, width: int) -> str:
    """A static copy: `name` from `pictures.publish_copies`, width 96, 640 or 1280."""
    return f"/pictures/{name}-{width}.webp"


def smallest_address(picture_id: int, public_name: str) -> str:
    """Of the size for a line of text (96)."""
    return _address(picture_id, WIDTHS[0], public_name)


def data_uri(picture: bytes, media_type: str = "image/webp") -> str:
    return f"data:{media_type};base64,{base64.b64encode(picture).decode()}" if picture else ""


def _address(picture_id: int, width: int, public_name: str) -> str:
    return public_address(public_name, width) if public_name else f"/media/{ids.to_text(picture_id)}/{width}.webp"


def _srcset(picture: PictureFacts, addresses: dict[int, str]) -> str:
    """By true widths: of a small picture several sizes are alike, and only the first is offered."""
    offered: dict[int, str] = {}
    for limit, address in addresses.items():
        offered.setdefault(rendition_size(picture.width, picture.height, limit)[0], address)
    return ", ".join(f"{address} {width}w" for width, address in offered.items())
