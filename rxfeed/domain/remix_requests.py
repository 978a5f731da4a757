"""Asking to remix.

    look       what somebody who stands before a post reads: whether they may, and what has come of their asking
    ask        with a message; `take_back`: not any more
    answer     yes or no, for this person and this post; also afterwards
    of_post    who has asked, for the post's author, by pages
    end, part  within the transaction in which consent is withdrawn, or in which one blocks the other
"""

from rxfeed.domain.remix_requests_answering import answer
from rxfeed.domain.remix_requests_asking import ask, take_back
from rxfeed.domain.remix_requests_ending import end, part
from rxfeed.domain.remix_requests_reading import AskView, RequestPage, RequestView, look, of_post

__all__ = ["AskView", "RequestPage", "RequestView", "answer", "ask", "end", "look", "of_post", "part", "take_back"]
