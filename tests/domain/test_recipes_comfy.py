"""ComfyUI's graphs: the usual ones, a plug-in's, and the ones that were made to hurt."""

from __future__ import annotations

import io
import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from rxfeed.domain.recipes import Recipe, read
from rxfeed.domain.recipes_comfy import read_graph, read_workflow
from tests.domain.test_recipes import picture, png

Nodes = dict[str, dict[str, object]]


def node(kind: str, **inputs: object) -> dict[str, object]:
    return {"class_type": kind, "inputs": inputs, "_meta": {"title": kind}}


def usual(**changes: dict[str, object]) -> Nodes:
    """What ComfyUI saves with its first example."""
    return {
        "3": node("KSampler", seed=156680208700286, steps=20, cfg=8, model=["4", 0], positive=["6", 0], negative=["7", 0], latent_image=["5", 0]),
        "4": node("CheckpointLoaderSimple", ckpt_name="SD1.5/v1-5-pruned-emaonly.ckpt"),
        "5": node("EmptyLatentImage", width=512, height=768, batch_size=1),
        "6": node("CLIPTextEncode", text="beautiful scenery glass bottle", clip=["4", 1]),
        "7": node("CLIPTextEncode", text="text, watermark", clip=["4", 1]),
        "8": node("VAEDecode", samples=["3", 0], vae=["4", 2]),
        "9": node("SaveImage", filename_prefix="ComfyUI", images=["8", 0]),
        **changes,
    }


WANTED = Recipe("beautiful scenery glass bottle", "text, watermark", 156680208700286, 512, 768, "v1-5-pruned-emaonly", "ComfyUI")


def of(nodes: object) -> Recipe | None:
    return read_graph(json.dumps(nodes))


def test_the_usual_graph() -> None:
    assert read(png(prompt=json.dumps(usual()), workflow="{}")) == WANTED


def test_as_a_webp_keeps_it() -> None:
    exif, out = Image.Exif(), io.BytesIO()
    exif[0x0110], exif[0x010F] = "prompt:" + json.dumps(usual()), "workflow:{}"
    picture().save(out, "WEBP", exif=exif)
    assert read(out.getvalue()) == WANTED


def test_the_sampler_whose_picture_was_saved() -> None:
    nodes = {"1": node("KSampler", seed=1, positive=["2", 0], negative=["2", 0]), "2": node("CLIPTextEncode", text="a preview of something else"), **usual()}
    assert of(nodes) == WANTED


def test_without_a_saved_picture_any_sampler() -> None:
    nodes = usual()
    del nodes["9"]
    assert of(nodes) == WANTED


def test_a_second_pass_has_the_first_ones_size() -> None:
    second = node("KSampler", seed=5, model=["4", 0], positive=["6", 0], negative=["7", 0], latent_image=["11", 0], denoise=0.5)
    nodes = usual(**{"10": second, "11": node("LatentUpscaleBy", samples=["3", 0], scale_by=1.5), "8": node("VAEDecode", samples=["10", 0], vae=["4", 2])})
    recipe = of(nodes)
    assert recipe is not None
    assert (recipe.prompt, recipe.width, recipe.height, recipe.seed) == (WANTED.prompt, 512, 768, 5)


def test_a_control_net_between_keeps_the_sides_apart() -> None:
    control = node("ControlNetApplyAdvanced", positive=["6", 0], negative=["7", 0], control_net=["12", 0], image=["13", 0])
    nodes = usual(**{"14": control, "3": node("KSampler", seed=1, model=["4", 0], positive=["14", 0], negative=["14", 1], latent_image=["5", 0])})
    recipe = of(nodes)
    assert recipe is not None
    assert (recipe.prompt, recipe.negative) == (WANTED.prompt, WANTED.negative)


