"""ComfyUI's editor keeps values by position and links in a list of their own. Here they become what its `prompt` text is: values and links by name."""

from __future__ import annotations

from collections.abc import Mapping

MAX_NODES = 5_000
WIDGETS: Mapping[str, tuple[str, ...]] = {
    "KSampler": ("seed",),
    "KSamplerAdvanced": ("add_noise", "noise_seed"),
    "SamplerCustom": ("add_noise", "noise_seed"),
    "RandomNoise": ("noise_seed",),
    "CheckpointLoaderSimple": ("ckpt_name",),
    "UNETLoader": ("unet_name",),
    "CLIPTextEncode": ("text",),
    "CLIPTextEncodeFlux": ("clip_l", "t5xxl"),
    "PrimitiveString": ("value",),
    "PrimitiveStringMultiline": ("value",),
}
"""What the first values of a node mean."""


def nodes_of_workflow(workflow: Mapping[str, object]) -> dict[str, object]:
    """`{id: {"class_type": …, "inputs": {…}}}`, empty for what isn't a workflow."""
    nodes, links = workflow.get("nodes"), workflow.get("links")
    sources = {link[0]: [link[1], link[2]] for link in links if _is_link(link)} if isinstance(links, list) else {}
    made: dict[str, object] = {}
    for node in nodes[:MAX_NODES] if isinstance(nodes, list) else []:
        if isinstance(node, dict) and isinstance(node.get("id"), int | str):
            kind = str(node.get("type", ""))
            made[str(node["id"])] = {"class_type": kind, "inputs": {**_values(kind, node.get("widgets_values")), **_links(node.get("inputs"), sources)}}
    return made


def _is_link(link: object) -> bool:
    return isinstance(link, list) and len(link) >= 4 and all(isinstance(part, int | str) for part in link[:3])


def _values(kind: str, values: object) -> dict[str, object]:
    if isinstance(values, dict):  # some plug-ins name them
        return {str(name): value for name, value in values.items()}
    if not isinstance(values, list):
        return {}
    names = WIDGETS.get(kind, ("width", "height") if "Latent" in kind else ("text",) if "Text" in kind or "String" in kind else ())
    return dict(zip(names, values, strict=False))


def _links(inputs: object, sources: Mapping[int | str, object]) -> dict[str, object]:
    found: dict[str, object] = {}
    for entry in inputs if isinstance(inputs, list) else []:
        if isinstance(entry, dict) and isinstance(entry.get("link"), int | str) and entry["link"] in sources:
            found[str(entry.get("name", ""))] = sources[entry["link"]]
    return found
