"""The first cards as the page will draw them (`rxfeed/ui/components/post_card.py`), but as HTML: what one sees waits for no script and no socket.

The scripts put their own cards in the place of these, so both have the same boxes, pictures and classes; `tests/browser/test_feed.py` compares them.
Words are English until the scripts know better, as in the rest of the compiled page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from html import escape
from typing import Any
from urllib.parse import quote

FIRST = 6
"""Cards: what the tallest screens show."""
EAGER = 2
"""Pictures worth fetching before anything else: what a first screen shows. The others wait until their place is known."""
TALLEST, PEEK, LONG = "62vh", 0.88, 150
"""As in the page's own card and prompt."""
_CARD = "md:rounded-lg md:border border-line bg-surface max-md:bg-transparent overflow-hidden [content-visibility:auto] [contain-intrinsic-size:auto_720px]"
_FACE = "rounded-full bg-sunken border border-line shrink-0 object-cover"
_INITIAL = f"{_FACE} inline-grid place-items-center font-serif italic text-lg text-ink-2 uppercase"
_SAMPLE = "text-tiny font-medium text-ink-3 px-2 py-0.5 rounded-full bg-sunken"
_BOX = "relative overflow-hidden bg-sunken bg-size-[100%_100%] bg-no-repeat bg-center"
_PROMPT = "fold block font-serif italic text-card text-ink hover:text-ink-2 text-pretty"
_THREAD = "flex items-center gap-3 mx-4 md:mx-5 mb-3 px-2.5 py-2 min-h-13 rounded-md bg-sunken"
_THREAD_WORDS = "flex flex-wrap gap-x-1.5 min-w-0 text-sm text-ink-2"
_THUMB = '<span class="size-8 rounded-sm overflow-hidden bg-line border border-line shrink-0">{}</span>'
_MODES = {"prompt": "words", "edit": "words and picture", "mask": "part of it", "blend": "blend", "blanks": "filled in"}
_CHIP = "inline-flex items-center gap-1 px-2.5 min-h-6.5 rounded-full border border-line text-tiny text-ink-2 whitespace-nowrap"
_AGAIN = "inline-flex items-center min-h-11 px-3 rounded-full font-semibold whitespace-nowrap no-underline text-ink-2 text-sm"
_REMIX = "inline-flex items-center gap-2 min-h-10 px-4 rounded-full font-semibold whitespace-nowrap no-underline bg-accent-soft text-on-accent-soft text-sm"
_PRESS = "inline-flex items-center justify-center gap-1.5 min-h-10 min-w-10 px-2.5 rounded-full text-sm font-medium text-ink-2 tabular-nums no-underline"


def first_cards(cards: Sequence[Mapping[str, Any]], answers: Sequence[Sequence[int]]) -> str:
    """HTML of the first six. Cards and what stands below them are those of the list's JSON."""
    return "".join(_card(card, below, eager=number < EAGER) for number, (card, below) in enumerate(zip(cards[:FIRST], answers, strict=False)))


def sizes(picture: Mapping[str, Any]) -> str:
    """How wide a card shows the picture, for `sizes`: as wide as the column, or as its greatest height lets it be."""
    width = f"calc({TALLEST}*{picture['width']}/{picture['height']})"
    return f"(min-width: 760px) min(784px, 90vw, {width}), min(100vw, {width})"


def _card(card: Mapping[str, Any], answers: Sequence[int], *, eager: bool) -> str:
    shown = _strip(card, eager) if len(card["pictures"]) > 1 else _single(card, eager)
    caption = f'<p class="text-ink-2 whitespace-pre-line">{escape(card["caption"])}</p>' if card["caption"] else ""
    tags = "".join(f'<span class="mr-2">#{escape(tag)}</span>' for tag in card["tags"])
    below = _prompt(card) + caption + (f'<p class="text-sm text-ink-3">{tags}</p>' if tags else "") + _facts(card) + _answers(card["id"], answers)
    above = _author(card) + _thread(card)
    return f'<article class="{_CARD}">{above}{shown}<div class="flex flex-col gap-2.5 px-4 md:px-5 pt-3.5 pb-2.5">{below}</div></article>'


