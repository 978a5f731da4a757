"""What a notice asks is answered where it can be: each kind by the part that knows of it."""

from __future__ import annotations

from rxfeed.domain import circle_requests, offers, remix_requests
from rxfeed.domain.errors import Conflict
from rxfeed.domain.house import House
from rxfeed.domain.notices_views import NoticeView
from rxfeed.domain.viewer import Viewer


def answer(house: House, viewer: Viewer, asked: NoticeView, *, accept: bool) -> None:
    """Yes or no. Raises what answering raises, `Conflict` for what asks nothing."""
    match asked.kind:
        case "follow_request":
            (circle_requests.accept if accept else circle_requests.decline)(house, viewer, asked.one)
        case "remix_request" | "remix_request_wider":
            remix_requests.answer(house, viewer, asked.post, asked.one, accept=accept)
        case "offer":
            offers.answer(house, viewer, asked.post, accept=accept)
        case _:
            raise Conflict("This asks for no answer any more. Load the page again.")
