"""What is searched in. The index over it is each database's own."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

SQLITE = (
    "CREATE VIRTUAL TABLE searchindex USING fts5(words, content='searchtext', content_rowid='id', detail='none', columnsize=0, "
    "tokenize=\"unicode61 remove_diacritics 0 tokenchars '_#'\")",
    "CREATE TRIGGER searchtext_added AFTER INSERT ON searchtext BEGIN INSERT INTO searchindex(rowid, words) VALUES (new.id, new.words); END",
    "CREATE TRIGGER searchtext_gone AFTER DELETE ON searchtext BEGIN "
    "INSERT INTO searchindex(searchindex, rowid, words) VALUES ('delete', old.id, old.words); END",
)
POSTGRESQL = ("CREATE INDEX searchindex ON searchtext USING gin (array_to_tsvector(string_to_array(words, ' ')))",)


def upgrade() -> None:
    op.create_table(
        "searchtext",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True, autoincrement=False),
        sa.Column("post_id", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.UniqueConstraint("post_id"),
    )
    word = sa.String(60).with_variant(postgresql.VARCHAR(60, collation="C"), "postgresql")
    op.create_table("searchword", sa.Column("word", word, primary_key=True), sa.Column("posts", sa.Integer(), server_default="0", nullable=False))
    op.create_table(
        "unindexed",
        sa.Column("post_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("asked", sa.Integer(), server_default="1", nullable=False),
    )
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)
    op.execute("INSERT INTO unindexed (post_id) SELECT id FROM post WHERE status = 'published'")


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER searchtext_gone")
        op.execute("DROP TRIGGER searchtext_added")
        op.execute("DROP TABLE searchindex")
    for table in ("unindexed", "searchword", "searchtext"):
        op.drop_table(table)
