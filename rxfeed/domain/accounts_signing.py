"""Signing up, signing in, and the password.

Hashing takes tens of milliseconds and 19 MiB, so it always happens between transactions, never inside one.
"""

from __future__ import annotations

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session as Transaction
from sqlmodel import select

from rxfeed.domain import accounts_first, attempts, handles, handles_held, ids, passkeys_ceremonies, passkeys_second, passwords, sessions
from rxfeed.domain.accounts_entering import enter
from rxfeed.domain.accounts_handle import taken
from rxfeed.domain.errors import Conflict, Invalid
from rxfeed.domain.house import House
from rxfeed.domain.passkeys_ceremonies import Purpose
from rxfeed.domain.sessions import Browser
from rxfeed.domain.tables import Account
from rxfeed.domain.viewer import Viewer


def sign_up(house: House, browser: Browser, handle: str, password: str, setup_code: str = "") -> str:
    """Make an account and sign the browser in. Returns the new cookie. What its guest made becomes the account's.

    Raises `Invalid` (with the field), `Conflict` where the handle is taken, `LimitReached`.
    """
    handle = handles.check(handle)
    passwords.check(password, handle)
    _refuse_taken(house, handle)
    accounts_first.check_setup_code(house, setup_code)
    attempts.charge_sign_up(house, sessions.neighbourhood(browser.address))
    digest = house.passwords.hash(password)
    with house.database.writing() as session:
        handles_held.alone_with(house, session, handle)
        if handles_held.holder(session, handle, house.clock.now()) is not None:
            raise taken()
        role = accounts_first.role_of_newcomer(house, session, handle)
        account = Account(id=ids.mint(), handle=handle, password_hash=digest, role=role, created_at=house.clock.now())
        _add(session, account)
        return enter(house, session, account, browser)


def sign_in(house: House, browser: Browser, handle: str, password: str) -> str:
    """Sign the browser in. Returns the new cookie, or nothing where the account asks for a passkey next: that is `passkeys.follow`.

    An unknown handle and a wrong password get the same answer after the same work.

    Raises `Invalid`, `LimitReached`.
    """
    handle, address = handles.fold(handle), sessions.neighbourhood(browser.address)
    attempts.charge_sign_in(house, address, handle)
    account_id, digest = _credentials(house, handle)
    if not _is_right(house, digest, password):
        raise Invalid("Handle and password don't match.", field="password")
    renewed = house.passwords.hash(password) if house.passwords.needs_rehash(digest) else ""
    with house.database.writing() as session:
        account = _still(session, account_id, digest)
        account.password_hash = renewed or digest
        if passkeys_second.is_required(session, account_id):  # forgiven only at the end, so that the codes after it can't be guessed for ever
            passkeys_ceremonies.note(house, session, browser.cookie, Purpose.HALFWAY, account_id)
            return ""
        attempts.forgive_sign_in(session, address, handle)
        return enter(house, session, account, browser)


def change_password(house: House, viewer: Viewer, browser: Browser, old: str, new: str) -> None:
    """Set another password and sign the account out everywhere else. Raises `NotSignedIn`, `Invalid`, `LimitReached`."""
    account_id = viewer.require_account()
    passwords.check(new, viewer.handle)
    digest = confirm(house, viewer, old, field="old_password")
    renewed = house.passwords.hash(new)
    with house.database.writing() as session:
        _still(session, account_id, digest).password_hash = renewed
        ended = sessions.end_all(house, session, account_id, but=browser.cookie)
    sessions.tell_ended(house, ended)


def confirm(house: House, viewer: Viewer, password: str, field: str = "password") -> str:
    """Make sure that it is the person at the keyboard, by the password. Returns its digest. Raises `NotSignedIn`, `Invalid`, `LimitReached`."""
    viewer.require_reader()
    attempts.charge_sign_in(house, viewer.address, viewer.handle)
    _, digest = _credentials(house, viewer.handle)
    if not _is_right(house, digest, password):
        raise Invalid("This is not your password.", field=field)
    with house.database.writing() as session:
        attempts.forgive_sign_in(session, viewer.address, viewer.handle)
    return digest


def _refuse_taken(house: House, handle: str) -> None:
    """Before anything costly. The unique index decides when two come at once."""
    with house.database.reading() as session:
        if handles_held.find(house, session, handle) is not None:
            raise taken()


def _add(session: Transaction, account: Account) -> None:
    session.add(account)
    try:
        session.flush()
    except IntegrityError as error:
        raise taken() from error


def _credentials(house: House, handle: str) -> tuple[int, str]:
    """Id and digest of the account; 0 and an empty digest where there is none."""
    with house.database.reading() as session:
        row = session.exec(select(Account.id, Account.password_hash).where(Account.handle == handle)).first()
    return row or (0, "")


def _is_right(house: House, digest: str, password: str) -> bool:
    """Verifies exactly once, whatever it is given, so that the time tells nothing. Nobody can sign in where the digest is empty."""
    fits = digest != "" and len(password) <= passwords.LONGEST
    return house.passwords.verify(digest if fits else house.passwords.nobody, password if fits else "") and fits


def _still(session: Transaction, account_id: int, digest: str) -> Account:
    """The account, to be changed, unless its password has been changed since it was looked at."""
    account = session.get(Account, account_id, with_for_update=True)
    if account is None or account.password_hash != digest:
        raise Conflict("Your password has just been changed. Sign in with the new one.", field="password")
    return account
