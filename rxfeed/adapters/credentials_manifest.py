"""Claims as C2PA manifests, and manifests as plain data. https://spec.c2pa.org, version 2."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rxfeed.domain.credentials_claims import Claim, Found, Step, Trust

SOURCES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
OURS = "org.rxfeed.post"
TRAINING = "cawg.training-mining"
USES = ("cawg.ai_generative_training", "cawg.ai_training", "cawg.data_mining")
TRUSTS = {"Trusted": Trust.TRUSTED, "Valid": Trust.VALID}
LONGEST = 200
"""Characters of a stranger's text that are kept."""

Json = dict[str, Any]


def definition(claim: Claim) -> Json:
    """What the builder is given. Parents whose file is there are added to it one by one; those that only have a name are in here."""
    return {
        "label": claim.label,
        "title": claim.title,
        "claim_generator_info": [{"name": "rxfeed", "version": "1"}],
        "ingredients": [{**ingredient(at, one.title), "instance_id": f"parent-{at}"} for at, one in enumerate(claim.parents) if one.data is None],
        "assertions": [
            {"label": "c2pa.actions.v2", "data": {"actions": _actions(claim)}},
            {"label": TRAINING, "data": {"entries": {use: {"use": "allowed" if claim.training else "notAllowed"} for use in USES}}},
            {"label": "cawg.metadata", "kind": "Json", "data": _metadata(claim)},
            {"label": OURS, "kind": "Json", "data": _ours(claim)},
        ],
    }


def ingredient(at: int, title: str) -> Json:
    """A parent, in its order, under the name by which the actions refer to it. The specification has one that was opened; the others went into it."""
    return {"title": title, "relationship": "componentOf" if at else "parentOf", "label": f"parent-{at}"}


def found(store: Json) -> Found:
    """A reader's report. Whatever a stranger wrote in it is cut and taken for text."""
    manifests, active = _dict(store.get("manifests")), _text(store.get("active_manifest"))
    results = _dict(_dict(store.get("validation_results")).get("activeManifest"))
    broken = {label for manifest in manifests.values() for label in _broken(_dict(manifest))}
    steps = {label: _step(label, _dict(manifest), broken=label in broken) for label, manifest in manifests.items()}
    failures = tuple(_text(_dict(failure).get("code")) for failure in _list(results.get("failure")))
    trust = TRUSTS.get(_text(store.get("validation_state")), Trust.INVALID)
    return Found(trust if active in steps else Trust.BROKEN, active, steps, failures)


def _actions(claim: Claim) -> list[Json]:
    made = {
        "softwareAgent": {"name": claim.engine, "version": claim.model or claim.engine},
        "digitalSourceType": SOURCES + ("trainedAlgorithmicMedia" if claim.is_ai else "algorithmicMedia"),
    }
    if not claim.parents:
        return [{"action": "c2pa.created", **made}]
    first, *others = [f"parent-{at}" for at in range(len(claim.parents))]
    placed = [{"action": "c2pa.placed", "parameters": {"ingredientIds": [other]}} for other in others]
    return [{"action": "c2pa.opened", "parameters": {"ingredientIds": [first]}}, *placed, {"action": "c2pa.edited", **made}]


def _metadata(claim: Claim) -> Json:
    rights = {"xmpRights:WebStatement": claim.licence_url} if claim.licence_url else {}
    context = {"dc": "http://purl.org/dc/elements/1.1/", "xmpRights": "http://ns.adobe.com/xap/1.0/rights/"}
    return {"@context": context, "dc:creator": [f"@{claim.handle}"], "dc:rights": claim.licence_name, "dc:source": claim.address, **rights}


def _ours(claim: Claim) -> Json:
    told: Json = {"post": claim.post, "picture": claim.number, "author": claim.handle, "licence": claim.licence, "remix": claim.remix, "consent": claim.consent}
    return {**told, "older": claim.older} if claim.older else told


def _step(label: str, manifest: Json, *, broken: bool) -> Step:
    said = {_text(_dict(one).get("label")): _dict(_dict(one).get("data")) for one in _list(manifest.get("assertions"))}
    ours, ingredients = said.get(OURS, {}), [_dict(one) for one in _list(manifest.get("ingredients"))]
    actions = [_dict(action) for name, data in said.items() if name.startswith("c2pa.actions") for action in _list(data.get("actions"))]
    info = [_dict(one) for one in _list(manifest.get("claim_generator_info"))]
    signature = _dict(manifest.get("signature_info"))
    return Step(
        label=_text(label),
        title=_text(manifest.get("title")),
        signer=_text(signature.get("issuer")) or _text(signature.get("common_name")),
        maker=_text(info[0].get("name")) if info else _text(manifest.get("claim_generator")),
        agents=tuple(dict.fromkeys(agent for action in actions if (agent := _agent(action.get("softwareAgent"))))),
        source=next((_text(action["digitalSourceType"]).rsplit("/", 1)[-1] for action in actions if action.get("digitalSourceType")), ""),
        actions=tuple(_text(action.get("action")) for action in actions),
        handle=_text(ours.get("author")) or _creator(said),
        post=_text(ours.get("post")),
        number=_number(ours.get("picture")) or 0,
        licence=_text(ours.get("licence")) or _text(said.get("cawg.metadata", {}).get("dc:rights")),
        training=_training(said),
        consent=_number(ours.get("consent")),
        older=_text(ours.get("older")),
        parents=tuple(_text(one["active_manifest"]) for one in ingredients if one.get("active_manifest")),
        bare=tuple(_text(one.get("title")) for one in ingredients if not one.get("active_manifest")),
        broken=broken,
    )


def _agent(agent: object) -> str:
    if not isinstance(agent, Mapping):
        return _text(agent)
    name, version = _text(agent.get("name")), _text(agent.get("version"))
    return name if not version or version == name else f"{name} ({version})"


def _creator(said: Mapping[str, Json]) -> str:
    names = _list(said.get("cawg.metadata", {}).get("dc:creator"))
    return _text(names[0]).removeprefix("@") if names else ""


def _training(said: Mapping[str, Json]) -> bool | None:
    """Whether a model may be trained on it; the older label of the specification counts as well."""
    entries = _dict(_dict(said.get(TRAINING) or said.get("c2pa.training-mining")).get("entries"))
    uses = [_text(_dict(entry).get("use")) for name, entry in entries.items() if name.endswith("training")]
    return all(use == "allowed" for use in uses) if uses else None


def _broken(manifest: Json) -> Iterator[str]:
    """Labels of ingredients that did not hold when they were added. An unknown signer is no breakage."""
    for one in map(_dict, _list(manifest.get("ingredients"))):
        failures = _list(_dict(_dict(one.get("validation_results")).get("activeManifest")).get("failure"))
        if any(not _text(_dict(failure).get("code")).startswith("signingCredential.") for failure in failures):
            yield _text(one.get("active_manifest"))


def _dict(value: object) -> Json:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str:
    return "".join(letter for letter in value[:LONGEST] if letter.isprintable()) if isinstance(value, str) else ""


def _number(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 31 else None
