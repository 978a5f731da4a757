"""Between people.

    follow, unfollow      to see what somebody publishes
    block, unblock        neither sees anything of the other
    mute, unmute          out of one's own feeds, without a word to anybody
    followers, following  who that is, by pages
    counts_of             how many, for who looks at a profile just now
    recount               the counts again, from the rows
"""

from rxfeed.domain.circle_counts import counts_of, recount
from rxfeed.domain.circle_people import PeoplePage, followers, following
from rxfeed.domain.circle_ties import CIRCLE, block, follow, mute, unblock, unfollow, unmute

__all__ = ["CIRCLE", "PeoplePage", "block", "counts_of", "follow", "followers", "following", "mute", "recount", "unblock", "unfollow", "unmute"]
