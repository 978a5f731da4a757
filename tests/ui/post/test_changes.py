"""The author's form becomes what the domain takes."""

from __future__ import annotations

from rxfeed.domain.consent import Decision
from rxfeed.domain.gallery import Changes
from rxfeed.ui.post.changes import changes

FORM = {
    "caption": "At last", "tags": "wind dunes", "alt-0": "a kite", "alt-1": "", "visibility": "unlisted", "rating": "general",
    "remix": "ask", "licence": "CC-BY-4.0", "training": "no",
}


def test_the_form_says_everything() -> None:
    said = Changes("At last", "wind dunes", ("a kite", ""), "general", "unlisted", prompt_hidden=False, decision=Decision("ask", "CC-BY-4.0"))
    assert changes(FORM) == said


def test_a_ticked_box_hides_the_prompt() -> None:
    assert changes({**FORM, "prompt_hidden": "on"}).prompt_hidden is True


def test_training_is_no_unless_it_says_yes() -> None:
    for said in ("", "no", "maybe", "YES"):
        decision = changes({**FORM, "training": said}).decision
        assert decision is not None
        assert decision.training is False
    decision = changes({**FORM, "training": "yes"}).decision
    assert decision is not None
    assert decision.training is True


def test_a_forged_form_is_only_text() -> None:
    forged = changes({"caption": 7, "alt-0": None, "alt-99": "beyond"})  # type: ignore[dict-item]
    assert (forged.caption, forged.alts, forged.rating) == ("7", ("None",), "")