def test_conditions_that_are_joined() -> None:
    joined = node("ConditioningCombine", conditioning_1=["20", 0], conditioning_2=["21", 0])
    recipe = of(usual(**{"6": joined, "20": node("CLIPTextEncode", text="a fox"), "21": node("CLIPTextEncode", text="in snow")}))
    assert recipe is not None
    assert recipe.prompt == "a fox, in snow"


def test_sdxl_says_the_same_twice() -> None:
    recipe = of(usual(**{"6": node("CLIPTextEncodeSDXL", text_g="a fox", text_l="a fox", width=1024, height=1024, clip=["4", 1])}))
    assert recipe is not None
    assert (recipe.prompt, recipe.width) == ("a fox", 512)


def test_text_and_seed_out_of_nodes_of_their_own() -> None:
    sampler = node("KSampler", seed=["31", 0], model=["4", 0], positive=["6", 0], negative=["7", 0], latent_image=["5", 0])
    text = {"6": node("CLIPTextEncode", text=["30", 0], clip=["4", 1]), "30": node("PrimitiveStringMultiline", value="from elsewhere")}
    recipe = of(usual(**text, **{"3": sampler, "31": node("Seed Everywhere", seed=77)}))
    assert recipe is not None
    assert (recipe.prompt, recipe.seed) == ("from elsewhere", 77)


def flux() -> Nodes:
    return {
        "5": node("EmptySD3LatentImage", width=1024, height=1536, batch_size=1),
        "6": node("CLIPTextEncode", text="a cup of tea", clip=["11", 0]),
        "12": node("UNETLoader", unet_name="flux1-dev.safetensors", weight_dtype="default"),
        "13": node("SamplerCustomAdvanced", noise=["25", 0], guider=["22", 0], sampler=["16", 0], sigmas=["17", 0], latent_image=["5", 0]),
        "22": node("BasicGuider", model=["12", 0], conditioning=["26", 0]),
        "25": node("RandomNoise", noise_seed=219670278747233),
        "26": node("FluxGuidance", guidance=3.5, conditioning=["6", 0]),
        "8": node("VAEDecode", samples=["13", 0]),
        "9": node("SaveImage", images=["8", 0]),
    }


def test_flux_with_its_guider() -> None:
    assert of(flux()) == Recipe("a cup of tea", "", 219670278747233, 1024, 1536, "flux1-dev", "ComfyUI")


def test_a_plug_ins_node_that_holds_everything() -> None:
    nodes = {
        "1": node("Efficient Loader", ckpt_name="a/b.safetensors", positive="a fox", negative="blur", empty_latent_width=640, empty_latent_height=480),
        "2": node("KSampler (Efficient)", seed=9, model=["1", 0], positive=["1", 1], negative=["1", 2], latent_image=["1", 3]),
        "3": node("SaveImage", images=["2", 5]),
    }
    assert of(nodes) == Recipe("a fox", "blur", 9, 640, 480, "b", "ComfyUI")


def test_a_side_that_is_emptied() -> None:
    recipe = of(usual(**{"7": node("ConditioningZeroOut", conditioning=["6", 0])}))
    assert recipe is not None
    assert recipe.negative == ""


def test_the_editors_own_form() -> None:
    workflow = {
        "nodes": [
            {"id": 3, "type": "KSampler",
             "inputs": [{"name": "model", "link": 1}, {"name": "positive", "link": 4}, {"name": "negative", "link": 6}, {"name": "latent_image", "link": 2}],
             "widgets_values": [156680208700286, "randomize", 20, 8, "euler", "normal", 1]},
            {"id": 4, "type": "CheckpointLoaderSimple", "widgets_values": ["v1-5-pruned-emaonly.ckpt"]},
            {"id": 5, "type": "EmptyLatentImage", "widgets_values": [512, 768, 1]},
            {"id": 6, "type": "CLIPTextEncode", "inputs": [{"name": "clip", "link": 3}, {"name": "text", "widget": {"name": "text"}, "link": None}],
             "widgets_values": ["beautiful scenery glass bottle"]},
            {"id": 7, "type": "CLIPTextEncode", "inputs": [{"name": "clip", "link": 5}], "widgets_values": ["text, watermark"]},
            {"id": 8, "type": "VAEDecode", "inputs": [{"name": "samples", "link": 7}]},
            {"id": 9, "type": "SaveImage", "inputs": [{"name": "images", "link": 9}], "widgets_values": ["ComfyUI"]},
        ],
        "links": [[1, 4, 0, 3, 0, "MODEL"], [2, 5, 0, 3, 3, "LATENT"], [3, 4, 1, 6, 0, "CLIP"], [4, 6, 0, 3, 1, "CONDITIONING"], [5, 4, 1, 7, 0, "CLIP"],
                  [6, 7, 0, 3, 2, "CONDITIONING"], [7, 3, 0, 8, 0, "LATENT"], [9, 8, 0, 9, 0, "IMAGE"]],
    }  # fmt: skip
    assert read(png(workflow=json.dumps(workflow))) == WANTED


