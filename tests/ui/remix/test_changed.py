from __future__ import annotations

from rxfeed.domain.lineage_views import ParameterView
from rxfeed.domain.remixing_views import ParentView
from rxfeed.domain.views import AuthorView
from rxfeed.ui.remix.changed import Wished, changes

PARENT = ParentView(author=AuthorView("mara"), prompt="a quiet boat", model="Sketch", shape="3:2", quality="standard", seed="7")


def test_words_and_parameters_are_told_for_each_parent():
    now = Wished("a burning boat", "Sketch", "1:1", "standard", "")
    first, hidden = changes([PARENT, ParentView(author=AuthorView("juno"), model="Sketch", shape="1:1", quality="standard")], now)
    assert [(piece.kind, piece.text) for piece in first.pieces] == [("kept", "a "), ("removed", "quiet "), ("added", "burning "), ("kept", "boat")]
    assert first.parameters == [ParameterView("shape", "3:2", "1:1")]
    assert (hidden.handle, hidden.hidden, hidden.pieces, hidden.parameters) == ("juno", True, [], [])


def test_the_same_prompt_is_the_same_and_a_seed_that_is_chosen_counts():
    (change,) = changes([PARENT], Wished("a quiet boat", "Sketch", "3:2", "standard", "8"))
    assert (change.same, change.parameters) == (True, [ParameterView("seed", "7", "8")])
