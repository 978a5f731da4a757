"""Who asks, in a handler."""

from __future__ import annotations

import pytest
import reflex as rx
from reflex.istate.data import RouterData

from rxfeed.domain import session_cookie
from rxfeed.ui.binding import cookie_of
from rxfeed.ui.on_demand import begun


@pytest.mark.parametrize("origin", ["http://rxfeed.test", "https://rxfeed.test", ""])
@pytest.mark.parametrize("secure", [True, False])
def test_the_cookie_counts_whatever_the_origin(origin: str, secure: bool) -> None:
    secret = session_cookie.mint()
    state = begun(rx.State)
    state.router = RouterData.from_router_data({"headers": {"origin": origin, "cookie": f"{session_cookie.name(secure)}={secret}"}})
    assert cookie_of(state) == secret
