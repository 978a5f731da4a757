"""Ten thousand accounts and up to a million posts, written in bulk and kept in the system's temporary folder for the next run.

The rows are those that publishing writes (a post, its picture, its place in the post, two tags, one consent) and what people did (`seeding_circle`): no
page and no Python object is involved. A few authors have most of the posts. The pictures are a dozen that the sketch engine has drawn, shared by all.
"""

from __future__ import annotations

import asyncio
import hashlib
import inspect
import io
import shutil
import sqlite3
import time
from contextlib import closing
from itertools import islice, product
from pathlib import Path

from PIL import Image
from sqlalchemy.engine import make_url

from rxfeed.adapters.database import RelationalDatabase
from rxfeed.adapters.migrate import migrate
from rxfeed.domain import ids, session_cookie
from rxfeed.domain.pictures import public_key
from rxfeed.domain.pictures_sizes import placeholder, renditions
from rxfeed.domain.ports_engines import Finished, Order, Size
from rxfeed.engines.sketch.engine import SketchEngine
from tests.bench import seeding_circle, seeding_search
from tests.bench.place import cached
from tests.bench.seeding_circle import circle
from tests.bench.seeding_search import searchable
from tests.browser.serving import ROOT

ACCOUNTS = 10_000
POSTS = 1_000_000
FEW = 10_000
PICTURES = 12
SECRET = "bench" * 8 + "xyz"
"""Of the cookie of the first account."""
STRIDE = 40_000
"""Of ids, from one post to the next: some milliseconds of them."""
SERIES = "WITH RECURSIVE series(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM series WHERE n < :count) "
WORDS = (
    "harbour", "paper boats", "a lantern in the fog", "blue hour", "folded hills", "an old observatory", "rain on warm stone", "a fox made of leaves",
    "terraces of rice", "the last tram", "glass and copper", "snow over a quiet market", "wild orchids", "a map of tides", "clouds like cloth", "dusk",
)  # fmt: skip
RARER = 20_000
"""Words besides, of which each prompt has two: few of them in many prompts, most in a handful."""
SIZES = ((1536, 1024), (1024, 1536), (1024, 1024), (1536, 864))
SHAPES = ("3:2", "2:3", "1:1", "16:9")


def vocabulary() -> list[str]:
    """The rarer words, the most frequent first."""
    syllables = ("ba", "de", "fi", "go", "lu", "ma", "ne", "pi", "ro", "su", "ta", "ve")
    return ["".join(four) for four in islice(product(syllables, repeat=4), RARER)]


def seeded(posts: int = POSTS) -> str:
    """The URL of a database with that many posts."""
    return f"sqlite:///{cached(f'{posts}-posts-{_schema()}.db', lambda path: _seed(path, posts))}"


def seeded_copy(posts: int, folder: Path) -> str:
    """The URL of a copy of that database, for what writes into it."""
    folder.mkdir(exist_ok=True)
    copy = folder / "rxfeed.db"
    shutil.copy(make_url(seeded(posts)).database or "", copy)
    return f"sqlite:///{copy}"


def pictures(folder: Path) -> None:
    """The public copies that the posts name, in a folder of objects."""
    for file in sorted(drawn().glob("*.webp")):
        target = folder / "public" / file.name
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists():
            target.hardlink_to(file)
        target.touch()  # old copies, which carry no post's name as these do not, are swept away a minute after the start


def drawn() -> Path:
    """A folder of their copies in every size, and their placeholders."""
    return cached("pictures", _draw_all)


def _seed(path: Path, posts: int) -> None:
    database = RelationalDatabase(f"sqlite:///{path}")
    migrate(database)
    database.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-400000", "foreign_keys=OFF", "temp_store=MEMORY"):
            connection.execute(f"PRAGMA {pragma}")
        indexes = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").fetchall()
        for index, _ in indexes:
            connection.execute(f"DROP INDEX {index}")
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for trigger, _ in triggers:
            connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute("BEGIN")
        _people(connection)
        _posts(connection, posts)
        circle(connection, ACCOUNTS)
        searchable(connection)
        for _, sql in (*indexes, *triggers):
            connection.execute(sql)
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode=WAL")


def _people(connection: sqlite3.Connection) -> None:
    connection.execute(
        SERIES + "INSERT INTO account (id, handle, display_name, bio, avatar_name, password_hash, role, is_sample, version, language, created_at) "
        "SELECT n, 'maker_' || n, 'Maker ' || n, '', '', '', 'member', 0, 1, 'en', '2026-01-01 00:00:00.000000' FROM series",
        {"count": ACCOUNTS},
    )
    connection.execute(
        "INSERT INTO session (id, token_hash, account_id, created_at, seen_at, expires_at, user_agent, address) "
        "VALUES (1, ?, 1, datetime('now') || '.000000', datetime('now') || '.000000', '2999-01-01 00:00:00.000000', '', '')",
        (session_cookie.digest(SECRET),),
    )


