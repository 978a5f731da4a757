"""Who sees what: the rule by itself, and every list against it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import col, select, update

from rxfeed.domain import accounts_seen, circle, feeds, feeds_following, feeds_inbox, gallery, ids, pictures_seeing, safety
from rxfeed.domain.audience import Eyes, Relation, Standing, Verdict, Why, brought, of_account, of_lists, of_post
from rxfeed.domain.audience_rows import eyes, relation, shown_posts
from rxfeed.domain.errors import RxfeedError
from rxfeed.domain.feeds_page import FeedPage
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, Post, PostPicture, Repost
from rxfeed.domain.viewer import NOBODY, Viewer
from tests import making

RELATIONS = st.builds(Relation, *(st.booleans() for _ in range(6)))
STANDINGS = st.builds(Standing, leaving=st.booleans(), private=st.booleans(), suspended=st.booleans())
EYES = st.builds(Eyes, signed_in=st.booleans(), reported=st.booleans(), wants=st.booleans())
POSTS = st.fixed_dictionaries({
    "eyes": EYES,
    "status": st.sampled_from(["published", "scheduled", "binned", "hidden", "removed"]),
    "visibility": st.sampled_from(["public", "followers", "unlisted", "something else"]),
    "rating": st.sampled_from(["general", "suggestive", "mature"]),
})  # fmt: skip


@given(RELATIONS, STANDINGS, POSTS)
def test_each_place_includes_those_before_it(between: Relation, author: Standing, facts: dict[str, object]) -> None:
    found = of_post(between, author, **facts)  # type: ignore[arg-type]
    assert found.in_feeds <= found.on_profile <= found.listed <= found.see
    assert found.followed <= found.on_profile
    assert (found.why is Why.NOTHING) == found.in_feeds


@given(RELATIONS, STANDINGS, POSTS)
def test_one_always_sees_what_is_ones_own(between: Relation, author: Standing, facts: dict[str, object]) -> None:
    assert of_post(between, author, **facts).see or not between.same  # type: ignore[arg-type]
    assert of_lists(between, author) is Why.NOTHING or not between.same


@given(RELATIONS, STANDINGS, POSTS)
def test_a_block_hides_everything_whoever_made_it(between: Relation, author: Standing, facts: dict[str, object]) -> None:
    if (between.blocks or between.blocked) and not between.same:
        assert not of_post(between, author, **facts).see  # type: ignore[arg-type]
        assert Why.NOTHING not in {of_account(between, author), of_lists(between, author)}


@given(RELATIONS, STANDINGS, POSTS)
def test_who_is_blocked_learns_no_more_than_of_what_is_not_there(between: Relation, author: Standing, facts: dict[str, object]) -> None:
    if between.blocked and not between.same:
        assert of_post(between, author, **facts).why is of_lists(between, author) is Why.GONE  # type: ignore[arg-type]


@given(STANDINGS, POSTS)
def test_signed_out_people_never_see_what_is_rated(author: Standing, facts: dict[str, object]) -> None:
    found = of_post(Relation(), author, **{**facts, "eyes": Eyes()})  # type: ignore[arg-type]
    assert not found.see or (facts["rating"] == "general" and facts["visibility"] in {"public", "unlisted"})


@given(RELATIONS, STANDINGS, POSTS)
def test_who_is_not_let_in_sees_nothing_private_and_not_even_that_it_is_there(between: Relation, author: Standing, facts: dict[str, object]) -> None:
    if not between.same and not between.follows and (author.private or facts["visibility"] == "followers"):
        assert of_post(between, author, **facts) in {Verdict(why=Why.GONE), Verdict(why=Why.BLOCKED)}  # type: ignore[arg-type]
        assert of_lists(between, author) is not Why.NOTHING or not author.private


@given(RELATIONS, STANDINGS, POSTS)
def test_following_shows_no_more_of_what_is_for_everybody(between: Relation, author: Standing, facts: dict[str, object]) -> None:
    if not author.private and facts["visibility"] != "followers":
        stranger = replace(between, follows=False, follows_back=False)
        assert of_post(between, author, **facts) == of_post(stranger, author, **facts)  # type: ignore[arg-type]


@given(RELATIONS, STANDINGS, POSTS)
def test_what_is_for_some_is_in_nobodys_feeds(between: Relation, author: Standing, facts: dict[str, object]) -> None:
    if author.private or facts["visibility"] != "public":
        assert not of_post(between, author, **facts).in_feeds  # type: ignore[arg-type]


@given(RELATIONS, STANDINGS, POSTS)
def test_what_is_held_suspended_or_reported_is_seen_by_its_author_alone(between: Relation, author: Standing, facts: dict[str, object]) -> None:
    eyes = facts["eyes"]
    assert isinstance(eyes, Eyes)
    if not between.same and (facts["status"] in {"hidden", "removed"} or author.suspended or eyes.reported):
        assert not of_post(between, author, **facts).see  # type: ignore[arg-type]


@given(RELATIONS, STANDINGS, POSTS)
def test_what_one_does_not_want_is_in_no_list_and_at_its_address(between: Relation, author: Standing, facts: dict[str, object]) -> None:
    eyes = facts["eyes"]
    assert isinstance(eyes, Eyes)
    found, wanted = (of_post(between, author, **{**facts, "eyes": replace(eyes, wants=wants)}) for wants in (False, True))  # type: ignore[arg-type]
    assert found.see == wanted.see
    assert between.same or not found.listed


@given(RELATIONS, STANDINGS, POSTS)
def test_who_moderates_sees_what_is_held_at_its_address_alone_and_nothing_else_more(between: Relation, author: Standing, facts: dict[str, object]) -> None:
    eyes = facts["eyes"]
    assert isinstance(eyes, Eyes)
    found = of_post(between, author, **{**facts, "eyes": replace(eyes, moderates=True)})  # type: ignore[arg-type]
    if facts["status"] in {"hidden", "removed"}:
        assert found.see
        assert between.same or not found.listed
    else:
        assert found == of_post(between, author, **facts)  # type: ignore[arg-type]


VIEWERS = ("nobody", "stranger", "author", "follower", "blocks", "blocked", "mutes", "reports", "unwilling", "eager", "moderator")
POSTED = (*product(("published", "binned"), ("public", "followers", "unlisted"), ("general", "mature")), ("hidden", "public", "general"),
          ("removed", "public", "general"), ("published", "public", "suggestive"))  # fmt: skip
STANDING = (Standing(), Standing(private=True), Standing(leaving=True), Standing(suspended=True))


@pytest.mark.parametrize("standing", STANDING)
def test_every_read_and_every_list_says_what_the_rule_says(house: House, standing: Standing) -> None:
    """Each kind of viewer, each kind of post."""
    author, viewers = _people(house)
    posts = {facts: _hung(house, author, *facts) for facts in POSTED}
    herald = _herald(house, viewers, posts)
    for post_id in posts.values():
        with suppress(RxfeedError):
            safety.report(house, viewers["reports"], "post", post_id, "spam")
    viewers["reports"] = making.again(house, viewers["reports"])
    moment = house.clock.now()
    away = {"delete_at": moment if standing.leaving else None, "suspended_until": moment if standing.suspended else None}
    _change(house, Account, author.require_account(), private=standing.private, **away)
    for name, viewer in viewers.items():
        lists = _ids(feeds.latest, house, viewer), _ids(accounts_seen.posts, house, viewer, author.handle), _ids(feeds_following.following, house, viewer)
        with house.database.reading() as session:
            between, heralded = (relation(session, viewer, who.require_account()) for who in (author, herald))
            shown = {ids.to_text(number) for number in session.scalars(select(Post.id).join(Account).where(*shown_posts(viewer)))}
        assert _lists_people(house, viewer, author.handle) == (of_lists(between, standing) is Why.NOTHING), name
        for (status, visibility, rating), post_id in posts.items():
            said = of_post(between, standing, _eyes(house, viewer, post_id), status=status, visibility=visibility, rating=rating)
            seen = _shown(house, viewer, post_id), _pictured(house, viewer, post_id), post_id in shown, post_id in lists[1], post_id in lists[0]
            found, here = (*seen, post_id in lists[2]), said.followed or brought(said, heralded, Standing())
            assert found == (said.see, said.see, said.listed, said.on_profile, said.in_feeds, here), (name, status, visibility, rating)


def _people(house: House) -> tuple[Viewer, dict[str, Viewer]]:
    author = making.person(house, "author")
    found = {"nobody": NOBODY, "author": author, "moderator": making.person(house, "moderator", role="moderator")}
    found |= {name: making.person(house, name) for name in VIEWERS if name not in found}
    circle.follow(house, found["follower"], author.handle)
    circle.block(house, found["blocks"], author.handle)
    circle.block(house, author, found["blocked"].handle)
    circle.mute(house, found["mutes"], author.handle)
    _change(house, Account, found["unwilling"].require_account(), mature="hide")
    _change(house, Account, found["eager"].require_account(), mature="show", suggestive="hide")
    return author, {name: making.again(house, viewer) for name, viewer in found.items()}


def _herald(house: House, viewers: Mapping[str, Viewer], posts: Mapping[tuple[str, str, str], str]) -> Viewer:
    """Somebody whom some of them follow has reposted everything, whether or not that is possible."""
    herald = making.person(house, "herald")
    for name in ("stranger", "blocks", "blocked", "mutes", "reports", "unwilling", "moderator"):
        circle.follow(house, viewers[name], "herald")
    with house.database.writing() as session:
        session.add_all(Repost(account_id=herald.require_account(), post_id=ids.from_text(post), since=house.clock.now()) for post in posts.values())
        session.flush()
        for post in posts.values():
            feeds_inbox.deliver_repost(session, ids.from_text(post), herald.require_account())
    return herald


def _eyes(house: House, viewer: Viewer, post_id: str) -> Eyes:
    with house.database.reading() as session:
        return eyes(session, viewer, session.get_one(Post, ids.from_text(post_id)))


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


def _pictured(house: House, viewer: Viewer, post_id: str) -> bool:
    """Whether the first picture of the post is sent to this viewer."""
    with house.database.reading() as session:
        picture = session.exec(select(PostPicture.picture_id).where(PostPicture.post_id == ids.from_text(post_id))).one()
    try:
        return bool(pictures_seeing.see(house, viewer, ids.to_text(picture), "640"))
    except RxfeedError:
        return False


def _lists_people(house: House, viewer: Viewer, handle: str) -> bool:
    found = []
    for read in (circle.followers, circle.following):
        try:
            found.append(read(house, viewer, handle).next == "")
        except RxfeedError:
            found.append(False)
    assert found[0] == found[1]
    return found[0]


@pytest.mark.parametrize("viewer", [NOBODY, Viewer(guest_id=1)])
def test_who_is_not_signed_in_is_a_stranger(house: House, viewer: Viewer) -> None:
    with house.database.reading() as session:
        assert relation(session, viewer, 1) == Relation()
