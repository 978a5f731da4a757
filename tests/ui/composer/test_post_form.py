"""The post form: what is kept, and what it becomes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from rxfeed.domain.consent import Decision
from rxfeed.domain.errors import Invalid
from rxfeed.domain.gallery import Pick
from rxfeed.domain.generation_views import GenerationView, VariantView
from rxfeed.domain.views import PictureView
from rxfeed.ui.composer import post_form

A, B, C = "0" * 12 + "a", "0" * 12 + "b", "0" * 12 + "c"


def generation(*variants: VariantView) -> GenerationView:
    return GenerationView(
        id="g", status="ready", engine="sketch", model="Sketch", prompt="a boat", shape="1:1", quality="standard", width=1, height=1, seed="",
        transparent=False, references=[], variants=list(variants), ready=len(variants), total=len(variants), created_at="", cost=0,
    )  # fmt: skip


def variant(picture_id: str, posted_as: str = "") -> VariantView:
    return VariantView(
        id="v" + picture_id, number=0, status="ready", progress=1.0, picture_id=picture_id, picture=PictureView(), prompt="a boat", seed="", error="",
        error_values={}, decision="", can_retry=False, retry_at="", posted_as=posted_as,
    )  # fmt: skip


def test_only_the_forms_own_fields_are_kept() -> None:
    assert post_form.noted({}, "caption", "x" * 6000) == {"caption": "x" * 5000}
    assert post_form.noted({"tags": "a"}, "picks", A) == {"tags": "a"}
    assert post_form.noted({}, f"alt:{A}", "A boat") == {f"alt:{A}": "A boat"}
    assert post_form.noted({}, "alt:" + "x" * 60, "A boat") == {}


def test_pictures_are_picked_in_order_and_left_out_again() -> None:
    form = post_form.picked(post_form.picked({}, B), A)
    assert post_form.picks(form) == [B, A]
    assert post_form.picks(post_form.picked(form, B)) == [A]


def test_what_was_published_elsewhere_is_not_picked_any_more() -> None:
    there = generation(variant(A), variant(B, posted_as="p"), variant(C))
    assert post_form.picks(post_form.settled({"picks": f"{B} {C}"}, there)) == [C]
    assert [one.picture_id for one in post_form.free(there)] == [A, C]


def test_the_only_picture_is_picked_until_somebody_leaves_it_out() -> None:
    alone = generation(variant(A))
    assert post_form.picks(post_form.settled({}, alone)) == [A]
    assert post_form.picks(post_form.settled({"picks": ""}, alone)) == []


def test_of_several_pictures_none_is_picked_beforehand() -> None:
    assert post_form.settled({}, generation(variant(A), variant(B))) == {}


def test_nothing_is_allowed_that_was_not_chosen() -> None:
    empty = post_form.publication("g", {"picks": A})
    assert empty.decision == Decision(remix="", licence="", training=False)
    assert (empty.rating, empty.visibility, empty.prompt_hidden, empty.publish_at) == ("", "public", False, None)


def test_a_full_form_becomes_a_publication() -> None:
    form = {
        "picks": f"{B} {A}", f"alt:{A}": "A boat", "caption": "First light", "tags": "sea", "rating": "general", "licence": "CC-BY-4.0", "remix": "ask",
        "training": "yes", "visibility": "unlisted", "hide_prompt": "yes", "when": "2027-01-02T10:00:00.000Z",
    }  # fmt: skip
    made = post_form.publication("g", form)
    assert made.picks == (Pick(B, ""), Pick(A, "A boat"))
    assert made.decision == Decision(remix="ask", licence="CC-BY-4.0", training=True)
    assert made.publish_at == datetime(2027, 1, 2, 10, tzinfo=UTC)
    assert (made.visibility, made.prompt_hidden) == ("unlisted", True)


@pytest.mark.parametrize("when", ["tomorrow", "2027-01-02T10:00", "9" * 40])
def test_a_time_that_is_none_is_said_beside_its_field(when: str) -> None:
    with pytest.raises(Invalid) as caught:
        post_form.publication("g", {"when": when})
    assert caught.value.field == "publish_at"


def test_alt_text_is_missed_for_picked_pictures_only() -> None:
    assert post_form.lacks_alt({"picks": f"{A} {B}", f"alt:{A}": "A boat", f"alt:{B}": "  "})
    assert not post_form.lacks_alt({"picks": A, f"alt:{A}": "A boat"})


def test_what_holds_for_other_pictures_goes_with_them() -> None:
    form = {"caption": "First light", "remix": "ask", "picks": A, f"alt:{A}": "A boat", "when": "2027-01-02T10:00:00Z", "tags": ""}
    assert post_form.carried(form) == {"caption": "First light", "remix": "ask"}


@pytest.mark.parametrize("saved", ["", "{", "[1]", "null", '["other", {"caption": "x"}]', '["g", 3]', "[" * 100_000])
def test_what_a_browser_kept_may_be_anything(saved: str) -> None:
    assert post_form.unkept(saved, "g") == {}


def test_what_a_browser_kept_comes_back() -> None:
    assert post_form.unkept('["g", {"caption": "First light"}]', "g") == {"caption": "First light"}
