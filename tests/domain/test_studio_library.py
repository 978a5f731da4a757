"""What one finds again: in the composer, the history and the library."""

from __future__ import annotations

from dataclasses import replace

from rxfeed.domain import studio
from rxfeed.domain.generation_views import GenerationView
from rxfeed.domain.house import House
from rxfeed.domain.viewer import Viewer
from tests.domain.asking import ASK, end_all


def test_the_composer_shows_the_newest_until_it_is_put_away(house: House, anna: Viewer) -> None:
    assert studio.pending(house, anna) is None
    first = studio.request(house, anna, ASK)
    second = studio.request(house, anna, ASK)
    assert _id(studio.pending(house, anna)) == second.id
    studio.dismiss(house, anna, second.id)
    assert _id(studio.pending(house, anna)) == first.id
    end_all(house)
    third = studio.request(house, anna, ASK)
    studio.keep_form(house, anna, third.id, {"caption": "Für später"})
    studio.keep_draft(house, anna, third.id, {"caption": "Jetzt nicht"})
    assert studio.pending(house, anna) is None
    drafts = studio.library(house, anna, "drafts").generations
    assert [(draft.id, draft.draft, draft.form) for draft in drafts] == [(third.id, True, {"caption": "Jetzt nicht"})]
    studio.keep_draft(house, anna, third.id, {"caption": "Doch"}, draft=False)
    assert _id(studio.pending(house, anna)) == third.id


def test_history_is_every_prompt_once_last_used_first(house: House, anna: Viewer) -> None:
    for number in (*range(60), 3):
        studio.request(house, anna, replace(ASK, prompt=f"boat {number}"))
        end_all(house)
    first, cursor = studio.history(house, anna)
    rest, end = studio.history(house, anna, cursor)
    assert first[:3] == ["boat 3", "boat 59", "boat 58"]
    assert (len(first), len(rest), end) == (50, 10, "")
    assert len({*first, *rest}) == 60


def test_the_library_by_status_in_pages(house: House, anna: Viewer) -> None:
    made = []
    for number in range(30):
        asked = studio.request(house, anna, ASK)
        end_all(house, "ready" if number % 3 == 0 else "failed")
        made.append(asked.id)
    running = studio.request(house, anna, ASK).id
    first = studio.library(house, anna)
    second = studio.library(house, anna, "all", first.next)
    assert [seen.id for seen in (*first.generations, *second.generations)] == [running, *reversed(made)]
    assert (len(first.generations), second.next) == (24, "")
    assert [seen.id for seen in studio.library(house, anna, "running").generations] == [running]
    assert [seen.id for seen in studio.library(house, anna, "ready").generations] == list(reversed(made[::3]))
    assert len(studio.library(house, anna, "failed").generations) == 20


def _id(view: GenerationView | None) -> str:
    assert view is not None
    return view.id