def test_the_parameters_beside_a_graph_come_first() -> None:
    recipe = read(png(prompt=json.dumps(usual()), parameters="what a saving node wrote\nSteps: 1, Seed: 4"))
    assert recipe is not None
    assert recipe.prompt == "what a saving node wrote"


def test_a_graph_without_a_sampler() -> None:
    assert of({"1": node("LoadImage", image="a.png"), "2": node("SaveImage", images=["1", 0])}) is None


def test_a_graph_that_bites_its_tail() -> None:
    nodes = usual(**{"6": node("ConditioningConcat", conditioning_to=["6", 0], conditioning_from=["3", 0], text="round and round")})
    recipe = of(nodes)
    assert recipe is not None
    assert recipe.prompt == "round and round"


def test_a_graph_of_many_thousand_nodes_is_given_up_soon() -> None:
    many: Nodes = {str(n): node("SaveImage", **{f"i{k}": [str((n * 31 + k) % 6_000), 0] for k in range(20)}) for n in range(6_000)}
    text = json.dumps(many)
    started = time.process_time()
    assert read_graph(text) is None
    assert time.process_time() - started < 2


VALUES = st.none() | st.booleans() | st.integers() | st.text(max_size=10) | st.lists(st.sampled_from(["1", "2", "3", 1, 0, None]), max_size=3)
NAMES = st.sampled_from(
    ["text", "positive", "negative", "seed", "noise", "guider", "conditioning", "model", "images", "samples", "width", "height", "ckpt_name"]
)
KINDS = st.sampled_from(["KSampler", "SaveImage", "CLIPTextEncode", "EmptyLatentImage", "ConditioningZeroOut", "", "x"])
NODES = st.fixed_dictionaries({"class_type": KINDS | VALUES, "inputs": st.dictionaries(NAMES, VALUES) | VALUES})


@given(st.dictionaries(st.sampled_from(["1", "2", "3"]), NODES | VALUES))
def test_any_graph(nodes: object) -> None:
    assert isinstance(of(nodes), Recipe | None)


INPUTS = st.lists(st.dictionaries(st.sampled_from(["name", "link"]), VALUES))
PARTS = st.fixed_dictionaries({"id": VALUES, "type": KINDS, "inputs": INPUTS | VALUES, "widgets_values": VALUES})


@given(st.fixed_dictionaries({"nodes": st.lists(PARTS | VALUES, max_size=4) | VALUES, "links": st.lists(st.lists(VALUES, max_size=6), max_size=4) | VALUES}))
def test_any_workflow(workflow: object) -> None:
    assert isinstance(read_workflow(json.dumps(workflow)), Recipe | None)


@pytest.mark.parametrize("text", ["", "null", "[]", "{}", '{"1": 5}', '{"1": {"inputs": []}}', '{"nodes": 5, "links": 7}', '{"nodes": [null], "links": [[]]}'])
def test_what_makes_no_sense(text: str) -> None:
    assert read_graph(text) is None
    assert read_workflow(text) is None
