"""What a request to `/api/v1` asks for: names that there are, each once. Whatever else stands there would be left out of the answer without a word."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from starlette.requests import Request

from rxfeed.domain.errors import Invalid

PLACES = frozenset({"cursor", "since"})


def query_of(request: Request, takes: Collection[str]) -> Mapping[str, str]:
    """The query. Raises `Invalid` for a name that isn't among those, or that stands there twice, and for two places to go on from."""
    query = request.query_params
    for name in query:
        if name not in takes:
            raise Invalid("Nothing here is called “{name}”. Take it away, or look for its name in /api/v1/openapi.json.", field=name[:60], name=name[:60])
        if len(query.getlist(name)) > 1:
            raise Invalid("“{name}” stands there more than once. Say it once.", field=name, name=name)
    if all(place in query for place in PLACES):
        raise Invalid("“cursor” goes on from there and “since” asks for what is newer: say one of them.", field="since")
    return query
