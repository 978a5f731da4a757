"""Credentials that come from elsewhere, are broken, heavy, or only point somewhere; and a server whose certificate changes."""

from __future__ import annotations

import io
import json
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import c2pa
import pytest

from rxfeed.adapters import credentials_chain
from rxfeed.adapters.credentials import C2paSigner
from rxfeed.domain import credentials, ids
from rxfeed.domain.errors import Invalid
from rxfeed.domain.house import House
from rxfeed.domain.pictures_opening import open_picture
from rxfeed.domain.tables import Picture
from rxfeed.domain.uploads import receive
from rxfeed.domain.viewer import NOBODY
from tests.domain.test_credentials import clouds, file_of, rows_of
from tests.making import person, picture_bytes, post

CREATED = {"action": "c2pa.created", "digitalSourceType": "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"}


@pytest.fixture
def strangers(tmp_path: Path) -> credentials_chain.Chain:
    """Somebody else's certificate, of whom this server knows nothing."""
    C2paSigner(tmp_path / "elsewhere")
    return credentials_chain.read(*credentials_chain.places(tmp_path / "elsewhere", "", ""), datetime.now(UTC))


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """A server that hears whether it is asked."""
    heard: list[str] = []

    class Hearing(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append(self.path)
            self.send_error(404)

    server = HTTPServer(("127.0.0.1", 0), Hearing)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/manifest.c2pa", heard
    server.shutdown()
    server.server_close()


def foreign(chain: credentials_chain.Chain, data: bytes, *, heavy: int = 0, remote: str = "") -> bytes:
    """The picture with a manifest of somebody else's."""
    info = c2pa.C2paSignerInfo(alg=chain.algorithm.encode(), sign_cert=chain.certificates, private_key=chain.key, ta_url=None)
    assertions = [{"label": "c2pa.actions.v2", "data": {"actions": [{**CREATED, "softwareAgent": {"name": "Strange Engine"}}]}}]
    thumbnail = {"thumbnail": {"format": "image/jpeg", "identifier": "heavy"}} if heavy else {}
    builder = c2pa.Builder({"claim_generator_info": [{"name": "Elsewhere", "version": "1"}], "title": "strange", "assertions": assertions, **thumbnail})
    if heavy:
        builder.add_resource("heavy", io.BytesIO(bytes(heavy)))
    if remote:
        builder.set_no_embed()
        builder.set_remote_url(remote)
    signed = io.BytesIO()
    builder.sign(c2pa.Signer.from_info(info), "image/png", io.BytesIO(data), signed)
    return signed.getvalue()


def test_what_a_picture_came_with_is_its_parent(house: House, strangers: credentials_chain.Chain, monkeypatch: pytest.MonkeyPatch) -> None:
    came = foreign(strangers, picture_bytes(), heavy=5_000_000)
    assert len(came) > 5_000_000
    assert credentials.read(house, came).trust == "valid", "nothing was changed, and nobody here knows who signed"
    monkeypatch.setattr("tests.making.picture_bytes", lambda seed=0: came)
    shown = post(house, person(house))
    began = time.perf_counter()
    reading = credentials.read_of(house, NOBODY, shown.card.id).reading
    assert time.perf_counter() - began < 2
    assert (reading.trust, reading.ancestors, rows_of(house, shown.card.id)[0].steps) == ("trusted", 1, 1)
    assert [step.agents for step in reading.steps] == ["sketch", "Strange Engine"]


@pytest.mark.parametrize("where", ["manifest", "end"])
def test_broken_credentials_keep_nobody_from_publishing(
    house: House, strangers: credentials_chain.Chain, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    came, sound = bytearray(foreign(strangers, picture_bytes())), open_picture(picture_bytes())
    at = came.find(b"jumd") + 60 if where == "manifest" else came.find(b"c2pa.signature") + 400
    came[at : at + 200] = bytes(200)
    assert credentials.read(house, bytes(came)).trust in {"broken", "invalid"}
    monkeypatch.setattr("tests.making.picture_bytes", lambda seed=0: bytes(came))
    monkeypatch.setattr("rxfeed.domain.pictures.open_picture", lambda *_: sound)
    shown = post(house, person(house))
    assert credentials.read_of(house, NOBODY, shown.card.id).reading.trust == "trusted"


def test_a_manifest_elsewhere_is_never_fetched(house: House, strangers: credentials_chain.Chain, asked: tuple[str, list[str]]) -> None:
    address, heard = asked
    file = foreign(strangers, picture_bytes(), remote=address)
    assert credentials.read(house, file).trust == "elsewhere"
    explained = credentials.explain(house, NOBODY, file)
    assert (explained.reading.trust, heard) == ("elsewhere", [])


def test_an_upload_remembers_the_post_that_its_credentials_name(house: House) -> None:
    mara = person(house)
    shown = post(house, mara, variants=2)
    taken = receive(house, mara, file_of(house, shown.card.id, 1), "reference").taken
    with house.database.reading() as session:
        row = session.get_one(Picture, ids.from_text(taken.id))
        assert (row.origin, row.origin_picture) == (ids.from_text(shown.card.id), 1)
    assert receive(house, mara, clouds(), "reference").recipe is None


def test_another_certificate_signs_everything_anew(house: House, tmp_path: Path) -> None:
    shown = post(house, person(house))
    before = rows_of(house, shown.card.id)[0]
    assert credentials.notice_new_certificate(house) == 0
    signer = house.signer
    C2paSigner(tmp_path / "bought")
    bought = tmp_path / "bought" / "credentials"
    signer._named = (str(bought / "chain.pem"), str(bought / "key.pem"))  # type: ignore[attr-defined]
    assert (credentials.notice_new_certificate(house), credentials.sign_due(house), credentials.notice_new_certificate(house)) == (1, 1, 0)
    after = rows_of(house, shown.card.id)[0]
    assert before.certificate != after.certificate
    assert credentials.read_of(house, NOBODY, shown.card.id).reading.trust == "trusted"


def test_what_is_sealed_for_the_page_is_what_was_found(house: House) -> None:
    shown = post(house, person(house))
    data = file_of(house, shown.card.id)
    assert credentials.unseal(house, NOBODY, credentials.look(house, NOBODY, data)) == credentials.explain(house, NOBODY, data)
    for forged in ("", "1.AAAA", json.dumps({"reading": {}}), house.vault.seal("[]")):
        with pytest.raises(Invalid, match="Drop the picture again"):
            credentials.unseal(house, NOBODY, forged)
