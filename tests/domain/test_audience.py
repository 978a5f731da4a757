"""Who sees what: the rule by itself, and every list against it."""

from __future__ import annotations

import json
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import col, update

from rxfeed.domain import accounts_seen, circle, feeds, gallery, ids
from rxfeed.domain.audience import Relation, Why, of_account, of_post
from rxfeed.domain.audience_rows import relation
from rxfeed.domain.errors import RxfeedError
from rxfeed.domain.feeds import FeedPage
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, Post
from rxfeed.domain.viewer import NOBODY, Viewer
from tests import making

RELATIONS = st.builds(Relation, *(st.booleans() for _ in range(6)))
POSTS = st.fixed_dictionaries({
    "signed_in": st.booleans(),
    "leaving": st.booleans(),
    "status": st.sampled_from(["published", "scheduled", "binned"]),
    "visibility": st.sampled_from(["public", "unlisted", "something else"]),
    "rating": st.sampled_from(["general", "suggestive", "mature"]),
})  # fmt: skip


@given(RELATIONS, POSTS)
def test_each_place_includes_those_before_it(between: Relation, facts: dict[str, object]) -> None:
    found = of_post(between, **facts)  # type: ignore[arg-type]
    assert found.in_feeds <= found.on_profile <= found.see
    assert (found.why is Why.NOTHING) == found.in_feeds


@given(RELATIONS, POSTS)
def test_one_always_sees_what_is_ones_own(between: Relation, facts: dict[str, object]) -> None:
    assert of_post(between, **facts).see or not between.same  # type: ignore[arg-type]


@given(RELATIONS, POSTS)
def test_a_block_hides_everything_whoever_made_it(between: Relation, facts: dict[str, object]) -> None:
    if (between.blocks or between.blocked) and not between.same:
        assert not of_post(between, **facts).see  # type: ignore[arg-type]
        assert of_account(between, leaving=bool(facts["leaving"])) is not Why.NOTHING


@given(RELATIONS, POSTS)
def test_who_is_blocked_learns_no_more_than_of_what_is_not_there(between: Relation, facts: dict[str, object]) -> None:
    if between.blocked and not between.same:
        assert of_post(between, **facts).why is Why.GONE  # type: ignore[arg-type]


@given(POSTS)
def test_signed_out_people_never_see_what_is_rated(facts: dict[str, object]) -> None:
    found = of_post(Relation(), **{**facts, "signed_in": False})  # type: ignore[arg-type]
    assert not found.see or (facts["rating"] == "general" and facts["visibility"] != "something else")


@given(RELATIONS, POSTS)
def test_following_shows_no_more_of_what_is_public(between: Relation, facts: dict[str, object]) -> None:
    stranger = Relation(between.same, blocks=between.blocks, blocked=between.blocked, mutes=between.mutes)
    assert of_post(between, **facts) == of_post(stranger, **facts)  # type: ignore[arg-type]


VIEWERS = ("nobody", "stranger", "author", "follower", "blocks", "blocked", "mutes")


def test_every_read_and_every_list_says_what_the_rule_says(house: House) -> None:
    """Each kind of viewer, each kind of post, of an author who is here and of one who is leaving."""
    for leaving in (False, True):
        author, viewers = _people(house, "leaving" if leaving else "here")
        posts = {facts: _hung(house, author, *facts) for facts in product(("published", "binned"), ("public", "unlisted"), ("general", "mature"))}
        if leaving:
            _change(house, Account, author.require_account(), delete_at=house.clock.now())
        for name, viewer in viewers.items():
            lists = _ids(feeds.latest, house, viewer), _ids(accounts_seen.posts, house, viewer, author.handle)
            with house.database.reading() as session:
                between = relation(session, viewer, author.require_account())
            for (status, visibility, rating), post_id in posts.items():
                said = of_post(between, signed_in=viewer.signed_in, leaving=leaving, status=status, visibility=visibility, rating=rating)
                found = _shown(house, viewer, post_id), post_id in lists[1], post_id in lists[0]
                assert found == (said.see, said.on_profile, said.in_feeds), (name, leaving, status, visibility, rating)


def _people(house: House, prefix: str) -> tuple[Viewer, dict[str, Viewer]]:
    author = making.person(house, f"author_{prefix}")
    found = {name: NOBODY if name == "nobody" else author if name == "author" else making.person(house, f"{name}_{prefix}") for name in VIEWERS}
    circle.follow(house, found["follower"], author.handle)
    circle.block(house, found["blocks"], author.handle)
    circle.block(house, author, found["blocked"].handle)
    circle.mute(house, found["mutes"], author.handle)
    return author, {name: making.again(house, viewer) for name, viewer in found.items()}


def _hung(house: House, author: Viewer, status: str, visibility: str, rating: str) -> str:
    made = making.post(house, author, visibility=visibility, rating=rating)
    _change(house, Post, ids.from_text(made.card.id), status=status)
    return made.card.id


def _change(house: House, table: type[Account] | type[Post], number: int, **values: object) -> None:
    with house.database.writing() as session:
        session.execute(update(table).where(col(table.id) == number).values(**values))


def _ids(read: object, *given: object) -> set[str]:
    try:
        page = read(*given)  # type: ignore[operator]
    except RxfeedError:
        return set()
    assert isinstance(page, FeedPage)
    return {card["id"] for card in json.loads(page.json())["cards"]}


def _shown(house: House, viewer: Viewer, post_id: str) -> bool:
    try:
        return gallery.show(house, viewer, post_id).card.id == post_id
    except RxfeedError:
        return False


@pytest.mark.parametrize("viewer", [NOBODY, Viewer(guest_id=1)])
def test_who_is_not_signed_in_is_a_stranger(house: House, viewer: Viewer) -> None:
    with house.database.reading() as session:
        assert relation(session, viewer, 1) == Relation()
