"""The conversation below a post.

    write      comment, or answer somebody
    edit       say it differently; what it said before stays to be seen
    delete     take it back
    pin        one comment above all others, by the post's author
    page, thread, around, answers, history    what the viewer sees of it
    completions    whom one may mean while typing a handle
    recount    all counts anew, from the rows
"""

from rxfeed.domain.talk_counts import recount
from rxfeed.domain.talk_people import completions
from rxfeed.domain.talk_read import answers, around, history, page, thread
from rxfeed.domain.talk_told import TALK
from rxfeed.domain.talk_views import CommentView, FormerView, TalkPage, ThreadView
from rxfeed.domain.talk_write import delete, edit, pin, write

__all__ = [
    "TALK", "CommentView", "FormerView", "TalkPage", "ThreadView", "answers", "around", "completions", "delete", "edit", "history", "page", "pin",
    "recount", "thread", "write",
]  # fmt: skip
