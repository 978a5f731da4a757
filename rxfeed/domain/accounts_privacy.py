"""Whether an account is for everybody or approves its followers, and the static copies of its pictures, which go by it.

What `audience` decides holds as soon as the account's row says so: lists, pages and everything that asks. Only the static copies are files that ask nobody.
Each has a name that nobody can guess, so until it is deleted only who was shown it before can fetch it. Those of a private account's newest posts are deleted
at once, and the housekeeping goes on with the others (`settle_copies`). New copies of a public account's are made by the housekeeping alone: until then its
pictures are shown through the check.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress

from sqlmodel import Session, col, select

from rxfeed.domain import circle_requests, lineage_counts, pictures, search_index
from rxfeed.domain.audience import Standing
from rxfeed.domain.audience_rows import is_public, standing
from rxfeed.domain.errors import NotFound, NotSignedIn
from rxfeed.domain.gallery_rows import hold, newest_listed, tell_gone, withdraw
from rxfeed.domain.gallery_statuses import PostStatus
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, Post, PostPicture
from rxfeed.domain.viewer import Viewer

BATCH = 50
"""Posts whose names change in one transaction: some milliseconds, so that nobody waits long."""
AT_ONCE = 200
"""Posts whose copies go while one waits for the switch."""


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
        listed = newest_listed(session, account) if private and not account.private else []
        changed, account.private = account.private != private, private
        account.settling, account.version = account.settling or changed, account.version + changed
        search_index.mark_all_of(session, [account_id] if changed else [])
    for post in listed:
        tell_gone(house, post)
    if private:
        _settle(house, account_id, most=AT_ONCE)
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


def _settle(house: House, account_id: int, most: int | None = None) -> None:
    """From the newest post to the oldest, or the newest alone. Whatever is published meanwhile goes by the account as it is then."""
    last, before, done = (1 << 63) - 1, _now(house, account_id), 0
    while before is not None and (batch := _posts_before(house, account_id, last)):
        if most is not None and done >= most:
            return
        _settle_some(house, account_id, batch)
        last, done = batch[-1], done + len(batch)
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
    copies = _copies(house, account_id, numbers)
    try:
        with house.database.writing() as session:
            author = hold(house, session, account_id)
            posts = session.exec(select(Post).where(col(Post.id).in_(numbers)).order_by(col(Post.id)).with_for_update()).all()
            unused = _rename(session, posts, author, copies)
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


def _rename(session: Session, posts: Sequence[Post], author: Account, copies: Mapping[int, Mapping[int, str]]) -> list[str]:
    """Of all that goes by a post (`gallery_rows.settle`) only its copies' names go by its author as well. Gives the names that nobody uses now."""
    public, changed, unused = {post.id for post in posts if is_public(post, author)}, set[int](), set[str]()
    for link in session.exec(select(PostPicture).where(col(PostPicture.post_id).in_([post.id for post in posts]))):
        offered = copies.get(link.post_id, {}).get(link.number, "")
        name = (link.public_name or offered) if link.post_id in public else ""
        unused |= {link.public_name, offered} - {name, ""}
        if name != link.public_name:
            changed.add(link.post_id)
            link.public_name = name
    for post in posts:
        post.version += post.id in changed
    return sorted(unused)
