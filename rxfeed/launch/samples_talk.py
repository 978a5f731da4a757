"""What the sample people say below each other's pictures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from rxfeed.domain import talk
from rxfeed.domain.house import House
from rxfeed.domain.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Line:
    """Who says what. `answers` is the place of another line of the same conversation."""

    who: str
    text: str
    answers: int | None = None


TALKS: Mapping[str, tuple[Line, ...]] = {
    "Harbour, first light": (
        Line("tariq", "The torn sun is *perfect*. Mind if I take it to night?"),
        Line("juno", "Please do, @tariq. Keep the torn edge, the rest is yours.", 0),
        Line("ines", "I know that quay. Or I do now."),
        Line("mara", "Love that the hills kept their edges."),
    ),
    "She heard me before I saw her": (
        Line("mara", "She looks as if she knew me."),
        Line("juno", "They always do.", 0),
        Line("kofi", "May I have her in 16 by 16?"),
    ),
    "Last train leaves at 0:41": (
        Line("kofi", "How many inks is that? I count *two and a half*."),
        Line("tariq", "Two. The half is where they overlap.", 0),
        Line("kofi", "Of course. That half does all the work.", 1),
    ),
    "Keeping the light": (
        Line("juno", "The lightning and the lamp on one diagonal. **Yes.**"),
        Line("lena", "Da hört man den Regen."),
    ),
    "Glass mountains": (Line("mara", "I went quiet for a minute."), Line("ines", "Then it works.", 0)),
    "Mitzi, ruler of roofs": (
        Line("lena", "Mitzi! Does she take visitors?"),
        Line("mara", "By appointment. Bring tuna.", 0),
        Line("tariq", "Long may she reign."),
    ),
    "Minus nineteen": (Line("ines", "You can feel the cold coming off it."),),
    "Block 11": (
        Line("tariq", "Who lives behind the one dark window?"),
        Line("kofi", "Me. I was drawing.", 0),
    ),
    "Press start": (Line("juno", "> Press start\n\nPressed. Nothing happened. Perfect."),),
    "Tuesday's table": (
        Line("ines", "The two pears are having a conversation."),
        Line("lena", "About Wednesday, I think.", 0),
    ),
    "Das Haus am Wasser": (Line("juno", "That red, and only once. Lovely."), Line("lena", "Danke! Everything else had to step back for it.", 0)),
}
"""By the caption of the picture."""


def chat(house: House, people: Mapping[str, int], post_id: str, caption: str, published_at: datetime) -> None:
    """Say it all, spread over the time since it was published."""
    lines, said = TALKS.get(caption, ()), list[str]()
    for place, line in enumerate(lines):
        at = published_at + (house.clock.now() - published_at) * ((place + 1) / (len(lines) + 1))
        answers = said[line.answers] if line.answers is not None else ""
        said.append(talk.write(replace(house, clock=_Then(at)), Viewer(account_id=people[line.who]), post_id, line.text, answers))


@dataclass(frozen=True, slots=True)
class _Then:
    """A clock that stands."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment
