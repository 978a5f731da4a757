"""Somebody's posts, followers and followed people as JSON, for the store in the browser."""

from __future__ import annotations

from collections.abc import Callable

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rxfeed.domain import accounts_marks, accounts_seen, circle, marks
from rxfeed.domain.circle import PeoplePage
from rxfeed.web.errors import sayable
from rxfeed.web.packing import packed
from rxfeed.web.viewers import shown_to

ASIDE = {"cache-control": "private, no-store"}


@sayable
async def posts(request: Request) -> Response:
    """`?cursor=` continues the list, `?tag=` leaves those that have it. 404: nobody there for this viewer, 403: somebody blocked, 422: no cursor or no tag."""
    page = await shown_to(request, accounts_seen.posts, request.path_params["handle"], *map(request.query_params.get, ("cursor", "tag"), ("", "")))
    return packed(request, page.json(), "application/json", ASIDE)


@sayable
async def likes(request: Request) -> Response:
    """Answers as `posts` does; 403 also for whoever keeps them to themselves."""
    page = await shown_to(request, accounts_marks.likes, request.path_params["handle"], request.query_params.get("cursor", ""))
    return packed(request, page.json(), "application/json", ASIDE)


@sayable
async def reposts(request: Request) -> Response:
    """Answers as `posts` does."""
    page = await shown_to(request, accounts_marks.reposts, request.path_params["handle"], request.query_params.get("cursor", ""))
    return packed(request, page.json(), "application/json", ASIDE)


@sayable
async def followers(request: Request) -> Response:
    """Answers as `posts` does."""
    return await _people(request, circle.followers)


@sayable
async def following(request: Request) -> Response:
    """Answers as `posts` does."""
    return await _people(request, circle.following)


@sayable
async def requests(request: Request) -> Response:
    """Who asks to follow, for who is asked; 404 for everybody else."""
    return await _people(request, circle.waiting)


@sayable
async def likers(request: Request) -> Response:
    """Who likes a post. Answers as `posts` does."""
    return await _people(request, marks.likers)


@sayable
async def reposters(request: Request) -> Response:
    """Who has reposted it."""
    return await _people(request, marks.reposters)


async def _people(request: Request, read: Callable[..., PeoplePage]) -> Response:
    page = await shown_to(request, read, *request.path_params.values(), request.query_params.get("cursor", ""))
    return packed(request, orjson.dumps({"cards": page.people, "next": page.next, "newest": ""}), "application/json", ASIDE)


routes = [
    Route("/api/u/{handle}/posts", posts, methods=["GET"]),
    Route("/api/u/{handle}/likes", likes, methods=["GET"]),
    Route("/api/u/{handle}/reposts", reposts, methods=["GET"]),
    Route("/api/u/{handle}/followers", followers, methods=["GET"]),
    Route("/api/u/{handle}/following", following, methods=["GET"]),
    Route("/api/u/{handle}/requests", requests, methods=["GET"]),
    Route("/api/p/{post_id}/likes", likers, methods=["GET"]),
    Route("/api/p/{post_id}/reposts", reposters, methods=["GET"]),
]
