"""Alembic's entry: works on the connection that `adapters.migrate` hands over."""

from alembic import context
from sqlmodel import SQLModel

import rxfeed.domain.tables  # noqa: F401  (fills the metadata)


def run() -> None:
    connection = context.config.attributes["connection"]
    context.configure(connection=connection, target_metadata=SQLModel.metadata, render_as_batch=connection.dialect.name == "sqlite", compare_type=True)
    with context.begin_transaction():
        context.run_migrations()


run()
