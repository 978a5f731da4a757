"""Many people doing everything at once, and what is counted afterwards."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import func, literal, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased
from sqlmodel import col

from rxfeed.domain import accounts_deletion, circle, collections, gallery, ids, lineage, marks, notices, numbers_looking, safety, search_index, talk
from rxfeed.domain.errors import NotFound, RxfeedError, Unavailable
from rxfeed.domain.gallery_statuses import BIN_DAYS, PostStatus
from rxfeed.domain.house import House
from rxfeed.domain.lineage_edges import detach
from rxfeed.domain.marks_counts import COUNTS
from rxfeed.domain.safety import Decision
from rxfeed.domain.tables import (
    Account,
    Block,
    Collection,
    CollectionPost,
    Comment,
    Edge,
    Follow,
    FollowRequest,
    Looked,
    Matter,
    Mute,
    Post,
    PostDay,
    Report,
    SearchText,
    SearchWord,
    Source,
)  # fmt: skip
from rxfeed.domain.viewer import Viewer
from tests import making

Action = Callable[[House, Viewer, Viewer, str, bool], None]


@dataclass(slots=True)
class Mixed:
    """What has come of it: what was done, how many were refused by a rule, and found no turn."""

    done: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    unavailable: list[str] = field(default_factory=list)


def mix(house: House, actions: int, *, people: int, posts: int, threads: int = 8, seed: int = 7) -> Mixed:
    """So many actions of people towards each other and their posts, some of which are binned, and of whom some leave for good meanwhile.

    Every eighth is private, and every fourth a moderator.
    """
    who = [making.person(house, private=number % 8 == 7, role="moderator" if number % 4 == 3 else "member") for number in range(people)]
    made = [making.post(house, who[number % people], tags="fog", prompt=f"a quiet harbour {number % 9}").card.id for number in range(posts)]
    for one in who:
        collections.begin(house, one, "Kept", "public")
    chance, mixed = random.Random(seed), Mixed()
    wishes = [(*chance.sample(who, 2), chance.choice(made), chance.random() < 0.7, chance.choice(ACTIONS)) for _ in range(actions)]

    def act(wish: tuple[Viewer, Viewer, str, bool, Action]) -> None:
        me, other, post, on, action = wish
        try:
            action(house, me, other, post, on)
            mixed.done.append(action.__name__[1:])
        except Unavailable as error:
            mixed.unavailable.append(str(error))
        except RxfeedError as error:
            mixed.refused.append(str(error))

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(act, wishes))
    return mixed


def wrong_counts(house: House) -> dict[str, int]:
    """By what is counted: how many rows count something else than there are rows. None of them is wrong where it is empty."""
    while search_index.index_due(house):
        pass
    wrong = {name: _count(house, table, *wrong) for name, (table, wrong) in _told().items()} | {"words": _wrong_words(house)}
    again = {part.__name__.rpartition(".")[2]: part.recount(house) for part in (circle, collections, lineage, marks, notices, safety, talk)}
    return {name: many for name, many in (wrong | again).items() if many}


def _told() -> dict[str, tuple[type, list[object]]]:
    """What is counted, without what the house itself counts by; its own recounts come on top of that, for what only they know."""
    hides = sum((_rows(owner, Account.id) for owner in (Block.account_id, Block.blocked_id, Mute.account_id, Report.reporter_id)), literal(0))
    accounts = {"followers": _rows(Follow.followee_id, Account.id), "following": _rows(Follow.follower_id, Account.id), "hides": hides}
    accounts["requests"] = _rows(FollowRequest.asked_id, Account.id)
    posts = {name: _rows(mark.post_id, Post.id) for mark, name in COUNTS.items()} | {"remixes": _children()}
    return {
        "accounts": (Account, [getattr(Account, name) != right for name, right in accounts.items()]),
        "posts": (Post, [getattr(Post, name) != right for name, right in posts.items()]),
        "collected": (Collection, [Collection.posts != _rows(CollectionPost.collection_id, Collection.id)]),
        "reports": (Matter, [Matter.reports != _rows(Report.matter_id, Matter.id)]),
        "views": (PostDay, [PostDay.views != _rows(Looked.post_id, PostDay.post_id)]),
    }


def _children() -> object:
    """Published posts that came of it and are not detached; each has one parent here."""
    child = aliased(Post)
    edges = select(func.count()).select_from(Edge).join(child, col(child.id) == col(Edge.child_id))
    return edges.where(col(Edge.parent_id) == Post.id, col(Edge.detached_at).is_(None), child.status == "published").correlate(Post).scalar_subquery()


def _count(house: House, table: type, *wrong: object) -> int:
    with house.database.reading() as session:
        return session.execute(select(func.count()).select_from(table).where(or_(*wrong))).scalar_one()  # type: ignore[arg-type]


def _wrong_words(house: House) -> int:
    with house.database.reading() as session:
        texts = [text.split(" ") for text in session.execute(select(col(SearchText.words))).scalars()]
        told = {row.word: row.posts for row in session.execute(select(col(SearchWord.word), col(SearchWord.posts)))}
    counted = Counter(word for text in texts if search_index.OPEN in text for word in text if not word.startswith("_"))
    return sum(told.get(word, 0) != counted[word] for word in counted.keys() | told.keys())


def _rows(column: object, of: object) -> object:
    return select(func.count()).where(column == of).scalar_subquery()  # type: ignore[arg-type]


def _like(house: House, me: Viewer, _: Viewer, post: str, on: bool) -> None:
    marks.like(house, me, post, on=on)


def _save(house: House, me: Viewer, _: Viewer, post: str, on: bool) -> None:
    marks.save(house, me, post, on=on)


def _repost(house: House, me: Viewer, _: Viewer, post: str, on: bool) -> None:
    marks.repost(house, me, post, on=on)


def _follow(house: House, me: Viewer, other: Viewer, _: str, on: bool) -> None:
    (circle.follow if on else circle.unfollow)(house, me, other.handle)


def _block(house: House, me: Viewer, other: Viewer, _: str, on: bool) -> None:
    (circle.unblock if on else circle.block)(house, me, other.handle)


def _bin(house: House, _me: Viewer, _: Viewer, post: str, on: bool) -> None:
    """By whoever has made it."""
    with house.database.reading() as session:
        author = session.execute(select(col(Post.account_id)).where(col(Post.id) == ids.from_text(post))).scalar()
    (gallery.restore if on else gallery.bin)(house, Viewer(account_id=author), post)


def _comment(house: House, me: Viewer, _: Viewer, post: str, on: bool) -> None:
    """Begin a thread, or answer the newest comment; else take back the newest of one's own."""
    if on:
        above = _newest(house, Comment, Comment.post_id == ids.from_text(post))
        talk.write(house, me, post, "Well done.", above if above and me.require_account() % 2 else "")
    elif said := _newest(house, Comment, Comment.account_id == me.account_id, col(Comment.deleted_at).is_(None)):
        talk.delete(house, me, said)


