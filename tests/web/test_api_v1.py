"""The feed as JSON."""

from __future__ import annotations

from rxfeed.domain import feeds_runs
from rxfeed.domain.house import House
from tests import making
from tests.web.browsers import browser, signed_in


async def test_a_page_and_what_came_after(house: House) -> None:
    mara = making.person(house, "mara")
    making.post(house, mara, caption="one")
    async with browser() as client:
        page = (await client.get("/api/v1/feeds/latest")).json()
        assert ([card["caption"] for card in page["cards"]], page["next"], page["reset"]) == (["one"], "", False)
        making.post(house, mara, caption="two")
        news = (await client.get("/api/v1/feeds/latest", params={"since": page["newest"]})).json()
        assert [card["caption"] for card in news["cards"]] == ["two"]


async def test_what_a_signed_in_person_sees_is_not_kept_for_others(house: House) -> None:
    making.post(house, making.person(house), rating="mature")
    client, _ = signed_in(house)
    async with client, browser() as stranger:
        answer = await client.get("/api/v1/feeds/latest")
        assert (len(answer.json()["cards"]), answer.headers["cache-control"]) == (1, "private, no-store")
        assert (await stranger.get("/api/v1/feeds/latest")).json()["cards"] == []


async def test_a_made_up_cursor_gets_a_sentence(house: House) -> None:
    async with browser() as client:
        for cursor in ("x", "0' OR 1=1 --", "z" * 26, "\0"):
            answer = await client.get("/api/v1/feeds/latest", params={"cursor": cursor})
            assert (answer.status_code, answer.json()["error"]) == (422, "This list can't be continued from there. Load it again.")


async def test_long_answers_are_compressed_for_those_who_take_it(house: House) -> None:
    mara = making.person(house)
    for _ in range(3):
        making.post(house, mara)
    async with browser() as client:
        packed = await client.get("/api/v1/feeds/latest", headers={"accept-encoding": "gzip"})
        plain = await client.get("/api/v1/feeds/latest", headers={"accept-encoding": "identity, gzip;q=0"})
    assert (packed.headers["content-encoding"], "content-encoding" in plain.headers) == ("gzip", False)
    assert packed.json() == plain.json()


async def test_following_is_for_whoever_is_signed_in_and_its_cursors_are_theirs(house: House) -> None:
    client, me = signed_in(house)
    made = [making.post(house, me).card.id for _ in range(25)]
    async with client, browser() as stranger:
        page = (await client.get("/api/v1/feeds/following")).json()
        assert [card["id"] for card in page["cards"]] == made[:0:-1]
        assert (await stranger.get("/api/v1/feeds/following")).status_code == 401
        for path in ("latest", "following"):
            for cursor in (page["next"], page["next"][:-1], page["next"].upper(), "1" * 10_000):
                answer = await client.get(f"/api/v1/feeds/{path}", params={"cursor": cursor})
                assert answer.status_code == (200 if (path, cursor) == ("following", page["next"]) else 422)


async def test_for_you_has_pages_for_members_and_what_trends_for_everybody_else(house: House) -> None:
    made = making.post(house, making.person(house)).card.id
    feeds_runs.count(house)
    client, _ = signed_in(house)
    async with client, browser() as stranger:
        for each in (client, stranger):
            answer = await each.get("/api/v1/feeds/for-you")
            assert [card["id"] for card in answer.json()["cards"]] == [made]
        again = (await client.get("/api/v1/feeds/for-you", params={"since": answer.json()["newest"]})).status_code
        assert again == 422, "a stranger's cursor"


async def test_an_address_of_explore_that_names_something_twice_becomes_one_that_does_not(house: House) -> None:
    async with browser() as client:
        answer = await client.get("/explore?shape=1:1&q=fog%20%26&shape=3:2")
    assert (answer.status_code, dict(answer.next_request.url.params)) == (308, {"shape": "1:1", "q": "fog &"})  # type: ignore[union-attr]
