"""What Reflex draws by calls of `jsx`, as HTML: elements, their attributes and styles, memos within them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import reflex as rx
from reflex_base.compiler.templates import _RenderUtils
from reflex_base.components.memo import MEMOS, MemoComponentDefinition
from reflex_base.utils.memo_paths import library_and_symbol
from tree_sitter import Node

from rxfeed.ui.first_paint.expressions import Expressions, Fixed, Read, Scope, Unreadable, field, parsed, text, written
from rxfeed.ui.first_paint.language import Words

EMPTY = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "path"})
"""Elements without content. `path` ends itself."""
NAMES = {
    "className": "class", "htmlFor": "for", "to": "href", "viewBox": "viewBox", "strokeWidth": "stroke-width", "strokeLinecap": "stroke-linecap",
    "strokeLinejoin": "stroke-linejoin",
}  # fmt: skip
"""Of attributes, where they aren't React's in small letters."""
UNSEEN = re.compile(r"on[A-Z]\w*|key|ref|discover")
"""What React keeps to itself."""
UNITLESS = frozenset({"aspectRatio", "flexGrow", "flexShrink", "fontWeight", "lineHeight", "opacity", "order", "zIndex"})
LINKS = frozenset({"ReactRouterLink"})
NOTHING_YET = frozenset({"Modal"})
"""Components of our own scripts that show nothing before somebody does something."""
_SPOKEN = re.compile(r"(aria|data)-")


class Markup(str):
    """HTML already."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Joined:
    """HTML in pieces: those that are always the same, and those that are drawn each time."""

    parts: Sequence[str | Read]

    def __call__(self, scope: Scope) -> Markup:
        return Markup("".join([part if isinstance(part, str) else part(scope) for part in self.parts]))


class Elements(Expressions):
    """Reads calls of `jsx`. `hooks`: what functions that a component calls first come to, of the scope and their arguments."""

    def __init__(self, language: str, hooks: Mapping[str, Callable[..., Any]]) -> None:
        super().__init__({"words": Words(language)})
        self.hooks = hooks
        memos = [memo for memo in MEMOS.values() if isinstance(memo, MemoComponentDefinition)]
        self.memos = {library_and_symbol(memo.source_module, memo.export_name)[1]: memo for memo in memos}

    def memo(self, definition: MemoComponentDefinition) -> Callable[[Scope], Markup]:
        """The component as a function of its properties' values. Raises `Unreadable`."""
        names = {param.js_prop_name: param.placeholder_name for param in definition.params}
        draw = self.component(definition.component, frozenset(names.values()))
        return lambda given: draw({**given, **{names[name]: value for name, value in given.items() if name in names}})

    def component(self, component: rx.Component, bound: frozenset[str]) -> Read:
        """The component as a function of the names that it uses."""
        hooked = {name: read for line in component._get_all_hooks() for name, read in self._hook(line, bound)}  # noqa: SLF001
        draw = self.read(parsed(_RenderUtils.render(component.render())), bound | set(hooked))
        return lambda scope: draw({**scope, **{name: read(scope) for name, read in hooked.items()}})

    def _hook(self, line: str, bound: frozenset[str]) -> list[tuple[str, Read]]:
        """`const answered = useAnswers(post, given);` as the name and what it comes to. What others give has no name here, and can't be drawn."""
        declared = parsed(line).named_children[0].named_children[0]
        call = field(declared, "value")
        hook = text(field(call, "function")) if call.type == "call_expression" else ""
        if hook not in self.hooks:
            return []
        given = [self.read(argument, bound) for argument in field(call, "arguments").named_children]
        return [(text(field(declared, "name")), lambda scope: self.hooks[hook](scope, *[read(scope) for read in given]))]

    def called(self, function: str, arguments: list[Node], bound: frozenset[str]) -> Read | None:
        if function == "jsx":
            return self._element(arguments, bound)
        if function == "Array.prototype.map.call":
            values, drawn = (self.read(argument, bound) for argument in arguments)
            return lambda scope: Markup("".join([shown(drawn(scope)(value, number)) for number, value in enumerate(values(scope))]))
        return None

    def _element(self, arguments: list[Node], bound: frozenset[str]) -> Read:
        named, props, *children = arguments
        tag, given = text(named), self.pairs(props)
        if tag in self.memos:
            values = {name: self.read(value, bound) for name, value in given.items() if name != "key"}
            draw = self.memo(self.memos[tag])
            return lambda scope: draw({**scope, **{name: read(scope) for name, read in values.items()}})
        if tag in NOTHING_YET:
            return Fixed(None)
        inner = [part for child in children for part in _parts(self.read(child, bound))]
        if tag == "Fragment":
            return Joined(_merged(inner))
        if named.type != "string" and tag not in LINKS:
            raise Unreadable(f"{tag} is no element")
        name = "a" if tag in LINKS else tag.strip('"')
        attributes = [part for key, value in given.items() if not UNSEEN.fullmatch(key) for part in self._attribute(key, value, bound)]
        end = [] if name in EMPTY else [*inner, f"</{name}>"]
        return Joined(_merged([f"<{name}", *attributes, "/>" if name == "path" else ">", *end]))

    def _attribute(self, key: str, value: Node, bound: frozenset[str]) -> list[str | Read]:
        if key == "css":
            raise Unreadable(f"A style that only scripts can write; `custom_attrs` are for everybody: {text(value)}")
        read, name = self.read(value, bound), NAMES.get(key, key if "-" in key else key.lower())
        write = styled if key == "style" else lambda value: attribute(name, value)
        if isinstance(read, Fixed):
            return [write(read.value)]
        return [lambda scope: write(read(scope))]


def shown(value: Any) -> str:
    """A child, as React shows it."""
    if isinstance(value, Markup):
        return value
    if value is None or isinstance(value, bool):
        return ""
    return "".join(map(shown, value)) if isinstance(value, list) else escape(written(value), quote=False)


def attribute(name: str, value: Any) -> str:
    """With its blank before it, as React writes it; nothing for what is not there."""
    if value is None or (isinstance(value, bool) and not _SPOKEN.match(name)):
        return f' {name}=""' if value else ""
    return f' {name}="{escape(written(value))}"'


def styled(values: Mapping[str, Any]) -> str:
    """The `style` of an element. Numbers are pixels, but for what is no length."""
    units = ((name, written(value) + ("px" if isinstance(value, int | float) and value and name not in UNITLESS else "")) for name, value in values.items())
    return attribute("style", ";".join(f"{_dashed(name)}:{value}" for name, value in units))


def _dashed(name: str) -> str:
    return re.sub("[A-Z]", lambda letter: f"-{letter[0].lower()}", name)


def _parts(read: Read) -> Sequence[str | Read]:
    if isinstance(read, Joined):
        return read.parts
    return [shown(read.value)] if isinstance(read, Fixed) else [lambda scope: shown(read(scope))]


def _merged(parts: Sequence[str | Read]) -> list[str | Read]:
    """Neighbours that are always the same become one."""
    merged: list[str | Read] = []
    for part in parts:
        if isinstance(part, str) and merged and isinstance(last := merged[-1], str):
            merged[-1] = last + part
        else:
            merged.append(part)
    return merged
