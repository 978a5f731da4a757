"""PostgreSQL keeps the words of a post as it searches them: to cut the text of thousands of posts anew took most of a search."""

from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

WORDS = "array_to_tsvector(string_to_array(words, ' '))"


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP INDEX searchindex")
        op.execute(f"ALTER TABLE searchtext ADD COLUMN searchindex tsvector GENERATED ALWAYS AS ({WORDS}) STORED")
        op.execute("CREATE INDEX searchindex ON searchtext USING gin (searchindex)")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE searchtext DROP COLUMN searchindex")
        op.execute(f"CREATE INDEX searchindex ON searchtext USING gin ({WORDS})")
