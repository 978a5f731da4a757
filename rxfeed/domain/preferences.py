"""What an account has chosen for itself: language and appearance wherever it signs in, and what a new post begins with."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session as Transaction
from sqlmodel import col, select

from rxfeed.domain import consent, gallery_words
from rxfeed.domain.consent import Decision
from rxfeed.domain.errors import Invalid, NotSignedIn
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, Preference
from rxfeed.domain.viewer import Viewer

LANGUAGES = ("en", "de")
APPEARANCES = ("system", "light", "dark")
WISHES = ("show", "blur", "hide")
TASTE = select(Account.language, Preference.appearance).outerjoin(Preference, col(Preference.account_id) == col(Account.id))


@dataclass(frozen=True)
class Taste:
    """Language and appearance. Empty text: nothing chosen, each browser keeps its own."""

    language: str = ""
    appearance: str = ""


@dataclass(frozen=True)
class FirstWords:
    """What a new post begins with. Empty text: asked for each time; no visibility: everybody's."""

    rating: str = ""
    licence: str = ""
    remix: str = ""
    training: bool = False
    visibility: str = ""


@dataclass(frozen=True)
class Wishes:
    """What becomes of rated pictures where one looks: `show`, `blur`, or `hide` from every list."""

    suggestive: str = "blur"
    mature: str = "blur"


def taste(house: House, viewer: Viewer) -> Taste:
    """How pages are to look and speak for whoever asks; for guests nothing is chosen."""
    if not viewer.signed_in:
        return Taste()
    with house.database.reading() as session:
        found = session.exec(TASTE.where(col(Account.id) == viewer.account_id)).first()
    return Taste(found[0], found[1] or "") if found else Taste()


def chosen_first(house: House, viewer: Viewer) -> FirstWords:
    """One's own choice for new posts. Raises `NotSignedIn`."""
    account_id = viewer.require_reader()
    with house.database.reading() as session:
        chosen = session.get(Preference, account_id)
        return FirstWords(chosen.rating, chosen.licence, chosen.remix, chosen.training, chosen.visibility) if chosen else FirstWords()


def first_words(house: House, viewer: Viewer) -> dict[str, str]:
    """The same as the fields of a new post's form; for guests nothing."""
    if not viewer.signed_in:
        return {}
    first = chosen_first(house, viewer)
    begun = {name: getattr(first, name) for name in ("visibility", "rating", "licence", "remix")} | {"training": "yes" if first.training else ""}
    return {name: text for name, text in begun.items() if text}


def keep_first_words(house: House, viewer: Viewer, first: FirstWords) -> None:
    """Begin new posts with these. Raises `NotSignedIn`, `Invalid` (with the field)."""
    account_id = viewer.require_account()
    if first.visibility:
        gallery_words.visibility(first.visibility)
    if first.rating:
        gallery_words.rating(first.rating)
    # What is left open contradicts nothing: "nobody" goes with every licence, and CC BY with everybody.
    consent.check(Decision(first.remix or "nobody", first.licence or "CC-BY-4.0", first.training))
    with house.database.writing() as session:
        chosen = to_change(session, account_id)
        chosen.visibility, chosen.rating, chosen.licence, chosen.remix = first.visibility, first.rating, first.licence, first.remix
        chosen.training = first.training


def keep_appearance(house: House, viewer: Viewer, appearance: str) -> None:
    """Light, dark, or as the system has it. Raises `NotSignedIn`, `Invalid`."""
    account_id = viewer.require_account()
    if appearance not in APPEARANCES:
        raise Invalid("Choose one of these.", field="appearance")
    with house.database.writing() as session:
        to_change(session, account_id).appearance = appearance


def keep_language(house: House, viewer: Viewer, language: str) -> None:
    """The one that is spoken wherever the account signs in. Raises `NotSignedIn`, `Invalid`."""
    account_id = viewer.require_account()
    if language not in LANGUAGES:
        raise Invalid("Choose one of these.", field="language")
    with house.database.writing() as session:
        _own(session, account_id).language = language


def wishes(house: House, viewer: Viewer) -> Wishes:
    """One's own choice. Raises `NotSignedIn`."""
    account_id = viewer.require_reader()
    with house.database.reading() as session:
        account = session.get(Account, account_id)
        return Wishes(account.suggestive, account.mature) if account else Wishes()


def keep_wishes(house: House, viewer: Viewer, wanted: Wishes) -> None:
    """From now on, wherever the account signs in. Raises `NotSignedIn`, `Invalid` (with the field)."""
    account_id = viewer.require_account()
    for field, wish in (("suggestive", wanted.suggestive), ("mature", wanted.mature)):
        if wish not in WISHES:
            raise Invalid("Choose one of these.", field=field)
    with house.database.writing() as session:
        account = _own(session, account_id)
        account.suggestive, account.mature = wanted.suggestive, wanted.mature


def to_change(session: Transaction, account_id: int) -> Preference:
    """The account's row, alone in our hands until the transaction ends."""
    session.get(Account, account_id, with_for_update=True)
    chosen = session.get(Preference, account_id) or Preference(account_id=account_id)
    session.add(chosen)
    return chosen


def _own(session: Transaction, account_id: int) -> Account:
    account = session.get(Account, account_id, with_for_update=True)
    if account is None:
        raise NotSignedIn("Sign in first. What you made and typed stays here.")
    return account
