"""What people report, and what moderators do about it.

    report                  something one shouldn't have to see; from then on one doesn't
    queue, decide           what waits for a moderator, and the decision
    log, undo               what was decided, by whom and why; and back again
    see_exhibit             a picture as it was reported
    end_suspensions, sweep_exhibits, recount    what the housekeeping does
"""

from rxfeed.domain.safety_counts import recount
from rxfeed.domain.safety_decisions import Decision, decide, undo
from rxfeed.domain.safety_exhibits import see_exhibit, sweep_exhibits
from rxfeed.domain.safety_log import LogPage, RulingView, log
from rxfeed.domain.safety_queue import MatterView, QueuePage, queue
from rxfeed.domain.safety_reports import REPORTED, report
from rxfeed.domain.safety_suspension import SUSPENDED, end_suspensions

__all__ = [
    "REPORTED", "SUSPENDED", "Decision", "LogPage", "MatterView", "QueuePage", "RulingView", "decide", "end_suspensions", "log", "queue", "recount", "report",
    "see_exhibit", "sweep_exhibits", "undo",
]  # fmt: skip
