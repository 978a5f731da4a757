"""Migrations: they agree with the models on both databases, and going down and up again keeps data."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect
from sqlmodel import SQLModel

from rxfeed.adapters.database import RelationalDatabase
from rxfeed.adapters.migrate import is_current, migrate, script
from rxfeed.domain.tables import (
    Account,
    Block,
    Call,
    Ceremony,
    Collection,
    CollectionMember,
    CollectionPost,
    Comment,
    CommentEdit,
    Consent,
    Credential,
    Dismissal,
    Edge,
    Exhibit,
    Fingerprint,
    Follow,
    FollowedTag,
    FollowRequest,
    FormerHandle,
    Generation,
    Inbox,
    KeptOrder,
    LargeAuthor,
    Like,
    LookBucket,
    Looked,
    Matter,
    Mute,
    MutedTag,
    MutedWord,
    Node,
    Notice,
    NoticeBy,
    NoticeChoice,
    Offer,
    Opinion,
    Passkey,
    Picture,
    Pin,
    Post,
    PostDay,
    PostLook,
    PostPicture,
    PostTag,
    Preference,
    RecoveryCode,
    Reference,
    RemixRequest,
    Report,
    Repost,
    Ruling,
    Save,
    SearchText,
    SearchWord,
    SecondFactor,
    ServerFact,
    Session,
    Source,
    Tally,
    Taste,
    Trend,
    TrendRun,
    Unindexed,
    Unsigned,
    Visit,
)
from tests.houses import PostgresTemplates, SqliteTemplates

Templates = PostgresTemplates | SqliteTemplates
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


COMPARED = {
    "compare_type": True,
    "compare_server_default": True,
    "include_object": lambda thing, name, kind, reflected, other: not (reflected and str(name).startswith("searchindex")),
}
"""The index that is searched in is each database's own: SQLModel knows none such."""


def test_models_and_migrations_agree(templates: Templates, tmp_path: Path) -> None:
    with templates.database(tmp_path, empty=True) as url:
        database = RelationalDatabase(url)
        migrate(database)
        with database.connection() as connection:
            context = MigrationContext.configure(connection, opts=COMPARED)
            assert compare_metadata(context, SQLModel.metadata) == []
        database.close()


def test_migrating_twice_changes_nothing(templates: Templates, tmp_path: Path) -> None:
    with templates.database(tmp_path) as url:
        database = RelationalDatabase(url)
        assert is_current(database)
        migrate(database)
        assert is_current(database)
        database.close()


def test_down_and_up_again_keeps_what_is_there(templates: Templates, tmp_path: Path) -> None:
    with templates.database(tmp_path) as url:
        database = RelationalDatabase(url)
        _fill(database)
        before = _everything(database)
        for step in _steps()[-2::-1]:
            migrate(database, step)
        assert not is_current(database)
        kept = _tables(database)
        migrate(database)
        assert is_current(database)
        expected = {name: rows if name in kept or name in {"postlook", "unindexed", "unsigned", "inbox"} else [] for name, rows in before.items()}
        expected["visit"] = []
        assert _everything(database) == expected, "only what had no table is gone; what was published is to be signed, and stands in inboxes; visits begin anew"
        database.close()


def test_down_to_nothing_leaves_nothing(templates: Templates, tmp_path: Path) -> None:
    with templates.database(tmp_path) as url:
        database = RelationalDatabase(url)
        migrate(database, "base")
        assert _tables(database) == {"alembic_version"}
        migrate(database)
        assert is_current(database)
        database.close()


