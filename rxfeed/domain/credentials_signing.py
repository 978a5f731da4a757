"""Signing the pictures of a post. Slow (milliseconds for each, and the store): before the transaction that publishes them, never within."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from uuid import uuid4

from sqlmodel import Session, col, select

from rxfeed.domain import ids, recipes
from rxfeed.domain.consent import LICENCES, Decision
from rxfeed.domain.credentials_claims import Claim, Found, Ingredient
from rxfeed.domain.credentials_rows import Signed, current, discard, new_name, signed_key
from rxfeed.domain.errors import NotFound
from rxfeed.domain.house import House
from rxfeed.domain.pictures import MAX_ENGINE_BYTES, original_key
from rxfeed.domain.pictures_opening import open_picture
from rxfeed.domain.pictures_sizes import clean_copy
from rxfeed.domain.tables import Account, Consent, Credential, Edge, Generation, Node, Picture, Post, PostPicture, Source

MOST_STEPS = 64
"""Ancestors that a file carries; whoever has more names the address of the older ones."""


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is said of a post in its pictures."""

    post_id: int
    handle: str
    engine: str
    model: str
    decision: Decision
    version: int
    """Of the consent."""
    pictures: Sequence[tuple[int, str]]
    """Id and media type of each, in order."""
    hides_prompt: bool = False
    """Its author keeps the prompt to themselves."""
    parents: Sequence[tuple[int, int, str]] = ()
    """Post, picture (from 0) and handle of each, in order."""
    files: dict[tuple[int, int], Credential] = field(default_factory=dict)
    """The signed files that these parents have, by post and picture."""
    there: frozenset[tuple[int, int]] = frozenset()
    """Parents that are published, and so have a signed file, or will have one."""


def sign(house: House, post_id: int, generation_id: int, picked: Sequence[int], handle: str, decision: Decision, *, hides_prompt: bool = False) -> list[Signed]:
    """Sign the pictures of a coming post. Raises `Unavailable` where this server can't sign just now, `NotFound`; nothing stays behind then."""
    with house.database.reading() as session:
        generation = session.get(Generation, generation_id)
        if generation is None:
            raise NotFound("This picture isn't there any more.")
        parents = _asked_parents(session, generation_id)
        said = Facts(post_id, handle, generation.engine, generation.model, decision, 1, _types(session, picked), hides_prompt)
        facts = _with_parents(session, parents, said)
    return _signed(house, facts)


def sign_post(house: House, post_id: int) -> list[Signed]:
    """Sign the pictures of a post as it is now. Raises as `sign` does."""
    with house.database.reading() as session:
        facts = _facts(session, post_id)
    return _signed(house, facts)


def _facts(session: Session, post_id: int) -> Facts:
    post = session.get(Post, post_id)
    last = session.exec(select(Consent).where(Consent.post_id == post_id).order_by(col(Consent.version).desc())).first()
    if post is None or last is None:
        raise NotFound("This picture isn't there any more.")
    handle = session.get_one(Account, post.account_id).handle
    shown = list(session.exec(select(PostPicture.picture_id).where(PostPicture.post_id == post_id).order_by(col(PostPicture.number))))
    decision = Decision(last.remix, last.licence, last.training)
    facts = Facts(post_id, handle, post.engine, post.model, decision, last.version, _types(session, shown), post.prompt_hidden)
    return _with_parents(session, _parents(session, post), facts)


def _parents(session: Session, post: Post) -> list[tuple[int, int, str]]:
    """From its edges; a post that is still to come has none, and takes what its generation was asked with. One that is gone is still named."""
    named = select(Edge, Account.handle).join(Node, col(Node.id) == Edge.parent_id).outerjoin(Account, col(Account.id) == Node.account_id)
    rows = session.exec(named.where(Edge.child_id == post.id).order_by(col(Edge.number))).all()
    if not rows and post.published_at is None and post.generation_id is not None:
        return _asked_parents(session, post.generation_id)
    return [(edge.parent_id, edge.picture, handle or "") for edge, handle in rows if edge.detached_at is None]


def _asked_parents(session: Session, generation_id: int) -> list[tuple[int, int, str]]:
    named = select(Source, Account.handle).outerjoin(Post, col(Post.id) == Source.post_id).outerjoin(Account, col(Account.id) == Post.account_id)
    rows = session.exec(named.where(Source.generation_id == generation_id).order_by(col(Source.number))).all()
    return [(source.post_id, source.picture, handle or "") for source, handle in rows]


