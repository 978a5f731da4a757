"""Collections: posts that somebody has put together.

    begin, change, cover, delete        a collection itself
    choices                             where a post can be put
    add, take_out, move                 its posts, and their order
"""

from rxfeed.domain.collections_choosing import choices
from rxfeed.domain.collections_filling import add, move, take_out
from rxfeed.domain.collections_making import Changes, begin, change, cover, delete

__all__ = ["Changes", "add", "begin", "change", "choices", "cover", "delete", "move", "take_out"]
