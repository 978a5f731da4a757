"""Whether an account is for everybody or approves its followers, and the static copies of its pictures, which go by it.

What `audience` decides holds as soon as the account's row says so: lists, pages and everything that asks. Only the static copies are files that ask nobody.
Each has a name that nobody can guess, so until it is deleted only who was shown it before can fetch it. A private account's are deleted at once, some posts at
a time; where that stops half-way, the housekeeping goes on (`settle_copies`). New copies of a public account's are made by the housekeeping alone: until then
its pictures are shown through the check.
"""

from __future__ import annotations

from contextlib import suppress

from sqlmodel import Session, col, select

from rxfeed.domain import circle_requests, lineage_counts, pictures
from rxfeed.domain.audience import Standing
from rxfeed.domain.audience_rows import is_public, standing
from rxfeed.domain.errors import NotFound, NotSignedIn
from rxfeed.domain.gallery_rows import hold, is_listed, settle, tell_gone, withdraw
from rxfeed.domain.gallery_statuses import PostStatus
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, Post, PostPicture
from rxfeed.domain.viewer import Viewer

BATCH = 50
"""Posts whose names change in one transaction: some milliseconds, so that nobody waits long."""
MOST_TOLD = 200
"""Posts whose going is announced. Open feeds begin with the newest; what else they show is gone when they ask again."""


def set_private(house: House, viewer: Viewer, private: bool) -> None:
    """From now on the account approves its followers, or is for everybody. Raises `NotSignedIn`, `NotFound`.

    Who follows it goes on doing so. An account that is for everybody has nothing to approve: whoever has asked follows it.
    """
    account_id = viewer.require_account()
    with house.database.writing() as session:
        hold(house, session, account_id)
        account = session.get(Account, account_id, with_for_update={"key_share": True})
        if account is None:
            raise NotSignedIn("Sign in first. What you made and typed stays here.")
        listed = _listed(session, account) if private and not account.private else []
        changed, account.private = account.private != private, private
        account.settling, account.version = account.settling or changed, account.version + changed
    for post in listed:
        tell_gone(house, post)
    if private:
        _settle(house, account_id)
    else:
        circle_requests.accept_all(house, account_id)


def settle_copies(house: House) -> int:
    """Have static copies follow what accounts have become; how many accounts they were."""
    with house.database.reading() as session:
        due = list(session.exec(select(Account.id).where(Account.settling).order_by(col(Account.id)).limit(BATCH)))
    for account_id in due:
        while (now := _now(house, account_id)) is not None and not now.private and circle_requests.accept_all(house, account_id):
            continue
        _settle(house, account_id)
    return len(due)


def _listed(session: Session, account: Account) -> list[Post]:
    """The newest of what everybody's feeds show of it."""
    newest = select(Post).where(Post.account_id == account.id, Post.status == PostStatus.PUBLISHED).order_by(col(Post.id).desc()).limit(MOST_TOLD)
    return [post for post in session.exec(newest) if is_listed(post, account)]


def _settle(house: House, account_id: int) -> None:
    """From the newest post to the oldest. Whatever is published meanwhile goes by the account as it is then."""
    last, before = (1 << 63) - 1, _now(house, account_id)
    while before is not None and (batch := _posts_before(house, account_id, last)):
        _settle_some(house, account_id, batch)
        last = batch[-1]
    with house.database.writing() as session:
        account = session.get(Account, account_id, with_for_update={"key_share": True})
        if account is not None and standing(account) == before:
            lineage_counts.renew_cards_of_children(session, account_id)
            account.settling = False


def _now(house: House, account_id: int) -> Standing | None:
    with house.database.reading() as session:
        account = session.get(Account, account_id)
        return standing(account) if account is not None else None


def _posts_before(house: House, account_id: int, last: int) -> list[int]:
    published = select(Post.id).where(Post.account_id == account_id, Post.status == PostStatus.PUBLISHED, col(Post.id) < last)
    with house.database.reading() as session:
        return list(session.exec(published.order_by(col(Post.id).desc()).limit(BATCH)))


def _settle_some(house: House, account_id: int, numbers: list[int]) -> None:
    """Those of the posts whose names are not what they should be. Bytes are copied before the transaction and deleted after it."""
    copies, unused = _copies(house, account_id, numbers), list[str]()
    try:
        with house.database.writing() as session:
            author = hold(house, session, account_id)
            for post in session.exec(select(Post).where(col(Post.id).in_(numbers)).order_by(col(Post.id)).with_for_update()):
                unused += _settle_one(session, post, author, copies.get(post.id, {}))
    except BaseException:
        withdraw(house, [name for made in copies.values() for name in made.values()])
        raise
    withdraw(house, unused)


def _copies(house: House, account_id: int, numbers: list[int]) -> dict[int, dict[int, str]]:
    """New copies of what is public and has none, by post and number. A picture whose bytes are lost holds nobody up."""
    with house.database.reading() as session:
        author = session.get(Account, account_id)
        rows = select(PostPicture, Post).join(Post, col(Post.id) == PostPicture.post_id).where(col(Post.id).in_(numbers), PostPicture.public_name == "")
        bare = [link for link, post in session.exec(rows) if author is not None and is_public(post, author)]
    made: dict[int, dict[int, str]] = {}
    for link in bare:
        with suppress(NotFound):
            made.setdefault(link.post_id, {})[link.number] = pictures.publish_copies(house, link.picture_id)
    return made


def _settle_one(session: Session, post: Post, author: Account, copies: dict[int, str]) -> list[str]:
    links = session.exec(select(PostPicture).where(PostPicture.post_id == post.id)).all()
    before = [link.public_name for link in links]
    unused = settle(session, post, author, copies)
    post.version += before != [link.public_name for link in links]
    return unused
