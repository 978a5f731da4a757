"""What is reported, as whoever reports it sees it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field

from sqlmodel import Session, col, select

from rxfeed.domain import accounts_seen, gallery, handles, handles_held, ids
from rxfeed.domain.audience_rows import relation
from rxfeed.domain.errors import NotFound
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, Comment, PostPicture
from rxfeed.domain.viewer import Viewer


@dataclass(frozen=True)
class Evidence:
    """The thing as it was: editing or deleting it afterwards changes nothing here."""

    handle: str = ""
    name: str = ""
    words: str = ""
    """The prompt where it was shown, a comment's text, what an account says of itself."""
    caption: str = ""
    tags: list[str] = field(default_factory=list)
    rating: str = ""
    alts: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    """Ids."""
    since: str = ""
    """When it was published or written, or the account made."""

    @classmethod
    def of(cls, kept: dict[str, object]) -> Evidence:
        """Back from its row."""
        return cls(**{name: kept[name] for name in cls.__dataclass_fields__ if name in kept})  # type: ignore[arg-type]

    def row(self) -> dict[str, object]:
        """For its row."""
        return asdict(self)


@dataclass(frozen=True)
class Thing:
    """What it is, and whose."""

    kind: str
    id: int
    author_id: int
    handle: str
    evidence: Evidence
    pictures: tuple[int, ...] = ()
    post_id: int | None = None
    comment_id: int | None = None


def find(house: House, viewer: Viewer, kind: str, name: str) -> Thing:
    """A post or comment by its id, an account by its handle. Raises `NotFound`, and whatever keeps the viewer from seeing it."""
    return {"post": _post, "comment": _comment, "account": _account}[kind](house, viewer, name)


def _post(house: House, viewer: Viewer, post_id: str) -> Thing:
    card = gallery.show(house, viewer, post_id).card
    number = ids.from_text(post_id)
    with house.database.reading() as session:
        author = _author(house, session, card.author.handle)
        shown = session.exec(select(PostPicture).where(PostPicture.post_id == number).order_by(col(PostPicture.number))).all()
    pictures = tuple(row.picture_id for row in shown)
    evidence = Evidence(
        card.author.handle, card.author.name, card.prompt, card.caption, list(card.tags), card.rating, [row.alt for row in shown],
        [ids.to_text(picture) for picture in pictures], card.published_at,
    )  # fmt: skip
    return Thing("post", number, author.id, author.handle, evidence, pictures, post_id=number)


def _comment(house: House, viewer: Viewer, comment_id: str) -> Thing:
    with house.database.reading() as session:
        comment = session.get(Comment, ids.from_text(comment_id))
        author = session.get(Account, comment.account_id) if comment is not None and comment.account_id is not None else None
        if comment is None or author is None or comment.deleted_at is not None or _apart(session, viewer, author):
            raise NotFound("This comment isn't there, or isn't there any more.")
        session.expunge_all()
    gallery.show(house, viewer, ids.to_text(comment.post_id))
    evidence = Evidence(author.handle, author.display_name or author.handle, comment.text, since=comment.created_at.isoformat())
    return Thing("comment", comment.id, author.id, author.handle, evidence, comment_id=comment.id)


def _account(house: House, viewer: Viewer, handle: str) -> Thing:
    accounts_seen.profile(house, viewer, handle)
    with house.database.reading() as session:
        account = _author(house, session, handle)
        session.expunge_all()
    pictures = (account.avatar_id,) if account.avatar_id is not None else ()
    evidence = Evidence(
        account.handle, account.display_name or account.handle, account.bio, pictures=[ids.to_text(picture) for picture in pictures],
        since=account.created_at.isoformat(),
    )  # fmt: skip
    return Thing("account", account.id, account.id, account.handle, evidence, pictures)


def _author(house: House, session: Session, handle: str) -> Account:
    account = handles_held.find(house, session, handle)
    if account is None:
        raise NotFound("There is nobody called @{handle}.", handle=handles.fold(handle)[:40])
    return account


def _apart(session: Session, viewer: Viewer, author: Account) -> bool:
    between = relation(session, viewer, author.id)
    return between.blocks or between.blocked
