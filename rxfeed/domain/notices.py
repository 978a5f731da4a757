"""What people are told.

    give, take_back, forget   within the transaction in which it happens, or is undone, or its thing goes
    announce                  after the commit: whoever has pages open sees the new count at once
    page, unread              what somebody is told, and how much of it waits
    seen, all_seen            it is read
    wanted, choose            which kinds somebody wants to be told of
    forget_old, recount       housekeeping
"""

from rxfeed.domain.notices_counts import forget_old, recount
from rxfeed.domain.notices_giving import give
from rxfeed.domain.notices_marking import all_seen, choose, seen, wanted
from rxfeed.domain.notices_news import TOLD, announce, count, seats
from rxfeed.domain.notices_reading import NoticePage, page, unread
from rxfeed.domain.notices_taking import forget, take_back

__all__ = [
    "TOLD", "NoticePage", "all_seen", "announce", "choose", "count", "forget", "forget_old", "give", "page", "recount", "seats", "seen", "take_back",
    "unread", "wanted",
]  # fmt: skip
