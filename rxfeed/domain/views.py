"""What the screen and the API get: frozen, without anything that its reader may not know.

Ids are the short text of `ids.to_text`, times ISO 8601 in UTC, money micro-dollars. Addresses (`src`) begin with `/`.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class PictureView:
    """A picture with its box reserved: `placeholder` is a data URI, shown until `src` is there."""

    src: str = ""
    """The middle size (640)."""
    srcset: str = ""
    full: str = ""
    """The largest size, for the post page."""
    width: int = 1
    height: int = 1
    placeholder: str = ""
    alt: str = ""


@dataclass(frozen=True)
class ReferenceView:
    """A picture that an engine is shown."""

    id: str = ""
    picture: PictureView = field(default_factory=PictureView)


@dataclass(frozen=True)
class SourceView:
    """A picture of a post that a generation takes further."""

    post_id: str = ""
    picture: int = 1
    """Which of the post's pictures, from 1."""


@dataclass(frozen=True)
class AuthorView:
    """Who made it."""

    handle: str = ""
    name: str = ""
    avatar: str = ""
    """Address of the avatar, or empty: then the initial stands for it."""
    is_sample: bool = False


@dataclass(frozen=True)
class Reposter:
    """Whose repost has brought a post."""

    handle: str = ""
    name: str = ""


@dataclass(frozen=True)
class ParentView:
    """What a post came of, as its card says it: the same for everybody."""

    id: str = ""
    """Empty where it isn't for everybody."""
    handle: str = ""
    """Empty where its author is gone."""
    mode: str = ""
    """`prompt`, `edit`, `mask`, `blend` or `blanks`."""
    thumb: str = ""
    """Address of its picture (96), which asks who looks; empty as `id` is."""


@dataclass(frozen=True)
class PostCard:
    """A post in a list."""

    id: str
    version: int
    author: AuthorView
    pictures: list[PictureView]
    prompt: str
    """Empty where the author hid it."""
    caption: str
    tags: list[str]
    engine: str
    model: str
    """What to print for the engine: `gpt-image-2`, `Sketch`."""
    shape: str
    rating: str
    licence: str
    """Short name to print (`CC BY 4.0`)."""
    remix: str
    published_at: str
    is_sample: bool
    edited: bool
    parents: list[ParentView] = field(default_factory=list)
    steps: int = 0
    """From its furthest ancestor."""


@dataclass(frozen=True)
class FoundCard(PostCard):
    """A card as Explore gives it for words."""

    found: list[tuple[str, bool]] = field(default_factory=list)
    """Pieces of its text, and whether they are one of the words."""


@dataclass(frozen=True)
class ConsentView:
    """What the author allows now."""

    remix: str = ""
    licence: str = ""
    licence_name: str = ""
    licence_url: str = ""
    training: bool = False
    version: int = 0
    decided_at: str = ""


@dataclass(frozen=True)
class PostView:
    """A post on its own page."""

    card: PostCard
    consent: ConsentView
    quality: str
    size: str
    """`1536 × 1024`."""
    seeds: list[str]
    """As text, for JavaScript's numbers are too small; empty where hidden or unknown."""
    visibility: str
    status: str
    prompt_hidden: bool
    mine: bool
    """Whether the viewer is its author and may edit it."""
    replies: str = "everybody"
    """Who may comment: `everybody`, `followers` or `nobody`."""
    publish_at: str = ""
    """When a scheduled post is due; empty for every other."""
    pinned: bool = False
    """Whether its author's page begins with it."""
    answers: list[int] = field(default_factory=lambda: [0, 0, 0, 0, 0])
    """See `marks_shown.Answers`."""
    held_why: str = ""
    """What its author reads where a moderator has hidden or removed it."""


@dataclass(frozen=True)
class VariantView:
    """One picture of a generation: waiting, forming, there, or not come."""

    id: str
    """The call's id."""
    number: int
    status: str
    progress: float
    picture_id: str
    """Empty until ready."""
    picture: PictureView
    """The forming picture while it forms, then the finished one."""
    prompt: str
    seed: str
    error: str
    """The message id of a sentence, or empty; the edge that shows it says it in the viewer's language: `say(error, **error_values)`."""
    error_values: dict[str, str]
    decision: str
    can_retry: bool
    retry_at: str
    """Not before this time, where the engine asked to wait; else empty."""
    posted_as: str
    """The id of the post it was published in, or empty."""
    cost: int = 0
    post_status: str = ""
    """What that post is now, a `PostStatus`; empty without one."""


