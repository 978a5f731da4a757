"""The words of a comment: what is taken, whom they mention, and the clean HTML they become. Pure.

Markdown as CommonMark has it (https://spec.commonmark.org), of which emphasis, code, quotes, lists and links are left, and every line break is kept.
`markdown-it-py` reads it and knows no HTML; `nh3` then lets through nothing but what is named here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from html import unescape

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from rxfeed.domain import links
from rxfeed.domain.errors import Invalid
from rxfeed.domain.gallery_words import tidy
from rxfeed.domain.people_views import TextPart

MOST = 2_000
MOST_MENTIONS = 10
MOST_LINES = 100
"""With words in them: two thousand characters could fill twenty screens otherwise, before anybody else's."""
TAGS = {"p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a"}
RULES = ["newline", "escape", "backticks", "emphasis", "link", "autolink", "balance_pairs", "fragments_join", "fence", "blockquote", "list"]
PROFILE = "/u/"
MARKUP = re.compile("<[^>]*>")
"""In HTML that is clean already, to be shown as plain words."""
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Characters that turn the direction of whatever comes after them, also beyond the comment."""
UNSEEN = "\u034f\u115f\u1160\u2800\u3164\uffa0"
"""Letters that nobody sees, though Unicode calls them letters, marks or signs."""


def taken(text: str) -> str:
    """Tidied. Raises `Invalid` where nothing is to be seen, more than 2,000 characters, or more than 100 lines."""
    if len(text) > 20 * MOST:
        raise _too_long(len(text))
    clean = TURNING.sub("", tidy(text)).strip()
    if not any(_is_seen(letter) for letter in clean):
        raise Invalid("Write something first.", field="text")
    if len(clean) > MOST:
        raise _too_long(len(clean))
    if (lines := sum(bool(line.strip()) for line in clean.splitlines())) > MOST_LINES:
        raise Invalid("A comment has at most {limit} lines; this one has {count}.", field="text", limit=MOST_LINES, count=lines)
    return clean


def mentioned(text: str) -> list[str]:
    """The handles that are mentioned, each once. Raises `Invalid` above ten."""
    found = {part.href.removeprefix(PROFILE) for part in _leads(text) if part.href.startswith(PROFILE)}
    if len(found) > MOST_MENTIONS:
        raise Invalid("A comment mentions at most {limit} people; this one mentions {count}.", field="text", limit=MOST_MENTIONS, count=len(found))
    return sorted(found)


def rendered(text: str, people: Collection[str]) -> str:
    """As HTML. Only the handles among `people` become links."""
    html = _MARKDOWN.render(text, {"people": frozenset(people)})
    clean = nh3.clean(html, tags=TAGS, attributes={"a": {"href"}, "ol": {"start"}}, url_schemes={"http", "https"}, link_rel="nofollow ugc noopener")
    return clean.strip()


def plain(html: str) -> str:
    """The words of a comment's HTML, without signs of layout."""
    return unescape(MARKUP.sub("", html))


def _leads(text: str) -> Iterator[TextPart]:
    """Everything in the running text that leads somewhere; code and what is a link already don't count."""
    for token in _MARKDOWN.parse(text, {"people": frozenset()}):
        for child in _outside_links(token.children or []):
            yield from links.parted(child.content)


def _outside_links(tokens: Sequence[Token]) -> Iterator[Token]:
    depth = 0
    for token in tokens:
        depth += token.nesting if token.type in {"link_open", "link_close"} else 0
        if token.type == "text" and not depth:
            yield token


def _link_up(state: StateCore) -> None:
    """A rule of the parser: addresses and mentions within the text become links."""
    for block in state.tokens:
        plain = {id(token) for token in _outside_links(block.children or [])}
        block.children = [new for token in block.children or [] for new in (_linked(token, state.env["people"]) if id(token) in plain else [token])]


def _linked(token: Token, people: Collection[str]) -> Iterator[Token]:
    for part in links.parted(token.content):
        if not part.href or (part.href.startswith(PROFILE) and part.href.removeprefix(PROFILE) not in people):
            yield Token("text", "", 0, content=part.text, level=token.level)
            continue
        yield Token("link_open", "a", 1, attrs={"href": part.href}, level=token.level)
        yield Token("text", "", 0, content=part.text, level=token.level + 1)
        yield Token("link_close", "a", -1, level=token.level)


def _markdown() -> MarkdownIt:
    made = MarkdownIt("zero", {"breaks": True}).enable(RULES)
    made.validateLink = lambda url: url.startswith(("http://", "https://")) and bool(links.target(url))  # type: ignore[method-assign]
    made.core.ruler.push("link up", _link_up)
    return made


def _is_seen(letter: str) -> bool:
    return unicodedata.category(letter)[0] not in "CZ" and letter not in UNSEEN and unicodedata.category(letter) != "Mn"


def _too_long(count: int) -> Invalid:
    return Invalid("A comment has at most {limit} characters; this one has {count}.", field="text", limit=MOST, count=count)


_MARKDOWN = _markdown()
