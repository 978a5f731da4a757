"""The fake refuses what OpenAI refuses; a fake that takes everything would prove nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.engines.openai.orders import mask, picture
from tests.fakes.openai.app import fake_app
from tests.fakes.openai.tally import read_tally

GOOD = {"model": "gpt-image-2.5-flare", "prompt": "a fox"}


@pytest.fixture
async def client(tmp_path: Path) -> AsyncIterator[httpx2.AsyncClient]:
    transport = httpx2.ASGITransport(fake_app(tmp_path / "tally.jsonl", grain=False))
    async with httpx2.AsyncClient(transport=transport, base_url="http://fake", headers={"authorization": "Bearer sk-good"}) as made:
        yield made


WRONG: list[tuple[dict[str, Any], int, str | None]] = [
    ({"model": "gpt-image-1"}, 404, None), ({"model": None}, 400, "model"), ({"prompt": ""}, 400, "prompt"), ({"prompt": "x" * 32_001}, 400, "prompt"),
    ({"prompt": 5}, 400, "prompt"), ({"n": 0}, 400, "n"), ({"n": 11}, 400, "n"), ({"n": "1"}, 400, "n"), ({"n": True}, 400, "n"),
    ({"seed": 1}, 400, "seed"), ({"response_format": "b64_json"}, 400, "response_format"), ({"style": "vivid"}, 400, "style"),
    ({"size": "1000x1000"}, 400, "size"), ({"size": "512x512"}, 400, "size"), ({"size": "3856x2160"}, 400, "size"), ({"size": "3072x768"}, 400, "size"),
    ({"size": "3840x2176"}, 400, "size"), ({"size": "1024"}, 400, "size"), ({"size": "1536x864", "model": "gpt-image-1.5"}, 400, "size"),
    ({"quality": "best"}, 400, "quality"), ({"quality": "hd"}, 400, "quality"), ({"quality": "max", "model": "gpt-image-2"}, 400, "quality"),
    ({"partial_images": 2}, 400, "partial_images"), ({"partial_images": 4, "stream": True}, 400, "partial_images"), ({"stream": "yes"}, 400, "stream"),
    ({"output_format": "bmp"}, 400, "output_format"), ({"output_format": "gif"}, 400, "output_format"),
    ({"output_compression": 50}, 400, "output_compression"), ({"output_compression": 101, "output_format": "webp"}, 400, "output_compression"),
    ({"background": "transparent", "model": "gpt-image-2"}, 400, "background"), ({"background": "transparent", "output_format": "jpeg"}, 400, "background"),
    ({"moderation": "off"}, 400, "moderation"), ({"safety_identifier": 7}, 400, "safety_identifier"), ({"image": "x"}, 400, "image"),
]


@pytest.mark.parametrize(("wrong", "status", "param"), WRONG, ids=lambda value: str(value)[:40])
async def test_wrong_parameters(client: httpx2.AsyncClient, wrong: dict[str, Any], status: int, param: str | None) -> None:
    answer = await client.post("/v1/images/generations", json={**GOOD, **wrong})
    assert (answer.status_code, answer.json()["error"]["param"]) == (status, param)


@pytest.mark.parametrize("right", [
    {}, {"size": "3840x2160"}, {"size": "1536x864", "quality": "max"}, {"n": 3},
    {"output_format": "webp", "output_compression": 80, "background": "transparent"},
    {"moderation": "low", "user": "u", "complexity": "low"}, {"size": "auto", "quality": "auto", "stream": False, "partial_images": 0},
])
async def test_right_parameters(client: httpx2.AsyncClient, right: dict[str, Any]) -> None:
    answer = await client.post("/v1/images/generations", json={**GOOD, **right})
    assert answer.status_code == 200
    assert len(answer.json()["data"]) == right.get("n", 1)
    assert answer.json()["usage"]["total_tokens"] > 0


Files = list[tuple[str, tuple[str, bytes, str]]]
PNG = ("image[]", ("a.png", picture(), "image/png"))
WRONG_FILES: dict[str, tuple[Files, str]] = {
    "none": ([], "image"),
    "a lying type": ([("image[]", ("a.jpg", picture(), "image/jpeg"))], "image"),
    "a GIF": ([("image[]", ("a.gif", picture(kind="GIF"), "image/gif"))], "image"),
    "no picture": ([("image[]", ("a.png", b"PNG?", "image/png"))], "image"),
    "too many": ([PNG] * 17, "image"),
    "a mask without alpha": ([PNG, ("mask", ("m.png", picture(), "image/png"))], "mask"),
    "a mask of another size": ([PNG, ("mask", ("m.png", mask(100, 100), "image/png"))], "mask"),
    "a mask of another format": ([("image[]", ("a.jpg", picture(kind="JPEG"), "image/jpeg")), ("mask", ("m.png", mask(), "image/png"))], "mask"),
    "a stranger": ([PNG, ("style", ("a.png", picture(), "image/png"))], "style"),
}


@pytest.mark.parametrize("name", WRONG_FILES)
async def test_wrong_files(client: httpx2.AsyncClient, name: str) -> None:
    files, param = WRONG_FILES[name]
    answer = await client.post("/v1/images/edits", data=GOOD, files=files or None)
    assert (answer.status_code, answer.json()["error"]["param"]) == (400, param)


async def test_right_files(client: httpx2.AsyncClient) -> None:
    answer = await client.post("/v1/images/edits", data=GOOD, files=[PNG, PNG, ("mask", ("m.png", mask(), "image/png"))])
    assert answer.status_code == 200


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer nothing", "Basic sk-good"])
async def test_without_a_key(client: httpx2.AsyncClient, header: str) -> None:
    answer = await client.post("/v1/images/generations", json=GOOD, headers={"authorization": header})
    assert answer.status_code == 401


async def test_the_tally_is_on_disk_before_the_answer_and_counts_refusals_too(client: httpx2.AsyncClient, tmp_path: Path) -> None:
    await client.post("/v1/images/generations", json=GOOD, headers={"x-client-request-id": "call-1"})
    await client.post("/v1/images/generations", json={**GOOD, "n": 99}, headers={"x-client-request-id": "call-2"})
    await client.post("/v1/moderations", json={"model": "omni-moderation-latest", "input": "x"}, headers={"x-client-request-id": "call-3"})
    assert [line["call"] for line in read_tally(tmp_path / "tally.jsonl")] == ["call-1", "call-2"]


@pytest.mark.parametrize(("given", "param"), [
    ({"max_tokens": 5}, "max_tokens"), ({"seeds": 5}, "seeds"), ({"store": "no"}, "store"), ({"messages": []}, "messages"),
])
async def test_wrong_chat(client: httpx2.AsyncClient, given: dict[str, Any], param: str) -> None:
    good = {"model": "gpt-5.4-nano", "messages": [{"role": "user", "content": "x"}]}
    answer = await client.post("/v1/chat/completions", json={**good, **given})
    assert (answer.status_code, answer.json()["error"]["param"]) == (400, param)
