"""What is signed into a picture, and what is found signed in one. Plain data: the vendor's own format stays in the adapter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Ingredient:
    """A picture that went into this one."""

    title: str
    data: bytes | None
    """Its signed file, whose manifests go along; None where only its name is left."""
    media_type: str = ""
    ours: bool = True
    """Signed by this server, so that it need not be checked before it is put in. That would take longer with every step."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What the server says of one picture of a post."""

    label: str
    """The manifest's own name: `urn:c2pa:` and a UUID."""
    title: str
    post: str
    """The post's id as text."""
    number: int
    """Of the picture within its post, from 1."""
    address: str
    """Of the post: a full address where the server has a public one."""
    handle: str
    engine: str
    model: str
    is_ai: bool
    """Made by a trained model, or by an algorithm alone."""
    licence: str
    licence_name: str
    licence_url: str
    remix: str
    training: bool
    consent: int
    """The version of the author's consent."""
    parents: tuple[Ingredient, ...] = ()
    """The first is what was opened, the others were placed into it."""
    older: str = ""
    """Where the ancestors are listed that the file itself no longer carries; empty where it carries all."""


class Trust(StrEnum):
    """How far a file's credentials hold."""

    TRUSTED = "trusted"
    """Nothing was changed, and this server knows who signed."""
    VALID = "valid"
    """Nothing was changed; who signed is not known here."""
    INVALID = "invalid"
    """Something was changed after signing, or the signature is wrong."""
    BROKEN = "broken"
    """There are credentials that can't be read."""
    ELSEWHERE = "elsewhere"
    """The file only names an address of its credentials, which this server does not ask."""


@dataclass(frozen=True, slots=True)
class Step:
    """One manifest of a file: the newest, or that of an ancestor."""

    label: str
    title: str = ""
    signer: str = ""
    """Who signed, by the certificate's own words."""
    maker: str = ""
    """The program that wrote the manifest."""
    agents: tuple[str, ...] = ()
    """Engines and models."""
    source: str = ""
    """Last word of the IPTC digital source type, as `trainedAlgorithmicMedia`; empty where none is named."""
    actions: tuple[str, ...] = ()
    handle: str = ""
    post: str = ""
    number: int = 0
    licence: str = ""
    training: bool | None = None
    """None where nothing is said."""
    consent: int | None = None
    older: str = ""
    parents: tuple[str, ...] = ()
    """Labels of the manifests of its ingredients."""
    bare: tuple[str, ...] = ()
    """Titles of ingredients without a manifest."""
    broken: bool = False
    """It did not hold when it was put into what came of it."""


@dataclass(frozen=True, slots=True)
class Found:
    """All that is signed in a file."""

    trust: Trust
    active: str = ""
    """Label of the newest manifest; empty where none can be read."""
    steps: Mapping[str, Step] | None = None
    failures: tuple[str, ...] = ()
    """Codes of the C2PA specification, such as `assertion.dataHash.mismatch`."""
