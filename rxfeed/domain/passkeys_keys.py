"""The passkeys of an account: looking at them, adding, naming, removing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session as Transaction
from sqlmodel import col, select

from rxfeed.domain import accounts_signing, attempts, ids, passkeys_ceremonies, passkeys_rows, passkeys_second
from rxfeed.domain.errors import Conflict, Invalid, LimitReached, NotFound
from rxfeed.domain.house import House
from rxfeed.domain.passkeys_ceremonies import Purpose
from rxfeed.domain.passkeys_sure import is_sure, must_be_sure
from rxfeed.domain.tables import Passkey, RecoveryCode
from rxfeed.domain.viewer import Viewer

MOST = 20
LONGEST_NAME = 60


@dataclass(frozen=True)
class PasskeyView:
    """A key, for the settings page. Moments are ISO 8601."""

    id: str
    name: str
    since: str
    used: str
    """Empty: never."""


@dataclass(frozen=True)
class PasskeysView:
    """The keys of an account, and what they are for."""

    held: list[PasskeyView]
    required: bool = False
    """Whether one is asked for after the password."""
    codes_left: int = 0
    sure: bool = False
    """Whether this browser may change them now."""


def show(house: House, viewer: Viewer, cookie: str) -> PasskeysView:
    """One's keys. Raises `NotSignedIn`."""
    account_id = viewer.require_reader()
    with house.database.reading() as session:
        codes = session.exec(select(func.count()).select_from(RecoveryCode).where(RecoveryCode.account_id == account_id)).one()
        keys = [_view(row) for row in passkeys_rows.of(session, account_id)]
        return PasskeysView(keys, passkeys_second.is_required(session, account_id), codes, is_sure(house, session, account_id, cookie))


def confirm_by_password(house: House, viewer: Viewer, cookie: str, password: str) -> None:
    """Show that it is you. Raises `NotSignedIn`, `Invalid`, `LimitReached`."""
    accounts_signing.confirm(house, viewer, password)
    with house.database.writing() as session:
        passkeys_ceremonies.note(house, session, cookie, Purpose.SURE, viewer.require_account())


def to_confirm(house: House, viewer: Viewer, cookie: str, origin: str) -> dict[str, Any]:
    """Options for one of one's own keys. Raises `NotSignedIn`, `Invalid`, `LimitReached`."""
    account_id = viewer.require_account()
    attempts.charge_passkey(house, viewer.address)
    with house.database.reading() as session:
        known = [passkeys_rows.known(row) for row in passkeys_rows.of(session, account_id)]
    if not known:
        raise Invalid("There is no passkey yet. Use your password.")
    challenge = passkeys_ceremonies.ask(house, cookie, Purpose.CONFIRM, account_id)
    return house.passkeys.to_prove(origin, challenge, known, verified=True)


def confirm(house: House, viewer: Viewer, cookie: str, origin: str, answer: str) -> None:
    """Show that it is you, by a key. Raises `NotSignedIn`, `Invalid`."""
    account_id = viewer.require_account()
    challenge = passkeys_ceremonies.answer(house, cookie, Purpose.CONFIRM, account_id)
    key, count = passkeys_rows.proven(house, origin, challenge, answer, verified=True)
    if key.account_id != account_id:
        raise passkeys_rows.not_accepted()
    with house.database.writing() as session:
        passkeys_rows.use(house, session, key, count)
        passkeys_ceremonies.note(house, session, cookie, Purpose.SURE, account_id)


def to_enrol(house: House, viewer: Viewer, cookie: str, origin: str) -> dict[str, Any]:
    """Options for a new key. Raises `NotSignedIn`, `NotAllowed`, `LimitReached`."""
    with house.database.reading() as session:
        account_id = must_be_sure(house, session, viewer, cookie)
        known = [passkeys_rows.known(row) for row in passkeys_rows.of(session, account_id)]
    _refuse_more_than(known)
    challenge = passkeys_ceremonies.ask(house, cookie, Purpose.ENROL, account_id)
    return house.passkeys.to_enrol(origin, challenge, account_id, viewer.handle, known)


def enrol(house: House, viewer: Viewer, cookie: str, origin: str, answer: str, name: str) -> None:
    """Keep a new key. Raises `NotSignedIn`, `NotAllowed`, `Invalid`, `Conflict`, `LimitReached`."""
    account_id, name = viewer.require_account(), _named(name)
    challenge = passkeys_ceremonies.answer(house, cookie, Purpose.ENROL, account_id)
    made, now = house.passkeys.enrolled(origin, challenge, answer), house.clock.now()
    with house.database.writing() as session:
        must_be_sure(house, session, viewer, cookie)
        _refuse_more_than(passkeys_rows.of(session, account_id))
        session.add(
            Passkey(
                id=ids.mint(), account_id=account_id, credential_id=made.credential_id, public_key=made.public_key, sign_count=made.sign_count,
                transports=made.transports, name=name, created_at=now,
            )
        )  # fmt: skip
        try:
            session.flush()
        except IntegrityError as error:
            raise Conflict("This passkey is known already.") from error


def rename(house: House, viewer: Viewer, cookie: str, passkey_id: str, name: str) -> None:
    """Another name. Raises `NotSignedIn`, `NotAllowed`, `NotFound`, `Invalid`."""
    name = _named(name)
    with house.database.writing() as session:
        _own(session, must_be_sure(house, session, viewer, cookie), passkey_id).name = name


def remove(house: House, viewer: Viewer, cookie: str, passkey_id: str) -> None:
    """It opens the account no longer. Raises `NotSignedIn`, `NotAllowed`, `NotFound`, and `Conflict` where it is the last one and one is asked for."""
    with house.database.writing() as session:
        account_id = must_be_sure(house, session, viewer, cookie)
        house.database.exclusively(session, f"passkeys of {account_id}")
        row = _own(session, account_id, passkey_id)
        if passkeys_second.is_required(session, account_id) and len(passkeys_rows.of(session, account_id)) == 1:
            raise Conflict("This is the last passkey, and signing in asks for one. Turn that off first.")
        session.delete(row)


def _own(session: Transaction, account_id: int, passkey_id: str) -> Passkey:
    row = session.exec(select(Passkey).where(col(Passkey.id) == ids.from_text(passkey_id), Passkey.account_id == account_id).with_for_update()).first()
    if row is None:
        raise NotFound("This passkey is not there any more.")
    return row


def _refuse_more_than(known: Any) -> None:
    if len(known) >= MOST:
        raise LimitReached("{most} passkeys are the most. Remove one that you don't use.", most=MOST)


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise Invalid("Give the passkey a name, so that you know it again.", field="name")
    if len(name) > LONGEST_NAME:
        raise Invalid("At most {longest} characters fit here.", field="name", longest=LONGEST_NAME)
    if not name.isprintable():
        raise Invalid("There are characters in it that can't be shown.", field="name")
    return name


def _view(row: Passkey) -> PasskeyView:
    return PasskeyView(ids.to_text(row.id), row.name, row.created_at.isoformat(), row.used_at.isoformat() if row.used_at else "")
