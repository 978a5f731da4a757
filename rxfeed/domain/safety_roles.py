"""Who may moderate whom."""

from __future__ import annotations

from rxfeed.domain.errors import NotAllowed, NotFound
from rxfeed.domain.tables import Account
from rxfeed.domain.viewer import Viewer


def must_moderate(viewer: Viewer) -> int:
    """The moderator's id. For everybody else there is nothing: raises `NotFound`."""
    if viewer.account_id is None or not viewer.is_moderator or viewer.suspended:
        raise NotFound("There is nothing at this address.")
    return viewer.account_id


def must_judge(viewer: Viewer, account: Account | None) -> None:
    """Whether the moderator may decide about something of that account. Raises `NotAllowed`."""
    if account is None:
        return
    if account.id == viewer.account_id:
        raise NotAllowed("This is about yourself: somebody else has to decide it.")
    if account.role == "admin" and not viewer.is_admin:
        raise NotAllowed("This is about an admin: only an admin can decide it.")
