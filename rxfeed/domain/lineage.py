"""Which picture came of which: a directed acyclic graph, in which every ancestor keeps its credit.

    record            a post is published that takes others further; within that transaction
    detach            the author of a parent takes their picture out of a child; `gone`, `leave`: posts, accounts are about to be deleted
    graph             where a post comes from and what has come of it; `children`: what has been made of it directly, by pages
    ancestors         of whom some posts came, however far
    changes           what changed from a parent to its child
    tell              open pages hear how many remixes the parents of a post have now
    recount           depth, descendants and remixes again, from the edges
"""

from rxfeed.domain.lineage_changes import changes
from rxfeed.domain.lineage_counts import recount, tell
from rxfeed.domain.lineage_edges import Taken, detach, gone, leave, record
from rxfeed.domain.lineage_read import ancestors, children, graph

__all__ = ["Taken", "ancestors", "changes", "children", "detach", "gone", "graph", "leave", "record", "recount", "tell"]