def _types(session: Session, numbers: Sequence[int]) -> list[tuple[int, str]]:
    types = dict(session.exec(select(Picture.id, Picture.media_type).where(col(Picture.id).in_(numbers))).all())
    if len(types) != len(set(numbers)):
        raise NotFound("This picture isn't there any more.")
    return [(number, types[number]) for number in numbers]


def _with_parents(session: Session, parents: Sequence[tuple[int, int, str]], facts: Facts) -> Facts:
    posts = [post_id for post_id, _, _ in parents]
    shown = select(PostPicture.post_id, PostPicture.number).join(Post, col(Post.id) == PostPicture.post_id)
    there = frozenset(session.exec(shown.where(col(Post.id).in_(posts), col(Post.published_at).is_not(None))).all())
    return replace(facts, parents=parents, files={(row.post_id, row.number): row for row in current(session, posts)}, there=there)


def _signed(house: House, facts: Facts) -> list[Signed]:
    files: list[Signed] = []
    try:
        files.extend(_one(house, facts, number) for number in range(len(facts.pictures)))
    except BaseException:
        discard(house, [file.name for file in files])
        raise
    return files


def _one(house: House, facts: Facts, number: int) -> Signed:
    picture_id, media_type = facts.pictures[number]
    data = house.objects.get(original_key(picture_id))
    if facts.hides_prompt and recipes.tells(data):
        data, media_type = clean_copy(open_picture(data, MAX_ENGINE_BYTES))
    past = _past(house, facts, data, media_type)
    claim = _claim(house, facts, number, past)
    file, certificate, name = house.signer.sign(data, media_type, claim), house.signer.certificate, new_name(picture_id)
    house.objects.put(signed_key(name), file)
    return Signed(number, picture_id, claim.label, name, media_type, len(file), past.steps, facts.version, certificate, past.whole)


@dataclass(frozen=True, slots=True)
class _Past:
    parents: tuple[Ingredient, ...]
    steps: int
    whole: bool
    older: str


def _past(house: House, facts: Facts, data: bytes, media_type: str) -> _Past:
    """What the file came with goes first, then its parents' signed files, as long as all their ancestors have room."""
    came = house.signer.read(data, media_type)
    parents, steps, whole, older = _arrived(facts, came, data, media_type), len(came.steps or {}) if came is not None else 0, True, ""
    for post_id, number, handle in facts.parents:
        row, title = facts.files.get((post_id, number)), f"Picture {number + 1} of {ids.to_text(post_id)}" + (f" by @{handle}" if handle else "")
        whole = whole and (row is not None or (post_id, number) not in facts.there)
        if row is not None and steps + row.steps + 1 <= MOST_STEPS:
            steps += row.steps + 1
            parents.append(Ingredient(title, _file(house, row), row.media_type))
        else:
            older = older or (_address(house, facts.post_id) + "/lineage" if row is not None else "")
            parents.append(Ingredient(title, None))
    return _Past(tuple(parents), steps, whole, older)


def _arrived(facts: Facts, came: Found | None, data: bytes, media_type: str) -> list[Ingredient]:
    """What the picture came with stays, as its first parent. Of what can't be read there is only a name."""
    if came is None:
        return []
    return [Ingredient(f"The picture as {facts.engine} made it", data if came.steps else None, media_type, ours=False)]


def _file(house: House, row: Credential) -> bytes | None:
    try:
        return house.objects.get(signed_key(row.name))
    except NotFound:  # signed anew just now, or lost: its name remains
        return None


def _claim(house: House, facts: Facts, number: int, past: _Past) -> Claim:
    licence = LICENCES[facts.decision.licence]
    return Claim(
        label=f"urn:c2pa:{uuid4()}",
        title=f"Picture {number + 1} of {ids.to_text(facts.post_id)} by @{facts.handle}",
        post=ids.to_text(facts.post_id),
        number=number + 1,
        address=_address(house, facts.post_id),
        handle=facts.handle,
        engine=facts.engine,
        model=facts.model,
        is_ai=facts.engine != "sketch",
        licence=licence.id,
        licence_name=licence.name,
        licence_url=licence.url,
        remix=facts.decision.remix,
        training=facts.decision.training,
        consent=facts.version,
        parents=past.parents,
        older=past.older,
    )


def _address(house: House, post_id: int) -> str:
    return f"{house.public_url}/p/{ids.to_text(post_id)}"
