"""What a file's credentials say, as lines that anybody understands: one sentence each, and whether it is good news."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

import reflex as rx

from rxfeed.domain.credentials_claims import Trust
from rxfeed.domain.credentials_reading import Reading, StepView
from rxfeed.ui.components.icons import icon
from rxfeed.ui.words import mark, said

FEW = 12
"""Ancestors that are told of one by one."""
WHY = {
    "pixels": mark("The file was changed after it was signed. Nothing it says is certain any more."),
    "claims": mark("What is said in it was changed after it was signed. Nothing it says is certain any more."),
    "signature": mark("The signature is not genuine."),
    "expired": mark("The certificate that it was signed with is no longer valid, or was not yet."),
    "revoked": mark("The certificate that it was signed with has been withdrawn."),
}
MADE = {
    "ai": mark("Made by AI: {agents}."),
    "algorithm": mark("Drawn by a program, without AI: {agents}."),
    "": mark("Made with {agents}."),
}
BEFORE = {1: mark("One step back: @{handle}, {agents}.")}
FURTHER = mark("{back} steps back: @{handle}, {agents}.")
TRAINING = {"yes": mark("Its author lets models learn from it."), "no": mark("Its author does not let models learn from it.")}


@dataclass(frozen=True)
class Line:
    """`tone`: `ok`, `bad`, or `plain`."""

    tone: str = "plain"
    sentence: str = ""
    blanks: dict[str, str] = dataclasses.field(default_factory=dict)


def lines(reading: Reading) -> list[Line]:
    """All of it, what matters most first."""
    return [*_verdict(reading), *(_claims(reading) if reading.steps else [])]


def told_lines(shown: rx.Var[list[Line]]) -> rx.Component:
    """As a list. Words and sign say the same; the colour only repeats it."""

    def one(line: rx.Var[Line]) -> rx.Component:
        sign = rx.match(line.tone, ("ok", icon("check", 20, "text-ok")), ("bad", icon("warning", 20, "text-bad")), icon("right", 20, "text-ink-3"))
        return rx.el.li(sign, rx.el.span(said(line.sentence, line.blanks), class_name="min-w-0 wrap-anywhere"), class_name="flex gap-2.5 py-1.5")

    return rx.el.ul(rx.foreach(shown, one), role="list")


def _verdict(reading: Reading) -> Iterator[Line]:
    signer = {"signer": reading.steps[0].signer or "?"} if reading.steps else {}
    match reading.trust:
        case "":
            yield Line("plain", mark("This file has no content credentials. Many programs take them away when they save a picture."))
        case Trust.TRUSTED:
            yield Line("ok", mark("The signature holds: nothing was changed since {signer} signed it."), signer)
        case Trust.VALID:
            yield Line("ok", mark("Nothing was changed since it was signed."))
            yield Line("bad", mark("Who signed calls itself {signer}. This server does not know whether that is so."), signer)
        case Trust.ELSEWHERE:
            yield Line("plain", mark("The file only says where its credentials lie. This server does not fetch them from there."))
        case Trust.BROKEN:
            yield Line("bad", mark("The file has content credentials that can't be read: they are damaged, or larger than is looked at."))
        case _:
            yield Line("bad", WHY.get(reading.reason, mark("Its content credentials don't hold.")))
            yield Line("plain", mark("What it says all the same:"))


def _claims(reading: Reading) -> Iterator[Line]:
    own = reading.steps[0]
    if own.agents:
        yield Line("plain", MADE[own.made], {"agents": own.agents})
    if own.handle:
        yield Line("plain", mark("By @{handle}."), {"handle": own.handle})
    if own.licence:
        yield Line("plain", mark("Licence: {licence}."), {"licence": own.licence})
    if own.training:
        yield Line("plain", TRAINING[own.training])
    if own.consent:
        yield Line("plain", mark("It carries version {version} of its author's decision."), {"version": str(own.consent)})
    yield from _chain(reading)


def _chain(reading: Reading) -> Iterator[Line]:
    if reading.ancestors == 1:
        yield Line("plain", mark("The chain goes back one step."))
    elif reading.ancestors:
        yield Line("plain", mark("The chain goes back {back} steps, over {count} pictures."), {"back": str(reading.back), "count": str(reading.ancestors)})
    elif not reading.bare:
        yield Line("plain", mark("The chain begins with this picture."))
    for step in reading.steps[1 : FEW + 1]:
        yield _ancestor(step)
    if len(reading.steps) > FEW + 1:
        yield Line("plain", mark("And {count} more."), {"count": str(reading.ancestors - FEW)})
    for title in reading.bare[:FEW]:
        yield Line("plain", mark("Of one picture that went into it there is only the name: {title}."), {"title": title})
    if reading.older:
        yield Line("plain", mark("Older ancestors are listed at {address}."), {"address": reading.older})


def _ancestor(step: StepView) -> Line:
    blanks = {"back": str(step.back), "handle": step.handle or "?", "agents": step.agents or step.title or "?"}
    if step.broken:
        return Line("bad", mark("{back} steps back: @{handle}, {agents}. Its credentials did not hold when it was put in."), blanks)
    return Line("plain", BEFORE.get(step.back, FURTHER), blanks)
