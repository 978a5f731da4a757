"""One body of tests for both kinds of store: a folder, and a real S3 server."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from rxfeed.adapters.objects import Objects, open_objects
from rxfeed.domain.errors import Misconfigured, NotFound, Unavailable
from tests.stores import KEYS, S3Server

ELSEWHERE = ["", "/etc/passwd", "../a", "a/../b", "a/..", ".", "a//b", "a/", "a\\b", "a\x00b", "A", "%2e%2e/a", "a b", "ä", "a\n", "a#1", "-a"]


@pytest.fixture(params=["folder", "s3"])
def objects(request: pytest.FixtureRequest, tmp_path: Path) -> Objects:
    if request.param == "folder":
        return open_objects(f"file://{tmp_path}/objects")
    return open_objects(request.getfixturevalue("s3").url(), KEYS)


class TestEveryStore:
    def test_gives_back_what_was_put(self, objects: Objects) -> None:
        data = os.urandom(3_000_000)
        objects.put("pictures/1/original", data)
        assert objects.get("pictures/1/original") == data
        assert objects.size("pictures/1/original") == len(data)

    def test_put_replaces(self, objects: Objects) -> None:
        objects.put("a", b"first, and longer")
        objects.put("a", b"second")
        assert objects.get("a") == b"second"

    def test_keeps_nothing_as_well(self, objects: Objects) -> None:
        objects.put("empty", b"")
        assert (objects.get("empty"), objects.size("empty")) == (b"", 0)

    def test_gives_parts(self, objects: Objects) -> None:
        objects.put("a", b"0123456789")
        assert objects.get_range("a", 0, 1) == b"0"
        assert objects.get_range("a", 3, 7) == b"3456"
        assert objects.get_range("a", 8, 100) == b"89"

    @pytest.mark.parametrize("ask", ["get", "size"])
    def test_what_is_not_there_is_not_found(self, objects: Objects, ask: str) -> None:
        objects.put("pictures/1/original", b"1")
        with pytest.raises(NotFound):
            getattr(objects, ask)("pictures/2/original")

    def test_a_part_of_what_is_not_there_is_not_found(self, objects: Objects) -> None:
        with pytest.raises(NotFound):
            objects.get_range("a", 0, 1)

    def test_delete_leaves_nothing_and_may_be_repeated(self, objects: Objects) -> None:
        objects.put("a/b", b"1")
        objects.delete("a/b")
        objects.delete("a/b")
        with pytest.raises(NotFound):
            objects.get("a/b")

    def test_delete_under_spares_what_only_begins_alike(self, objects: Objects) -> None:
        for key in ("pictures/1/original", "pictures/1/96.webp", "pictures/12/original", "public/1"):
            objects.put(key, b"1")
        objects.delete_under("pictures/1")
        left = {found.key for prefix in ("pictures", "public") for found in objects.under(prefix)}
        assert left == {"pictures/12/original", "public/1"}

    def test_lists_key_weight_and_time(self, objects: Objects) -> None:
        for number in range(120):
            objects.put(f"many/{number}", b"x" * number)
        found = {entry.key: entry.bytes for entry in objects.under("many")}
        assert found == {f"many/{number}": number for number in range(120)}
        assert all(entry.changed_at.tzinfo for entry in objects.under("many"))
        assert list(objects.under("nothing")) == []

    @pytest.mark.parametrize("key", ELSEWHERE)
    def test_a_key_that_could_lead_elsewhere_is_refused(self, objects: Objects, key: str) -> None:
        for use in (objects.get, objects.size, objects.delete, objects.delete_under, lambda key: objects.put(key, b"1")):
            with pytest.raises(ValueError, match="not a key"):
                use(key)

    def test_many_threads_at_once(self, objects: Objects) -> None:
        def work(name: int) -> None:
            for turn in range(10):
                objects.put(f"t/{name}/{turn}", b"%d" % turn)
                assert objects.get(f"t/{name}/{turn}") == b"%d" % turn
                objects.delete(f"t/{name}/{turn}")

        with ThreadPoolExecutor(8) as threads:
            list(threads.map(work, range(8)))
        assert list(objects.under("t")) == []


class TestFolder:
    def test_files_lie_where_a_static_server_finds_them(self, tmp_path: Path) -> None:
        open_objects(str(tmp_path)).put("public/abc-96.webp", b"1")
        assert (tmp_path / "public" / "abc-96.webp").read_bytes() == b"1"

    def test_readers_never_see_half_an_object(self, tmp_path: Path) -> None:
        objects = open_objects(str(tmp_path))
        objects.put("a", b"0" * 2_000_000)
        seen: set[bytes] = set()
        done = threading.Event()

        def read() -> None:
            while not done.is_set():
                data = objects.get("a")
                seen.add(data[:1] + data[-1:] + str(len(data)).encode())

        reader = threading.Thread(target=read)
        reader.start()
        for turn in range(20):
            objects.put("a", b"%d" % (turn % 10) * 2_000_000)
        done.set()
        reader.join()
        assert seen <= {b"%d%d2000000" % (n, n) for n in range(10)}

    def test_a_full_disk_is_said_and_leaves_nothing_behind(self, tmp_path: Path) -> None:
        """A child process that may write no file beyond 100 kB stands for the disk: the system answers it the same way."""
        code = (
            "import resource, signal, sys\n"
            "from rxfeed.adapters.objects import open_objects\n"
            "from rxfeed.domain.errors import Unavailable\n"
            "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
            "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
            "objects = open_objects(sys.argv[1])\n"
            "objects.put('a/small', b'1')\n"
            "try:\n"
            "    objects.put('a/large', b'1' * 1_000_000)\n"
            "except Unavailable as error:\n"
            "    print(error)\n"
        )
        done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, timeout=60, check=True)
        assert done.stdout.startswith("The disk is full")
        assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["small"]

    def test_a_folder_that_cannot_be_made_is_said(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("in the way")
        with pytest.raises(Unavailable, match="can't be used"):
            open_objects(str(tmp_path / "file" / "objects"))


class TestS3:
    def test_two_prefixes_of_a_bucket_do_not_mix(self, s3: S3Server) -> None:
        url = s3.url()
        here, there = open_objects(url, KEYS), open_objects(url.replace("/objects", "/others"), KEYS)
        here.put("a", b"here")
        there.put("a", b"there")
        assert (here.get("a"), there.get("a")) == (b"here", b"there")
        assert [found.key for found in here.under("a")] == []

    def test_a_wrong_key_is_said(self, s3: S3Server) -> None:
        objects = open_objects(s3.url(), {**KEYS, "secret_access_key": "wrong"})
        with pytest.raises(Unavailable, match="refuses"):
            objects.put("a", b"1")

    def test_a_store_that_is_away_is_said(self) -> None:
        objects = open_objects("s3://bucket?endpoint=http://127.0.0.1:9", KEYS)
        with pytest.raises(Unavailable, match="does not answer"):
            objects.get("a")

    def test_without_keys_it_does_not_start(self) -> None:
        with pytest.raises(Misconfigured, match="AWS_ACCESS_KEY_ID"):
            open_objects("s3://bucket", {})

    def test_the_endpoint_may_come_from_the_settings(self, s3: S3Server) -> None:
        objects = open_objects("s3://rxfeed/from/settings", {**KEYS, "endpoint": s3.endpoint})
        objects.put("a", b"1")
        assert objects.get("a") == b"1"


@pytest.mark.parametrize("url", ["", "http://host/bucket", "s3://", "s3://bucket?endpiont=http://host", "file://host/folder", "ftp://x"])
def test_an_address_that_cannot_be_one_is_refused(url: str) -> None:
    with pytest.raises(Misconfigured, match="RXFEED_OBJECTS_URL"):
        open_objects(url, KEYS)
