"""What people can be told of: one row each. A new kind is one more row here and a call of `notices.give` where it happens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from string import Formatter

from rxfeed.domain import ids
from rxfeed.domain.saying import mark
from rxfeed.domain.tables import Notice


class Together(StrEnum):
    """What is one notice, however often it happens."""

    POST = "post"
    COMMENT = "comment"
    COLLECTION = "collection"
    GENERATION = "generation"
    PERSON = "person"
    POST_AND_PERSON = "post and person"
    DAY = "day"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of notice."""

    name: str
    together: Together
    leads: str
    """Address with blanks: `{post}`, `{comment}`, `{collection}`, `{generation}`, `{who}` and `{me}` (handles)."""
    one: str
    """Where one person did it; `{who}` is filled with the handle."""
    many: str
    """Where several did; `{who}` is filled with their handles and how many more there are."""
    title: str
    """Of its switch in the settings."""
    on: bool = True
    """Until the person says otherwise."""
    always: bool = False
    """Nobody can switch it off."""
    asks: bool = False
    """Whoever did it waits for an answer."""
    asked: bool = False
    """It answers what they have asked for: muting a tag doesn't take it away."""
    leads_to_one: str = ""
    """Where it leads to where one person alone did it."""


LIKE = Kind(
    "like", Together.POST, "/p/{post}",
    mark("{who} likes your picture."), mark("{who} like your picture."), mark("Likes"),
)  # fmt: skip
COMMENT = Kind(
    "comment", Together.COMMENT, "/p/{post}#c-{comment}",
    mark("{who} has commented on your picture."), mark("{who} have commented on your picture."), mark("Comments"),
)  # fmt: skip
REPLY = Kind(
    "reply", Together.COMMENT, "/p/{post}#c-{comment}",
    mark("{who} has answered your comment."), mark("{who} have answered your comment."), mark("Answers to your comments"),
)  # fmt: skip
MENTION = Kind(
    "mention", Together.COMMENT, "/p/{post}#c-{comment}",
    mark("{who} has mentioned you."), mark("{who} have mentioned you."), mark("Mentions"),
)  # fmt: skip
FOLLOW = Kind(
    "follow", Together.DAY, "/u/{me}/followers",
    mark("{who} follows you now."), mark("{who} follow you now."), mark("New followers"), leads_to_one="/u/{who}",
)  # fmt: skip
FOLLOW_REQUEST = Kind(
    "follow_request", Together.PERSON, "/u/{who}",
    mark("{who} would like to follow you."), mark("{who} would like to follow you."), mark("Requests to follow you"), asks=True,
)  # fmt: skip
FOLLOW_ACCEPTED = Kind(
    "follow_accepted", Together.PERSON, "/u/{who}",
    mark("{who} lets you follow them."), mark("{who} let you follow them."), mark("Requests of yours that are accepted"),
)  # fmt: skip
REPOST = Kind(
    "repost", Together.POST, "/p/{post}",
    mark("{who} has reposted your picture."), mark("{who} have reposted your picture."), mark("Reposts"),
)  # fmt: skip
REMIX = Kind(
    "remix", Together.POST, "/p/{post}",
    mark("{who} has remixed your picture."), mark("{who} have remixed your picture."), mark("Remixes"),
)  # fmt: skip
"""The post is the remix."""
REMIX_REQUEST = Kind(
    "remix_request", Together.POST_AND_PERSON, "/p/{post}",
    mark("{who} would like to remix your picture."), mark("{who} would like to remix your picture."), mark("Requests to remix"), asks=True,
)  # fmt: skip
REMIX_REQUEST_WIDER = Kind(
    "remix_request_wider", Together.POST_AND_PERSON, "/p/{post}",
    mark("{who} would like to remix this picture, which isn't for everybody. If you accept, the remix may be shown to anybody."),
    mark("{who} would like to remix this picture, which isn't for everybody. If you accept, the remix may be shown to anybody."),
    mark("Requests to remix what isn't for everybody"), asks=True,
)  # fmt: skip
REMIX_ACCEPTED = Kind(
    "remix_accepted", Together.POST, "/p/{post}/remix",
    mark("{who} lets you remix their picture."), mark("{who} let you remix their picture."), mark("Requests to remix that are accepted"),
    asked=True,
)  # fmt: skip
REMIX_DECLINED = Kind(
    "remix_declined", Together.POST, "/p/{post}",
    mark("{who} would rather not have this picture remixed."), mark("{who} would rather not have this picture remixed."),
    mark("Requests to remix that are declined"), asked=True,
)  # fmt: skip
REMIX_DECLINED_WIDER = Kind(
    "remix_declined_wider", Together.POST, "/p/{post}/remix",
    mark("{who} lets you remix this picture, but would rather not have the remix shown to more people than see the picture."),
    mark("{who} let you remix this picture, but would rather not have the remix shown to more people than see the picture."),
    mark("Requests to show a remix to more people that are declined"), asked=True,
)  # fmt: skip
OFFER = Kind(
    "offer", Together.POST, "/p/{post}",
    mark("{who} offers you this remix of your picture, as a version by you both."),
    mark("{who} offer you this remix of your picture, as a version by you all."), mark("Remixes that are offered to you"), asks=True,
)  # fmt: skip
"""The post is the remix."""
OFFER_ACCEPTED = Kind(
    "offer_accepted", Together.POST, "/p/{post}",
    mark("{who} shows your remix as a version by you both."), mark("{who} show your remix as a version by you all."), mark("Offers of yours that are accepted"),
)  # fmt: skip
DETACHED = Kind(
    "detached", Together.POST, "/p/{post}",
    mark("An author has detached their picture from your remix. Your remix stays, without it."),
    mark("An author has detached their picture from your remix. Your remix stays, without it."), mark("Pictures detached from your remixes"), always=True,
)  # fmt: skip
"""Given by nobody in particular: it is told whatever is between the two."""
REMIX_WAITS = Kind(
    "remix_waits", Together.POST, "/p/{post}",
    mark("Your remix could not come out in its time: a picture it came of may not be remixed so any more. Publish it yourself to hear why."),
    mark("Your remix could not come out in its time: a picture it came of may not be remixed so any more. Publish it yourself to hear why."),
    mark("Scheduled remixes that have to wait"),
)  # fmt: skip
"""Given by nobody in particular."""
INVITATION = Kind(
    "invitation", Together.COLLECTION, "/c/{collection}",
    mark("{who} has invited you to a collection."), mark("{who} have invited you to a collection."), mark("Invitations to collections"),
)  # fmt: skip
GENERATION_READY = Kind(
    "generation_ready", Together.GENERATION, "/create?generation={generation}",
    mark("Your pictures are ready."), mark("Your pictures are ready."), mark("Pictures that are ready"), on=False,
)  # fmt: skip
GENERATION_FAILED = Kind(
    "generation_failed", Together.GENERATION, "/create?generation={generation}",
    mark("Your pictures could not be made."), mark("Your pictures could not be made."), mark("Pictures that could not be made"),
)  # fmt: skip
MODERATION = Kind(
    "moderation", Together.NEVER, "/p/{post}",
    mark("The moderators have decided about something of yours."), mark("The moderators have decided about something of yours."),
    mark("Decisions of the moderators"), always=True,
)  # fmt: skip