def _fill(database: RelationalDatabase) -> None:
    """One row in every table, and two where one belongs to another."""
    with database.writing() as session:
        session.add(Account(id=1, handle="mara", display_name="Mara", created_at=NOON))
        session.add(Account(id=8, handle="tariq", display_name="Tariq", created_at=NOON))
        session.flush()
        session.add_all([Follow(follower_id=1, followee_id=8, since=NOON), Block(account_id=8, blocked_id=1, since=NOON)])
        session.add_all([Mute(account_id=8, muted_id=1, since=NOON), FollowRequest(asker_id=8, asked_id=1, since=NOON)])
        session.add_all([MutedWord(account_id=8, word="fog", since=NOON), MutedTag(account_id=8, tag="fog", since=NOON)])
        session.add(FormerHandle(handle="mira", account_id=1, since=NOON, until=NOON))
        session.add(Dismissal(account_id=1, dismissed_id=8, since=NOON))
        session.add(Session(id=2, token_hash=b"2", account_id=1, created_at=NOON, seen_at=NOON, expires_at=NOON))
        session.add(Passkey(id=9, account_id=1, credential_id=b"9", public_key=b"p", name="my phone", created_at=NOON))
        session.add_all([SecondFactor(account_id=1, since=NOON), RecoveryCode(account_id=1, digest=b"d")])
        session.add(Preference(account_id=1, rating="general"))
        session.add(Ceremony(browser=b"b", purpose="sure", account_id=1, expires_at=NOON))
        size = {"width": 1, "height": 1, "created_at": NOON}
        session.add(Generation(id=3, account_id=1, engine="sketch", prompt="é", shape="1:1", quality="draft", form={"a": "b"}, **size))
        session.add(Picture(id=4, account_id=1, kind="variant", media_type="image/png", bytes=1, sha256="", placeholder=b"p", **size))
        session.add(Post(id=5, account_id=1, status="published", created_at=NOON, published_at=NOON))
        session.add(Matter(id=20, kind="post", thing_id=5, author_id=1, reports=1, opened_at=NOON))
        session.flush()
        session.add_all([Node(id=5, account_id=1, descendants=1), Node(id=99, account_id=8, depth=1, gone_at=NOON)])
        session.flush()
        session.add(Edge(child_id=99, number=0, parent_id=5, mode="edit", made_at=NOON, likeness=0.5))
        session.add(RemixRequest(id=30, post_id=5, asker_id=8, message="é", asked_at=NOON))
        session.add(Offer(child_id=5, parent_id=5, offered_at=NOON))
        session.add(Source(generation_id=3, number=0, post_id=5))
        signed = {"manifest": "m", "name": "n", "media_type": "image/png", "bytes": 1, "certificate": "c", "signed_at": NOON}
        session.add(Credential(id=31, post_id=5, number=0, picture_id=4, consent_version=1, **signed))
        session.add_all([PostDay(post_id=5, day=NOON.date(), views=1), Looked(day=NOON.date(), post_id=5, who=b"w")])
        session.add_all([SearchText(id=40, post_id=5, words="fog #fog"), SearchWord(word="fog", posts=1), Unindexed(post_id=5)])
        session.add(KeptOrder(id=41, name="explore", posts=b"p", made_at=NOON))
        session.add(Unsigned(post_id=5, due_at=NOON))
        session.add_all([PostLook(post_id=5), LookBucket(bucket=1, post_id=5)])
        session.add(Fingerprint(id=32, picture_id=4, bits=b"f" * 32))
        session.add(Report(id=21, matter_id=20, reporter_id=8, post_id=5, reason="spam", evidence={"words": "é"}, created_at=NOON))
        session.add(Exhibit(matter_id=20, picture_id=4))
        session.add(Ruling(id=22, matter_id=20, kind="post", thing_id=5, what="hide", by_id=8, by_handle="tariq", decided_at=NOON))
        session.add(Tally(key="k", count=7, since=NOON))
        session.add(ServerFact(key="k", value="v", changed_at=NOON))
        session.flush()
        session.add(Comment(id=10, post_id=5, account_id=8, text="*é*", html="<p><em>é</em></p>", best_at=NOON, created_at=NOON))
        session.flush()
        session.add(Comment(id=11, post_id=5, account_id=1, parent_id=10, root_id=10, text="é", html="<p>é</p>", best_at=NOON, created_at=NOON))
        session.add(CommentEdit(id=12, comment_id=10, text="e", html="<p>e</p>", written_at=NOON))
        session.add(Call(id=6, generation_id=3, account_id=1, prompt="é", day="2026-11-22", created_at=NOON))
        session.add(Reference(generation_id=3, number=0, picture_id=4))
        session.add(PostPicture(post_id=5, number=0, picture_id=4, alt="a"))
        session.add(Notice(id=10, account_id=1, kind="like", about="5", post_id=5, at=NOON, people=1, last=1))
        session.add(NoticeChoice(account_id=1, kind="like", wanted=False))
        session.flush()
        session.add(NoticeBy(notice_id=10, by_id=8, number=1))
        session.add_all(mark(account_id=8, post_id=5, since=NOON) for mark in (Like, Save, Repost))
        session.add(Collection(id=10, account_id=1, name="c", cover_id=5, posts=1, created_at=NOON, changed_at=NOON))
        session.flush()
        session.add(CollectionPost(collection_id=10, post_id=5, rank=7, account_id=1, added_at=NOON))
        session.add(CollectionMember(collection_id=10, account_id=8, role="add", invited_at=NOON))
        session.add(PostTag(post_id=5, tag="t", account_id=1, published_at=NOON))
        session.add(Pin(post_id=5, account_id=1, since=NOON))
        session.add_all([Inbox(account_id=1, published_at=NOON, post_id=5, author_id=1), LargeAuthor(account_id=8), TrendRun(number=1, made_at=NOON)])
        session.flush()
        session.add_all([Trend(run=1, period="day", rank=1, post_id=5, score=3), FollowedTag(account_id=8, tag="t", since=NOON)])
        session.add(Opinion(account_id=8, post_id=5, more=True, since=NOON))
        session.add(Visit(id=40, account_id=8, recipe="{}", places=b"p", shown=1, made_at=NOON))
        session.add(Taste(id=41, account_id=8, name="é", recipe="{}", changed_at=NOON))
        session.add(Consent(id=7, post_id=5, version=1, remix="ask", licence="CC0-1.0", training=True, decided_by=1, decided_at=NOON))


def _everything(database: RelationalDatabase) -> dict[str, list[tuple[object, ...]]]:
    with database.reading() as session:
        return {name: [tuple(row) for row in session.execute(table.select())] for name, table in SQLModel.metadata.tables.items()}


def _tables(database: RelationalDatabase) -> set[str]:
    with database.connection() as connection:
        return set(inspect(connection).get_table_names())


def _steps() -> list[str]:
    """Oldest first."""
    return [step.revision for step in reversed(list(script().walk_revisions()))]
