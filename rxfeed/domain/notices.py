"""What people are told.

    give, take_back, forget   within the transaction in which it happens, or is undone, or its thing goes
    announce                  after the commit: whoever has pages open sees the new count at once
"""

from rxfeed.domain.notices_giving import give
from rxfeed.domain.notices_news import TOLD, announce
from rxfeed.domain.notices_taking import forget, take_back

__all__ = ["TOLD", "announce", "forget", "give", "take_back"]
