"""What changed between two prompts, to be read without colour too: what came is underlined, what went is struck."""

from __future__ import annotations

import reflex as rx

from rxfeed.domain.prompt_diff import Piece


def prompt_diff(pieces: rx.Var[list[Piece]], class_name: str = "text-card") -> rx.Component:
    """`domain.prompt_diff.pieces` as one paragraph; screen readers are told of insertions and deletions by their elements."""

    def drawn(piece: rx.Var[Piece]) -> rx.Component:
        return rx.match(
            piece.kind,
            ("added", rx.el.ins(piece.text, class_name="bg-add rounded-[3px] underline decoration-1 underline-offset-4")),
            ("removed", rx.el.del_(piece.text, class_name="bg-del rounded-[3px] line-through decoration-1 mr-1")),
            rx.el.span(piece.text),
        )

    return rx.el.p(rx.foreach(pieces, drawn), class_name=f"font-serif italic text-pretty whitespace-pre-wrap {class_name}")
