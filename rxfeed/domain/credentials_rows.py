"""Signed files and their rows. A file of that name is in the store before its row is, and leaves it after; the daily sweep takes what nobody refers to.

The signed file of a picture `{id}` is `pictures/{id}/signed-{name}`, so that it goes when its picture goes. Nobody can guess its name, and none is used again.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from rxfeed.domain import ids
from rxfeed.domain.errors import Unavailable
from rxfeed.domain.house import House
from rxfeed.domain.tables import Credential

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Signed:
    """A signed file that is in the store and has no row yet."""

    number: int
    """Of the picture within its post, from 0."""
    picture_id: int
    manifest: str
    name: str
    media_type: str
    weight: int
    """Bytes."""
    steps: int
    consent_version: int
    certificate: str
    whole: bool
    """Whether every parent that is still there has brought its own manifest."""


def new_name(picture_id: int) -> str:
    """The picture's id, so that files nobody uses any more are found, and chance."""
    return ids.to_text(picture_id) + secrets.token_hex(12)


def signed_key(name: str) -> str:
    return f"pictures/{name[: ids.TEXT_LENGTH]}/signed-{name}"


def current(session: Session, post_ids: Sequence[int]) -> list[Credential]:
    """The signatures that hold for these posts, in order."""
    held = select(Credential).where(col(Credential.post_id).in_(post_ids), col(Credential.withdrawn_at).is_(None))
    return list(session.exec(held.order_by(col(Credential.post_id), col(Credential.number))))


def record(session: Session, post_id: int, files: Sequence[Signed], now: datetime) -> list[str]:
    """Write the rows of a post's signed files in place of those it has; gives the names that nobody refers to any more."""
    old = current(session, [post_id])
    for row in old:
        row.withdrawn_at = now
        session.add(row)
    session.flush()
    session.add_all(
        Credential(
            id=ids.mint(), post_id=post_id, number=file.number, picture_id=file.picture_id, consent_version=file.consent_version, manifest=file.manifest,
            name=file.name, media_type=file.media_type, bytes=file.weight, steps=file.steps, certificate=file.certificate, signed_at=now,
        )
        for file in files
    )  # fmt: skip
    return [row.name for row in old]


def discard(house: House, names: Iterable[str]) -> None:
    """Delete signed files that no row refers to. What a store that is away keeps, the daily sweep takes."""
    for name in names:
        try:
            house.objects.delete(signed_key(name))
        except Unavailable as reason:
            log.warning("signed file %s stays until the sweep: %s", name, reason)
