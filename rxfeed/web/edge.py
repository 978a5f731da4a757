"""What every request passes on its way in and out: our routes first, then Reflex."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.types import ASGIApp

from rxfeed.web.routes import routes


def edge(reflex: ASGIApp) -> ASGIApp:
    """Wrap the app that Reflex made."""
    return Starlette(routes=[*routes(), Mount("", app=reflex)])
