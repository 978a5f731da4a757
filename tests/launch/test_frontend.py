from __future__ import annotations

from pathlib import Path

import pytest

from rxfeed.launch import frontend


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a page, as if it had been built."""
    monkeypatch.chdir(tmp_path)
    for name in ("rxfeed/ui/page.py", "rxfeed/web/route.py", "reflex.lock/package.json", "rxconfig.py", ".web/build/client/index.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    frontend.STAMP.write_text(frontend._stamp(frontend.fingerprint(frontend.SOURCES)))
    return tmp_path


def test_what_has_not_changed_is_not_built_again(project: Path) -> None:
    assert frontend.is_current()
    (project / "rxfeed/web/route.py").write_text("a route is no page")
    (project / "rxfeed/ui/__pycache__").mkdir()
    (project / "rxfeed/ui/__pycache__/page.pyc").write_text("compiled")
    assert frontend.is_current()


@pytest.mark.parametrize("name", ["rxfeed/ui/page.py", "rxfeed/ui/new.py", "rxconfig.py", "reflex.lock/package.json", "assets/icon.svg"])
def test_what_pages_are_made_of_is_noticed(project: Path, name: str) -> None:
    (project / name).parent.mkdir(exist_ok=True)
    (project / name).write_text("changed")
    assert not frontend.is_current()


def test_without_pages_nothing_is_current(project: Path) -> None:
    (project / frontend.BUILT / "index.html").unlink()
    assert not frontend.is_current()
