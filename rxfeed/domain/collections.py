"""Collections: posts that somebody has put together.

    begin, change, cover, delete        a collection itself
    choices                             where a post can be put
    add, take_out, move, shift          its posts, and their order
    mine, shared, of                    lists of collections
    show, posts                         one of them, and what is in it
    invite, accept, leave, remove       who works on one
    members                             and who that is
    recount                             the counts again, from the rows
    saved                               what the viewer has saved
"""

from rxfeed.domain.collections_choosing import choices
from rxfeed.domain.collections_counts import recount
from rxfeed.domain.collections_filling import add, move, shift, take_out
from rxfeed.domain.collections_finding import COLLECTION
from rxfeed.domain.collections_lists import mine, of, posts, shared, show
from rxfeed.domain.collections_making import Changes, begin, change, cover, delete
from rxfeed.domain.collections_members import accept, invite, leave, members, remove
from rxfeed.domain.collections_saved import saved

__all__ = [
    "COLLECTION", "Changes", "accept", "add", "begin", "change", "choices", "cover", "delete", "invite", "leave", "members", "mine", "move", "of", "posts",
    "recount", "remove", "saved", "shared", "shift", "show", "take_out",
]  # fmt: skip
