"""The pages of moderation, on a real House."""

from __future__ import annotations

import pytest

from rxfeed.domain import gallery, safety
from rxfeed.domain.house import House
from rxfeed.domain.safety import Decision
from rxfeed.domain.viewer import NOBODY, Viewer
from rxfeed.ui.moderation.log_state import ModerationLog
from rxfeed.ui.moderation.state import ModerationPage
from tests.making import person, post
from tests.ui.visiting import go_away, told_anew, visit


@pytest.fixture
def judge(house: House) -> Viewer:
    return person(house, "judge", role="moderator")


async def test_a_decision_and_taking_it_back(monkeypatch: pytest.MonkeyPatch, house: House, judge: Viewer) -> None:
    mara = person(house, "mara")
    made = post(house, mara).card.id
    safety.report(house, person(house), "post", made, "spam")
    page = visit(monkeypatch, house, ModerationPage, judge, "/moderation")
    await page.arrive()
    page.begin(page.matters[0].id)
    assert page.what == "dismiss"
    page.choose("hide")
    await page.decide({"what": "hide", "why": ""})
    assert (page.problem.field, len(page.matters)) == ("why", 1)
    await page.decide({"what": "hide", "why": "Not here."})
    assert (page.matters, page.decided, page.deciding.id) == ([], "hide", "")
    assert gallery.show(house, mara, made).held_why == "Not here."
    log = visit(monkeypatch, house, ModerationLog, judge, "/moderation/log")
    await log.arrive()
    log.begin(log.rulings[0].id)
    await log.undo({"why": "Here after all."})
    assert [ruling.what for ruling in log.rulings] == ["restore", "hide"]
    assert gallery.show(house, NOBODY, made).status == "published"


async def test_who_comes_second_is_told_and_sees_what_is_left(monkeypatch: pytest.MonkeyPatch, house: House, judge: Viewer) -> None:
    safety.report(house, person(house), "account", person(house, "mara").handle, "spam")
    page = visit(monkeypatch, house, ModerationPage, judge, "/moderation")
    await page.arrive()
    page.begin(page.matters[0].id)
    safety.decide(house, person(house, role="admin"), page.matters[0].id, Decision("dismiss"))
    await page.decide({"what": "dismiss"})
    assert (page.problem.message, page.matters, page.deciding.id) == ("Somebody else has just decided this.", [], "")


async def test_a_decision_that_is_being_made_stays_where_the_page_is_told_of_anew(monkeypatch: pytest.MonkeyPatch, house: House, judge: Viewer) -> None:
    safety.report(house, person(house), "account", person(house, "mara").handle, "spam")
    page = visit(monkeypatch, house, ModerationPage, judge, "/moderation")
    await page.arrive()
    page.begin(page.matters[0].id)
    await told_anew(page)
    await page.arrive()
    go_away(monkeypatch, house)
    await page.arrive()
    assert (page.status, page.deciding.id) == ("ready", page.matters[0].id)
    assert page.problem.message.startswith("The database does not answer.")


@pytest.mark.parametrize("state", [ModerationPage, ModerationLog])
async def test_for_everybody_else_it_is_not_there(
    monkeypatch: pytest.MonkeyPatch, house: House, judge: Viewer, state: type[ModerationPage] | type[ModerationLog]
) -> None:
    for viewer in (NOBODY, person(house)):
        page = visit(monkeypatch, house, state, viewer, "/moderation")
        await page.arrive()
        assert page.status == "missing"
        await page.more()
        assert page.problem.message
        page.begin("nothing")
        assert page.next == ""
