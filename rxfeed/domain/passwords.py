"""Which passwords are too easy to guess. Pure: hashing is behind a port."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

from rxfeed.domain.errors import Invalid

SHORTEST, LONGEST = 10, 200
LIST = Path(__file__).with_name("common_passwords.txt")
ROWS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "qwertzuiop", "azertyuiop", "asdfghjkl", "zxcvbnm", "yxcvbnm")
COLUMNS = ("1qaz", "1qay", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "6zhn", "7ujm", "8ik,", "9ol.")
"""Along these one's finger just slides."""
DISGUISES = str.maketrans("013457@$!", "oleastasi")
"""The figures and signs that stand for letters in a password that was meant to look hard."""


def check(password: str, handle: str = "") -> None:
    """Raise `Invalid` with a sentence for its field, unless it will do."""
    if len(password) < SHORTEST:
        raise Invalid("A password has at least {shortest} characters.", field="password", shortest=SHORTEST)
    if len(password) > LONGEST:
        raise Invalid("A password has at most {longest} characters.", field="password", longest=LONGEST)
    if is_easy(password):
        raise Invalid("Anyone would try this password early. Better: three or four words that don't belong together.", field="password")
    if leans_on(password, handle):
        raise Invalid("Your password is little more than your handle. Choose another one.", field="password")


def is_easy(password: str) -> bool:
    """Whether it is a common password or a common word in one of the usual disguises, repeats itself, or slides along the keys."""
    lower = password.lower()
    return _is_monotonous(lower) or _is_slide(lower) or any(_is_common(core) for core in _cores(lower))


def leans_on(password: str, handle: str) -> bool:
    """Whether fewer than five characters are left when the handle is taken out."""
    return len(handle) >= 3 and handle in password.lower() and len(password.lower().replace(handle, "")) < 5


def _is_monotonous(lower: str) -> bool:
    """Few different characters, or one part over and over: `abcabcabcabc` lies within its own double."""
    return len(set(lower)) < 4 or lower in (lower + lower)[1:-1]


def _is_slide(lower: str) -> bool:
    """Whether three of four steps from character to character stay on a row, in either direction, or stand still."""
    steps = list(pairwise(lower))
    return sum(first == second or _are_neighbours(first + second) for first, second in steps) >= 0.75 * len(steps)


def _are_neighbours(pair: str) -> bool:
    return any(pair in row or pair[::-1] in row for row in ROWS + COLUMNS)


def _cores(lower: str) -> set[str]:
    """What the password may be when figures and signs are taken off its ends, as typed and with the disguise off."""
    bare = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", lower)
    plain = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", lower.translate(DISGUISES))
    return {lower, bare, bare.translate(DISGUISES), plain, re.sub(r"[\W_]+", "", bare)}


def _is_common(core: str) -> bool:
    """On the list, or two words of the list, one after the other."""
    words = _list()
    return core in words or any(core[:cut] in words and core[cut:] in words for cut in range(3, len(core) - 2))


@cache
def _list() -> frozenset[str]:
    return frozenset(LIST.read_text(encoding="utf-8").split())
