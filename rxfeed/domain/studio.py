"""From a prompt to pictures. The rows are the queue: what is asked is written down here, `jobs` carries it out.

    request, retry, price, allowance               asking, what it costs, what is left
    watch, pending, library, moving, history       reading one's own
    cancel, dismiss, keep_form, keep_draft         changing one's own
    adopt                                          a guest signs up
    somebody_composes                              before anything is asked
"""

from rxfeed.domain.studio_ask import Ask
from rxfeed.domain.studio_asking import allowance, price, request
from rxfeed.domain.studio_changes import adopt, cancel, dismiss, keep_draft, keep_form
from rxfeed.domain.studio_library import history, library, moving, pending, watch
from rxfeed.domain.studio_news import somebody_composes
from rxfeed.domain.studio_unchecked import retry

__all__ = [
    "Ask", "adopt", "allowance", "cancel", "dismiss", "history", "keep_draft", "keep_form", "library", "moving", "pending", "price", "request", "retry",
    "somebody_composes", "watch",
]  # fmt: skip
