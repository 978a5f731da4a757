"""Takes away what nobody can see any more: abandoned uploads, guests' pictures nobody came back for, bytes without a row.

Bytes are written before their row and deleted after it, so a crash between the two leaves bytes only; they are given an hour to get their row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from sqlalchemy import ColumnElement, delete, exists
from sqlmodel import col, select

from rxfeed.domain import ids
from rxfeed.domain.errors import NotFound
from rxfeed.domain.house import House
from rxfeed.domain.pictures import discard
from rxfeed.domain.tables import Account, Credential, Generation, Picture, PostPicture, Reference
from rxfeed.domain.tables import Session as Browser

UNUSED_FOR = timedelta(days=7)
WITHOUT_ROW_FOR = timedelta(hours=1)
FORMING_FOR = timedelta(days=1)
BATCH = 500
PICTURE = re.compile(r"pictures/([^/]+)/.+")
SIGNED = re.compile(r"pictures/[^/]+/signed-(\w+)")
COPY = re.compile(r"public/(\w+)-\d+\.webp")


def sweep(house: House) -> int:
    """Do all of it, and give how many pictures and single objects went. Slow on a large store: once a day, in a thread."""
    now = house.clock.now()
    each = (_forgotten_pictures, _bytes_without_row, _unused_copies, _replaced_files, _old_forming)
    return sum(part(house, now) for part in each)


def _forgotten_pictures(house: House, now: datetime) -> int:
    gone = 0
    while True:
        with house.database.reading() as session:  # looks at every row, so not while others wait to write
            found = list(session.exec(select(Picture.id).where(_forgotten(now)).limit(BATCH)))
        with house.database.writing() as session:
            taken = list(session.scalars(delete(Picture).where(col(Picture.id).in_(found), _forgotten(now)).returning(col(Picture.id))))
        for picture_id in taken:
            discard(house, picture_id)
        gone += len(taken)
        if len(found) < BATCH:
            return gone


def _forgotten(now: datetime) -> ColumnElement[bool]:
    """Uploads, masks and avatars that nothing refers to, and pictures of guests whose browser is forgotten: all of them a week old."""
    referred = exists().where(col(Reference.picture_id) == Picture.id) | exists().where(col(PostPicture.picture_id) == Picture.id)
    worn = exists().where(col(Account.id) == Picture.account_id, col(Account.avatar_id) == Picture.id)
    painted = exists().where(col(Generation.mask_id) == Picture.id)
    upload = col(Picture.kind).in_(["upload", "avatar", "mask"]) & ~referred & ~worn & ~painted
    guests = col(Picture.account_id).is_(None) & ~exists().where(col(Browser.id) == Picture.guest_id)
    return (col(Picture.created_at) < now - UNUSED_FOR) & (upload | guests)


def _bytes_without_row(house: House, now: datetime) -> int:
    gone = 0
    for batch in _batches(_named(house, "pictures", PICTURE, now - WITHOUT_ROW_FOR)):
        numbers = {number for _, text in batch if (number := _number(text)) is not None}
        with house.database.reading() as session:
            without = numbers - {*session.exec(select(Picture.id).where(col(Picture.id).in_(numbers)))}
        for number in without:
            discard(house, number)
        gone += len(without)
    return gone


def _unused_copies(house: House, now: datetime) -> int:
    gone = 0
    for batch in _batches(_named(house, "public", COPY, now - WITHOUT_ROW_FOR)):
        used = _used_names(house, {number for _, name in batch if (number := _number(name[: ids.TEXT_LENGTH])) is not None})
        unused = [key for key, name in batch if name not in used]
        for key in unused:
            house.objects.delete(key)
        gone += len(unused)
    return gone


def _replaced_files(house: House, now: datetime) -> int:
    """Signed files that have been replaced while the store was away, or that a crash has left."""
    gone = 0
    for batch in _batches(_named(house, "pictures", SIGNED, now - WITHOUT_ROW_FOR)):
        held = select(Credential.name).where(col(Credential.name).in_([name for _, name in batch]), col(Credential.withdrawn_at).is_(None))
        with house.database.reading() as session:
            used = {*session.exec(held)}
        unused = [key for key, name in batch if name not in used]
        for key in unused:
            house.objects.delete(key)
        gone += len(unused)
    return gone


def _used_names(house: House, pictures: set[int]) -> set[str]:
    posted = select(PostPicture.public_name).where(col(PostPicture.picture_id).in_(pictures))
    worn = select(Account.avatar_name).join(Picture, col(Picture.account_id) == Account.id).where(col(Picture.id).in_(pictures))
    with house.database.reading() as session:
        return {*session.exec(posted), *session.exec(worn)}


def _old_forming(house: House, now: datetime) -> int:
    old = [found.key for found in house.objects.under("forming") if found.changed_at < now - FORMING_FOR]
    for key in old:
        house.objects.delete(key)
    return len(old)


def _named(house: House, prefix: str, pattern: re.Pattern[str], before: datetime) -> Iterator[tuple[str, str]]:
    """Keys that have not changed lately, each with the name in it."""
    for found in house.objects.under(prefix):
        match = pattern.fullmatch(found.key)
        if match and found.changed_at < before:
            yield found.key, match[1]


def _batches(named: Iterator[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    while batch := list(islice(named, BATCH)):
        yield batch


def _number(text: str) -> int | None:
    try:
        return ids.from_text(text)
    except NotFound:
        return None
