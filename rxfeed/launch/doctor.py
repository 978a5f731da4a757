"""Looks at everything the server needs, and says how to mend what is broken."""

from __future__ import annotations

import asyncio
import os
import secrets
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from rxfeed import wiring
from rxfeed.adapters import credentials_chain
from rxfeed.adapters.database import RelationalDatabase
from rxfeed.adapters.migrate import is_current
from rxfeed.adapters.objects import open_objects
from rxfeed.adapters.secrets import SealedVault
from rxfeed.domain import engine_key
from rxfeed.domain.errors import RxfeedError, Unavailable
from rxfeed.launch import frontend
from rxfeed.launch.environment import with_own_node
from rxfeed.settings import Settings, strangers

SOON = 30
"""Days in which a certificate ends that its server should be told of."""
ROOM = 1_000_000_000
"""Bytes: some hundreds of pictures with their copies."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, what was found, and, where that is wrong, how to mend it."""

    what: str
    found: str
    mend: str = ""

    def __str__(self) -> str:
        return f"{'broken' if self.mend else 'fine  '}  {self.what}: {self.found}" + (f"\n        {self.mend}" if self.mend else "")


def examine(settings: Settings) -> int:
    """Print one finding after the other. 0 where all are fine, else 1."""
    broken = 0
    for check in (names, proxy, node, pages, disk, database, objects, credentials, engines):
        finding = check(settings)
        broken += bool(finding.mend)
        print(finding, flush=True)
    return min(broken, 1)


def names(settings: Settings) -> Finding:
    """A name that nothing reads is a slip of the pen."""
    for name, meant in strangers(os.environ).items():
        return Finding("Settings", f"{name} is not a setting", f"Did you mean {meant}?" if meant else ".env.example has them all.")
    return Finding("Settings", "every one can be read")


def proxy(settings: Settings) -> Finding:
    """TLS ends at a proxy, never here: unless that proxy is trusted, every visitor has its address and no cookie is sent for TLS only."""
    if settings.public_url.startswith("https:") and not settings.trusted_proxies:
        return Finding("Proxy", f"{settings.public_url} is served by a proxy that is not trusted", "Name its address: RXFEED_TRUSTED_PROXIES")
    return Finding("Proxy", ", ".join(map(str, settings.trusted_proxies)) or "none")


def node(settings: Settings) -> Finding:
    """Node is needed to build the pages, not to serve them."""
    program = shutil.which("node", path=with_own_node(os.environ.get("PATH", os.defpath)))
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout.strip() if program else ""
    if not version:
        return Finding("Node", "there is none", "Install what rxfeed needs: pip install -r requirements.txt -c .ci/constraints.txt")
    return Finding("Node", version)


def pages(settings: Settings) -> Finding:
    """Built, and from today's sources."""
    if frontend.is_current():
        return Finding("Pages", "built")
    return Finding("Pages", "not built from today's sources", "Run: python -m rxfeed build")


def disk(settings: Settings) -> Finding:
    """Room where the data folder is, or will be."""
    place = next(folder for folder in (settings.data_dir.absolute(), *settings.data_dir.absolute().parents) if folder.exists())
    free = shutil.disk_usage(place).free
    found = f"{free / 1e9:.1f} GB free in {place}"
    return Finding("Disk", found, "" if free >= ROOM else "Make room, or move the data: RXFEED_DATA_DIR, RXFEED_OBJECTS_URL")


def database(settings: Settings) -> Finding:
    """Reachable, and migrated."""

    def look() -> Finding:
        opened = RelationalDatabase(settings.database_url)
        try:
            if is_current(opened):
                return Finding("Database", f"{opened.dialect}, up to date")
            return Finding("Database", f"{opened.dialect}, reachable but not up to date", "Run: python -m rxfeed migrate")
        finally:
            opened.close()

    return _found("Database", look, "Check RXFEED_DATABASE_URL, and that the database runs and lets this address and password in.")


def objects(settings: Settings) -> Finding:
    """Writes, reads and deletes."""

    def look() -> Finding:
        store = open_objects(settings.objects_url, settings.objects_options)
        key, data = f"doctor/{secrets.token_hex(8)}", secrets.token_bytes(64)
        store.put(key, data)
        same = store.get(key) == data
        store.delete(key)
        if not same:
            return Finding("Pictures", "the store gives back something else than it was given", "Check what stands between the server and the store.")
        return Finding("Pictures", f"{settings.objects_url} writes, reads and deletes")

    return _found("Pictures", look, "Check RXFEED_OBJECTS_URL, the AWS_ keys, and that this user may write there.")


def credentials(settings: Settings) -> Finding:
    """Pictures can be signed: the certificate is there, is read, is valid, and the key is its own."""

    def look() -> Finding:
        credentials_chain.make_own(settings.data_dir)
        places = credentials_chain.places(settings.data_dir, settings.credentials_certificate, settings.credentials_key)
        now = datetime.now(UTC)
        chain = credentials_chain.read(*places, now)
        found, left = f"signed by {chain.name} until {chain.until.date()}", (chain.until - now).days
        return Finding("Credentials", found, f"It ends in {left} days: replace {places[0]} and its key in time." if left < SOON else "")

    return _found("Credentials", look, "Check RXFEED_CREDENTIALS_CERTIFICATE and RXFEED_CREDENTIALS_KEY, or the folder credentials in RXFEED_DATA_DIR.")


def engines(settings: Settings) -> Finding:
    """Each can be used: key accepted, model known."""

    def look() -> Finding:
        made = wiring.engines(settings)
        if key := _entered_key(settings):
            made.replace(engine_key.ENGINE, *made.behind(key))
        for engine in made.values():
            asyncio.run(engine.check())
        return Finding("Engines", ", ".join(f"{name} ({engine.abilities().model})" for name, engine in made.items()))

    return _found("Engines", look, "Check the key in Settings, Image engine, or OPENAI_API_KEY; RXFEED_OPENAI_BASE_URL and RXFEED_OPENAI_MODEL.")


def _entered_key(settings: Settings) -> str:
    """The key that an admin has entered on a page, else empty. Raises `Misconfigured` where it can't be read any more."""
    opened = None
    try:
        opened = RelationalDatabase(settings.database_url)
        sealed = engine_key.kept(opened)[0] if is_current(opened) else ""
    except Unavailable:  # `database` has said so
        return ""
    finally:
        if opened is not None:
            opened.close()
    return SealedVault(settings.secret()).open(sealed) if sealed else ""


def _found(what: str, look: Callable[[], Finding], mend: str) -> Finding:
    try:
        return look()
    except RxfeedError as error:
        return Finding(what, str(error), mend)
