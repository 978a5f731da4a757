"""Bytes by key: a local folder, or any S3-compatible store. Both through obstore."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, cast
from urllib.parse import parse_qs, unquote, urlsplit

import obstore
from obstore.exceptions import BaseError, NotFoundError, PermissionDeniedError, UnauthenticatedError
from obstore.store import LocalStore, ObjectStore, S3Store

from rxfeed.domain.errors import Misconfigured, NotFound, RxfeedError, Unavailable
from rxfeed.domain.ports import KeptObject

if TYPE_CHECKING:
    from obstore.store import S3Config

KEY = re.compile(r"[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*")
FULL = re.compile(r"os error (27|28|122)\b")
"""EFBIG, ENOSPC and EDQUOT: obstore keeps the system's number only inside its text."""
EMPTIED = re.compile(r"os error (2|17)\b")
"""ENOENT, or EEXIST a moment before: the folder for the object just went with the last one in it; a store of files leaves no empty folders behind."""
TRIES = 8
PATIENCE = timedelta(seconds=15)
"""For one request to S3, and for all retries of it together."""


def open_objects(url: str, options: Mapping[str, str] = MappingProxyType({})) -> Objects:
    """The store behind a local path, `file:///path` or `s3://bucket/prefix?endpoint=https://host&region=name`.

    `options` are S3's: `access_key_id`, `secret_access_key`, `session_token`, `region`, `endpoint`; the address goes before them.
    Raises `Misconfigured` for an address that can't be one and `Unavailable` where the folder can't be made.
    """
    parts = urlsplit(url)
    if parts.scheme == "s3":
        return Objects(_s3(url, options))
    if parts.scheme in ("", "file") and parts.path and parts.netloc in ("", "localhost"):
        return _local(Path(unquote(parts.path)) if parts.scheme else Path(url))
    raise Misconfigured("RXFEED_OBJECTS_URL is {url}, but it has to be a folder, file:///folder or s3://bucket/prefix.", url=url)


class Objects:
    """Meets `domain.ports.ObjectStore`. Safe to use from many threads.

    A key that could leave its folder can't be written: every part begins with a letter or a figure, in lower case, so that it means the same on every disk.
    """

    def __init__(self, store: ObjectStore, folder: Path | None = None) -> None:
        self._store = store
        self.folder = folder
        """Where the objects lie as files; None where they don't."""

    def put(self, key: str, data: bytes) -> None:
        """Whole or not at all; where objects are files, on the disk when this returns."""
        with _said():
            self._put(_checked(key), data)
            if self.folder is not None:
                _flush(self.folder / key)

    def get(self, key: str) -> bytes:
        with _said():
            return bytes(obstore.get(self._store, _checked(key)).bytes())

    def get_range(self, key: str, start: int, end: int) -> bytes:
        with _said():
            return bytes(obstore.get_range(self._store, _checked(key), start=start, end=end))

    def size(self, key: str) -> int:
        with _said():
            return obstore.head(self._store, _checked(key))["size"]

    def delete(self, key: str) -> None:
        try:
            with _said():
                obstore.delete(self._store, _checked(key))
        except NotFound:
            pass

    def delete_under(self, prefix: str) -> None:
        for found in self.under(prefix):
            self.delete(found.key)

    def under(self, prefix: str) -> Iterator[KeptObject]:
        with _said():
            for page in obstore.list(self._store, prefix=_checked(prefix)):
                yield from (KeptObject(meta["path"], meta["size"], meta["last_modified"]) for meta in page)

    def _put(self, key: str, data: bytes) -> None:
        for tries in range(1, TRIES + 1):
            try:
                obstore.put(self._store, key, data, use_multipart=False)
            except BaseError as error:
                if self.folder is None or tries == TRIES or not EMPTIED.search(str(error)):
                    raise
            else:
                return


def _local(folder: Path) -> Objects:
    folder = folder.expanduser().absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable("The folder {folder} for pictures can't be used: {reason}.", folder=folder, reason=error.strerror) from error
    return Objects(LocalStore(folder, automatic_cleanup=True), folder)


def _s3(url: str, options: Mapping[str, str]) -> S3Store:
    parts = urlsplit(url)
    named = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    if not parts.netloc or set(named) - {"endpoint", "region"}:
        raise Misconfigured("RXFEED_OBJECTS_URL is {url}, but an S3 address looks like s3://bucket/prefix?endpoint=https://host&region=name.", url=url)
    chosen = {"region": "us-east-1", **options, **named}
    if not (chosen.get("access_key_id") and chosen.get("secret_access_key")):  # without them obstore would ask the network for some
        raise Misconfigured("RXFEED_OBJECTS_URL names an S3 store, so AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY have to be set.")
    return S3Store(
        parts.netloc,
        prefix=parts.path.strip("/") or None,
        config=cast("S3Config", chosen),
        client_options={"allow_http": chosen.get("endpoint", "").startswith("http://"), "connect_timeout": timedelta(seconds=5), "timeout": PATIENCE},
        retry_config={"max_retries": 3, "retry_timeout": PATIENCE},
    )


def _checked(key: str) -> str:
    if not KEY.fullmatch(key):
        raise ValueError(f"not a key of an object: {key!r}")
    return key


def _flush(path: Path) -> None:
    """obstore renames into place but leaves the bytes to the system's good will; a paid picture deserves the disk."""
    for place in (path, path.parent):
        handle = os.open(place, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _said() -> Iterator[None]:
    """Turn the vendor's exceptions into ours."""
    try:
        yield
    except (BaseError, OSError) as error:
        raise _meaning(error) from error


def _meaning(error: Exception) -> RxfeedError:
    if isinstance(error, NotFoundError | FileNotFoundError):
        return NotFound("There is nothing at this address.")
    if FULL.search(str(error)):
        return Unavailable("The disk is full, so the picture could not be stored. Tell whoever runs this server.")
    if isinstance(error, PermissionDeniedError | UnauthenticatedError | PermissionError):
        return Unavailable("The store for pictures refuses this server's key or rights. Tell whoever runs it.")
    return Unavailable("The store for pictures does not answer. Try again in a minute.")
