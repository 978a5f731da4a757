"""Recipes out of files as the programs write them, and nothing but None out of everything else."""

from __future__ import annotations

import io
import json
import struct
import time
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from rxfeed.domain.recipes import Recipe, read
from rxfeed.domain.recipes_recipe import MAX_PROMPT
from rxfeed.domain.recipes_texts import MAX_TEXT, texts
from tests.making import picture_bytes

A1111 = (
    "a lighthouse at dusk, (masterpiece:1.2)\nsecond line\n"
    "Negative prompt: people, text\nmore of it\n"
    "Steps: 20, Sampler: Euler a, CFG scale: 7, Seed: 965400086, Size: 512x768, Model hash: 6ce0161689, Model: v1-5-pruned, "
    'Lora hashes: "add, detail: 7c6bad76eb54", Version: v1.6.0'
)
WANTED = Recipe("a lighthouse at dusk, (masterpiece:1.2)\nsecond line", "people, text\nmore of it", 965400086, 512, 768, "v1-5-pruned", "A1111")


def picture() -> Image.Image:
    return Image.open(io.BytesIO(picture_bytes(16, 16)))


def png(*, zipped: bool = False, **named: str) -> bytes:
    """A PNG with text chunks as Pillow writes them, which is what all these programs use."""
    info, out = PngInfo(), io.BytesIO()
    for name, text in named.items():
        info.add_text(name.replace("__", "-"), text, zip=zipped)
    picture().save(out, "PNG", pnginfo=info)
    return out.getvalue()


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png_with(*chunks: bytes) -> bytes:
    data = picture_bytes(16, 16)
    return data[:33] + b"".join(chunks) + data[33:]


def with_comment(kind: str, comment: bytes) -> bytes:
    """The EXIF comment as A1111 writes it into JPEG and WebP."""
    exif, out = Image.Exif(), io.BytesIO()
    exif.get_ifd(0x8769)[0x9286] = comment
    picture().convert("RGB").save(out, kind, exif=exif)
    return out.getvalue()


class TestA1111:
    @pytest.mark.parametrize("zipped", [False, True])
    def test_a_png(self, zipped: bool) -> None:
        assert read(png(zipped=zipped, parameters=A1111)) == WANTED

    def test_words_in_every_script(self) -> None:
        recipe = read(png(parameters="ein Boot unter dem Mond 🌙 船\nSteps: 5, Seed: 1, Size: 8x8"))
        assert recipe is not None
        assert recipe.prompt == "ein Boot unter dem Mond 🌙 船"

    @pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
    @pytest.mark.parametrize("order", ["utf-16-be", "utf-16-le"])
    def test_a_comment_in_a_jpeg_or_webp(self, kind: str, order: str) -> None:
        assert read(with_comment(kind, b"UNICODE\x00" + A1111.encode(order))) == WANTED

    @pytest.mark.parametrize("alphabet", [b"ASCII\x00\x00\x00", bytes(8)])
    def test_a_comment_in_a_plainer_alphabet(self, alphabet: bytes) -> None:
        assert read(with_comment("JPEG", alphabet + A1111.encode())) == WANTED

    def test_a_prompt_alone(self) -> None:
        assert read(png(parameters="just words")) == Recipe("just words", "", None, 0, 0, "", "A1111")

    def test_words_that_look_like_parameters_stay_words(self) -> None:
        recipe = read(png(parameters="Steps: to heaven, Seed: 5\nwatercolour\nSteps: 3, Seed: 6, Size: 1x2"))
        assert recipe is not None
        assert (recipe.prompt, recipe.seed) == ("Steps: to heaven, Seed: 5\nwatercolour", 6)

    @pytest.mark.parametrize(
        ("line", "seed", "size"),
        [
            ("Steps: 1, Seed: -1, Size: 0x0", None, (0, 0)),
            ("Steps: 1, Seed: 99999999999999999999999, Size: 99999999x1", None, (0, 1)),
            ("Steps: 1, Seed: 9223372036854775807, Size: 65535x65536", 9223372036854775807, (65535, 0)),
            ("Steps: 1, Seed: ٣, Size: x", 3, (0, 0)),
            ("Steps: 1, Seed: 1.5, Size: 12", None, (12, 0)),
        ],
    )
    def test_numbers_that_cannot_be_are_left_out(self, line: str, seed: int | None, size: tuple[int, int]) -> None:
        recipe = read(png(parameters=f"words\n{line}"))
        assert recipe is not None
        assert (recipe.seed, (recipe.width, recipe.height)) == (seed, size)

    def test_another_programs_json_is_not_a_prompt(self) -> None:
        assert read(png(parameters='{"sui_image_params": {"prompt": "x"}}')) is None


