"""What `assets/words.js` says in the browser, for one language: sentences, numbers, times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from babel.dates import format_date, format_datetime
from babel.numbers import format_currency, format_decimal

from rxfeed.ui.words import translate
from rxfeed.ui.words.catalogue import translate_n

_DAY = {"en": "MMM d, y", "de": "d. MMM y"}
_MOMENT = {"en": "MMM d, y, h:mm a", "de": "dd.MM.y, HH:mm"}
_AGO = {
    "en": ({0: "this minute"}, "{}m ago", "{}h ago", {1: "yesterday"}, "{}d ago"),
    "de": ({0: "in dieser Minute"}, "vor {} m", "vor {} Std.", {1: "gestern", 2: "vorgestern"}, "vor {} Tagen"),
}
"""The short forms of the browsers' `Intl.RelativeTimeFormat`; Babel's data has no words for days that have a name."""


@dataclass(frozen=True)
class Words:
    """`words` in every component. The names are those of the script."""

    language: str = "en"

    def say(self, sentence: str, values: dict[str, Any] | None = None) -> str:
        return translate(sentence, self._counted(values or {}), self.language)

    def sayN(self, one: str, many: str, count: int, values: dict[str, Any] | None = None) -> str:  # noqa: N802
        return translate_n(one, many, count, self._counted({"count": count, **(values or {})}), self.language)

    def number(self, value: float) -> str:
        return str(value) if isinstance(value, int) and abs(value) < 1_000 else format_decimal(value, locale=self.language)

    def money(self, micros: int) -> str:
        return format_currency(micros / 1_000_000, "USD", locale=self.language)

    def day(self, iso: str) -> str:
        return format_date(datetime.fromisoformat(iso), _DAY[self.language], locale=self.language) if iso else ""

    def moment(self, iso: str) -> str:
        """In UTC, for the reader's zone is not known."""
        return format_datetime(datetime.fromisoformat(iso), _MOMENT[self.language], locale=self.language) if iso else ""

    def ago(self, iso: str) -> str:
        minutes = max(0, int((datetime.now(UTC) - datetime.fromisoformat(iso)).total_seconds() // 60))
        this_minute, in_minutes, in_hours, named, in_days = _AGO[self.language]
        if minutes < 1_440:
            return this_minute.get(minutes) or (in_minutes.format(minutes) if minutes < 60 else in_hours.format(minutes // 60))
        days = minutes // 1_440
        return self.day(iso) if days >= 30 else named.get(days) or in_days.format(days)

    def _counted(self, values: dict[str, Any]) -> dict[str, Any]:
        return {name: self.number(value) if isinstance(value, int | float) else value for name, value in values.items()}