def _author(card: Mapping[str, Any]) -> str:
    author = card["author"]
    room = 'style="width:36px;height:36px"'
    initial = f'<span aria-hidden="true" {room} class="{_INITIAL}">{escape(author["name"][:1])}</span>'
    face = f'<img src="{escape(author["avatar"])}" alt="" width="36" height="36" {room} class="{_FACE}">' if author["avatar"] else initial
    when = f'<time datetime="{escape(card["published_at"])}">{_ago(datetime.fromisoformat(card["published_at"]), datetime.now(UTC))}</time>'
    name = (
        f'<a class="font-semibold truncate" href="/u/{author["handle"]}">{escape(author["name"])}</a>'
        f'<span class="text-sm text-ink-3 truncate max-sm:hidden">@{escape(author["handle"])}</span>'
        '<span aria-hidden="true" class="text-ink-3 max-sm:hidden">·</span>'
        f'<a class="text-sm text-ink-3 whitespace-nowrap py-2" href="/p/{card["id"]}">{when}</a>'
    )
    badge = f'<span class="{_SAMPLE}">Sample</span>' if card["is_sample"] else ""
    return (
        f'<header class="flex items-center gap-3 px-4 md:px-5 py-3">{face}<div class="flex items-baseline gap-1.5 min-w-0 grow">{name}</div>{badge}</header>'
    )


def _thread(card: Mapping[str, Any]) -> str:
    """The line of `rxfeed/ui/components/lineage_thread.py`."""
    if not card["parents"]:
        return ""
    parents = card["parents"]
    thumbs = (f'<img src="{escape(each["thumb"])}" alt="" loading="lazy" class="size-full object-cover">' if each["thumb"] else "" for each in parents)
    faces = "".join(map(_THUMB.format, thumbs))
    names = "".join(f'<span class="font-semibold text-ink">@{escape(each["handle"])}</span>' for each in parents if each["handle"])
    mode = f"<span>· {_MODES[parents[0]['mode']]}</span>"
    steps = f"<span>· {card['steps']} steps from the first</span>" if card["steps"] > 1 else ""
    words = f'<p class="{_THREAD_WORDS}"><span>Remixed from</span>{names}{mode}{steps}</p>'
    return f'<div class="{_THREAD}"><span class="flex -space-x-2">{faces}</span>{words}</div>'


def _single(card: Mapping[str, Any], eager: bool) -> str:
    picture = card["pictures"][0]
    limit = f";max-height:{TALLEST};background-size:min(100%,{TALLEST}*{picture['width']}/{picture['height']}) 100%"
    return f'<a class="block" href="/p/{card["id"]}">{_framed(card, picture, eager, "w-full", limit)}</a>'


def _strip(card: Mapping[str, Any], eager: bool) -> str:
    first = card["pictures"][0]
    slide = f'<li class="h-full shrink-0 max-w-[88%] snap-center first:snap-start last:snap-end"><a class="block h-full" href="/p/{card["id"]}">'
    slides = "".join(f"{slide}{_framed(card, picture, eager, 'h-full max-w-full')}</a></li>" for picture in card["pictures"])
    shape = f"aspect-ratio:{first['width']}/{first['height'] * PEEK};max-height:{TALLEST}"
    row = f'<ul role="list" class="flex h-full gap-1 overflow-x-auto snap-x snap-mandatory plain-scroll">{slides}</ul>'
    return f'<div class="relative w-full" style="{shape}">{row}</div>'


