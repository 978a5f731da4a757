"""The graph that ComfyUI writes: nodes that are linked, any of them from a stranger's plug-in.

Nothing is known for certain, so the sampler is looked for first (upwards from where the picture was saved), and everything else upwards from it:
the prompt where its positive side comes from, the seed, the empty picture's size, the checkpoint. Every walk visits a node once and ends after some hundred.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from rxfeed.domain.recipes_comfy_workflow import nodes_of_workflow
from rxfeed.domain.recipes_recipe import Recipe, parse_object, recipe, words

MAX_NODES, MAX_INPUTS, MAX_SAVED, MAX_VISITS = 5_000, 100, 20, 500
TEXTS = ("text", "text_g", "text_l", "clip_l", "t5xxl", "prompt", "populated_text", "wildcard_text", "string", "value")
CONDITIONS = ("conditioning", "conditioning_1", "conditioning_2", "conditioning_to", "conditioning_from", "cond", "cond1", "cond2")
SEEDS = ("seed", "noise_seed", "value", "int", "number")
SIZES = (("width", "height"), ("empty_latent_width", "empty_latent_height"))
MODELS = ("ckpt_name", "unet_name", "model_name", "base_ckpt_name")


@dataclass(frozen=True, slots=True)
class Node:
    """A step of the graph. An input is a value or a link `[node, output]`."""

    kind: str
    inputs: Mapping[str, object]


Graph = Mapping[str, Node]


def read_graph(text: str) -> Recipe | None:
    """The `prompt` text: `{id: {"class_type": …, "inputs": {…}}}`."""
    return _of_graph(parse_object(text))


def read_workflow(text: str) -> Recipe | None:
    """The `workflow` text: the same as its editor keeps it."""
    return _of_graph(nodes_of_workflow(parse_object(text)))


def _of_graph(raw: Mapping[str, object]) -> Recipe | None:
    graph = dict(_nodes(raw))
    sampler = _sampler(graph)
    if sampler is None:
        return None
    width, height = next((size for node in _upwards(graph, sampler) if (size := _size(node))), (0, 0))
    return recipe(
        "ComfyUI",
        prompt=_said(graph, sampler, "positive", "conditioning"),
        negative=_said(graph, sampler, "negative"),
        seed=_seed(graph, sampler),
        width=width,
        height=height,
        model=_model(graph, sampler),
    )


def _nodes(raw: Mapping[str, object]) -> Iterator[tuple[str, Node]]:
    for name, node in islice(raw.items(), MAX_NODES):
        inputs = node.get("inputs") if isinstance(node, dict) else None
        if isinstance(node, dict) and isinstance(inputs, dict):
            yield name, Node(str(node.get("class_type", "")), dict(islice(inputs.items(), MAX_INPUTS)))


def _sampler(graph: Graph) -> Node | None:
    """The one that made the saved picture, else any."""
    for last in islice((node for node in graph.values() if "Save" in node.kind or "Preview" in node.kind), MAX_SAVED):
        for node in _upwards(graph, last):
            if _is_sampler(node):
                return node
    return next((node for node in graph.values() if _is_sampler(node)), None)


def _is_sampler(node: Node) -> bool:
    return ("positive" in node.inputs and _has_seed(node)) or ("guider" in node.inputs and "noise" in node.inputs)


def _has_seed(node: Node) -> bool:
    return "seed" in node.inputs or "noise_seed" in node.inputs


def _size(node: Node) -> tuple[object, object] | None:
    """Of the empty picture that the sampler began with."""
    for names in SIZES:
        if all(isinstance(node.inputs.get(name), int) for name in names) and ("atent" in node.kind or names != SIZES[0]):
            return node.inputs[names[0]], node.inputs[names[1]]
    return None


def _said(graph: Graph, sampler: Node, *sides: str) -> str:
    """The words on one side, each once, nearest first. A sampler with a guider has its sides there."""
    guide = _linked(graph, sampler.inputs.get("guider")) or sampler
    start = next((node for side in sides if (node := _linked(graph, guide.inputs.get(side)))), None)
    said: dict[str, None] = {}
    names = (sides[0], f"{sides[0]}_prompt", *TEXTS)
    for node in _upwards(graph, start, (*names, *CONDITIONS)) if start else ():
        if node.kind == "ConditioningZeroOut":  # takes the words away
            break
        said.update(dict.fromkeys(text for name in names if (text := words(node.inputs.get(name)))))
    return ", ".join(said)


def _seed(graph: Graph, sampler: Node) -> object:
    for node in _upwards(graph, sampler, ("noise", *SEEDS)):
        for name in SEEDS:
            value = node.inputs.get(name)
            if isinstance(value, int) and not isinstance(value, bool):
                return value
    return None


def _model(graph: Graph, sampler: Node) -> object:
    for node in _upwards(graph, sampler, ("guider", "model", "model1", "unet", "base_model", "pipe", *MODELS)):
        for name in MODELS:
            if isinstance(node.inputs.get(name), str):
                return node.inputs[name]
    return ""


def _upwards(graph: Graph, start: Node, inputs: tuple[str, ...] | None = None) -> Iterator[Node]:
    """The node and all it is made from, nearest first; only through the named inputs, where some are named."""
    waiting, visits, seen = [start], 0, {id(start)}
    while waiting and visits < MAX_VISITS:
        node = waiting.pop(0)
        visits += 1
        yield node
        for name in node.inputs if inputs is None else inputs:
            above = _linked(graph, node.inputs.get(name))
            if above is not None and id(above) not in seen:
                seen.add(id(above))
                waiting.append(above)


def _linked(graph: Graph, value: object) -> Node | None:
    if isinstance(value, list) and len(value) == 2 and isinstance(value[0], str | int):
        return graph.get(str(value[0]))
    return None
