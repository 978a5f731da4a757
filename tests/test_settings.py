from __future__ import annotations

import re
import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from ipaddress import ip_network
from pathlib import Path

import pytest

from rxfeed.domain.errors import Misconfigured
from rxfeed.settings import OBJECT_KEYS, Settings, variable

EXAMPLE = Path(__file__).parents[1] / ".env.example"


def read(**environ: str) -> Settings:
    return Settings.read(environ, None)


def test_nothing_has_to_be_set() -> None:
    settings = read()
    assert settings.port == 3000
    assert settings.loopback_only
    assert settings.database_url == "sqlite:///.rxfeed/rxfeed.db"
    assert settings.objects_url == f"file://{Path.cwd()}/.rxfeed/objects"
    assert settings.limits.budget_a_day == 10_000_000


def test_each_kind_of_value_is_read() -> None:
    settings = read(
        RXFEED_PORT="8080",
        RXFEED_PUBLIC_URL="https://pictures.example.org/",
        RXFEED_TRUSTED_PROXIES="10.0.0.0/8, ::1",
        RXFEED_DATABASE_URL="postgresql://me:secret@localhost/rxfeed",
        RXFEED_BUDGET_A_DAY="2.50",
        RXFEED_OPENAI_PARAMETERS="localai,seed",
        RXFEED_OPENAI_PRICES="text_in=5, image_out=0.000001",
        RXFEED_OPENAI_MODERATION="off",
        AWS_ENDPOINT_URL="http://localhost:9000",
        OPENAI_API_KEY="sk-1",
        RXFEED_JOBS="Off",
        RXFEED_ENGINE_SILENCE="600",
    )
    assert settings.port == 8080
    assert settings.public_url == "https://pictures.example.org"
    assert settings.trusted_proxies == (ip_network("10.0.0.0/8"), ip_network("::1"))
    assert settings.database_url == "postgresql+psycopg://me:secret@localhost/rxfeed"
    assert settings.limits.budget_a_day == 2_500_000
    assert settings.openai_parameters == {"localai", "seed"}
    assert settings.openai_prices == {"text_in": 5_000_000, "image_out": 1}
    assert settings.openai_moderation == ""
    assert not settings.jobs
    assert settings.engine_silence == 600
    assert settings.objects_options == {"endpoint": "http://localhost:9000"}
    assert not settings.loopback_only


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("RXFEED_PORT", "0"),
        ("RXFEED_PORT", "65536"),
        ("RXFEED_PORT", "three"),
        ("RXFEED_PORT", "٣٠٠٠"),
        ("RXFEED_PUBLIC_URL", "pictures.example.org"),
        ("RXFEED_TRUSTED_PROXIES", "proxy"),
        ("RXFEED_DATABASE_URL", "mysql://localhost/rxfeed"),
        ("RXFEED_OBJECTS_URL", "ftp://bucket"),
        ("RXFEED_BUDGET_A_DAY", "-1"),
        ("RXFEED_BUDGET_A_DAY", "NaN"),
        ("RXFEED_OPENAI_PRICES", "text_in"),
        ("RXFEED_DATA_DIR", str(EXAMPLE)),
        ("RXFEED_JOBS", "maybe"),
        ("RXFEED_ENGINE_SILENCE", "4"),
        ("RXFEED_ENGINE_SILENCE", "ten"),
        ("RXFEED_CHECK_MINUTES", "0"),
    ],
)
def test_a_wrong_value_is_one_sentence_that_names_it(name: str, value: str) -> None:
    with pytest.raises(Misconfigured) as caught:
        read(**{name: value})
    assert str(caught.value).startswith(f"{name} must be ")
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


def test_a_wrong_secret_is_not_repeated() -> None:
    with pytest.raises(Misconfigured) as caught:
        read(RXFEED_DATABASE_URL="mysql://me:hunter2@localhost/rxfeed")
    assert "hunter2" not in str(caught.value)
    assert "hunter2" not in repr(read(RXFEED_DATABASE_URL="postgresql://me:hunter2@localhost/rxfeed"))


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_text("RXFEED_PORT=4000\nRXFEED_HOST=0.0.0.0\n")
    settings = Settings.read({"RXFEED_PORT": "5000"}, dotenv)
    assert (settings.port, settings.host) == (5000, "0.0.0.0")


def test_the_example_explains_every_setting() -> None:
    explained = set(re.findall(r"^#?([A-Z][A-Z_0-9]+)=", EXAMPLE.read_text(), re.MULTILINE))
    known = {variable(item.name) for item in fields(Settings) if item.metadata} | OBJECT_KEYS.keys()
    assert explained == known


def test_every_line_of_the_example_can_be_taken_as_it_is() -> None:
    lines = re.findall(r"^#([A-Z][A-Z_0-9]+)=(.+)$", EXAMPLE.read_text(), re.MULTILINE)
    assert Settings.read(dict(lines), None).port == 3000


def test_the_secret_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "new")
    with ThreadPoolExecutor(8) as threads:
        secrets = set(threads.map(lambda _: settings.secret(), range(64)))
    assert len(secrets) == 1
    assert len(min(secrets)) >= 40
    assert stat.S_IMODE((tmp_path / "new" / "secret-key").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["secret-key"]
