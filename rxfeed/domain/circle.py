"""Between people.

    follow, unfollow      to see what somebody publishes; of a private account: to ask, and to take it back
    remove_follower       they don't follow any more
    waiting, accept, decline    who asks to follow, and one's answer
    block, unblock        neither sees anything of the other
    mute, unmute          out of one's own feeds, without a word to anybody
    followers, following  who that is, by pages
    counts_of             how many, for who looks at a profile just now
    recount               the counts again, from the rows
"""

from rxfeed.domain.circle_counts import counts_of, recount
from rxfeed.domain.circle_people import PeoplePage, followers, following
from rxfeed.domain.circle_requests import accept, decline, waiting
from rxfeed.domain.circle_ties import CIRCLE, HIDES, block, follow, mute, remove_follower, unblock, unfollow, unmute

__all__ = [
    "CIRCLE", "HIDES", "PeoplePage", "accept", "block", "counts_of", "decline", "follow", "followers", "following", "mute", "recount", "remove_follower",
    "unblock", "unfollow", "unmute", "waiting",
]  # fmt: skip
