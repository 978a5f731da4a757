"""Which picture came of which: a directed acyclic graph, in which every ancestor keeps its credit.

    record            a post is published that takes others further; within that transaction
    detach            the author of a parent takes their picture out of a child; `gone`, `leave`: posts, accounts are about to be deleted
    ancestors         whom a post came of, nearest first; `children`: what has been made of it, by pages
    tell              open pages hear how many remixes the parents of a post have now
    recount           depth, descendants and remixes again, from the edges
"""

from rxfeed.domain.lineage_counts import recount, tell
from rxfeed.domain.lineage_edges import detach, gone, leave, record

__all__ = ["detach", "gone", "leave", "record", "recount", "tell"]
