"""The expressions that Reflex writes, read once and made into Python functions of the names that are bound."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from operator import ge, gt, le, lt, sub, truediv
from typing import Any
from urllib.parse import quote

import tree_sitter_javascript
from tree_sitter import Language, Node, Parser

Scope = dict[str, Any]
Read = Callable[[Scope], Any]
_PARSER = Parser(Language(tree_sitter_javascript.language()))


class Unreadable(Exception):
    """An expression of a kind that isn't known here. Add it, or write the component without it."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """What is known beforehand."""

    value: Any

    def __call__(self, scope: Scope) -> Any:
        return self.value


def parsed(script: str) -> Node:
    """The program. Raises `Unreadable` where it is no JavaScript."""
    program = _PARSER.parse(script.encode()).root_node
    if program.has_error:
        raise Unreadable(script)
    return program


def text(node: Node) -> str:
    """As it is written."""
    return (node.text or b"").decode()


def field(node: Node, name: str) -> Node:
    """A part that it must have."""
    if (found := node.child_by_field_name(name)) is None:
        raise Unreadable(text(node))
    return found


def joined(make: Callable[..., Any], *parts: Read) -> Read:
    """`make` of what the parts come to: at once, where all is known."""
    if all(isinstance(part, Fixed) for part in parts):
        return Fixed(make(*(part({}) for part in parts)))
    if len(parts) == 1:
        (only,) = parts
        return lambda scope: make(only(scope))
    if len(parts) == 2:
        left, right = parts
        return lambda scope: make(left(scope), right(scope))
    return lambda scope: make(*[part(scope) for part in parts])


class Expressions:
    """Reads nodes. `known`: what names stand for that are the same every time; `bound` are those that the scope will have."""

    def __init__(self, known: Mapping[str, Any]) -> None:
        self.known = {**GLOBALS, **known}

    def read(self, node: Node, bound: frozenset[str]) -> Read:
        """The function that comes to the node's value. Raises `Unreadable`."""
        reader: Callable[[Node, frozenset[str]], Read] | None = getattr(self, f"_{node.type}", None)
        if reader is None:
            raise Unreadable(f"{node.type}: {text(node)}")
        return reader(node, bound)

    def called(self, function: str, arguments: list[Node], bound: frozenset[str]) -> Read | None:
        """For calls that mean something of their own; nothing where they don't."""
        return None

    def _program(self, node: Node, bound: frozenset[str]) -> Read:
        return self.read(node.named_children[0], bound)

    _expression_statement = _parenthesized_expression = _program

    def _string(self, node: Node, bound: frozenset[str]) -> Read:
        return Fixed(json.loads(text(node)))

    _number = _true = _false = _null = _string

    def _undefined(self, node: Node, bound: frozenset[str]) -> Read:
        return Fixed(None)

    def _identifier(self, node: Node, bound: frozenset[str]) -> Read:
        name = text(node)
        if name in bound:
            return lambda scope: scope[name]
        if name not in self.known:
            raise Unreadable(f"{name} is nowhere defined")
        return Fixed(self.known[name])

    def _array(self, node: Node, bound: frozenset[str]) -> Read:
        return joined(lambda *values: list(values), *(self.read(child, bound) for child in node.named_children))

    def _object(self, node: Node, bound: frozenset[str]) -> Read:
        pairs = self.pairs(node)
        return joined(lambda *values: dict(zip(pairs, values, strict=True)), *(self.read(value, bound) for value in pairs.values()))

    def pairs(self, node: Node) -> dict[str, Node]:
        """What an object is written with, by name."""
        return {self._key(field(pair, "key")): field(pair, "value") for pair in node.named_children}

    def _key(self, node: Node) -> str:
        written = text(node.named_children[0] if node.type == "computed_property_name" else node)
        return str(json.loads(written)) if written.startswith('"') else written

    def _member_expression(self, node: Node, bound: frozenset[str]) -> Read:
        return joined(partial(item, key=text(field(node, "property"))), self.read(field(node, "object"), bound))

    def _subscript_expression(self, node: Node, bound: frozenset[str]) -> Read:
        return joined(item, self.read(field(node, "object"), bound), self.read(field(node, "index"), bound))

    def _unary_expression(self, node: Node, bound: frozenset[str]) -> Read:
        return joined(_UNARY[text(field(node, "operator"))], self.read(field(node, "argument"), bound))

    def _ternary_expression(self, node: Node, bound: frozenset[str]) -> Read:
        condition, then, other = (self.read(field(node, part), bound) for part in ("condition", "consequence", "alternative"))
        if isinstance(condition, Fixed):
            return then if true(condition.value) else other
        return lambda scope: (then if true(condition(scope)) else other)(scope)

    def _binary_expression(self, node: Node, bound: frozenset[str]) -> Read:
        sign, left, right = text(field(node, "operator")), self.read(field(node, "left"), bound), self.read(field(node, "right"), bound)
        if sign not in _BINARY:
            raise Unreadable(f"{sign}: {text(node)}")
        return joined(_BINARY[sign], left, right)

    def _arrow_function(self, node: Node, bound: frozenset[str]) -> Read:
        names = [text(name) for name in field(node, "parameters").named_children]
        body = self.read(field(node, "body"), bound | set(names))
        return lambda scope: lambda *values: body({**scope, **dict(zip(names, values, strict=False))})

    def _call_expression(self, node: Node, bound: frozenset[str]) -> Read:
        function, arguments = field(node, "function"), field(node, "arguments").named_children
        if (own := self.called(text(function), arguments, bound)) is not None:
            return own
        if function.type == "parenthesized_expression":
            return self._chosen(function.named_children[0], bound)
        given = [self.read(argument, bound) for argument in arguments]
        if function.type == "member_expression":
            return joined(partial(method, text(field(function, "property"))), self.read(field(function, "object"), bound), *given)
        return joined(lambda call, *values: call(*values), self.read(function, bound), *given)

    def _chosen(self, function: Node, bound: frozenset[str]) -> Read:
        """`rx.match`: a function, called at once, of one `switch` over `JSON.stringify(value)`. Cases without a body share the next one's."""
        switch = field(function, "body").named_children[0]
        value = self._stringified(field(switch, "value").named_children[0], bound)
        reads: list[tuple[Read, Read]] = []
        waiting: list[Read] = []
        for case in field(switch, "body").named_children:
            body = case.child_by_field_name("body")
            draw = self.read(body.named_children[0], bound) if body else None
            if case.type == "switch_default":
                other = draw or Fixed(None)
                break
            waiting.append(self._stringified(field(case, "value"), bound))
            if draw:
                reads, waiting = reads + [(wanted, draw) for wanted in waiting], []
        return lambda scope: next((draw for wanted, draw in reads if same(wanted(scope), value(scope))), other)(scope)

    def _stringified(self, node: Node, bound: frozenset[str]) -> Read:
        return self.read(field(node, "arguments").named_children[0], bound)


