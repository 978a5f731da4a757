"""Every setting of a server, read once from the environment and `.env`. Nothing else reads the environment."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote, urlsplit

from dotenv import dotenv_values

from rxfeed.domain.errors import Misconfigured
from rxfeed.domain.house import Limits
from rxfeed.readers import choice, dollars, folder, networks, number, on_or_off, or_off, postgres_or_sqlite, prices, text, url, words

Network = IPv4Network | IPv6Network
USUAL = Limits()
OBJECT_KEYS = {
    "AWS_ACCESS_KEY_ID": "access_key_id",
    "AWS_SECRET_ACCESS_KEY": "secret_access_key",
    "AWS_SESSION_TOKEN": "session_token",
    "AWS_REGION": "region",
    "AWS_ENDPOINT_URL": "endpoint",
}


def setting(default: object, read: Callable[[str], object], *, name: str = "", secret: bool = False) -> Any:
    """A field with how it is read and, where it is not `RXFEED_` and the field's own name, what it is called in the environment."""
    return field(default_factory=lambda: default, metadata={"read": read, "name": name, "secret": secret}, repr=not secret)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the person who runs the server has chosen. `.env.example` explains each one."""

    host: str = setting("127.0.0.1", text)
    port: int = setting(3000, number(1, 65535))
    public_url: str = setting("", url("http", "https"))
    """Scheme and host that people use, where a proxy stands in front. Without a slash at the end."""
    trusted_proxies: tuple[Network, ...] = setting((), networks)
    data_dir: Path = setting(Path(".rxfeed"), folder)
    database_url: str = setting("", postgres_or_sqlite, secret=True)
    objects_url: str = setting("", url("file", "s3"))
    objects_options: Mapping[str, str] = field(default_factory=dict, repr=False)
    """`access_key_id`, `secret_access_key`, `session_token`, `region`, `endpoint`, from the usual `AWS_…` names."""
    redis_url: str = setting("", url("redis", "rediss", "unix"), name="REFLEX_REDIS_URL", secret=True)
    secret_key: str = setting("", text, secret=True)
    credentials_certificate: str = setting("", text)
    """PEM file that pictures are signed with, the leaf first; empty for the server's own, made at its first start."""
    credentials_key: str = setting("", text)
    """PEM file of its key."""
    session_days: int = setting(30, number(1, 365))
    jobs: bool = setting(True, on_or_off)  # noqa: FBT003
    """Whether the serving process makes the pictures and does the chores itself; else `python -m rxfeed worker` has to."""
    log_level: str = setting("info", choice("debug", "info", "warning", "error"))

    engine_silence: int = setting(180, number(5, 600))
    """Seconds without a sign of life after which an engine is given up."""
    check_minutes: int = setting(60, number(1, 10_080))
    """How long a picture that came may wait for the moderation to answer. Its bytes are kept for longer."""
    openai_key: str = setting("", text, name="OPENAI_API_KEY", secret=True)
    openai_base_url: str = setting("", url("http", "https"))
    openai_model: str = setting("gpt-image-2", text)
    openai_text_model: str = setting("", or_off)
    """Empty: no help with words. Written `off`."""
    openai_moderation: str = setting("omni-moderation-latest", or_off)
    """Empty: neither prompts nor pictures are moderated. Written `off`."""
    openai_parameters: frozenset[str] = setting(frozenset(), words)
    """What this server may be sent; empty for everything that the OpenAI API documents."""
    openai_prices: Mapping[str, int] = setting(MappingProxyType({}), prices)
    """Micro-dollars by name, over the engine's own table."""
    sketch_processes: int = setting(2, number(1, 64))

    pictures_a_day: int = setting(USUAL.pictures_a_day, number(0, 1_000_000))
    guest_pictures_a_day: int = setting(USUAL.guest_pictures_a_day, number(0, 1_000_000))
    generations_at_once: int = setting(USUAL.generations_at_once, number(1, 1000))
    calls_at_once: int = setting(USUAL.calls_at_once, number(1, 1000))
    budget_a_day: int = setting(USUAL.budget_a_day, dollars)
    """Micro-dollars; written in dollars."""

    def __post_init__(self) -> None:
        if not self.database_url:
            object.__setattr__(self, "database_url", f"sqlite:///{self.data_dir / 'rxfeed.db'}")
        if not self.objects_url:
            object.__setattr__(self, "objects_url", (self.data_dir / "objects").absolute().as_uri())

    @classmethod
    def read(cls, environ: Mapping[str, str] | None = None, dotenv: Path | None = Path(".env")) -> Settings:
        """From the environment, and from `.env` what the environment leaves open. Raises `Misconfigured`, naming the variable."""
        given = _given(os.environ if environ is None else environ, dotenv)
        chosen = [item for item in fields(cls) if item.metadata and given.get(variable(item.name))]
        values: dict[str, Any] = {item.name: _value(variable(item.name), given, item.metadata) for item in chosen}
        return cls(**values, objects_options={option: given[key] for key, option in OBJECT_KEYS.items() if given.get(key)})

    @property
    def limits(self) -> Limits:
        """The part that the domain watches over."""
        return Limits(**{item.name: getattr(self, item.name) for item in fields(Limits)})

    @property
    def loopback_only(self) -> bool:
        """Whether only this machine can reach the server."""
        return self.on_loopback and not self.public_url

    @property
    def on_loopback(self) -> bool:
        """Whether it is asked from this machine alone, and through no proxy that the settings name."""
        return self.host in {"127.0.0.1", "::1", "localhost"} and not self.trusted_proxies

    @property
    def public_dir(self) -> Path | None:
        """Resized copies of public pictures as files, served under `/pictures/` without a Python handler; None where they lie in S3: our route sends them."""
        parts = urlsplit(self.objects_url)
        return Path(unquote(parts.path)) / "public" if parts.scheme == "file" else None

    def secret(self) -> str:
        """The server's own key: the one that is set, else one made on first use and kept in the data folder for the owner's eyes only."""
        if self.secret_key:
            return self.secret_key
        path = self.data_dir / "secret-key"
        if not path.exists():
            _keep_new_secret(path)
        return path.read_text().strip()


def variable(name: str) -> str:
    """What a field is called in the environment."""
    item = next(item for item in fields(Settings) if item.name == name)
    return str(item.metadata.get("name") or f"RXFEED_{name.upper()}")


def strangers(environ: Mapping[str, str]) -> dict[str, str]:
    """Names in the environment that look like settings and are none, each with the one that may be meant."""
    known = [variable(item.name) for item in fields(Settings) if item.metadata]
    unknown = sorted(name for name in environ if name.startswith("RXFEED_") and name not in known)
    return {name: next(iter(get_close_matches(name, known, 1)), "") for name in unknown}


def _keep_new_secret(path: Path) -> None:
    """Whole or not at all, and only once: several processes may start together."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(32))
    with suppress(FileExistsError):
        path.hardlink_to(draft)
    draft.unlink()


def _given(environ: Mapping[str, str], dotenv: Path | None) -> dict[str, str]:
    written = dotenv_values(dotenv) if dotenv is not None and dotenv.is_file() else {}
    return {key: value.strip() for key, value in ({**written, **environ}).items() if value is not None}


def _value(name: str, given: Mapping[str, str], metadata: Mapping[str, Any]) -> object:
    try:
        return metadata["read"](given[name])
    except ValueError as rule:
        shown = "what it is set to" if metadata["secret"] else repr(given[name])
        raise Misconfigured("{name} must be {rule}, not {shown}.", name=name, rule=str(rule), shown=shown) from None
