"""The post form as it is kept with a generation: short names with text. And how it becomes a publication. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime

from rxfeed.domain.consent import Decision
from rxfeed.domain.errors import Invalid
from rxfeed.domain.gallery import Pick, Publication
from rxfeed.domain.generation_views import GenerationView, VariantView
from rxfeed.ui.composer import given

FIELDS = ("caption", "tags", "rating", "licence", "remix", "training", "visibility", "replies", "hide_prompt", "when")
"""Besides `picks` (ids of pictures in the order in which they were picked) and `alt:…` for each of them."""
CARRIED = tuple(name for name in FIELDS if name != "when")
MOST_FIELDS = 40
LONGEST = 5_000
"""Characters of one field that are kept while it is typed; the real limits are said at Publish."""


def noted(form: Mapping[str, str], name: str, text: str) -> dict[str, str]:
    """With that field set. Names that aren't the form's change nothing, nor does one more than there can be."""
    if name not in FIELDS and not (name.startswith("alt:") and len(name) <= 20 and (name in form or len(form) < MOST_FIELDS)):
        return dict(form)
    return {**form, name: text[:LONGEST]}


def picks(form: Mapping[str, str]) -> list[str]:
    """Ids of the picked pictures, in order."""
    return form.get("picks", "").split()


def picked(form: Mapping[str, str], picture_id: str) -> dict[str, str]:
    """With that picture picked, or no longer."""
    have = picks(form)
    now = [one for one in have if one != picture_id] if picture_id in have else [*have, picture_id][:4]
    return {**form, "picks": " ".join(now)}


def free(generation: GenerationView) -> list[VariantView]:
    """The pictures that can still be published."""
    return [variant for variant in generation.variants if variant.picture_id and not variant.posted_as]


def settled(form: Mapping[str, str], generation: GenerationView) -> dict[str, str]:
    """Without picks that can't be published any more. The only picture of a generation is picked, for there is nothing to choose."""
    there = [variant.picture_id for variant in free(generation)]
    have = [one for one in picks(form) if one in there]
    if not have and generation.total == 1 and "picks" not in form:
        have = there
    return {**form, "picks": " ".join(have)} if have or form.get("picks") else dict(form)


def carried(form: Mapping[str, str]) -> dict[str, str]:
    """What was typed of the post and holds for other pictures too."""
    return {name: form[name] for name in CARRIED if form.get(name)}


def unkept(saved: str, generation_id: str) -> dict[str, str]:
    """A form that only the browser's tab has kept, if it is of that generation. What comes from a browser may be anything."""
    try:
        of, form = json.loads(saved)
    except (ValueError, TypeError, RecursionError):
        return {}
    return {str(name): given.text(said, LONGEST) for name, said in form.items()} if of == generation_id and isinstance(form, dict) else {}


def lacks_alt(form: Mapping[str, str]) -> bool:
    """Whether a picked picture is not described."""
    return any(not form.get(f"alt:{picture_id}", "").strip() for picture_id in picks(form))


def publication(generation_id: str, form: Mapping[str, str]) -> Publication:
    """As the domain takes it. Raises `Invalid` for a time that is none."""
    return Publication(
        generation_id=generation_id,
        picks=tuple(Pick(picture_id, form.get(f"alt:{picture_id}", "")) for picture_id in picks(form)),
        decision=Decision(remix=form.get("remix", ""), licence=form.get("licence", ""), training=form.get("training") == "yes"),
        caption=form.get("caption", ""),
        tags=form.get("tags", ""),
        rating=form.get("rating", ""),
        visibility=form.get("visibility") or "public",
        replies=form.get("replies") or "everybody",
        prompt_hidden=form.get("hide_prompt") == "yes",
        publish_at=_moment(form["when"]) if form.get("when") else None,
    )


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
        is_moment = moment.tzinfo is not None and moment.astimezone(UTC) is not None
    except (ValueError, OverflowError):
        is_moment = False
    if not is_moment:
        raise Invalid("Choose a time that is still to come, within a year.", field="publish_at")
    return moment
