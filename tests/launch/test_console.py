"""`python -m rxfeed …`, in this process: what it prints and how it ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from rxfeed.__main__ import main
from rxfeed.domain.errors import Unavailable
from rxfeed.launch import frontend

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own, and no settings from anywhere else."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RXFEED_DATA_DIR", str(tmp_path / "data"))
    for name in ("OPENAI_API_KEY", "RXFEED_DATABASE_URL", "RXFEED_OBJECTS_URL", "REFLEX_REDIS_URL"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def doctor(capsys: Capture) -> tuple[int, dict[str, str]]:
    """The exit code, and what is told of each part."""
    code = main(["doctor"])
    told = [line for line in capsys.readouterr().out.splitlines() if line.startswith(("fine", "broken"))]
    return code, {part.split(":")[0]: state for state, part in (line.split(maxsplit=1) for line in told)}


def test_the_doctor_finds_nothing_wrong_with_a_server_that_is_ready(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frontend, "is_current", lambda: True)
    assert main(["migrate"]) == 0
    capsys.readouterr()
    code, told = doctor(capsys)
    assert told == dict.fromkeys(("Settings", "Proxy", "Node", "Pages", "Disk", "Database", "Pictures", "Engines", "Credentials"), "fine")
    assert code == 0


def test_the_doctor_names_what_is_not_done_yet(capsys: Capture) -> None:
    code, told = doctor(capsys)
    assert {part for part, state in told.items() if state == "broken"} == {"Pages", "Database"}
    assert code == 1


@pytest.mark.parametrize(
    ("name", "value", "part"),
    [
        ("RXFEED_DATABASE_URL", "postgresql://localhost:1/rxfeed", "Database"),
        ("RXFEED_OBJECTS_URL", "file:///proc/pictures", "Pictures"),
        ("RXFEED_OPENAI_BASE_URL", "http://127.0.0.1:1/v1", "Engines"),
        ("RXFEED_PROT", "3000", "Settings"),
    ],
)
def test_the_doctor_finds_what_is_broken(capsys: Capture, monkeypatch: pytest.MonkeyPatch, name: str, value: str, part: str) -> None:
    monkeypatch.setenv(name, value)
    code, told = doctor(capsys)
    assert (code, told[part]) == (1, "broken")


def test_the_doctor_says_how_to_mend(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RXFEED_PROT", "3000")
    main(["doctor"])
    assert "Did you mean RXFEED_PORT?" in capsys.readouterr().out


def test_a_wrong_setting_ends_with_2_and_one_sentence(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RXFEED_PORT", "none")
    assert main(["serve"]) == 2
    assert capsys.readouterr().err == "rxfeed: RXFEED_PORT must be a whole number from 1 to 65535, not 'none'.\n"


def test_an_account_that_is_not_there_ends_with_1_and_one_sentence(capsys: Capture) -> None:
    assert main(["admin", "promote", "@nobody"]) == 1
    assert capsys.readouterr().err == "rxfeed: There is no account called nobody.\n"


def test_a_build_that_fails_tells_what_was_said_last(server: Path) -> None:
    with pytest.raises(Unavailable, match=r"rxconfig\.py"):
        frontend.build()
    assert "rxconfig.py" in (server / frontend.LOG).read_text()
