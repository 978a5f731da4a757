"""Who asks. Made from the session's cookie at the edge, never from an event's arguments."""

from __future__ import annotations

from dataclasses import dataclass

from rxfeed.domain.errors import NotAllowed, NotSignedIn


@dataclass(frozen=True, slots=True)
class Viewer:
    """An account, a guest's browser, or nobody at all (all None)."""

    account_id: int | None = None
    guest_id: int | None = None
    """`Session.id` of a guest's browser."""
    address: str = ""
    role: str = ""
    handle: str = ""
    language: str = "en"
    hides: bool = False
    """Whether there is anybody or anything that this account doesn't see, or who doesn't want to be seen by it."""
    suggestive: str = "blur"
    mature: str = "blur"
    """What becomes of pictures rated so: `show`, `blur` or `hide`."""
    suspended: bool = False
    """A moderator has decided so: it may look, and change nothing."""

    @property
    def signed_in(self) -> bool:
        return self.account_id is not None

    @property
    def is_admin(self) -> bool:
        return self.role == "admin"

    @property
    def is_moderator(self) -> bool:
        return self.role in {"moderator", "admin"}

    def wants(self, rating: str) -> bool:
        """Whether pictures of that rating are to be in this viewer's lists."""
        return rating == "general" or (self.suggestive if rating == "suggestive" else self.mature) != "hide"

    def require_account(self) -> int:
        """The id of an account that may change things. Raises `NotSignedIn`; `NotAllowed` while it is suspended."""
        self.must_be_free()
        return self.require_reader()

    def require_reader(self) -> int:
        """The account's id, for what changes nothing, and for leaving. Raises `NotSignedIn`."""
        if self.account_id is None:
            raise NotSignedIn("Sign in first. What you made and typed stays here.")
        return self.account_id

    def must_be_free(self) -> None:
        """For what guests may do too. Raises `NotAllowed` while the account is suspended."""
        if self.suspended:
            raise NotAllowed("Your account is suspended: you can look around, and change nothing.")

    def owns(self, account_id: int | None, guest_id: int | None) -> bool:
        """Whether a thing of that account, or of that guest, is this viewer's."""
        if account_id is not None:
            return account_id == self.account_id
        return guest_id is not None and guest_id == self.guest_id


NOBODY = Viewer()
