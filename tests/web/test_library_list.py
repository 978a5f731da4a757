"""The library as JSON: one's own only, and nothing of it is kept."""

from __future__ import annotations

from rxfeed.domain.house import House
from tests import making
from tests.web.browsers import browser, guests, signed_in


async def test_a_list_page_by_page(house: House) -> None:
    client, me = signed_in(house)
    made = [making.generation(house, me, f"number {number}")[0] for number in range(26)]
    async with client:
        first = await client.get("/api/library", params={"show": "all"})
        rest = (await client.get("/api/library", params={"show": "all", "cursor": first.json()["next"]})).json()
        again = (await client.get("/api/library", params={"show": "all", "count": "26"})).json()
    assert first.headers["cache-control"] == "private, no-store"
    assert [card["id"] for card in (*first.json()["cards"], *rest["cards"])] == [card["id"] for card in again["cards"]] == made[::-1]
    assert (rest["next"], again["next"]) == ("", "")


async def test_nobody_sees_anybody_elses(house: House) -> None:
    mara = making.person(house)
    making.post(house, mara)
    client, _ = signed_in(house)
    guest, me = guests(house)
    own, _ = making.generation(house, me)
    async with client, guest, browser() as nobody:
        for shown in ("all", "published"):
            assert (await client.get("/api/library", params={"show": shown})).json() == {"cards": [], "next": ""}
        assert [card["id"] for card in (await guest.get("/api/library")).json()["cards"]] == [own]
        assert (await nobody.get("/api/library")).json()["cards"] == []
        for somebody in (guest, nobody):
            refused = await somebody.get("/api/library", params={"show": "bin"})
            assert (refused.status_code, bool(refused.json()["message"])) == (401, True)


async def test_what_there_is_not_gets_a_sentence(house: House) -> None:
    client, _ = signed_in(house)
    made_up = {
        "show": ("everybody's", "", "\0"),
        "cursor": ("x", "0' OR 1=1 --", "\0", "z" * 26),
        "count": ("-1", "241", "x", "9" * 5000, "٣", ""),
    }
    async with client:
        for name, values in made_up.items():
            for value in values:
                answer = await client.get("/api/library", params={name: value})
                assert (answer.status_code, bool(answer.json()["error"])) == (422, True), (name, value[:20])