class TestInvoke:
    def test_since_three(self) -> None:
        given = {"positive_prompt": "a fox", "negative_prompt": "blur", "seed": 5, "width": 640, "height": 480, "model": {"key": "k", "name": "dreamshaper-8"}}
        assert read(png(invokeai_metadata=json.dumps(given))) == Recipe("a fox", "blur", 5, 640, 480, "dreamshaper-8", "InvokeAI")

    def test_three_before_models_had_keys(self) -> None:
        given = {"positive_prompt": "a fox", "model": {"model_name": "sdxl", "base_model": "sdxl"}}
        assert read(png(invokeai_metadata=json.dumps(given))) == Recipe("a fox", "", None, 0, 0, "sdxl", "InvokeAI")

    @pytest.mark.parametrize("prompt", ["a fox [blur] [text]", [{"prompt": "a fox [blur] [text]", "weight": 1.0}]])
    def test_two(self, prompt: object) -> None:
        given = {"model": "stable diffusion", "model_weights": "stable-diffusion-1.5", "image": {"prompt": prompt, "seed": 7, "width": 512, "height": 512}}
        assert read(png(sd__metadata=json.dumps(given))) == Recipe("a fox", "blur, text", 7, 512, 512, "stable-diffusion-1.5", "InvokeAI")

    def test_one(self) -> None:
        text = '"a \\"red\\" fox [blur]" -s 50 -S 2668235 -W 512 -H 768 -C 7.5 -A k_lms'
        assert read(png(Dream=text)) == Recipe('a "red" fox', "blur", 2668235, 512, 768, "", "InvokeAI")

    @pytest.mark.parametrize("text", ["", "null", "[]", "{}", '{"image": []}', '{"image": {"prompt": 5}}', '{"image": {"prompt": [[[]]]}}', "no quotes", '"'])
    def test_what_makes_no_sense(self, text: str) -> None:
        assert read(png(sd__metadata=text, dream=text, invokeai_metadata=text)) is None


class TestBounds:
    def test_a_text_that_unpacks_to_gigabytes_is_cut(self) -> None:
        packed = zlib.compress(b"x" * 100_000_000, 1)
        for data in (
            png_with(chunk(b"zTXt", b"parameters\x00\x00" + packed)),
            png_with(chunk(b"iTXt", b"parameters\x00\x01\x00\x00\x00" + packed)),
        ):
            started = time.process_time()
            recipe = read(data)
            assert recipe is not None
            assert len(recipe.prompt) == MAX_PROMPT
            assert time.process_time() - started < 1

    def test_texts_that_nobody_asked_for_stay_packed(self) -> None:
        packed = zlib.compress(bytes(MAX_TEXT), 9)
        data = png_with(*(chunk(b"zTXt", b"t%d\x00\x00" % number + packed) for number in range(500)))
        assert texts(data, {"t7"}) == {"t7": "\x00" * MAX_TEXT}

    @pytest.mark.parametrize(
        "text",
        ["[" * 1_000_000, '{"a":' * 200_000, "9" * 1_000_000, json.dumps({"1": {"class_type": "KSampler", "inputs": {"seed": 10**400}}})],
        ids=["lists", "objects", "digits", "seed"],
    )
    def test_json_made_to_hurt(self, text: str) -> None:
        assert read(png(zipped=True, prompt=text, workflow=text, invokeai_metadata=text, sd__metadata=text)) is None

    @pytest.mark.parametrize(
        "text", ["Steps: " + "a" * 2_000_000, "Steps: " + 'a: "' * 500_000, "\n" * 2_000_000 + "Steps: 1", "Steps: 1," + " " * 2_000_000 + "!"]
    )
    def test_parameters_made_to_hurt(self, text: str) -> None:
        started = time.process_time()
        read(png(zipped=True, parameters="words\n" + text, dream='"' + text, usercomment=text))
        assert time.process_time() - started < 0.5

    def test_control_characters_are_dropped(self) -> None:
        recipe = read(png(parameters="a\x01b\x1b[31mc\r\nd\te"))
        assert recipe is not None
        assert recipe.prompt == "ab[31mc\nd\te"

    def test_the_model_is_a_name_and_no_path(self) -> None:
        recipe = read(png(parameters="x\nSteps: 1, Model: ../../SDXL\\some model_v1.0.safetensors"))
        assert recipe is not None
        assert recipe.model == "some model_v1.0"

    def test_a_chunk_that_claims_more_than_there_is(self) -> None:
        data = picture_bytes(16, 16)
        assert read(data[:33] + struct.pack(">I", 2**31) + b"tEXtparameters\x00words") == Recipe("words", "", None, 0, 0, "", "A1111")

    @pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8", b"RIFF\x00\x00\x00\x00WEBP", b"GIF89a", picture_bytes()])
    def test_a_file_without_a_recipe(self, data: bytes) -> None:
        assert read(data) is None


@given(st.binary(max_size=2_000), st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8", b"RIFF0000WEBP", b"\xff\xd8\xff\xe1\x10\x00Exif\x00\x00II*\x00"]))
def test_any_bytes(tail: bytes, head: bytes) -> None:
    assert isinstance(read(head + tail), Recipe | None)


KEYWORDS = st.sampled_from([b"parameters", b"prompt", b"Dream", b"sd-metadata", b""])


@given(st.sampled_from([b"tEXt", b"zTXt", b"iTXt", b"eXIf"]), KEYWORDS, st.binary(max_size=500))
def test_any_chunk(name: bytes, keyword: bytes, body: bytes) -> None:
    assert isinstance(read(png_with(chunk(name, keyword + b"\x00" + body))), Recipe | None)


@settings(max_examples=300)
@given(st.binary(min_size=8, max_size=400))
def test_any_exif(body: bytes) -> None:
    for head in (b"II*\x00", b"MM\x00*", b""):
        assert isinstance(read(b"RIFF0000WEBPEXIF" + struct.pack("<I", len(head + body)) + head + body), Recipe | None)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)


NAMES = st.sampled_from(["image", "prompt", "seed", "model", "nodes", "links", "1"])


@given(st.sampled_from(["invokeai_metadata", "sd__metadata", "prompt", "workflow"]), st.dictionaries(NAMES, VALUES))
def test_any_json(name: str, value: object) -> None:
    assert isinstance(read(png(**{name: json.dumps(value)})), Recipe | None)