def _posts(connection: sqlite3.Connection, posts: int) -> None:
    """A post every eight seconds up to this hour. Author `(u² · accounts)` of an even `u`: the first tenth has a third of all posts."""
    connection.execute("CREATE TEMP TABLE word (number INTEGER PRIMARY KEY, text TEXT)")
    connection.executemany("INSERT INTO word VALUES (?, ?)", enumerate(WORDS))
    connection.execute("CREATE TEMP TABLE rarer (number INTEGER PRIMARY KEY, text TEXT)")
    connection.executemany("INSERT INTO rarer VALUES (?, ?)", enumerate(vocabulary()))
    connection.execute("CREATE TEMP TABLE size (number INTEGER PRIMARY KEY, width INTEGER, height INTEGER, shape TEXT, placeholder BLOB)")
    connection.executemany("INSERT INTO size VALUES (?, ?, ?, ?, ?)", [_size(number) for number in range(PICTURES)])
    now, first = time.time(), ids.mint() - STRIDE * (posts + 1)
    given = {"count": posts, "first": first, "stride": STRIDE, "start": now - 8 * posts, "accounts": ACCOUNTS, "pictures": PICTURES, "words": len(WORDS)}
    given |= {"rarer": RARER}
    connection.execute("CREATE TEMP TABLE plan (id INTEGER PRIMARY KEY, account INTEGER, number INTEGER, at TEXT, prompt TEXT)")
    connection.execute(
        SERIES + "INSERT INTO plan SELECT :first + n * :stride, "
        "1 + CAST(((n * 7919 % 10007) / 10007.0) * ((n * 7919 % 10007) / 10007.0) * :accounts AS INTEGER), n % :pictures, "
        "strftime('%Y-%m-%d %H:%M:%S', :start + 8 * n, 'unixepoch') || '.' || printf('%06d', n * 7 % 1000000), "
        "a.text || ', ' || b.text || ' and ' || c.text || ', ' || d.text || ' ' || e.text || ', study ' || n || ', soft light, printed on warm paper' "
        "FROM series JOIN word a ON a.number = n % :words JOIN word b ON b.number = n / 3 % :words JOIN word c ON c.number = n / 17 % :words "
        "JOIN rarer d ON d.number = CAST(pow((n * 7919 % 1000003) / 1000003.0, 3) * :rarer AS INTEGER) "
        "JOIN rarer e ON e.number = CAST(pow((n * 104729 % 1000003) / 1000003.0, 3) * :rarer AS INTEGER)",
        given,
    )
    connection.execute(
        "INSERT INTO post (id, account_id, status, visibility, rating, caption, prompt, prompt_hidden, engine, model, shape, quality, version, is_sample, "
        "created_at, published_at) SELECT plan.id, account, 'published', CASE WHEN plan.id / :stride % 50 = 0 THEN 'unlisted' ELSE 'public' END, "
        "CASE WHEN plan.id / :stride % 20 = 1 THEN 'suggestive' ELSE 'general' END, 'Number ' || (plan.id / :stride % 1000) || ' of a long series.', "
        "prompt, 0, 'sketch', 'sketch-1', shape, 'standard', 1, 0, at, at FROM plan JOIN size USING (number)",
        given,
    )
    connection.execute(
        "INSERT INTO picture (id, account_id, kind, media_type, width, height, bytes, sha256, placeholder, seed, post_id, created_at) "
        "SELECT id + 1, account, 'variant', 'image/png', width, height, 1000000, printf('%064x', id), placeholder, id % 1000, id, at "
        "FROM plan JOIN size USING (number)"
    )
    connection.execute(
        "INSERT INTO postpicture (post_id, number, picture_id, alt, seed, public_name) "
        "SELECT id, 0, id + 1, 'What one sees: ' || prompt, id % 1000, printf('bench%02d', number) FROM plan"
    )
    connection.execute("INSERT INTO posttag (post_id, tag, account_id, published_at) SELECT id, 'sketch', account, at FROM plan")
    connection.execute("INSERT INTO posttag (post_id, tag, account_id, published_at) SELECT id, 'series' || (id / :stride % 500), account, at FROM plan", given)
    connection.execute(
        "INSERT INTO consent (id, post_id, version, remix, licence, training, decided_by, decided_at) "
        "SELECT id + 2, id, 1, 'anyone', 'CC-BY-4.0', 0, account, at FROM plan"
    )


def _size(number: int) -> tuple[int, int, int, str, bytes]:
    width, height = SIZES[number % len(SIZES)]
    return number, width, height, SHAPES[number % len(SHAPES)], (drawn() / f"bench{number:02}.placeholder").read_bytes()


def _draw_all(folder: Path) -> None:
    folder.mkdir()
    asyncio.run(_draw(folder))


async def _draw(folder: Path) -> None:
    engine = SketchEngine()
    for number in range(PICTURES):
        width, height = SIZES[number % len(SIZES)]
        order = Order("", f"{WORDS[number]} and {WORDS[-1 - number]}", Size(width, height), "standard", seed=number)
        finished = [stage async for stage in engine.draw(order) if isinstance(stage, Finished)]
        pixels = Image.open(io.BytesIO(finished[0].picture)).convert("RGB")
        (folder / f"bench{number:02}.placeholder").write_bytes(placeholder(pixels))
        for limit, data in renditions(pixels).items():
            (folder / Path(public_key(f"bench{number:02}", limit)).name).write_bytes(data)
    await engine.close()


def _schema() -> str:
    """Changes with the tables and with what is written into them."""
    written = "".join(map(inspect.getsource, (_seed, _people, _posts, vocabulary, seeding_circle, seeding_search)))
    migrations = sorted(ROOT.glob("rxfeed/migrations/versions/*.py"))
    return hashlib.sha256(written.encode() + b"".join(file.read_bytes() for file in migrations)).hexdigest()[:10]
