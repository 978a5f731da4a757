"""Many people doing everything at once, and what is counted afterwards."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from sqlalchemy import func, or_, select, update
from sqlmodel import col

from rxfeed.domain import accounts_deletion, circle, gallery, ids, marks
from rxfeed.domain.errors import RxfeedError, Unavailable
from rxfeed.domain.house import House
from rxfeed.domain.marks_counts import COUNTS
from rxfeed.domain.tables import Account, Block, Follow, Mute, Post
from rxfeed.domain.viewer import Viewer
from tests import making

Action = Callable[[House, Viewer, Viewer, str, bool], None]


@dataclass(slots=True)
class Mixed:
    """What has come of it: how many were done, refused by a rule, and found no turn."""

    done: int = 0
    refused: int = 0
    unavailable: list[str] = field(default_factory=list)


def mix(house: House, actions: int, *, people: int, posts: int, threads: int = 8, seed: int = 7) -> Mixed:
    """So many actions of people towards each other and their posts, some of which are binned, and of whom some leave for good meanwhile."""
    who = [making.person(house) for _ in range(people)]
    made = [making.post(house, who[number % people]).card.id for number in range(posts)]
    chance, mixed = random.Random(seed), Mixed()
    wishes = [(*chance.sample(who, 2), chance.choice(made), chance.random() < 0.7, chance.choice(ACTIONS)) for _ in range(actions)]

    def act(wish: tuple[Viewer, Viewer, str, bool, Action]) -> None:
        me, other, post, on, action = wish
        try:
            action(house, me, other, post, on)
            mixed.done += 1
        except Unavailable as error:
            mixed.unavailable.append(str(error))
        except RxfeedError:
            mixed.refused += 1

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(act, wishes))
    return mixed


def wrong_counts(house: House) -> int:
    """How many posts and accounts count something else than there are rows."""
    posts = [getattr(Post, name) != _rows(mark.post_id, Post.id) for mark, name in COUNTS.items()]
    hides = _rows(Block.account_id, Account.id) + _rows(Block.blocked_id, Account.id) + _rows(Mute.account_id, Account.id)
    accounts = [Account.followers != _rows(Follow.followee_id, Account.id), Account.following != _rows(Follow.follower_id, Account.id), Account.hides != hides]
    with house.database.reading() as session:
        asked = (select(func.count()).select_from(table).where(or_(*wrong)) for table, wrong in ((Post, posts), (Account, accounts)))
        return sum(session.execute(query).scalar_one() for query in asked)


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


def _bin(house: House, me: Viewer, _: Viewer, post: str, on: bool) -> None:
    (gallery.restore if on else gallery.bin)(house, me, post)


def _leave(house: House, me: Viewer, _: Viewer, post: str, on: bool) -> None:
    """One in a hundred and fifty actions: an account or a post goes for good."""
    with house.database.writing() as session:
        if on:
            session.execute(update(Account).where(col(Account.id) == me.account_id).values(delete_at=house.clock.now()))
        elif (row := session.get(Post, ids.from_text(post))) is not None:
            session.delete(row)
    accounts_deletion.carry_out_deletions(house)


_OFTEN: Sequence[tuple[Action, int]] = ((_like, 70), (_save, 25), (_repost, 20), (_follow, 20), (_block, 6), (_bin, 8), (_leave, 1))
ACTIONS = [action for action, share in _OFTEN for _ in range(share)]
