"""Who sees what. Pure, and the only place that decides it. Lists say the same in SQL (`audience_rows`), and a test compares the two."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rxfeed.domain.gallery_statuses import PostStatus


class Why(StrEnum):
    """Why something is not seen, or seen in fewer places."""

    NOTHING = ""
    GONE = "gone"
    """For this viewer it isn't there: whether it exists stays unsaid."""
    BLOCKED = "blocked"
    """The viewer has blocked its author, and may be told so."""
    SIGN_IN = "sign_in"
    """It is rated; signing in shows it."""
    UNLISTED = "unlisted"
    """It is not for everybody's feeds, or its author is leaving."""
    MUTED = "muted"


@dataclass(frozen=True, slots=True)
class Relation:
    """What is between a viewer and an author."""

    same: bool = False
    follows: bool = False
    follows_back: bool = False
    """The author follows the viewer."""
    blocks: bool = False
    """The viewer has blocked the author."""
    blocked: bool = False
    """The author has blocked the viewer."""
    mutes: bool = False


STRANGERS = Relation()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Where a post is seen. Each place includes those before it: what a feed shows is also on its author's page, and that also at its own address."""

    see: bool = False
    """At its own address."""
    on_profile: bool = False
    in_feeds: bool = False
    """Among everybody's."""
    why: Why = Why.NOTHING


def of_account(relation: Relation, *, leaving: bool) -> Why:
    """Why the viewer doesn't see an account's page, or `NOTHING` where they do. `leaving`: it will be deleted unless its person comes back."""
    if relation.same:
        return Why.NOTHING
    if leaving or relation.blocked:
        return Why.GONE
    return Why.BLOCKED if relation.blocks else Why.NOTHING


def of_post(relation: Relation, *, signed_in: bool, leaving: bool, status: str, visibility: str, rating: str) -> Verdict:
    """Where the viewer sees a post. An unknown visibility is nobody's but the author's, an unknown rating is not general."""
    why = _why_not(relation, signed_in=signed_in, leaving=leaving, status=status, visibility=visibility, rating=rating)
    if why is not Why.NOTHING:
        return Verdict(why=why)
    listed = status == PostStatus.PUBLISHED and visibility == "public"
    out_of_feeds = Why.UNLISTED if leaving or not listed else Why.MUTED if relation.mutes else Why.NOTHING
    return Verdict(see=True, on_profile=listed, in_feeds=out_of_feeds is Why.NOTHING, why=out_of_feeds)


def _why_not(relation: Relation, *, signed_in: bool, leaving: bool, status: str, visibility: str, rating: str) -> Why:
    if relation.same:
        return Why.NOTHING
    if (why := of_account(relation, leaving=leaving)) is not Why.NOTHING:
        return why
    if status != PostStatus.PUBLISHED or visibility not in {"public", "unlisted"}:
        return Why.GONE
    return Why.SIGN_IN if rating != "general" and not signed_in else Why.NOTHING