@dataclass(frozen=True)
class GenerationView:
    """A request and what came of it (PendingCard while it runs)."""

    id: str
    status: str
    """`queued`, `running`, `ready`, `partly_ready`, `failed`, `cancelled`."""
    engine: str
    model: str
    prompt: str
    shape: str
    quality: str
    width: int
    height: int
    seed: str
    transparent: bool
    references: list[ReferenceView]
    variants: list[VariantView]
    ready: int
    total: int
    created_at: str
    cost: int
    """Of all its calls, also of those that were tried again."""
    draft: bool = False
    form: dict[str, str] = field(default_factory=dict)
    mode: str = ""
    """How it takes its sources further; empty where it is no remix."""
    sources: list[SourceView] = field(default_factory=list)
    mask: str = ""
    """Id of its mask."""


@dataclass(frozen=True)
class GenerationPage:
    """A page of the library. `next` continues it and is empty at the end."""

    generations: list[GenerationView]
    next: str


@dataclass(frozen=True)
class AllowanceView:
    """What one may still ask for today, shown before one asks."""

    pictures_left: int = 0
    pictures_a_day: int = 0
    running: int = 0
    """Generations under way."""
    at_once: int = 0
    budget_left: int = 0
    """What the server may still spend today, in micro-dollars; counts for paid engines only."""
    paid: bool = False
    """Whether the chosen engine costs money."""
    reason: str = ""
    """Message id of why nothing can be asked for just now, or empty; say it with `reason_values`."""
    reason_values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ViewerView:
    """Who looks, for the shell."""

    signed_in: bool = False
    handle: str = ""
    name: str = ""
    avatar: str = ""
    role: str = ""
    is_admin: bool = False
    is_moderator: bool = False
    choosy: bool = False
    """Whether there is anybody or anything that they don't see."""
    shows: str = ""
    """Ratings whose pictures need no veil: `suggestive mature`."""
    private: bool = False
    """Whether their account approves its followers."""
    suspended: bool = False
    suspended_until: str = ""
    """Empty where it has no end."""
    suspended_why: str = ""
    new: bool = False
    """Whether the account was made within a day."""


@dataclass(frozen=True)
class TextPart:
    """A piece of somebody's text, and where it leads: `https://…`, `/u/…`, or empty for plain words."""

    text: str = ""
    href: str = ""


@dataclass(frozen=True)
class ProfileView:
    """Somebody's page."""

    handle: str = ""
    name: str = ""
    bio: list[TextPart] = field(default_factory=list)
    avatar: str = ""
    """Address of the picture (640), or empty."""
    joined: str = ""
    posts: int = 0
    """Those that this viewer can find there."""
    followers: int = 0
    following: int = 0
    is_sample: bool = False
    mine: bool = False
    follows: bool = False
    """Whether the viewer follows them."""
    follows_back: bool = False
    """Whether they follow the viewer."""
    blocked: bool = False
    """By the viewer; then nothing else is told."""
    muted: bool = False
    private: bool = False
    """Whether it approves its followers."""
    hidden: bool = False
    """Whether its posts and people are not for this viewer."""
    asked: bool = False
    """Whether the viewer has asked to follow it, and waits."""
    requests: int = 0
    """Of who looks at themselves: how many wait to be let in."""
    tags: list[str] = field(default_factory=list)
    """Those they use most in what this viewer can find there, the most used first."""
    pinned: list[str] = field(default_factory=list)
    """Ids of the posts that stand first."""
    shows_likes: bool = False
    """Whether others find there what its person likes."""


@dataclass(frozen=True)
class PersonView:
    """Somebody in a list of people."""

    id: str
    """The handle: what the browser's store of lists goes by."""
    handle: str
    name: str
    bio: str
    """In one line."""
    avatar: str
