"""The vars carry their sentence, their values and the hook that redraws them."""

from __future__ import annotations

import reflex as rx

from rxfeed.domain.errors import Invalid
from rxfeed.ui.words import Problem, ago, problem, said, say, say_n, told


def test_say_keeps_the_sentence_as_the_key() -> None:
    assert str(say('Say "yes"')) == 'words.say("Say \\"yes\\"")'


def test_say_hands_its_values_over() -> None:
    count = rx.Var("state.left", _var_type=int).guess_type()
    assert str(say("{count} left", count=count)) == 'words.say("{count} left", ({ ["count"] : state.left }))'


def test_say_n_hands_over_both_forms() -> None:
    assert str(say_n("{count} picture", "{count} pictures", 3)).startswith('words.sayN("{count} picture", "{count} pictures", 3')


def test_each_redraws_when_the_language_changes() -> None:
    for var in (say("Feed"), say_n("one", "many", 1), ago(rx.Var("x", _var_type=str)), said(rx.Var("x", _var_type=str))):
        data = var._get_all_var_data()
        assert data is not None
        assert "const words = useWords();" in data.hooks
        assert "$/public/words.js" in dict(data.imports)


def test_a_problem_keeps_what_the_error_says() -> None:
    assert problem(Invalid("At most {limit}.", field="tags", limit=12)) == Problem("At most {limit}.", {"limit": "12"}, "tags")


def test_a_problem_is_told_at_its_field() -> None:
    trouble = rx.Var("state.problem", _var_type=Problem).guess_type()
    assert '"tags"' in str(told(trouble, "tags"))
    assert '"tags"' not in str(told(trouble))
