"""From settings to engines."""

from __future__ import annotations

import subprocess
import sys

import httpx2
import pytest

from rxfeed.domain.errors import Misconfigured
from rxfeed.engines.openai_images import OpenAIImages
from rxfeed.engines.openai_wiring import config_from, openai_from
from rxfeed.settings import Settings


def settings(**environ: str) -> Settings:
    return Settings.read(environ, None)


def test_a_key_is_enough() -> None:
    config = config_from(settings(), "sk-good")
    assert (config.kind, config.base_url, config.moderation_model) == ("openai", "https://api.openai.com/v1", "omni-moderation-latest")
    assert config.streams


def test_a_text_engine_only_with_a_text_model() -> None:
    assert openai_from(settings(), "sk-good")[1] is None
    assert openai_from(settings(RXFEED_OPENAI_TEXT_MODEL="gpt-5.4-nano"), "sk-good")[1] is not None


def test_a_kind_of_server() -> None:
    config = config_from(settings(RXFEED_OPENAI_PARAMETERS="localai", RXFEED_OPENAI_BASE_URL="http://localhost:8080/v1"), "")
    assert (config.kind, config.moderation_model, config.parameters) == ("localai", "", None)


def test_a_kind_and_more_parameters() -> None:
    config = config_from(settings(RXFEED_OPENAI_PARAMETERS="vllm-omni,negative_prompt"), "")
    assert {"seed", "negative_prompt"} <= config.allowed(edit=False)


def test_parameters_alone() -> None:
    config = config_from(settings(RXFEED_OPENAI_PARAMETERS="model,prompt,size,seed", RXFEED_OPENAI_MODERATION="my-guard"), "")
    assert config.allowed(edit=True) == {"model", "prompt", "size", "seed"}
    assert (config.seed, config.streams, config.moderation_model) == ("parameter", False, "my-guard")


def test_prices() -> None:
    config = config_from(settings(RXFEED_OPENAI_PRICES="image_out=40,picture=0.02"), "sk-good")
    assert (config.price.image_out, config.price.picture, config.price.text_in) == (40_000_000, 20_000, 5_000_000)
    with pytest.raises(Misconfigured, match="RXFEED_OPENAI_PRICES names images"):
        config_from(settings(RXFEED_OPENAI_PRICES="images=1"), "sk-good")


def test_the_key_is_never_printed() -> None:
    assert "sk-good" not in repr(config_from(settings(), "sk-good"))


async def test_the_environment_has_no_say_in_what_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_ADMIN_KEY"):
        monkeypatch.setenv(name, "from-the-environment")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://elsewhere.example/v1")
    asked: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(request)
        return httpx2.Response(200, json={"id": "gpt-image-2"})

    await OpenAIImages(config_from(settings(), "sk-good"), httpx2.MockTransport(answer)).check()
    assert str(asked[0].url) == "https://api.openai.com/v1/models/gpt-image-2"
    assert asked[0].headers["authorization"] == "Bearer sk-good"
    assert "from-the-environment" not in str(asked[0].headers.raw)


def test_the_sdk_is_not_imported_before_it_is_used() -> None:
    code = (
        "import sys; from rxfeed.engines.openai_wiring import openai_from; from rxfeed.settings import Settings; "
        "made, _ = openai_from(Settings.read({}, None), 'sk-good'); made.abilities(); "
        "print(sorted({'openai', 'httpx2'} & sys.modules.keys()))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_the_first_use_does_not_hold_up_the_event_loop() -> None:
    """The SDK takes half a second to import; meanwhile the loop has to turn."""
    code = """
import asyncio, sys, threading
from rxfeed.engines.openai_sdk import sdk_ready
import builtins
main, real = threading.get_ident(), builtins.__import__

def watched(name, *rest):
    if name.partition(".")[0] == "openai" and name not in sys.modules and threading.get_ident() == main:
        print("imported on the loop:", name)
    return real(name, *rest)

builtins.__import__ = watched
from rxfeed.engines.openai_config import OpenAIConfig
from rxfeed.engines.openai_images import OpenAIImages
engine = OpenAIImages(OpenAIConfig(key="sk-good", base_url="http://127.0.0.1:9/v1"))
try:
    asyncio.run(engine.check())
except Exception as error:
    print(type(error).__name__)
"""
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "EngineFailed\n"
