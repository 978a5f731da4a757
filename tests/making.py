"""People and pictures for tests, written straight into the database the way the domain would."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import numpy as np
from PIL import Image

from rxfeed.domain import ids, lineage, pictures
from rxfeed.domain.consent import Decision
from rxfeed.domain.gallery import Pick, Publication, publish
from rxfeed.domain.house import House
from rxfeed.domain.safety_suspension import FOR_EVER
from rxfeed.domain.tables import Account, Call, Generation, Post, Session
from rxfeed.domain.viewer import Viewer
from rxfeed.domain.views import PostView

FREELY = Decision("anyone", "CC-BY-4.0")


def person(house: House, handle: str = "", role: str = "member", **more: object) -> Viewer:
    """A new account, as it asks when signed in."""
    handle = handle or f"p{uuid4().hex[:10]}"
    with house.database.writing() as session:
        account = Account(id=ids.mint(), handle=handle, display_name=handle.title(), role=role, created_at=house.clock.now(), **more)
        session.add(account)
    return Viewer(account_id=account.id, role=role, handle=handle)


def again(house: House, viewer: Viewer) -> Viewer:
    """The same account at its next request."""
    if viewer.account_id is None:
        return viewer
    with house.database.reading() as session:
        row = session.get_one(Account, viewer.account_id)
        chosen, suspended = {"suggestive": row.suggestive, "mature": row.mature}, row.suspended_until is not None
        return replace(viewer, role=row.role, hides=row.hides > 0 or "hide" in chosen.values(), suspended=suspended, **chosen)


def suspended(house: House, viewer: Viewer) -> Viewer:
    """That account, which a moderator has suspended for ever."""
    with house.database.writing() as session:
        row = session.get_one(Account, viewer.require_account())
        row.suspended_until, row.suspended_why = FOR_EVER, "Too many kites."
    return again(house, viewer)


def guest(house: House, address: str = "198.51.100.7") -> Viewer:
    """A browser without an account that has a guest's session."""
    now = datetime.now(UTC)
    with house.database.writing() as session:
        row = Session(id=ids.mint(), token_hash=uuid4().bytes, created_at=now, seen_at=now, expires_at=now + timedelta(days=30), address=address)
        session.add(row)
    return Viewer(guest_id=row.id, address=address)


def picture_bytes(width: int = 96, height: int = 64, seed: int = 0) -> bytes:
    """A PNG that looks like nothing else."""
    noise = np.random.default_rng(seed).integers(0, 255, (height, width, 3), dtype=np.uint8)
    file = io.BytesIO()
    Image.fromarray(noise).save(file, "PNG")
    return file.getvalue()


def generation(house: House, viewer: Viewer, prompt: str = "a quiet harbour", variants: int = 1) -> tuple[str, list[str]]:
    """A generation whose pictures are ready; its id and theirs, as the screen knows them."""
    kept = [pictures.keep(house, picture_bytes(seed=number)) for number in range(variants)]
    now, owner = house.clock.now(), {"account_id": viewer.account_id, "guest_id": viewer.guest_id}
    with house.database.writing() as session:
        made = Generation(
            id=ids.mint(), **owner, engine="sketch", model="sketch", prompt=prompt, shape="3:2", quality="standard", width=96, height=64, created_at=now
        )
        session.add(made)
        session.flush()
        for number, picture in enumerate(kept):
            pictures.record(session, picture, "variant", now=now, seed=number, **owner)
            session.add(
                Call(
                    id=ids.mint(), generation_id=made.id, account_id=viewer.account_id, number=number, prompt=prompt, seed=number, status="ready",
                    picture_id=picture.id, day=str(now.date()), created_at=now,
                )
            )
    return ids.to_text(made.id), [ids.to_text(picture.id) for picture in kept]


def publication(house: House, viewer: Viewer, variants: int = 1, prompt: str = "a quiet harbour", **more: object) -> Publication:
    """A coming post of fresh pictures, ready to be published."""
    generation_id, shown = generation(house, viewer, prompt, variants)
    given = {"decision": FREELY, "rating": "general", **more}
    return Publication(generation_id, tuple(Pick(picture, f"picture {number}") for number, picture in enumerate(shown)), **given)  # type: ignore[arg-type]


def post(house: House, viewer: Viewer, **more: object) -> PostView:
    """A published post."""
    return publish(house, viewer, publication(house, viewer, **more))  # type: ignore[arg-type]


def remix(house: House, viewer: Viewer, *parents: str, mode: str = "prompt", **more: object) -> str:
    """A published remix of these posts; its id."""
    child = post(house, viewer, **more).card.id
    with house.database.writing() as session:
        taken = [lineage.Taken(session.get_one(Post, ids.from_text(parent))) for parent in parents]
        made = session.get_one(Post, ids.from_text(child))
        lineage.record(session, made, taken, mode, house.clock.now())
        made.version += 1
    return child
