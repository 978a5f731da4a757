"""Every sentence is in the catalogues, and none loses its blanks on the way into another language."""

from __future__ import annotations

import json
import re

import pytest
from babel.messages import Message

from rxfeed.ui.words import LANGUAGES, translate
from rxfeed.ui.words.catalogue import COMPILED
from rxfeed.ui.words.gather import TEMPLATE, catalogue, compiled, gather, template

OTHERS = [language for language in LANGUAGES if language != "en"]
BLANK = re.compile(r"\{(\w+)\}")


def test_the_template_holds_what_the_code_says() -> None:
    assert TEMPLATE.read_bytes() == template(), "run `python -m rxfeed.ui.words`"


@pytest.mark.parametrize("language", OTHERS)
def test_the_browser_gets_what_the_catalogue_holds(language: str) -> None:
    assert (COMPILED / f"{language}.json").read_text("utf-8") == compiled(language), "run `python -m rxfeed.ui.words`"


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_is_listed(language: str) -> None:
    kept = {str(message.id) for message in catalogue(language)}
    assert {str(message.id) for message in gather()} <= kept


@pytest.mark.parametrize("language", OTHERS)
def test_translations_keep_the_blanks(language: str) -> None:
    for message in catalogue(language):
        for there, here in _pairs(message):
            assert set(BLANK.findall(here)) <= set(BLANK.findall(there)) | {"count"}, f"{there!r} → {here!r}"
            assert set(BLANK.findall(there)) - {"count"} <= set(BLANK.findall(here)), f"{there!r} → {here!r}"


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_seen_first_is_translated(language: str) -> None:
    said = json.loads(compiled(language))
    assert {"Feed", "Create", "Library", "Sign in", "Sign up", "Latest pictures", "{count} new picture"} <= set(said)


def test_an_error_is_said_in_the_readers_language() -> None:
    assert translate("A password has at least {shortest} characters.", {"shortest": 10}, "de") == "Ein Passwort hat mindestens 10 Zeichen."


def test_english_and_unknown_sentences_stay_as_they_are() -> None:
    assert translate("Nobody has ever said {this}.", {"this": "that"}, "de") == "Nobody has ever said that."
    assert translate("A handle has {shortest} to {longest} characters.", {"shortest": 3, "longest": 30}) == "A handle has 3 to 30 characters."


def test_an_unknown_language_is_english() -> None:
    assert translate("Sign in", language="../../etc") == "Sign in"


def _pairs(message: Message) -> list[tuple[str, str]]:
    if not message.id or not message.string:
        return []
    if isinstance(message.id, tuple):
        return [(message.id[min(number, 1)], form) for number, form in enumerate(message.string) if form]
    return [(message.id, message.string)]
