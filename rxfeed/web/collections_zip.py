"""A collection as a ZIP archive that is written while it is sent: never more of it in memory than one picture."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from tempfile import SpooledTemporaryFile

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from zipstream import ZipStream  # type: ignore[import-untyped]

from rxfeed import wiring
from rxfeed.domain import collections_bundle
from rxfeed.domain.collections_bundle import CREDITS, File
from rxfeed.domain.errors import NotFound, RxfeedError
from rxfeed.domain.house import House
from rxfeed.domain.viewer import Viewer
from rxfeed.web.errors import sayable
from rxfeed.web.head import origin
from rxfeed.web.viewers import viewer_of

IN_MEMORY = 256 * 1024
"""Bytes of the credits; beyond that they wait on the disk."""
CHUNK = 64 * 1024
CUT_SHORT = "Here the archive was cut short: {reason}\n"


@sayable
async def bundle(request: Request) -> Response:
    """`GET /api/c/{collection}/zip`: for signed-in people. 401, 403 or 404 before the first byte, as for the collection's page."""
    house, viewer, collection_id = wiring.house(), await viewer_of(request), request.path_params["collection"]
    name = await house.run(collections_bundle.open_bundle, viewer, collection_id)
    headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "private, no-store", "x-content-type-options": "nosniff"}
    return StreamingResponse(_sent(house, written(house, viewer, collection_id, origin(request))), 200, headers, "application/zip")


def written(house: House, viewer: Viewer, collection_id: str, address: str) -> Iterator[bytes]:
    """The archive's bytes, the credits last. What the viewer loses the right to meanwhile isn't in it, and the credits say so."""
    archive = ZipStream()
    with SpooledTemporaryFile(IN_MEMORY) as credits_file:
        try:
            for portion in collections_bundle.portions(house, viewer, collection_id, address):
                for post in portion:
                    for file in post.files:
                        yield from _added(house, archive, file)
                    credits_file.write(post.credit.encode())
        except RxfeedError as error:
            credits_file.write(CUT_SHORT.format(reason=error).encode())
        credits_file.seek(0)
        archive.add(iter(lambda: credits_file.read(CHUNK), b""), CREDITS)
        yield from archive.all_files()
        yield from archive.finalize()


def _added(house: House, archive: ZipStream, file: File) -> Iterator[bytes]:
    """A picture whose bytes are lost is left out: the others are wanted all the same."""
    try:
        data = house.objects.get(file.key)
    except NotFound:
        return
    archive.add(data, file.name)
    yield from archive.all_files()


async def _sent(house: House, chunks: Iterator[bytes]) -> AsyncIterator[bytes]:
    """Each step in the house's threads; ends with the archive, or when the browser goes away."""
    with closing(chunks) as steps:  # type: ignore[type-var]
        while chunk := await house.run(lambda _: next(steps, b"")):
            yield chunk


routes = [Route("/api/c/{collection}/zip", bundle, methods=["GET"])]
