"""Prompts are compared word by word, and nothing of them is lost."""

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from rxfeed.domain.prompt_diff import ADDED, KEPT, REMOVED, Counts, Piece, counts, pieces

PROMPTS = st.text(alphabet=st.sampled_from("ab é,.'-_{}\n漢字 "), max_size=40)


def test_a_word_is_replaced() -> None:
    assert pieces("a red boat at sea", "a green boat at sea") == [
        Piece(KEPT, "a "),
        Piece(REMOVED, "red "),
        Piece(ADDED, "green "),
        Piece(KEPT, "boat at sea"),
    ]
    assert counts("a red boat at sea", "a green boat at sea") == Counts(added=1, removed=1, kept=4)


def test_letters_of_another_size_are_the_same_word() -> None:
    assert [piece.kind for piece in pieces("A boat", "a Boat")] == [KEPT]


@given(PROMPTS, PROMPTS)
def test_the_pieces_are_the_prompts(before: str, after: str) -> None:
    found = pieces(before, after)
    assert _squeezed(piece.text for piece in found if piece.kind != REMOVED) == _squeezed([after])
    assert _squeezed(piece.text for piece in found if piece.kind != ADDED).casefold() == _squeezed([before]).casefold()


def _squeezed(texts: Iterable[str]) -> str:
    return "".join("".join(texts).split())
