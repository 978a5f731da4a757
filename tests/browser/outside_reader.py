"""A C2PA reader that is not ours (`@contentauth/c2pa-web`), in a page of its own: our policy allows no WebAssembly, and our pages need none."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

HERE = Path(__file__).parent / "outside"
NPM = Path(sys.executable).with_name("npm")
PAGE = """<!doctype html><script type="importmap">{"imports": {
"@contentauth/c2pa-web": "/node_modules/@contentauth/c2pa-web/dist/index.js", "highgain": "/node_modules/highgain/dist/index.js",
"ts-deepmerge": "/node_modules/ts-deepmerge/esm/index.js", "@contentauth/c2pa-wasm": "/node_modules/@contentauth/c2pa-wasm/pkg/c2pa.js"}}</script>
<script type="module">
import { createC2pa } from "@contentauth/c2pa-web";
const c2pa = createC2pa({ wasmSrc: "/node_modules/@contentauth/c2pa-web/dist/resources/c2pa_bg.wasm" });
window.readAll = async (files, settings) => {
  const sdk = await c2pa, said = [];
  for (const [type, text] of files) {
    const blob = new Blob([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))], { type });
    const reader = await sdk.reader.fromBlob(type, blob, settings);
    said.push(reader && (await reader.manifestStore()));
    await reader?.free();
  }
  return said;
};
</script>"""


@contextmanager
def outside_reader(browser: Browser) -> Iterator[Any]:
    """A function: files as `(media type, base 64)` and the PEM of a root in, the reader's reports out."""
    place = _installed()
    with _serving(place) as address:
        page = browser.new_page()
        page.goto(address)

        def read_all(files: list[tuple[str, str]], root: str) -> list[dict[str, Any]]:
            settings = {"trust": {"trustAnchors": root}, "verify": {"verifyTrust": True, "remoteManifestFetch": False}}
            return page.evaluate("([files, settings]) => window.readAll(files, settings)", [files, settings])  # type: ignore[no-any-return]

        try:
            yield read_all
        finally:
            page.close()


def _installed() -> Path:
    """Once for a version of the lock file; kept in the system's temporary folder."""
    place = Path(tempfile.gettempdir(), f"rxfeed-outside-{os.getuid()}")
    place.mkdir(mode=0o700, exist_ok=True)
    with (place / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        wanted, kept = HERE / "package-lock.json", place / "package-lock.json"
        if not kept.exists() or kept.read_bytes() != wanted.read_bytes():
            shutil.copy(HERE / "package.json", place)
            shutil.copy(wanted, kept)
            try:
                subprocess.run([NPM, "ci", "--no-audit", "--no-fund", "--ignore-scripts"], cwd=place, check=True, capture_output=True, timeout=300)
            except BaseException:
                kept.unlink()
                raise
        (place / "index.html").write_text(PAGE)
    return place


@contextmanager
def _serving(place: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(place)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nobody reads it."""
