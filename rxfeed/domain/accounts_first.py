"""The first account of a server becomes its admin.

Whoever can reach a server that listens to more than its own machine could be first. There, a code is asked for that only the console shows.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

from sqlmodel import Session as Transaction

from rxfeed.domain.errors import Invalid
from rxfeed.domain.house import House
from rxfeed.domain.tables import ServerFact

FIRST = "first account"
CODE = "setup code"
ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without the letters and figures that look like each other."""


def setup_code(house: House) -> str:
    """A new code for the first sign-up, to be printed where only the server's owner looks; empty where none is needed. The one before it stops working."""
    if not needs_setup_code(house):
        return ""
    code = "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))
    with house.database.writing() as session:
        session.merge(ServerFact(key=CODE, value=_digest(code), changed_at=house.clock.now()))
    return code


def is_first(house: House) -> bool:
    """Whether nobody has signed up yet."""
    with house.database.reading() as session:
        return session.get(ServerFact, FIRST) is None


def needs_setup_code(house: House) -> bool:
    """Whether the next sign-up is the first and has to show the code."""
    return not house.loopback_only and is_first(house)


def check_setup_code(house: House, code: str) -> None:
    """Raise `Invalid` where a code is needed and this is not it."""
    if not needs_setup_code(house):
        return
    with house.database.reading() as session:
        fact = session.get(ServerFact, CODE)
        expected = fact.value if fact else ""
    if not hmac.compare_digest(expected, _digest(code)):
        raise Invalid("The first account runs this server. Type the setup code that the server's console shows.", field="setup_code")


def role_of_newcomer(house: House, session: Transaction, handle: str) -> str:
    """`admin` for the first account, `member` for everybody after it, decided within the transaction that makes the account."""
    if session.get(ServerFact, FIRST) is None:
        house.database.exclusively(session, FIRST)
        if session.get(ServerFact, FIRST, populate_existing=True) is None:
            session.add(ServerFact(key=FIRST, value=handle, changed_at=house.clock.now()))
            return "admin"
    return "member"


def _digest(code: str) -> str:
    plain = "".join(letter for letter in code.upper() if letter in ALPHABET)
    return hashlib.sha256(plain.encode()).hexdigest()
