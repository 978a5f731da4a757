"""What the doctor finds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from rxfeed import wiring
from rxfeed.adapters import credentials_chain
from rxfeed.domain import engine_key
from rxfeed.domain.tables import ServerFact
from rxfeed.launch import doctor
from rxfeed.readers import networks
from rxfeed.settings import Settings
from tests.domain.test_credentials import an_old_chain
from tests.fakes.openai.process import FakeOpenAI, running

KEY = "sk-proj-abcdefghijklmnop1234"


@pytest.mark.parametrize(
    ("url", "trusted", "fine"),
    [("", "", True), ("http://rxfeed.test", "", True), ("https://rxfeed.test", "", False), ("https://rxfeed.test", "10.0.0.0/8", True)],
)
def test_a_proxy_that_is_not_trusted(tmp_path: Path, url: str, trusted: str, fine: bool) -> None:
    finding = doctor.proxy(Settings(data_dir=tmp_path, public_url=url, trusted_proxies=networks(trusted) if trusted else ()))
    assert fine == (not finding.mend)
    assert fine or "RXFEED_TRUSTED_PROXIES" in finding.mend


@pytest.fixture(scope="module")
def fake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FakeOpenAI]:
    with running(tmp_path_factory.mktemp("fake") / "tally.jsonl", "--small") as fake:
        yield fake


def keep(settings: Settings, key: str) -> None:
    house = wiring.build(settings)
    with house.database.writing() as session:
        session.add(ServerFact(key=engine_key.FACT, value=house.vault.seal(key), changed_at=house.clock.now()))
    wiring.dismantle(house)


@pytest.mark.parametrize(("entered", "given", "fine"), [("sk-good", "sk-wrong", True), ("sk-wrong", "sk-good", False)])
def test_the_key_from_the_page_is_the_one_that_is_tried(tmp_path: Path, database_url: str, fake: FakeOpenAI, entered: str, given: str, fine: bool) -> None:
    settings = Settings(data_dir=tmp_path, database_url=database_url, openai_base_url=fake.url, openai_key=given)
    assert bool(doctor.engines(settings).mend) == fine
    keep(settings, entered)
    assert bool(doctor.engines(settings).mend) != fine


def test_a_key_that_can_not_be_read_any_more_is_named(tmp_path: Path, database_url: str) -> None:
    keep(Settings(data_dir=tmp_path, database_url=database_url, secret_key="one"), KEY)
    finding = doctor.engines(Settings(data_dir=tmp_path, database_url=database_url, secret_key="other"))
    assert "Image engine" in finding.mend
    assert KEY not in str(finding)


@pytest.mark.parametrize(
    ("file", "content", "says"),
    [
        ("", b"", ""),
        ("chain.pem", b"nonsense", "no PEM file"),
        ("key.pem", b"nonsense", "no PEM file"),
        ("chain.pem", b"expired", "valid from"),
        ("key.pem", b"another", "does not belong"),
    ],
)
def test_a_certificate_that_can_not_sign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, content: bytes, says: str) -> None:
    settings = Settings(data_dir=tmp_path)
    assert not doctor.credentials(settings).mend
    folder = tmp_path / "credentials"
    if content == b"nonsense":
        (folder / file).write_bytes(content)
    elif file:
        old, key = an_old_chain(monkeypatch)
        (folder / "key.pem").write_bytes(key)
        if file == "chain.pem":
            (folder / file).write_bytes(old)
    finding = doctor.credentials(settings)
    assert says in finding.found
    assert bool(finding.mend) == bool(says)
    assert not says or "RXFEED_CREDENTIALS_CERTIFICATE" in finding.mend


def test_a_certificate_that_ends_soon_is_told_of_in_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(credentials_chain, "YEARS", timedelta(days=20))
    assert "replace" in doctor.credentials(Settings(data_dir=tmp_path)).mend


def test_a_database_that_is_away_is_told_by_its_own_check_only(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, database_url="postgresql+psycopg://nobody@127.0.0.1:9/nothing")
    assert doctor.database(settings).mend
    assert not doctor.engines(settings).mend