def _framed(card: Mapping[str, Any], picture: Mapping[str, Any], eager: bool, room: str, limit: str = "") -> str:
    """A rated picture stays at its placeholder: its veil comes with the scripts."""
    ground = f"background-image:url({picture['placeholder']})" if picture["placeholder"] else ""
    shown = _picture(card, picture, eager) if card["rating"] == "general" else ""
    return f'<div class="{_BOX} {room}" style="aspect-ratio:{picture["width"]}/{picture["height"]};{ground}{limit}">{shown}</div>'


def _picture(card: Mapping[str, Any], picture: Mapping[str, Any], eager: bool) -> str:
    words = picture["alt"] or card["prompt"] or f"Picture by {card['author']['name']}"
    urgency = 'fetchpriority="high"' if eager else 'loading="lazy"'
    return (
        f'<img alt="{escape(words)}" {urgency} decoding="async" width="{picture["width"]}" height="{picture["height"]}" sizes="{sizes(picture)}" '
        f'srcset="{escape(picture["srcset"])}" src="{escape(picture["src"])}" class="block absolute inset-0 size-full object-contain">'
    )


def _prompt(card: Mapping[str, Any]) -> str:
    if not card["prompt"]:
        return ""
    more = '<span class="inline-flex items-center min-h-8 text-sm font-semibold text-ink-2">More</span>' if len(card["prompt"]) > LONG else ""
    return f'<div class="flex flex-col"><a class="{_PROMPT}" href="/p/{card["id"]}">“{escape(card["prompt"])}”</a>{more}</div>'


def _facts(card: Mapping[str, Any]) -> str:
    sign = '<svg width="14" height="14"></svg>'
    facts = [escape(fact) for fact in (card["model"], card["shape"], card["licence"]) if fact]
    facts.append(sign + "Credentials")
    facts += [sign + "Prompt kept private"] * (not card["prompt"]) + [sign + "Edited"] * card["edited"]
    chips = "".join(f'<li class="{_CHIP}">{fact}</li>' for fact in facts)
    again = f'<a class="{_AGAIN}" href="/create?{_asked(card)}">Try this prompt</a>' if card["prompt"] else ""
    row = "flex flex-wrap items-center justify-between gap-x-3 gap-y-1 min-h-11"
    ways = f'<div class="ml-auto flex items-center">{again}{_remix(card)}</div>'
    return f'<div class="{row}"><ul role="list" class="flex flex-wrap gap-1.5">{chips}</ul>{ways}</div>'


def _remix(card: Mapping[str, Any]) -> str:
    words = {"anyone": "Remix", "ask": "Ask to remix"}.get(card["remix"], "")
    return f'<a class="{_REMIX}" href="/p/{card["id"]}/remix"><svg width="20" height="20"></svg>{words}</a>' if words else ""


def _answers(post: str, answers: Sequence[int]) -> str:
    """The row of `rxfeed/ui/components/answers.py`, for who is not known yet: links, and no menu to open."""
    likes, reposts, comments, remixes, _ = answers
    icon = '<svg width="20" height="20"></svg>'
    counted = (f"<span>{count:,}</span>" if count else "" for count in (likes, reposts, comments, *([remixes] if remixes else []), 0))
    links = "".join(f'<a class="{_PRESS}" href="/p/{post}">{icon}{count}</a>' for count in counted)
    return f'<div><div class="flex items-center -mx-2.5">{links}</div></div>'


def _asked(card: Mapping[str, Any]) -> str:
    return "&amp;".join(f"{name}={quote(card[name], safe='')}" for name in ("prompt", "shape", "engine"))


def _ago(then: datetime, now: datetime) -> str:
    """As `assets/words.js` says it in English."""
    minutes = max(0, int((now - then).total_seconds() // 60))
    if minutes < 60:
        return f"{minutes}m ago" if minutes else "this minute"
    if minutes < 1440:
        return f"{minutes // 60}h ago"
    days = minutes // 1440
    return f"{then:%b} {then.day}, {then.year}" if days >= 30 else f"{days}d ago" if days > 1 else "yesterday"