def _request(house: House, me: Viewer, other: Viewer, _: str, on: bool) -> None:
    (circle.accept if on else circle.decline)(house, me, other.handle)


def _mute(house: House, me: Viewer, other: Viewer, _: str, on: bool) -> None:
    (circle.mute if on else circle.unmute)(house, me, other.handle)


def _collect(house: House, me: Viewer, _: Viewer, post: str, on: bool) -> None:
    kept = _newest(house, Collection, Collection.account_id == me.account_id)
    (collections.add if on else collections.take_out)(house, me, kept, post)


def _look(house: House, me: Viewer, _: Viewer, post: str, _on: bool) -> None:
    numbers_looking.look(house, me, post)


def _remix(house: House, me: Viewer, _: Viewer, post: str, on: bool) -> None:
    """Take it further; else whoever has made it takes it out of the newest that came of it."""
    if on:
        try:
            coming = making.publication(house, me)
            with house.database.writing() as session:
                session.add(Source(generation_id=ids.from_text(coming.generation_id), number=0, post_id=ids.from_text(post)))
        except IntegrityError as error:  # these rows are the test's own, and who should have them has left
            raise NotFound("There is nobody any more.") from error
        gallery.publish(house, me, coming)
        return
    number = ids.from_text(post)
    with house.database.writing() as session:
        child = session.execute(select(func.max(Edge.child_id)).where(col(Edge.parent_id) == number)).scalar_one()
        if child is not None:
            detach(session, number, child, me.require_account(), house.clock.now())


def _report(house: House, me: Viewer, _: Viewer, post: str, on: bool) -> None:
    """Report it; else, whoever moderates hides what is reported, or gives it back."""
    if on:
        safety.report(house, me, "post", post, "spam")
    elif waiting := safety.queue(house, me).matters:
        safety.decide(house, me, waiting[0].id, Decision("hide", "It is spam."))
    elif holds := [one for one in safety.log(house, me).rulings if one.holds]:
        safety.undo(house, me, holds[0].id, "It is none.")


def _leave(house: House, me: Viewer, _: Viewer, post: str, on: bool) -> None:
    """One in two hundred actions: an account or a post goes for good."""
    long_ago = house.clock.now() - timedelta(days=BIN_DAYS + 1)
    with house.database.writing() as session:
        if on:
            session.execute(update(Account).where(col(Account.id) == me.account_id).values(delete_at=long_ago))
        else:
            binned = (col(Post.id) == ids.from_text(post), col(Post.status) == PostStatus.BINNED)
            session.execute(update(Post).where(*binned).values(binned_at=long_ago))
    accounts_deletion.carry_out_deletions(house)
    gallery.purge(house)


def _newest(house: House, table: type, *where: object) -> str:
    """Its id, or nothing."""
    with house.database.reading() as session:
        found = session.execute(select(func.max(table.id)).where(*where)).scalar_one()  # type: ignore[attr-defined,arg-type]
    return ids.to_text(found) if found is not None else ""


_OFTEN: Sequence[tuple[Action, int]] = (
    (_like, 60), (_save, 20), (_repost, 20), (_follow, 20), (_request, 8), (_block, 6), (_mute, 6), (_bin, 8), (_comment, 20), (_collect, 12), (_look, 14),
    (_remix, 3), (_report, 4), (_leave, 1),
)  # fmt: skip
ACTIONS = [action for action, share in _OFTEN for _ in range(share)]
