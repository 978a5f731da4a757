"""Who lives and who is gone, seen from another process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from rxfeed.jobs.slots import Slot

HOLD = "import sys; from pathlib import Path; from rxfeed.jobs.slots import Slot; s = Slot(Path(sys.argv[1])); s.take(); print(s.name, flush=True); input()"


def test_a_killed_process_is_gone_and_a_living_one_is_not(tmp_path: Path) -> None:
    ours = Slot(tmp_path)
    ours.take()
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        theirs = process.stdout.readline().strip()
        assert len(theirs) <= 60
        assert ours.gone({theirs, ours.name, "elsewhere-1-abc"}) == set()
        assert ours.alive({theirs, ours.name, "elsewhere-1-abc"}) == {theirs, ours.name}
        process.kill()
        process.wait()
        assert ours.gone({theirs, ours.name, "elsewhere-1-abc"}) == {theirs}
        assert ours.alive({theirs}) == set()
    ours.forget_idle({theirs})
    assert ours.gone({theirs}) == {theirs}
    ours.forget_idle(())
    assert ours.gone({theirs}) == set()
    assert [path.stem for path in tmp_path.iterdir()] == [ours.name]
    ours.give_back()
    assert list(tmp_path.iterdir()) == []


def test_two_runners_of_one_process_leave_each_other_alone(tmp_path: Path) -> None:
    one, two = Slot(tmp_path), Slot(tmp_path)
    one.take()
    two.take()
    assert one.gone({two.name}) == two.gone({one.name}) == set()
    one.give_back()
    two.forget_idle(())
    assert [path.stem for path in tmp_path.iterdir()] == [two.name]
    two.give_back()
