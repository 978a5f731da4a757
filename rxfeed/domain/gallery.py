"""From variants to a post, and what its author may do with it afterwards.

    publish    variants become a post, now or at a time
    show       one post, for whoever may see it
    mine       the viewer's own posts by status
    edit       words, visibility, consent
    bin        away from everybody, for 30 days
    restore    out of the bin
    publish_now    a scheduled post, before its time
    publish_due, purge    what the housekeeping does
"""

from rxfeed.domain.gallery_changes import Changes, bin, edit, publish_now, purge, restore  # noqa: A004
from rxfeed.domain.gallery_due import publish_due
from rxfeed.domain.gallery_mine import mine
from rxfeed.domain.gallery_publish import Pick, Publication, publish
from rxfeed.domain.gallery_show import show

__all__ = ["Changes", "Pick", "Publication", "bin", "edit", "mine", "publish", "publish_due", "publish_now", "purge", "restore", "show"]