def true(value: Any) -> bool:
    """As JavaScript takes it: lists and objects are, also empty ones."""
    return bool(value) or isinstance(value, list | dict)


def same(left: Any, right: Any) -> bool:
    return bool(left == right and isinstance(left, bool) == isinstance(right, bool))


def written(value: Any) -> str:
    """As JavaScript joins it to text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def item(of: Any, key: Any) -> Any:
    """A property; nothing of nothing."""
    if isinstance(of, dict):
        return of.get(key)
    return len(of) if key == "length" and of is not None else None


def method(name: str, of: Any, *values: Any) -> Any:
    """What a thing of the page does: a list's `at`, the language's `say`."""
    return _METHODS[name](of, *values) if name in _METHODS else getattr(of, name)(*values)


def _plus(left: Any, right: Any) -> Any:
    return written(left) + written(right) if isinstance(left, str) or isinstance(right, str) else left + right


def _at(values: Any, index: int) -> Any:
    return values[index] if values and -len(values) <= index < len(values) else None


_UNARY: dict[str, Callable[[Any], Any]] = {"!": lambda value: not true(value), "-": lambda value: -value}
_BINARY: dict[str, Callable[[Any, Any], Any]] = {
    "===": same, "!==": lambda left, right: not same(left, right), "+": _plus, "-": sub, "*": lambda left, right: left * right, "/": truediv,
    ">": gt, ">=": ge, "<": lt, "<=": le, "??": lambda left, right: right if left is None else left,
    "&&": lambda left, right: right if true(left) else left, "||": lambda left, right: left if true(left) else right,
}  # fmt: skip
_METHODS: dict[str, Callable[..., Any]] = {
    "at": _at, "valueOf": lambda value: value, "includes": lambda values, value: value in values,
    "startsWith": lambda text, start: text.startswith(start),
}
GLOBALS: dict[str, Any] = {
    "encodeURIComponent": lambda value: quote(value, safe="-_.!~*'()"),
    "isTrue": bool,
    "pyStrAt": _at,
    "pyStrLength": len,
    "pyOr": lambda value, other: value or other(),
    "pyAnd": lambda value, other: other() if value else value,
}
"""What Reflex and the browser define."""
