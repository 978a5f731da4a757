"""Pages as linked data (schema.org), for search engines: whose picture it is, under which licence, and where to ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import orjson

from rxfeed.domain.consent import LICENCES
from rxfeed.domain.people_views import ProfileView

Linked = dict[str, Any]
LISTED = 24
"""Pictures of a list that are named."""
_LICENCE_AT = {licence.name: licence.url for licence in LICENCES.values()}
_MADE_BY = {"sketch": "AlgorithmicMediaDigitalSource"}
"""By engine; every other is a trained model."""


def images(card: Mapping[str, Any], origin: str) -> list[Linked]:
    """A post's pictures, as search engines ask for them where a picture has a licence; none where it is rated, or not for everybody."""
    seen = [picture for picture in card["pictures"] if card["rating"] == "general" and picture["full"].startswith("/pictures/")]
    return [_image(card, picture, origin) for picture in seen]


def collection(name: str, about: str, url: str, cards: Sequence[bytes], origin: str) -> Linked:
    """A page of many pictures: the first of each post."""
    parts = [part for card in cards[:LISTED] for part in _first_image(card, origin)]
    return _page("CollectionPage", url) | {"name": name, "description": about, "hasPart": parts}


def post(card: Mapping[str, Any], origin: str) -> Linked:
    """A post's page; more pictures than one are a gallery."""
    shown = images(card, origin)
    if len(shown) == 1:
        return {"@context": "https://schema.org"} | shown[0]
    return _page("ImageGallery", f"{origin}/p/{card['id']}") | {"author": _author(card["author"], origin), "image": shown}


def profile(who: ProfileView, origin: str, image: str) -> Linked:
    """Somebody's page."""
    words = "".join(part.text for part in who.bio)
    counts = [_count("WriteAction", who.posts), _count("FollowAction", who.followers)]
    person = _author({"name": who.name, "handle": who.handle}, origin) | {"alternateName": f"@{who.handle}", "identifier": who.handle}
    person |= {"description": words, "image": image, "interactionStatistic": counts}
    return _page("ProfilePage", f"{origin}/u/{who.handle}") | _whole({"dateCreated": who.joined, "mainEntity": _whole(person)})


def _page(kind: str, url: str) -> Linked:
    return {"@context": "https://schema.org", "@type": kind, "url": url}


@lru_cache(1_000)
def _first_image(card: bytes, origin: str) -> Iterable[Linked]:
    return images(orjson.loads(card), origin)[:1]


def _image(card: Mapping[str, Any], picture: Mapping[str, Any], origin: str) -> Linked:
    author, page = card["author"], f"{origin}/p/{card['id']}"
    source = _MADE_BY.get(card["engine"], "TrainedAlgorithmicMediaDigitalSource")
    return _whole({
        "@type": "ImageObject", "contentUrl": origin + picture["full"], "thumbnailUrl": origin + picture["src"], "url": page, "mainEntityOfPage": page,
        "width": picture["width"], "height": picture["height"], "name": (card["caption"] or card["prompt"])[:110], "description": picture["alt"],
        "creator": _author(author, origin), "creditText": author["name"], "copyrightNotice": author["name"], "license": _LICENCE_AT.get(card["licence"], ""),
        "acquireLicensePage": page, "datePublished": card["published_at"], "digitalSourceType": f"https://schema.org/{source}",
        "keywords": ", ".join(card["tags"]),
    })  # fmt: skip


def _author(author: Mapping[str, Any], origin: str) -> Linked:
    return {"@type": "Person", "name": author["name"], "url": f"{origin}/u/{author['handle']}"}


def _count(action: str, count: int) -> Linked:
    return {"@type": "InteractionCounter", "interactionType": f"https://schema.org/{action}", "userInteractionCount": count}


def _whole(linked: Linked) -> Linked:
    """Without what isn't known."""
    return {name: value for name, value in linked.items() if value not in ("", None)}
