"""Credentials: signed when published, signed anew when something changes, read by an outside reader with our root trusted."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import pairwise
from types import SimpleNamespace

import c2pa
import pytest
from PIL import Image, ImageOps, PngImagePlugin
from sqlmodel import col, select

from rxfeed.adapters import credentials_chain
from rxfeed.domain import credentials, credentials_signing, gallery, ids, lineage
from rxfeed.domain.consent import Decision
from rxfeed.domain.credentials_rows import current, signed_key
from rxfeed.domain.errors import NotFound, Unavailable
from rxfeed.domain.gallery import Changes
from rxfeed.domain.house import House
from rxfeed.domain.pictures import original_key
from rxfeed.domain.tables import Credential, Post, Unsigned
from rxfeed.domain.viewer import NOBODY
from rxfeed.domain.views import PostView
from tests.making import person, picture_bytes, post, publication


def file_of(house: House, post_id: str, number: int = 0) -> bytes:
    return house.objects.get(signed_key(rows_of(house, post_id)[number].name))


def rows_of(house: House, post_id: str) -> list[Credential]:
    with house.database.reading() as session:
        return current(session, [ids.from_text(post_id)])


def clouds(seed: int = 0) -> bytes:
    """A picture with large shapes: of pure noise nothing is left in a JPEG."""
    file = io.BytesIO()
    Image.open(io.BytesIO(picture_bytes(12, 8, seed))).resize((384, 256), Image.Resampling.BICUBIC).save(file, "PNG")
    return file.getvalue()


def signed_files(house: House) -> list[str]:
    return [found.key for found in house.objects.under("pictures") if "/signed-" in found.key]


def waiting(house: House) -> int:
    with house.database.reading() as session:
        return len(session.exec(select(Unsigned)).all())


def test_a_prompt_that_is_kept_back_is_not_in_the_file_either(house: House) -> None:
    mara, told, words = person(house, "mara"), PngImagePlugin.PngInfo(), "a secret harbour\nSteps: 20, Seed: 1"
    told.add_text("parameters", words)
    file = io.BytesIO()
    Image.open(io.BytesIO(picture_bytes())).save(file, "PNG", pnginfo=told)
    coming = publication(house, mara, prompt_hidden=True)
    house.objects.put(original_key(ids.from_text(coming.picks[0].picture_id)), file.getvalue())
    made = gallery.publish(house, mara, coming).card.id
    assert b"secret" not in file_of(house, made)
    gallery.edit(house, mara, made, Changes(prompt_hidden=False))
    assert b"a secret harbour" in file_of(house, made)
    gallery.edit(house, mara, made, Changes(prompt_hidden=True))
    assert b"secret" not in file_of(house, made)


def test_every_picture_of_a_post_is_signed_when_it_is_published(house: House) -> None:
    mara = person(house, "mara")
    shown = post(house, mara, variants=2, decision=Decision("anyone", "CC-BY-SA-4.0", training=True))
    assert [(row.number, row.consent_version, row.steps) for row in rows_of(house, shown.card.id)] == [(0, 1, 0), (1, 1, 0)]
    assert waiting(house) == 0
    with c2pa.Reader("image/png", io.BytesIO(file_of(house, shown.card.id, 1))) as outside:
        manifest = outside.get_active_manifest()
    said = {one["label"]: one["data"] for one in manifest["assertions"]}
    assert said["c2pa.actions.v2"]["actions"] == [
        {
            "action": "c2pa.created",
            "softwareAgent": {"name": "sketch", "version": "sketch"},
            "digitalSourceType": "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia",
        }
    ]
    assert {use["use"] for use in said["cawg.training-mining"]["entries"].values()} == {"allowed"}
    assert said["cawg.metadata"]["dc:creator"] == ["@mara"]
    assert said["cawg.metadata"]["dc:rights"] == "CC BY-SA 4.0"
    reading = credentials.read_of(house, NOBODY, shown.card.id, 2).reading
    assert (reading.trust, reading.post, reading.number, reading.back) == ("trusted", shown.card.id, 2, 0)
    assert (reading.steps[0].training, reading.steps[0].made, reading.steps[0].consent) == ("yes", "algorithm", 1)


def an_old_chain(monkeypatch: pytest.MonkeyPatch) -> tuple[bytes, bytes]:
    """Certificates that were valid until some days ago, and their key."""
    with monkeypatch.context() as then:
        then.setattr(credentials_chain, "SLACK", timedelta(days=10))
        then.setattr(credentials_chain, "YEARS", timedelta(days=5))
        return credentials_chain._new_chain()


def test_one_flipped_byte_is_noticed(house: House) -> None:
    data = bytearray(file_of(house, post(house, person(house)).card.id))
    data[len(data) // 2] ^= 1
    reading = credentials.read(house, bytes(data))
    assert (reading.trust, reading.reason) == ("invalid", "pixels")
    assert credentials.explain(house, NOBODY, bytes(data)).how == "damaged", "it is not said that nothing here looks like it"
    assert credentials.origin_of(house, bytes(data)) is None


def test_a_changed_consent_is_signed_under_a_new_address_and_the_old_one_is_gone(house: House) -> None:
    mara = person(house)
    shown = post(house, mara)
    before = rows_of(house, shown.card.id)[0]
    old = file_of(house, shown.card.id)
    assert credentials.see_signed(house, NOBODY, before.name)[1]
    gallery.edit(house, mara, shown.card.id, Changes(decision=Decision("nobody", "CC0-1.0", training=True)))
    after = rows_of(house, shown.card.id)[0]
    assert (after.consent_version, waiting(house)) == (2, 0)
    assert after.name != before.name
    with pytest.raises(NotFound):
        credentials.see_signed(house, mara, before.name)
    with pytest.raises(NotFound):
        house.objects.get(signed_key(before.name))
    reading = credentials.read_of(house, mara, shown.card.id).reading
    assert (reading.steps[0].consent, reading.steps[0].training) == (2, "yes")
    assert credentials.origin_of(house, old) == (ids.from_text(shown.card.id), 0), "an old file is still known"


def test_what_was_posted_before_is_signed_by_the_sweep_once(house: House) -> None:
    shown = post(house, person(house))
    with house.database.writing() as session:
        for row in session.exec(select(Credential)).all():
            session.delete(row)
        credentials.mark(session, [ids.from_text(shown.card.id)], house.clock.now())
    with pytest.raises(Unavailable):
        credentials.read_of(house, NOBODY, shown.card.id)
    assert credentials.sign_due(house) == 1
    assert credentials.sign_due(house) == 0
    assert len(rows_of(house, shown.card.id)) == 1
    assert len(signed_files(house)) == 2, "the row was taken away by this test, so its file waits for the daily sweep"


def test_what_is_not_for_everybody_is_downloaded_by_those_who_see_it(house: House) -> None:
    mara, tariq = person(house), person(house)
    shown = post(house, mara, visibility="followers")
    name = rows_of(house, shown.card.id)[0].name
    assert credentials.see_signed(house, mara, name)[1] is False
    for stranger in (tariq, NOBODY):
        with pytest.raises(NotFound):
            credentials.see_signed(house, stranger, name)
        with pytest.raises(NotFound):
            credentials.read_of(house, stranger, shown.card.id)


def test_a_copy_without_credentials_is_found_by_its_looks_for_those_who_may_see_it(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.making.picture_bytes", clouds)
    mara = person(house)
    shown = post(house, mara)
    hidden = post(house, mara, visibility="followers", variants=2)
    for changed in (lambda image: image, ImageOps.mirror, lambda image: image.resize((240, 160))):
        copy = io.BytesIO()
        changed(Image.open(io.BytesIO(clouds()))).save(copy, "JPEG", quality=80)
        explained = credentials.explain(house, NOBODY, copy.getvalue())
        assert (explained.reading.trust, explained.how, [found.id for found in explained.posts]) == ("", "looks", [shown.card.id])
    assert credentials.explain(house, NOBODY, clouds(seed=1)).posts == []
    assert [found.id for found in credentials.explain(house, mara, clouds(seed=1)).posts] == [hidden.card.id]
    assert credentials.explain(house, NOBODY, clouds(seed=7)).how == ""


@pytest.mark.parametrize("broken", ["unreadable", "expired", "gone"])
def test_a_server_that_can_not_sign_publishes_nothing_and_loses_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, broken: str
) -> None:
    mara = person(house)
    coming = publication(house, mara)
    chain = house.signer._data_dir / "credentials" / "chain.pem"  # type: ignore[attr-defined]
    kept, key = chain.read_bytes(), chain.with_name("key.pem").read_bytes()
    match broken:
        case "unreadable":
            chain.write_bytes(b"nonsense")
        case "gone":
            chain.unlink()
        case _:
            old, its_key = an_old_chain(monkeypatch)
            chain.write_bytes(old)
            chain.with_name("key.pem").write_bytes(its_key)
    with pytest.raises(Unavailable, match=r"Nothing is lost.*doctor.{1,3}$"):
        gallery.publish(house, mara, coming)
    assert ("valid from" if broken == "expired" else "chain.pem") in caplog.text
    with house.database.reading() as session:
        assert session.exec(select(col(Post.id))).all() == []
    chain.write_bytes(kept)
    chain.with_name("key.pem").write_bytes(key)
    assert credentials.read_of(house, mara, gallery.publish(house, mara, coming).card.id).reading.trust == "trusted"
    assert len(signed_files(house)) == 1


def test_a_chain_carries_its_ancestors_until_one_is_detached(house: House) -> None:
    mara, tariq = person(house, "mara"), person(house, "tariq")
    first, second, third, fourth = (post(house, who) for who in (mara, tariq, mara, tariq))
    for child, parents in ((second, [first]), (third, [second]), (fourth, [third, first])):
        came_of(house, child, parents)
    while credentials.sign_due(house):
        pass
    reading = credentials.read_of(house, NOBODY, fourth.card.id).reading
    assert (reading.trust, reading.ancestors, reading.back) == ("trusted", 3, 2)
    assert [step.handle for step in reading.steps] == ["tariq", "mara", "mara", "tariq"]
    with c2pa.Reader("image/png", io.BytesIO(file_of(house, fourth.card.id))) as outside:
        actions = outside.get_active_manifest()["assertions"][0]["data"]["actions"]
    assert [action["action"] for action in actions] == ["c2pa.opened", "c2pa.placed", "c2pa.edited"]
    with house.database.writing() as session:
        lineage.detach(session, ids.from_text(first.card.id), ids.from_text(second.card.id), mara.require_account(), house.clock.now())
    while credentials.sign_due(house):
        pass
    assert credentials.read_of(house, NOBODY, second.card.id).reading.ancestors == 0
    assert credentials.read_of(house, NOBODY, third.card.id).reading.ancestors == 1, "what came of it has been signed anew after it"
    assert credentials.read_of(house, NOBODY, fourth.card.id).reading.ancestors == 3, "by its own tie to the first"
    assert waiting(house) == 0


def test_whoever_has_more_ancestors_than_a_file_carries_names_their_address(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(credentials_signing, "MOST_STEPS", 2)
    mara = person(house, "mara")
    chain = [post(house, mara) for _ in range(4)]
    for parent, child in pairwise(chain):
        came_of(house, child, [parent])
        assert credentials.renew(house, ids.from_text(child.card.id))
    assert [rows_of(house, one.card.id)[0].steps for one in chain] == [0, 1, 2, 0]
    third, last = (credentials.read_of(house, NOBODY, one.card.id).reading for one in chain[2:])
    assert (third.ancestors, third.older, last.ancestors) == (2, "", 0)
    assert last.older == f"/p/{chain[3].card.id}/lineage"
    assert (last.trust, waiting(house)) == ("trusted", 0)


def test_several_that_sign_sign_each_once(house: House) -> None:
    mara = person(house)
    posts = [post(house, mara).card.id for _ in range(4)]
    before = {rows_of(house, one)[0].name for one in posts}
    with house.database.writing() as session:
        credentials.mark(session, [ids.from_text(one) for one in posts], house.clock.now())
    with ThreadPoolExecutor(3) as workers:
        done = sum(workers.map(lambda _: credentials.sign_due(house), range(3)))
    assert (done, waiting(house), len(signed_files(house))) == (4, 0, 4)
    assert before.isdisjoint(rows_of(house, one)[0].name for one in posts)


def came_of(house: House, child: PostView, parents: list[PostView]) -> None:
    """As if the child had been published as a remix."""
    now = house.clock.now()
    with house.database.writing() as session:
        rows = [SimpleNamespace(post=session.get_one(Post, ids.from_text(parent.card.id)), picture=0) for parent in parents]
        lineage.record(session, session.get_one(Post, ids.from_text(child.card.id)), rows, "blend", now)
        credentials.mark(session, [ids.from_text(child.card.id)], now)
