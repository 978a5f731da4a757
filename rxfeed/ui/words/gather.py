"""From the code to the catalogues and from the catalogues to the browser. For people who develop: needs `babel`."""

from __future__ import annotations

import io
import json
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from rxfeed.ui.words.catalogue import COMPILED, LANGUAGES

PACKAGE = Path(__file__).parents[2]
CATALOGUES = Path(__file__).parent / "catalogues"
TEMPLATE = CATALOGUES / "rxfeed.pot"
ERRORS = (
    "RxfeedError", "Invalid", "NotSignedIn", "NotAllowed", "NotFound", "Conflict", "TooLarge", "LimitReached", "Unavailable", "EngineFailed",
    "Misconfigured", "Stopped",
)
KEYWORDS = {"say": None, "mark": None, "Pace": None, "say_n": (1, 2), **dict.fromkeys(ERRORS)}
"""Calls whose first argument is a sentence; `say_n` takes two forms."""
PASSING = tuple(
    f'"{name}'.encode() for name in ("Project-Id-Version", "Report-Msgid", "POT-Creation", "PO-Revision", "Last-Translator", "Language-Team", "Generated-By")
)
"""Header lines that say nothing, or change by themselves."""


def gather() -> Catalog:
    """Every sentence of the code, with where it stands."""
    found = Catalog(project="rxfeed", header_comment="# What rxfeed says. Written by `python -m rxfeed.ui.words`.", fuzzy=False)
    for path, line, message, comments, context in extract_from_dir(PACKAGE, [("**.py", "python")], keywords=KEYWORDS, strip_comment_tags=True):
        found.add(message, locations=[(f"rxfeed/{path}", line)], auto_comments=comments, context=context)
    return found


def template() -> bytes:
    """The POT file: sentences in alphabetical order, without line numbers, so that it changes only when a sentence does."""
    return _written(gather())


def catalogue(language: str) -> Catalog:
    """A language's catalogue as it is kept."""
    with (CATALOGUES / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


def compiled(language: str) -> str:
    """The sentences of a language as the browser and `translate` read them; those not yet translated are left out."""
    sentences = {
        (message.id[0] if isinstance(message.id, tuple) else message.id): (list(message.string) if isinstance(message.string, tuple) else message.string)
        for message in catalogue(language)
        if message.id and not message.fuzzy and (all(message.string) if isinstance(message.string, tuple) else message.string)
    }
    return json.dumps(sentences, ensure_ascii=False, indent=0, sort_keys=True) + "\n"


def refresh() -> None:
    """Write the template, bring each language up to date with it, and compile."""
    TEMPLATE.write_bytes(template())
    for language in LANGUAGES:
        if language == "en":
            continue
        kept = catalogue(language)
        kept.update(gather(), no_fuzzy_matching=True, update_header_comment=True)
        kept.obsolete.clear()
        (CATALOGUES / f"{language}.po").write_bytes(_written(kept))
        (COMPILED / f"{language}.json").write_text(compiled(language), "utf-8")


def _written(found: Catalog) -> bytes:
    file = io.BytesIO()
    write_po(file, found, width=160, include_lineno=False, omit_header=False, sort_output=True)
    return b"\n".join(line for line in file.getvalue().splitlines() if not line.startswith(PASSING)) + b"\n"
