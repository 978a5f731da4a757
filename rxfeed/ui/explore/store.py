"""What the address asks for, in the browser's store: the list has the search's own name, so each search has its place."""

from __future__ import annotations

from rxfeed.domain.explore_query import Query
from rxfeed.ui.feed.store import Listed

_FIELDS = ", ".join(f'["{name}", useAsked("{name}", "{"-" if name == "sort" else ""}")]' for name in Query.__slots__)
FOUND = Listed(
    "explored",
    f'((asked) => asked.at(-1)[1] && "v1/explore?" + new URLSearchParams(asked.filter(([, value]) => value && value !== "-")))([{_FIELDS}])',
    ("useAsked",),
)
"""Without a name as long as the address isn't known (`sort` is the last, and is `-` where it isn't asked for)."""
