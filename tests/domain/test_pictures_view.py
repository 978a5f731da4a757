"""The one mapper from a picture to what the screen gets."""

from __future__ import annotations

from types import SimpleNamespace

from rxfeed.domain import ids
from rxfeed.domain.pictures_view import forming_view, original_address, public_address, view

NAME = "03f3r4n75hm7t" + "0" * 24


def facts(width: int = 1536, height: int = 1024, placeholder: bytes = b"webp") -> SimpleNamespace:
    return SimpleNamespace(id=7, width=width, height=height, placeholder=placeholder)


def test_a_public_picture_comes_from_its_static_copies_only() -> None:
    made = view(facts(), NAME, "A harbour")
    assert made.src == f"/pictures/{NAME}-640.webp"
    assert made.full == f"/pictures/{NAME}-1280.webp"
    assert made.srcset == f"/pictures/{NAME}-96.webp 96w, /pictures/{NAME}-640.webp 640w, /pictures/{NAME}-1280.webp 1280w"
    assert ids.to_text(7) not in made.srcset
    assert (made.width, made.height, made.alt) == (1536, 1024, "A harbour")


def test_a_small_picture_offers_each_true_width_once() -> None:
    assert view(facts(500, 500)).srcset.split(", ")[1:] == [f"/media/{ids.to_text(7)}/640.webp 500w"]


def test_a_tall_picture_names_its_true_widths() -> None:
    assert [entry.split()[1] for entry in view(facts(1000, 8000)).srcset.split(", ")] == ["48w", "320w", "640w"]


def test_without_a_placeholder_there_is_none() -> None:
    assert view(facts(placeholder=b"")).placeholder == ""
    assert view(facts()).placeholder == "data:image/webp;base64,d2VicA=="


def test_the_other_addresses() -> None:
    assert forming_view(7, "p2", 10, 20).src == f"/media/forming/{ids.to_text(7)}?p2"
    assert original_address(7) == f"/media/{ids.to_text(7)}/original"
    assert public_address(NAME, 96) == f"/pictures/{NAME}-96.webp"
