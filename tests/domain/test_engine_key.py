"""The admin's key to the paid engine: tried, sealed, never shown."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import asdict, replace

import pytest
from sqlmodel import select

from rxfeed.adapters.secrets import SealedVault
from rxfeed.domain import engine_key
from rxfeed.domain.errors import Decision, EngineFailed, Invalid, Misconfigured, NotAllowed, NotSignedIn
from rxfeed.domain.house import Engines, House
from rxfeed.domain.ports_engines import Abilities, Finished, Forming, ImageEngine, Order, Size, TextEngine
from rxfeed.domain.tables import ServerFact
from rxfeed.domain.viewer import NOBODY, Viewer

ADMIN = Viewer(account_id=1, role="admin", handle="ann")
MEMBER = Viewer(account_id=2, role="member", handle="bob")
KEY = "sk-proj-abcdefghijklmnop1234"


class Paid:
    """`domain.ports_engines.ImageEngine` that knows one good key and charges by size."""

    def __init__(self, key: str) -> None:
        self.key = key

    def abilities(self) -> Abilities:
        sizes = {"1:1": Size(1024, 1024), "3:2": Size(1536, 1024)}
        return Abilities(
            engine="openai", model="gpt-image-2", is_ai=True, paid=True, sizes=sizes, qualities=("draft", "fine"), edits=False, max_references=0, masks=False,
            seeds=False, transparency=False, partials=0, max_prompt=4000,
        )  # fmt: skip

    def estimate(self, order: Order) -> int:
        return order.size.width * (10 if order.quality == "fine" else 1)

    async def moderate_prompt(self, prompt: str) -> None:
        """Nothing is refused."""

    def draw(self, order: Order) -> AsyncIterator[Forming | Finished]:
        raise NotImplementedError

    async def moderate_picture(self, picture: bytes, media_type: str) -> None:
        """Nothing is refused."""

    async def check(self) -> None:
        if self.key != KEY:
            raise EngineFailed("The key was refused.", decision=Decision.TELL_ADMIN)


def behind(key: str) -> tuple[ImageEngine | None, TextEngine | None]:
    return (Paid(key) if key else None), None


@pytest.fixture
def house(house: House) -> House:
    return replace(house, engines=Engines({}, None, behind))


async def test_a_good_key_is_used_at_once_and_shown_by_its_end_only(house: House) -> None:
    view = await engine_key.set_engine_key(house, ADMIN, f"  {KEY}\n")
    assert "openai" in house.engines
    assert (view.source, view.ends, view.model) == ("page", "1234", "gpt-image-2")
    assert KEY not in str(asdict(view))
    assert [(price.quality, price.shape, price.cost) for price in view.prices][:2] == [("draft", "1:1", 1024), ("draft", "3:2", 1536)]
    with house.database.reading() as session:
        assert KEY not in session.exec(select(ServerFact.value).where(ServerFact.key == engine_key.FACT)).one()


async def test_a_refused_key_changes_nothing(house: House) -> None:
    await engine_key.set_engine_key(house, ADMIN, KEY)
    with pytest.raises(EngineFailed, match="refused"):
        await engine_key.set_engine_key(house, ADMIN, "sk-proj-wrong-wrong")
    assert engine_key.show_engine(house, ADMIN).ends == "1234"
    await engine_key.check_engine(house, ADMIN)


@pytest.mark.parametrize("key", ["", "short", "two words here", "sk-\u00e9" * 9, "x" * 501, "sk-\x00" * 9])
async def test_what_can_not_be_a_key(house: House, key: str) -> None:
    with pytest.raises(Invalid) as refused:
        await engine_key.set_engine_key(house, ADMIN, key)
    assert refused.value.field == "key"


async def test_the_key_outlives_a_restart(house: House) -> None:
    await engine_key.set_engine_key(house, ADMIN, KEY)
    again = replace(house, engines=Engines({}, None, behind))
    assert engine_key.restore_engine_key(again)
    assert "openai" in again.engines
    await engine_key.check_engine(again, ADMIN)


def test_without_a_kept_key_nothing_is_restored(house: House) -> None:
    assert not engine_key.restore_engine_key(house)
    assert engine_key.show_engine(house, ADMIN).source == ""


async def test_when_the_servers_own_key_has_changed_it_says_so(house: House) -> None:
    await engine_key.set_engine_key(house, ADMIN, KEY)
    other = replace(house, engines=Engines({}, None, behind), vault=SealedVault("another"))
    with pytest.raises(Misconfigured):
        engine_key.restore_engine_key(other)
    assert engine_key.show_engine(other, ADMIN).source == ""


async def test_forgetting_goes_back_to_the_settings(house: House) -> None:
    await engine_key.set_engine_key(house, ADMIN, KEY)
    assert engine_key.forget_engine_key(house, ADMIN).source == ""
    assert "openai" not in house.engines
    assert not engine_key.restore_engine_key(house)


def test_a_key_from_the_settings_is_named_as_such(house: House) -> None:
    house.engines.replace("openai", Paid("from the settings"), None)
    view = engine_key.show_engine(house, ADMIN)
    assert (view.source, view.ends) == ("settings", "")


@pytest.mark.parametrize(("viewer", "refusal"), [(NOBODY, NotSignedIn), (MEMBER, NotAllowed)])
async def test_it_is_the_admins_alone(house: House, viewer: Viewer, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        await engine_key.set_engine_key(house, viewer, KEY)
    with pytest.raises(refusal):
        await engine_key.check_engine(house, viewer)
    for look in (engine_key.show_engine, engine_key.forget_engine_key):
        with pytest.raises(refusal):
            look(house, viewer)
