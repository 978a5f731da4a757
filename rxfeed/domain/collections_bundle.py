"""A collection to take along: its pictures as files, with the name of whoever made each and what they allow."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, tuple_
from sqlmodel import Session, col

from rxfeed.domain import ids
from rxfeed.domain.collections_finding import find
from rxfeed.domain.collections_seeing import shown
from rxfeed.domain.consent import LICENCES
from rxfeed.domain.house import House
from rxfeed.domain.pictures import original_key, rendition_key
from rxfeed.domain.pictures_seeing import EXTENSIONS
from rxfeed.domain.pictures_sizes import WIDTHS
from rxfeed.domain.tables import Account, CollectionPost, Consent, Picture, Post, PostPicture
from rxfeed.domain.viewer import Viewer

PORTION = 100
"""Posts that are looked up at a time."""
LONGEST_WORDS = 40
"""Characters of a prompt in a file's name."""
CREDITS = "credits.txt"


@dataclass(frozen=True, slots=True)
class File:
    """A picture in the archive, and where its bytes are kept."""

    name: str
    key: str


@dataclass(frozen=True, slots=True)
class Credited:
    """A post, and what stands of it in the credits."""

    files: list[File]
    credit: str


def open_bundle(house: House, viewer: Viewer, collection_id: str) -> str:
    """What the archive is called. Raises `NotSignedIn`, `NotFound`, `NotAllowed`."""
    viewer.require_reader()
    with house.database.reading() as session:
        return f"{safe(find(session, viewer, collection_id).collection.name) or 'collection'}.zip"


def portions(house: House, viewer: Viewer, collection_id: str, origin: str) -> Iterator[list[Credited]]:
    """Its posts in order, as far as the viewer is shown them, some at a time. `origin` is this server's address.

    Each portion asks again whether the viewer may see the collection: raises what `find` raises where that has changed meanwhile.
    """
    last, number = None, 0
    while True:
        with house.database.reading() as session:
            rows = _rows(session, viewer, collection_id, last)
            portion = _credited(session, viewer, rows, number, origin)
        if portion:
            yield portion
        if len(rows) < PORTION:
            return
        last, number = (rows[-1].rank, rows[-1].id), number + len(rows)


def safe(words: str) -> str:
    """A part of a file's name that every system takes: letters of ASCII, figures and single hyphens."""
    plain = unicodedata.normalize("NFKD", words[: 4 * LONGEST_WORDS]).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain)[:LONGEST_WORDS].strip("-").lower()


def _rows(session: Session, viewer: Viewer, collection_id: str, last: tuple[int, int] | None) -> list[Any]:
    found = find(session, viewer, collection_id)
    rank = col(CollectionPost.rank)
    query = (
        select(
            *map(col, (Post.id, Post.account_id, Post.prompt, Post.prompt_hidden, Post.visibility)),
            *map(col, (Account.handle, Account.display_name, CollectionPost.rank)),
        )
        .select_from(CollectionPost)
        .join(Post, col(Post.id) == col(CollectionPost.post_id))
        .join(Account, col(Account.id) == col(Post.account_id))
        .where(col(CollectionPost.collection_id) == found.collection.id, *shown(viewer))
        .order_by(rank, col(CollectionPost.post_id))
        .limit(PORTION)
    )
    return list(session.execute(query.where(tuple_(rank, col(CollectionPost.post_id)) > last) if last else query))


def _credited(session: Session, viewer: Viewer, rows: list[Any], number: int, origin: str) -> list[Credited]:
    """Three queries with `find` aside, however many posts."""
    wanted = [row.id for row in rows]
    consents = {row.post_id: row for row in session.execute(_consents(wanted))}
    pictures: dict[int, list[Any]] = {}
    for picture in session.execute(_pictures(wanted)):
        pictures.setdefault(picture.post_id, []).append(picture)
    found = []
    for place, row in enumerate(rows, start=number + 1):
        stem = "-".join(filter(None, (f"{place:05}", row.handle, safe("" if row.prompt_hidden else row.prompt))))
        mine = row.account_id == viewer.account_id
        files = [_file(picture, stem, len(pictures[row.id]), mine=mine) for picture in pictures.get(row.id, [])]
        found.append(Credited(files, _credit(row, files, consents[row.id], origin)))
    return found


def _file(picture: Any, stem: str, count: int, *, mine: bool) -> File:
    """The bytes as they came for their owner, else the largest size that is shown."""
    name = f"{stem}-{picture.number + 1}" if count > 1 else stem
    if mine:
        return File(f"{name}.{EXTENSIONS[picture.media_type]}", original_key(picture.id))
    return File(f"{name}.webp", rendition_key(picture.id, max(WIDTHS)))


def _credit(row: Any, files: list[File], consent: Any, origin: str) -> str:
    licence = LICENCES[consent.licence]
    lines = [
        *(file.name for file in files),
        f"  By:       {_line(row.display_name or row.handle)} (@{row.handle})",
        f"  Post:     {origin}/p/{ids.to_text(row.id)}",
        f"  Licence:  {licence.name}{f' ({licence.url})' if licence.url else ''}",
        f"  Training: {'allowed' if consent.training else 'not allowed'}",
        *([] if row.prompt_hidden else [f"  Prompt:   {_line(row.prompt)}"]),
    ]
    return "\n".join(lines) + "\n\n"


def _line(words: str) -> str:
    """On one line, so that nothing that people write passes for another entry."""
    return " ".join(words.split())


def _consents(wanted: list[int]) -> Any:
    """The last one of each post comes last."""
    columns = map(col, (Consent.post_id, Consent.licence, Consent.training))
    return select(*columns).where(col(Consent.post_id).in_(wanted)).order_by(col(Consent.version))


def _pictures(wanted: list[int]) -> Any:
    columns = map(col, (PostPicture.post_id, PostPicture.number, Picture.id, Picture.media_type))
    query = select(*columns).join(Picture, col(Picture.id) == col(PostPicture.picture_id))
    return query.where(col(PostPicture.post_id).in_(wanted)).order_by(col(PostPicture.post_id), col(PostPicture.number))
