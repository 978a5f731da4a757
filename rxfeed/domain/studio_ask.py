"""What somebody asks of an engine, checked against what the engine can do. Pure."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from rxfeed.domain import prompts, remixing_modes
from rxfeed.domain.errors import Invalid
from rxfeed.domain.ports_engines import Abilities, Order
from rxfeed.domain.remixing_modes import SHOWN, ParentPick

MOST_VARIANTS = 4
SEEDS = 2**32
"""Seeds are 0 to this, exclusive."""
_FORM_FIELDS, _FORM_NAME, _FORM_TEXT = 60, 60, 20_000
"""How many, and characters: of a name, and of all values together."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A wish as the composer sends it. Everything in it may be anything: `plan` checks it."""

    engine: str
    prompt: str
    shape: str = "1:1"
    quality: str = ""
    """Empty for the engine's first."""
    variants: int = 1
    seed: int | None = None
    """The first variant's; the others take the next ones. None: chosen by chance."""
    transparent: bool = False
    references: tuple[str, ...] = ()
    """Ids of pictures, as the screen knows them."""
    form: Mapping[str, str] = field(default_factory=dict)
    """What was typed of the coming post."""
    mode: str = ""
    """How the parents are taken further (`remixing_modes`); empty where it is no remix."""
    parents: tuple[ParentPick, ...] = ()
    """One, or for a blend up to four, in order."""
    mask: str = ""
    """Id of an upload of the kind `mask`: which part of the parent's picture may change."""
    blanks: Mapping[str, str] = field(default_factory=dict)
    """What goes into the blanks of the parent's prompt, by their names."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A wish that can be carried out: one order for each picture, without its call id and its references' bytes."""

    prompt: str
    """As it was typed, clean."""
    quality: str
    orders: tuple[Order, ...]


def plan(ask: Ask, able: Abilities) -> Plan:
    """One order for each variant. Raises `Invalid` with its field; the sentence names what the engine can't do."""
    prompt = prompts.clean(ask.prompt)
    quality = ask.quality or able.qualities[0]
    _check_choices(ask, quality, able)
    _check_references(ask, able)
    remixing_modes.check(ask, able)
    _check_seed(ask, able)
    texts = _texts(prompt, ask.variants, able)
    size = able.sizes[ask.shape]
    stand_ins = (b"",) * (len(ask.references) + (len(ask.parents) if ask.mode in SHOWN else 0))
    seeds = _seeds(ask, able)
    orders = tuple(Order("", text, size, quality, seed, ask.transparent, stand_ins) for text, seed in zip(texts, seeds, strict=True))
    return Plan(prompt, quality, orders)


def checked_form(form: object) -> dict[str, str]:
    """The form as it is kept. Raises `Invalid` where it isn't short names with text."""
    if not isinstance(form, Mapping) or len(form) > _FORM_FIELDS:
        raise _bad_form()
    kept: dict[str, str] = {}
    for name, text in form.items():
        if not (isinstance(name, str) and isinstance(text, str)) or len(name) > _FORM_NAME or len(text) > _FORM_TEXT:
            raise _bad_form()
        kept[storable(name)] = storable(text)
    if sum(map(len, kept.values())) > _FORM_TEXT:
        raise _bad_form()
    return kept


def storable(text: str) -> str:
    """Without the two kinds of sign that no database takes: NUL and halves of surrogate pairs."""
    return "".join(letter for letter in text if letter != "\0" and not 0xD800 <= ord(letter) <= 0xDFFF)


def _check_choices(ask: Ask, quality: str, able: Abilities) -> None:
    if type(ask.variants) is not int or not 1 <= ask.variants <= MOST_VARIANTS:
        raise Invalid("Ask for one to {most} pictures at a time.", field="variants", most=MOST_VARIANTS)
    if not isinstance(ask.shape, str) or ask.shape not in able.sizes:
        raise Invalid("{engine} can't draw this shape. Choose another.", field="shape", engine=able.model)
    if quality not in able.qualities:
        raise Invalid("{engine} has no such quality. Choose another.", field="quality", engine=able.model)
    if type(ask.transparent) is not bool or (ask.transparent and not able.transparency):
        raise Invalid("{engine} can't leave the background transparent.", field="transparent", engine=able.model)


def _check_references(ask: Ask, able: Abilities) -> None:
    if not isinstance(ask.references, tuple | list) or not all(isinstance(text, str) for text in ask.references):
        raise Invalid("Choose the reference pictures again.", field="references")
    if ask.references and not able.edits:
        raise Invalid("{engine} can't look at reference pictures. Take them out, or choose another engine.", field="references", engine=able.model)
    if len(ask.references) > able.max_references:
        raise Invalid("{engine} looks at {most} reference pictures at most.", field="references", engine=able.model, most=able.max_references)
    if len(set(ask.references)) < len(ask.references):
        raise Invalid("The same reference picture is there twice.", field="references")


def _check_seed(ask: Ask, able: Abilities) -> None:
    if ask.seed is None:
        return
    if not able.seeds:
        raise Invalid("{engine} takes no seed. Leave it empty.", field="seed", engine=able.model)
    if type(ask.seed) is not int or not 0 <= ask.seed < SEEDS:
        raise Invalid("A seed is a whole number from 0 to {most}.", field="seed", most=SEEDS - 1)


def _texts(prompt: str, variants: int, able: Abilities) -> list[str]:
    texts = prompts.expand(prompt, variants)
    for text in texts:
        if not text:
            raise Invalid("One of the alternatives leaves no prompt at all. Write something beside the braces.", field="prompt")
        if len(text) > able.max_prompt:
            raise prompts.too_long(len(text), able.max_prompt)
    return texts


def _seeds(ask: Ask, able: Abilities) -> list[int | None]:
    """A seed for each variant now, so that free work that starts again after a crash draws the same picture."""
    if not able.seeds:
        return [None] * ask.variants
    first = secrets.randbelow(SEEDS) if ask.seed is None else ask.seed
    return [(first + number) % SEEDS for number in range(ask.variants)]


def _bad_form() -> Invalid:
    return Invalid("What was typed for the post is too long to be kept.", field="form")
