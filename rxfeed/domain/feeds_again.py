"""Posts of feeds that a reader had before them: asked for again by their ids, where a page is opened anew at the place at which it was left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import BigInteger, bindparam, true
from sqlmodel import col

from rxfeed.domain import explore, feeds_page, ids
from rxfeed.domain.audience_rows import feed_posts, followed_posts
from rxfeed.domain.errors import Invalid, NotFound
from rxfeed.domain.feeds_page import COLUMNS, FeedPage, Listing, Listings
from rxfeed.domain.house import House
from rxfeed.domain.straight import WANTED
from rxfeed.domain.tables import Account, Post
from rxfeed.domain.viewer import Viewer

MOST = 240
"""Posts at once: ten pages."""


def again(house: House, viewer: Viewer, post_ids: Sequence[str], words: str = "") -> FeedPage:
    """Those that this viewer's feeds still show, Following among them, in the order given, each once. What never was an id is simply not there.

    `words`: what they were searched for, so that the cards say again where that stands. Raises `Invalid` for too many.
    """
    if len(post_ids) > MOST:
        raise Invalid("Ask for fewer posts at once.", field="ids")
    wanted, found = list(dict.fromkeys(number for text in post_ids if (number := _number(text)))), FeedPage([], "", "")
    while wanted:
        more, gone = feeds_page.of_posts(house, viewer, wanted, POSTS)
        found, wanted = FeedPage(found.cards + more.cards, "", "", answers=found.answers + more.answers), wanted[gone:]
    return replace(found, cards=explore.marked(house, found.cards, words))


def _listing(viewer: Viewer) -> Listing:
    shown = followed_posts(ME, hides=viewer.hides, reposted=true()) if viewer.signed_in else feed_posts(viewer)
    return COLUMNS.outerjoin(Account, col(Account.id) == col(Post.account_id)).where(*shown, col(Post.id).in_(WANTED.binds))


ME = bindparam("me", type_=BigInteger())
POSTS = Listings.of(_listing)
"""What is for everybody's feeds, and what those publish whom one follows."""


def _number(text: str) -> int:
    try:
        return ids.from_text(text)
    except NotFound:
        return 0
