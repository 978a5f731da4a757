"""`/api/v1/openapi.json`: the public API as an OpenAPI 3.1 document, made from the dataclasses that it answers with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import orjson
from pydantic import TypeAdapter
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rxfeed.domain.consent import LICENCES
from rxfeed.domain.explore_query import LONGEST, RATINGS, SHAPES, SORTS
from rxfeed.domain.explore_query import PERIODS as AGES
from rxfeed.domain.feeds_trending import PERIODS
from rxfeed.domain.views import FoundCard, PostCard, PostView, Reposter
from rxfeed.web.packing import packed

VERSION = "1"
OUTPUT: Literal["serialization"] = "serialization"


@dataclass(frozen=True)
class Page:
    """A page of a list of posts. `next` continues it as `cursor` and is empty at the end; `newest` is what `since` takes."""

    cards: list[PostCard]
    next: str
    newest: str
    reset: bool
    """Whoever keeps the list begins it anew with this page."""
    answers: list[list[int]]
    """For each card: likes, reposts, comments, remixes, and the viewer's own marks: 1 for a like, 2 for a repost, 4 for a save."""
    reposters: dict[str, Reposter]
    """In Following: by whose repost a post has come, by its id; those that came by their authors aren't among them."""


@dataclass(frozen=True)
class FoundPage(Page):
    """A page of what was searched for: where there are words, each card says where they stand."""

    cards: list[FoundCard | PostCard]


@dataclass(frozen=True)
class Refusal:
    """Why there is no answer: a sentence in English, the same with blanks, what fills them, and which field it is about."""

    error: str
    message: str
    values: dict[str, str]
    field: str


@cache
def document() -> Mapping[str, Any]:
    """The whole of it."""
    answers: list[TypeAdapter[Any]] = [TypeAdapter(Page), TypeAdapter(FoundPage), TypeAdapter(PostView), TypeAdapter(Refusal)]
    _, made = TypeAdapter.json_schemas(((number, OUTPUT, each) for number, each in enumerate(answers)), ref_template="#/components/schemas/{model}")
    schemas = made["$defs"]
    for schema in schemas.values():
        schema["required"] = list(schema["properties"])  # every field is always there
    about = "Lists of posts and single posts, as their pages show them. Whoever sends a session's cookie is answered as that person, everybody else as a guest."
    return {
        "openapi": "3.1.0",
        "info": {"title": "rxfeed", "version": VERSION, "description": about},
        "paths": _paths(),
        "components": {"schemas": schemas},
    }


async def openapi(request: Request) -> Response:
    """The document."""
    return packed(request, orjson.dumps(document()), "application/json", {"cache-control": "public, max-age=300"})


def _paths() -> dict[str, object]:
    period = _query("period", "Of which time", {"type": "string", "enum": list(PERIODS), "default": "day"})
    feeds = {
        "for-you": ("Ranked for the viewer, in an order that stays for a visit; what trends for who isn't signed in", [], {422}),
        "following": ("What the people publish and repost whom the viewer follows, and what they publish themselves, newest first", [], {401, 422}),
        "latest": ("What is public, newest first", [], {422}),
        "trending": ("What people have liked, reposted and remixed of late", [period], {422}),
    }
    tag, post = _part("tag", "One word, with or without `#`"), _part("post", "A post's id")
    searching = "What fits words and filters; cards then say in `found` where the words stand"
    return {
        **{f"/api/v1/feeds/{name}": _get(f"feed_{name}", about, "Page", [*PLACES, *more], refusals) for name, (about, more, refusals) in feeds.items()},
        "/api/v1/explore": _get("explore", searching, "FoundPage", _explored(), {401, 403, 404, 422}),
        "/api/v1/tags/{tag}": _get("tag", "What has a tag, newest first", "Page", [tag, *PLACES], {404, 422}),
        "/api/v1/posts/{post}": _get("post", "One post", "PostView", [post], {401, 403, 404, 422}),
    }


def _explored() -> list[object]:
    chosen = {
        "shape": (SHAPES, "Width to height of its first picture"),
        "rating": (RATINGS, "What it is rated; what isn't `general` is for who is signed in and hasn't hidden it"),
        "period": (AGES, "How long ago it came out at most"),
        "licence": (LICENCES, "SPDX: what its author allows with it"),
        "remix": (["yes"], "Anybody may remix it, or ask"),
        "children": (["yes"], "Somebody has remixed it"),
        "sort": (SORTS, "Without it the best match first where there are words, else the newest; `best` and `liked` order the newest 5,000 that fit"),
    }
    words = _query("q", "Words, all of which are wanted; `#` before one asks for a tag", {"type": "string", "maxLength": LONGEST})
    engine = _query("engine", "What made it", {"type": "string"})
    like = _query("like", "A post's id: what is like it, without words or filters", {"type": "string"})
    filters = (_query(name, about, {"type": "string", "enum": list(values)}) for name, (values, about) in chosen.items())
    return [words, engine, like, *filters, PLACES[0]]


def _get(name: str, about: str, answer: str, parameters: list[object], refusals: set[int]) -> dict[str, object]:
    def response(schema: str, words: str) -> dict[str, object]:
        return {"description": words, "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}}

    responses = {"200": response(answer, about), **{str(status): response("Refusal", REFUSALS[status]) for status in sorted({*refusals, 503})}}
    return {"get": {"operationId": name.replace("-", "_"), "summary": about, "parameters": parameters, "responses": responses}}


def _query(name: str, about: str, schema: Mapping[str, object]) -> dict[str, object]:
    return {"name": name, "in": "query", "description": about, "schema": schema}


def _part(name: str, about: str) -> dict[str, object]:
    return {"name": name, "in": "path", "required": True, "description": about, "schema": {"type": "string"}}


PLACES: list[object] = [
    _query("cursor", "Goes on from there: a page's `next`, of the same list, search and person. Not together with `since`", {"type": "string"}),
    _query("since", "Asks for what is newer: a page's `newest`", {"type": "string"}),
]
REFUSALS = {
    401: "Only for who is signed in",
    403: "The viewer has blocked its author",
    404: "Not there for this viewer",
    503: "The house can't answer now. Try again",
    422: "`field` says what doesn't fit: a cursor of another list, person or search; a value or a name that there isn't; a name twice",
}
routes = [Route("/api/v1/openapi.json", openapi, methods=["GET"])]
