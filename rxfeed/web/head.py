"""What stands in a page's `<head>` for previews, search engines and the browser's store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

import orjson
from starlette.requests import Request

from rxfeed.domain.views import PictureView

TITLE = "rxfeed: pictures made with AI, owned by the people who make them"
ABOUT = "A social network for images that people make with AI: compose, remix, share, and decide who may do what with your pictures."
LONGEST = 200
"""Characters of a description."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a page says of itself. `path`: its one address, with as much of the query as makes it another page."""

    path: str
    title: str = TITLE
    about: str = ABOUT
    kind: str = "website"
    image: PictureView | None = None
    robots: str = ""
    older: str = ""
    """Address of what comes after it."""
    linked: Mapping[str, Any] | None = None
    """Linked data, as schema.org names it."""
    more: Mapping[str, str] = field(default_factory=dict)


def head(request: Request, told: Told) -> str:
    """All of it as HTML, the title first."""
    at, about = origin(request), " ".join(told.about.split())[:LONGEST]
    pairs = {
        "og:site_name": "rxfeed", "og:type": told.kind, "og:title": told.title, "og:description": about, "description": about, "og:url": at + told.path,
        "twitter:card": "summary", "twitter:title": told.title, "twitter:description": about, "robots": told.robots,
    }  # fmt: skip
    if told.image and told.image.full.startswith("/pictures/"):
        image, words = at + told.image.full, told.image.alt
        pairs |= {"og:image": image, "og:image:alt": words, "twitter:card": "summary_large_image", "twitter:image": image, "twitter:image:alt": words}
    links = f'<link rel="canonical" href="{escape(at + told.path)}">' + (f'<link rel="next" href="{escape(at + told.older)}">' if told.older else "")
    linked = f'<script type="application/ld+json">{_within(orjson.dumps(told.linked))}</script>' if told.linked else ""
    return f"<title>{escape(told.title)}</title>" + links + "".join(_meta(name, value) for name, value in (pairs | dict(told.more)).items() if value) + linked


def first_page(json: bytes, of: str) -> str:
    """A list's first page for the store. `of` is the list's name, its address below `/api/`."""
    return f'<script type="application/json" id="first-page" data-list="{escape(of)}">{_within(json)}</script>'


def preload(picture: PictureView, sizes: str) -> str:
    """On its way before anything else."""
    src, srcset = escape(picture.src), escape(picture.srcset)
    return f'<link rel="preload" as="image" href="{src}" imagesrcset="{srcset}" imagesizes="{sizes}" fetchpriority="high">'


def origin(request: Request) -> str:
    """As the browser knows this server."""
    return f"{request.url.scheme}://{request.url.netloc}"


def _meta(name: str, value: str) -> str:
    kind = "property" if name.startswith(("og:", "article:", "profile:")) else "name"
    return f'<meta {kind}="{name}" content="{escape(value)}">'


def _within(json: bytes) -> str:
    """Inside HTML, where nothing in it may end the element early."""
    return json.decode().replace("<", r"\u003c")