KINDS = {
    kind.name: kind
    for kind in (
        LIKE, COMMENT, REPLY, MENTION, FOLLOW, FOLLOW_REQUEST, FOLLOW_ACCEPTED, REPOST, REMIX, REMIX_REQUEST, REMIX_REQUEST_WIDER, REMIX_ACCEPTED,
        REMIX_DECLINED, REMIX_DECLINED_WIDER, OFFER, OFFER_ACCEPTED, DETACHED, REMIX_WAITS, INVITATION, GENERATION_READY, GENERATION_FAILED, MODERATION,
    )
}
"""By name, in the order of the settings."""


def leads(kind: Kind, notice: Notice, *, me: str, who: str, count: int) -> str:
    """The address of what it is about; empty where that isn't there."""
    things = {"post": notice.post_id, "comment": notice.comment_id, "collection": notice.collection_id, "generation": notice.generation_id}
    known = {"me": me, "who": who} | {name: ids.to_text(number) for name, number in things.items() if number is not None}
    address = kind.leads_to_one if kind.leads_to_one and count == 1 else kind.leads
    return address.format(**known) if all(known.get(blank) for _, blank, _, _ in Formatter().parse(address) if blank) else ""


def about(kind: Kind, by: int | None, things: dict[str, int | None], now: datetime) -> str:
    """What makes two of that kind one notice: a thing's number, a person's, or a day."""
    match kind.together:
        case Together.DAY:
            return now.date().isoformat()
        case Together.PERSON:
            return str(by)
        case Together.POST_AND_PERSON:
            return f"{things['post_id']} {by}"
        case Together.NEVER:
            return str(ids.mint())
        case thing:
            number = things[f"{thing}_id"]
            return str(number if number is not None else things["post_id"])
