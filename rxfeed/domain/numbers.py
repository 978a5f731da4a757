"""What becomes of posts over time, for their authors' eyes.

    look         somebody is on a post's own page: counted once a day, without knowing who it was
    forget_days  what a day was counted with goes when it has ended
    of_post, of_account    views, likes, saves and remixes by days or weeks
"""

from rxfeed.domain.numbers_looking import forget_days, look
from rxfeed.domain.numbers_read import of_account, of_post
from rxfeed.domain.numbers_views import Bar, Best, Measure, NumbersView

__all__ = ["Bar", "Best", "Measure", "NumbersView", "forget_days", "look", "of_account", "of_post"]
