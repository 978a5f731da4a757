"""What every test may ask for: a House on each of the two databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from rxfeed.domain.house import House
from tests.haste import compile_statements_once, look_at_new_things_only, wait_for_no_disk
from tests.houses import PostgresTemplates, SqliteTemplates, opened
from tests.network import stay_home
from tests.stores import S3Server, s3_server

stay_home()
wait_for_no_disk()
compile_statements_once()
settings.register_profile("rxfeed", deadline=None, max_examples=50, derandomize=True)  # how long something takes is for the benches
settings.register_profile("searching", settings.get_profile("rxfeed"), derandomize=False)  # --hypothesis-profile=searching: other examples each time
settings.load_profile("rxfeed")


def pytest_collection_finish() -> None:
    look_at_new_things_only()


@pytest.fixture(scope="session")
def sqlite_templates(tmp_path_factory: pytest.TempPathFactory) -> SqliteTemplates:
    return SqliteTemplates(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres_templates() -> Iterator[PostgresTemplates]:
    templates = PostgresTemplates()
    yield templates
    templates.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def templates(request: pytest.FixtureRequest) -> SqliteTemplates | PostgresTemplates:
    """Where fresh databases come from; a test that asks for it, or for anything below, runs once on each database."""
    return request.getfixturevalue("sqlite_templates" if request.param == "sqlite" else "postgres_templates")  # type: ignore[no-any-return]


@pytest.fixture
def database_url(templates: SqliteTemplates | PostgresTemplates, tmp_path: Path) -> Iterator[str]:
    """A migrated database of the test's own."""
    with templates.lent(tmp_path) as url:
        yield url


@pytest.fixture
def house(database_url: str, tmp_path: Path) -> Iterator[House]:
    """A whole House on that database: sketch engine, a local folder, real argon2."""
    with opened(tmp_path, database_url) as house:
        yield house


@pytest.fixture(scope="session")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3Server]:
    """A real S3 server; `s3.url()` is a fresh place in it."""
    with s3_server(tmp_path_factory.mktemp("s3")) as server:
        yield server
