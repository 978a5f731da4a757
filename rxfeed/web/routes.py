"""Every HTTP route that is not a page, gathered from the modules that own them."""

from __future__ import annotations

from starlette.routing import BaseRoute, Mount, Route

from rxfeed.web import (
    api_else,
    api_v1,
    api_v1_cards,
    api_v1_openapi,
    collections,
    collections_zip,
    credentials,
    health,
    library_list,
    lineage,
    media,
    moderation,
    passkeys,
    people,
    sign_in,
    uploads,
)

REFLEX_PATHS = frozenset({"_event", "ping", "_health"})
LARGER_BODIES = {"/uploads": 1 << 40}
"""Bytes by path prefix, where the usual limit of a request is too small. Uploads count for themselves and refuse with a sentence of their own."""


def routes() -> list[BaseRoute]:
    """In the order in which they are tried."""
    lists = (api_v1, api_v1_cards, api_v1_openapi, collections, library_list, lineage, people)
    ours = (*lists, collections_zip, api_else, credentials, health, moderation, media, passkeys, sign_in, uploads)
    return [route for module in ours for route in module.routes]


def server_paths() -> list[str]:
    """First segments of the paths that the server answers itself; everything else belongs to the pages."""
    own = {route.path.split("/")[1] for route in routes() if isinstance(route, Route | Mount)}
    return sorted({*REFLEX_PATHS, *own})
