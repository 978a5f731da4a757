"""What looks alike: a descriptor for each post, and the buckets in which its neighbours are looked for."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table("postlook", _post(), sa.Column("look", sa.LargeBinary(), nullable=True))
    due = sa.text("look IS NULL")
    op.create_index("ix_postlook_due", "postlook", ["post_id"], sqlite_where=due, postgresql_where=due)
    op.create_table("lookbucket", sa.Column("bucket", sa.Integer(), primary_key=True, autoincrement=False), _post(), sqlite_with_rowid=False)
    op.create_index("ix_lookbucket_post_id", "lookbucket", ["post_id"])
    op.execute("INSERT INTO postlook (post_id) SELECT id FROM post WHERE status = 'published'")


def downgrade() -> None:
    op.drop_table("lookbucket")
    op.drop_table("postlook")


def _post() -> sa.Column[int]:
    return sa.Column("post_id", sa.BigInteger(), sa.ForeignKey("post.id", ondelete="CASCADE"), primary_key=True, autoincrement=False)
