"""What people do with a post by one press, and take back by another.

    mark                  by name: `like`, `save` or `repost`; what is wished twice, from wherever, is done once
    like, save, repost    the same
    answers               counts and the viewer's own marks, for lists of posts; `told`: what everybody may hear
    likers, reposters     who that is, by pages
    ANSWERED, REPOSTED    the bulletin's topics: `id` of a post whose counts have changed, and of one that somebody has just reposted
    recount               the counts again, from the rows
"""

from rxfeed.domain.marks_counts import recount
from rxfeed.domain.marks_people import likers, reposters
from rxfeed.domain.marks_placing import ANSWERED, REPOSTED, like, mark, repost, save
from rxfeed.domain.marks_shown import answers, told

__all__ = ["ANSWERED", "REPOSTED", "answers", "like", "likers", "mark", "recount", "repost", "reposters", "save", "told"]
