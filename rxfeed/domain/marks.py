"""What people do with a post by one press, and take back by another.

    like, save, repost    or not any more: what is wished twice, from wherever, is done once
    ANSWERED              the bulletin's topic: `id` of a post whose counts have changed
    recount               the counts again, from the rows
"""

from rxfeed.domain.marks_counts import recount
from rxfeed.domain.marks_placing import ANSWERED, like, repost, save

__all__ = ["ANSWERED", "like", "recount", "repost", "save"]
