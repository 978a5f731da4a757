"""The compiled pages and what they load, served from memory: hashed names for ever, pages always asked for anew."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from rxfeed.web.headers import page_policy
from rxfeed.web.packing import takes

ENCODINGS = {"br": ".br", "gzip": ".gz"}
"""Smallest first."""
HASHED = re.compile(r"/assets/.+-[\w-]{8}\.\w+|/assets/manifest-[0-9a-f]{8}\.js|/fonts/.+-\d+\.\d+\.\d+\.woff2")
FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
FALLBACK, NOT_FOUND = "/__spa-fallback.html", "/404.html"
TYPES = {".js": "text/javascript", ".webmanifest": "application/manifest+json", ".woff2": "font/woff2", ".json": "application/json"}


@dataclass(frozen=True)
class BuiltFile:
    """One file of the build, with what has been compressed of it beforehand."""

    path: Path
    url: str

    @cached_property
    def bodies(self) -> Mapping[str, bytes]:
        """By encoding; the plain bytes under the empty name."""
        packed = {encoding: self.path.with_name(self.path.name + suffix) for encoding, suffix in ENCODINGS.items()}
        return {**{encoding: path.read_bytes() for encoding, path in packed.items() if path.is_file()}, "": self.path.read_bytes()}

    @cached_property
    def headers(self) -> Mapping[str, str]:
        """Those that don't depend on who asks."""
        kind = TYPES.get(self.path.suffix) or guess_type(self.path.name)[0] or "application/octet-stream"
        headers = {
            "content-type": f"{kind}; charset=utf-8" if kind.startswith("text/") else kind,
            "cache-control": FOR_EVER if HASHED.fullmatch(self.url) else ASK_AGAIN,
            "vary": "Accept-Encoding",
        }
        return {**headers, "content-security-policy": page_policy(self.text)} if self.path.suffix == ".html" else headers

    @cached_property
    def text(self) -> str:
        return self.path.read_text("utf-8")

    @cached_property
    def tag(self) -> str:
        return hashlib.sha256(self.bodies[""]).hexdigest()[:20]

    def answer(self, scope: Scope, status: int = 200) -> Response:
        """What this browser takes, or 304 where it has it."""
        asked = Headers(scope=scope)
        encoding = next((name for name in self.bodies if name and takes(asked.get("accept-encoding", ""), name)), "")
        headers = {**self.headers, "etag": f'"{self.tag}{"-" if encoding else ""}{encoding}"'}
        if status == 200 and headers["etag"] in asked.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        body = self.bodies[encoding]
        return Response(body, status, {**headers, **({"content-encoding": encoding} if encoding else {})})


class BuiltPages:
    """Meets ASGI. `is_page` says whether an address belongs to a page whose file is not known by its address, such as `/p/abc`."""

    def __init__(self, folder: Path, is_page: Callable[[str], bool]) -> None:
        packed = tuple(ENCODINGS.values())
        files = [path for path in folder.rglob("*") if path.is_file() and path.suffix not in packed] if folder.is_dir() else []
        self.files = {url: BuiltFile(path, url) for path in files for url in [f"/{path.relative_to(folder).as_posix()}"]}
        self.is_page = is_page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1000})
        else:
            await self._answer(scope)(scope, receive, send)

    def page(self, path: str) -> BuiltFile | None:
        """The compiled page for an address; nothing where no page answers to it."""
        if found := self.files.get("/index.html" if path == "/" else f"{path}/index.html") or self.files.get(f"{path}.html"):
            return None if found.url in {FALLBACK, NOT_FOUND} or path.endswith("/index") or path == "/404" else found
        return self.files.get(FALLBACK) if self.is_page(path) else None

    def _answer(self, scope: Scope) -> ASGIApp:
        path: str = scope["path"]
        if scope["method"] not in {"GET", "HEAD"}:
            return PlainTextResponse("Method not allowed", 405, {"allow": "GET, HEAD"})
        if path.endswith("/") and path != "/":
            return _without_slash(path, scope["query_string"])
        if not path.endswith(".html") and (file := self.files.get(path) or self.page(path)):
            return file.answer(scope)
        missing = self.files.get(NOT_FOUND)
        return missing.answer(scope, 404) if missing else PlainTextResponse("There is nothing here.", 404)


def _without_slash(path: str, query: bytes) -> Response:
    """Within the same origin whatever stands in the path: never `//elsewhere`."""
    target = quote("/" + path.strip("/\\"))
    return RedirectResponse(f"{target}?{query.decode('latin-1')}" if query else target, 308)
