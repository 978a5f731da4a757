"""The report dialog, on a real House."""

from __future__ import annotations

import pytest
from sqlmodel import select

from rxfeed.domain.house import House
from rxfeed.domain.tables import Report
from rxfeed.domain.viewer import NOBODY
from rxfeed.ui.safety.report import Reporting
from tests.making import person, post
from tests.ui.visiting import visit


async def test_a_reported_post_leaves_the_lists_of_the_page(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    made = post(house, person(house, "mara")).card.id
    page = visit(monkeypatch, house, Reporting, person(house), "/")
    page.open("post", made)
    await page.send({"note": "Look."})
    assert (page.step, page.problem.field, page.gone) == ("form", "reason", [])
    await page.send({"reason": "spam", "note": "Look."})
    assert (page.step, page.gone) == ("done", [made])
    page.close()
    assert page.step == ""


@pytest.mark.parametrize("form", [{}, {"reason": "x" * 50_000}, {"reason": "spam", "note": "x" * 60_000}])
async def test_odd_payloads(monkeypatch: pytest.MonkeyPatch, house: House, form: dict[str, str]) -> None:
    made = post(house, person(house, "mara")).card.id
    for viewer in (NOBODY, person(house)):
        page = visit(monkeypatch, house, Reporting, viewer, "/")
        page.open("post", made)
        await page.send(form)
        assert page.problem.message
    with house.database.reading() as session:
        assert session.exec(select(Report)).first() is None
