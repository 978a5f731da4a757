"""Three people, four remixes in a row, one of them a blend: the graph, the words that changed, the credits and the file tell one story."""

from __future__ import annotations

import io
import json
from typing import Any

import c2pa

from rxfeed.adapters import credentials_chain
from rxfeed.domain import gallery, lineage
from rxfeed.domain.house import House
from rxfeed.domain.prompt_diff import ADDED, REMOVED, Piece
from rxfeed.domain.remixing_modes import ParentPick
from rxfeed.domain.studio import Ask
from rxfeed.domain.viewer import NOBODY, Viewer
from tests.domain.test_remixing import drawn
from tests.making import person, post
from tests.web.browsers import browser

Edge = tuple[str, int, str]
"""Child, place among its parents, parent."""
REMIX, BLEND = ["c2pa.opened", "c2pa.edited"], ["c2pa.opened", "c2pa.placed", "c2pa.edited"]


async def test_graph_words_credits_and_file_tell_one_story(house: House) -> None:
    mara, tariq, wen = (person(house, name) for name in ("mara", "tariq", "wen"))
    root = post(house, mara, prompt="a quiet harbour at dawn").card.id
    apart = post(house, wen, prompt="a kite of paper").card.id
    night = taken_further(house, tariq, "a quiet harbour at night", "edit", root)
    loud = taken_further(house, wen, "a loud harbour at night", "prompt", night)
    both = taken_further(house, mara, "a loud harbour of paper", "blend", loud, apart)
    last = taken_further(house, tariq, "a loud harbour of glass", "edit", both)
    made = {root: "mara", apart: "wen", night: "tariq", loud: "wen", both: "mara", last: "tariq"}
    edges: dict[Edge, tuple[str, str, str]] = {
        (night, 0, root): ("edit", "dawn", "night"),
        (loud, 0, night): ("prompt", "quiet", "loud"),
        (both, 0, loud): ("blend", "at night", "of paper"),
        (both, 1, apart): ("blend", "kite", "loud harbour"),
        (last, 0, both): ("edit", "paper", "glass"),
    }

    graph = lineage.graph(house, NOBODY, last)
    assert {spot.id: spot.handle for spot in graph.spots} == made
    ways = {(way.child, way.number): lineage.changes(house, NOBODY, way.child, way.number) for way in graph.ways}
    assert {(*way, one.parent): (one.mode, said(one.pieces, REMOVED), said(one.pieces, ADDED)) for way, one in ways.items()} == edges
    assert sorted(graph.credits) == ["mara", "tariq", "wen"]
    assert [parent.id for parent in gallery.show(house, NOBODY, both).card.parents] == [loud, apart]

    store = outside(house, (await browser().get(f"/signed/of/{last}/1", follow_redirects=True)).content)
    manifests = store["manifests"]
    posts = {label: assertion(manifest, "org.rxfeed.post") for label, manifest in manifests.items()}
    assert (store["validation_state"], posts[store["active_manifest"]]["post"]) == ("Trusted", last)
    assert {own["post"]: own["author"] for own in posts.values()} == made
    assert {edge for label, manifest in manifests.items() for edge in signed_edges(posts, label, manifest)} == edges.keys()
    done = {posts[label]["post"]: actions(manifest) for label, manifest in manifests.items()}
    assert done == {root: ["c2pa.created"], apart: ["c2pa.created"], night: REMIX, loud: REMIX, both: BLEND, last: REMIX}


def taken_further(house: House, who: Viewer, prompt: str, mode: str, *parents: str) -> str:
    """A remix that was asked for, drawn and published; its id."""
    ask = Ask("sketch", prompt, shape="3:2", mode=mode, parents=tuple(map(ParentPick, parents)))
    return gallery.publish(house, who, drawn(house, who, ask)).card.id


def said(pieces: list[Piece], kind: str) -> str:
    return " ".join(piece.text.strip() for piece in pieces if piece.kind == kind)


def outside(house: House, data: bytes) -> dict[str, Any]:
    """The library's own report, with its own settings but for our root."""
    root = credentials_chain.anchors(house.signer._data_dir, None)  # type: ignore[attr-defined]
    settings = c2pa.Settings.from_dict({"trust": {"trust_anchors": root}})
    with c2pa.Context(settings) as context, c2pa.Reader("image/png", io.BytesIO(data), context=context) as reader:
        return json.loads(reader.json())  # type: ignore[no-any-return]


def assertion(manifest: dict[str, Any], label: str) -> dict[str, Any]:
    return next(one["data"] for one in manifest["assertions"] if one["label"] == label)


def actions(manifest: dict[str, Any]) -> list[str]:
    return [action["action"] for action in assertion(manifest, "c2pa.actions.v2")["actions"]]


def signed_edges(posts: dict[str, dict[str, Any]], label: str, manifest: dict[str, Any]) -> list[Edge]:
    """The parent that was opened first, then what was placed into it."""
    ingredients = sorted(manifest.get("ingredients", []), key=lambda one: one["relationship"] != "parentOf")
    return [(posts[label]["post"], place, posts[one["active_manifest"]]["post"]) for place, one in enumerate(ingredients)]
