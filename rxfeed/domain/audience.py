"""Who sees what. Pure, and the only place that decides it. Lists say the same in SQL (`audience_rows`), and a test compares the two."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rxfeed.domain.gallery_statuses import HELD, PostStatus


class Why(StrEnum):
    """Why something is not seen, or seen in fewer places."""

    NOTHING = ""
    GONE = "gone"
    """For this viewer it isn't there: whether it exists stays unsaid."""
    BLOCKED = "blocked"
    """The viewer has blocked its author, and may be told so."""
    PRIVATE = "private"
    """The account shows what it has to approved followers only, and may be asked."""
    SIGN_IN = "sign_in"
    """It is rated; signing in shows it."""
    UNLISTED = "unlisted"
    """It is not for everybody's feeds: its author, or who its author is, keeps it out of them."""
    MUTED = "muted"
    REPORTED = "reported"
    """The viewer has reported it, and may be told so."""
    HELD = "held"
    """A moderator has taken it away; the viewer, who moderates, may look at it and do nothing with it."""
    UNWANTED = "unwanted"
    """The viewer doesn't want pictures of its rating in lists; at its address one can look anyway."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What is between a viewer and an author."""

    same: bool = False
    follows: bool = False
    """Of a private account: an approved follower."""
    follows_back: bool = False
    """The author follows the viewer."""
    blocks: bool = False
    """The viewer has blocked the author."""
    blocked: bool = False
    """The author has blocked the viewer."""
    mutes: bool = False


STRANGERS = Relation()


@dataclass(frozen=True, slots=True)
class Standing:
    """What an author's account is just now, as far as it decides who sees what."""

    leaving: bool = False
    """It will be deleted unless its person comes back."""
    private: bool = False
    """What it publishes is for its followers, whom it approves."""
    suspended: bool = False
    """A moderator has decided so."""

    @property
    def away(self) -> bool:
        """Nobody else sees anything of it."""
        return self.leaving or self.suspended


@dataclass(frozen=True, slots=True)
class Verdict:
    """Where a post is seen. Each place includes those before it: what a feed shows is also on its author's page, and that also at its own address."""

    see: bool = False
    """At its own address."""
    listed: bool = False
    """In lists that others have made of posts."""
    on_profile: bool = False
    in_feeds: bool = False
    """Among everybody's."""
    followed: bool = False
    """Among what those publish whom one follows, and one's own: there, what is for followers is seen too. What they repost: see `brought`."""
    why: Why = Why.NOTHING


def of_account(relation: Relation, author: Standing) -> Why:
    """Why the viewer doesn't see an account's page, or `NOTHING` where they do. A private one's has name, words and counts for everybody."""
    if relation.same:
        return Why.NOTHING
    if author.away or relation.blocked:
        return Why.GONE
    return Why.BLOCKED if relation.blocks else Why.NOTHING


def of_lists(relation: Relation, author: Standing) -> Why:
    """Why the viewer doesn't see what an account's page lists (posts, followers, whom it follows), or `NOTHING` where they do."""
    if (why := of_account(relation, author)) is not Why.NOTHING:
        return why
    return Why.PRIVATE if author.private and not (relation.same or relation.follows) else Why.NOTHING


@dataclass(frozen=True, slots=True)
class Eyes:
    """Who looks, as far as it decides what they see of a post."""

    signed_in: bool = False
    reported: bool = False
    """They have reported this post."""
    wants: bool = True
    """They have pictures of its rating in their lists."""
    moderates: bool = False


def of_post(relation: Relation, author: Standing, eyes: Eyes, *, status: str, visibility: str, rating: str, muted: bool = False) -> Verdict:
    """Where the viewer sees a post. An unknown visibility is nobody's but the author's, an unknown rating is not general.

    `muted`: it has a tag or a word that the viewer has muted, which holds for others' posts alone.
    """
    if eyes.moderates and status in HELD and not relation.same:
        return Verdict(see=True, why=Why.HELD)
    why = _why_not(relation, author, eyes, status=status, visibility=visibility, rating=rating)
    if why is not Why.NOTHING:
        return Verdict(why=why)
    if not eyes.wants and not relation.same:
        return Verdict(see=True, why=Why.UNWANTED)
    on_profile = status == PostStatus.PUBLISHED and visibility in {"public", "followers"}
    for_everybody = on_profile and visibility == "public" and not (author.away or author.private)
    out_of_feeds = Why.UNLISTED if not for_everybody else Why.MUTED if relation.mutes or (muted and not relation.same) else Why.NOTHING
    unmuted = relation.same or not (relation.mutes or muted)
    followed = on_profile and unmuted and not author.away and (relation.same or relation.follows)
    return Verdict(see=True, listed=True, on_profile=on_profile, in_feeds=out_of_feeds is Why.NOTHING, followed=followed, why=out_of_feeds)


def brought(seen: Verdict, reposter: Relation, standing: Standing) -> bool:
    """Whether somebody's repost of a post brings it among what those publish whom the viewer follows: of people they hear of, what is for everybody's feeds."""
    heard = reposter.follows and not (reposter.mutes or reposter.blocks or reposter.blocked)
    return seen.in_feeds and heard and not standing.away


def _why_not(relation: Relation, author: Standing, eyes: Eyes, *, status: str, visibility: str, rating: str) -> Why:
    """That one has to be let in to see a post stays unsaid: it would tell that there is one."""
    if relation.same:
        return Why.NOTHING
    if (why := of_lists(relation, author)) is not Why.NOTHING:
        return Why.GONE if why is Why.PRIVATE else why
    shown = visibility in {"public", "unlisted"} or (visibility == "followers" and relation.follows)
    if status != PostStatus.PUBLISHED or not shown:
        return Why.GONE
    if eyes.reported:
        return Why.REPORTED
    return Why.SIGN_IN if rating != "general" and not eyes.signed_in else Why.NOTHING
