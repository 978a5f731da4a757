"""What people like, save and repost."""

import sqlalchemy as sa
from alembic import op

from rxfeed.domain.tables.columns import UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TABLES = {"like": "likes", "save": "saves", "repost": "reposts"}


def upgrade() -> None:
    with op.batch_alter_table("post") as post:
        for count in TABLES.values():
            post.add_column(sa.Column(count, sa.Integer(), nullable=False, server_default="0"))
    for table in TABLES:
        keys = [
            sa.Column(f"{of}_id", sa.BigInteger(), sa.ForeignKey(f"{of}.id", ondelete="CASCADE"), primary_key=True, autoincrement=False)
            for of in ("account", "post")
        ]
        op.create_table(table, *keys, sa.Column("since", UtcDateTime(timezone=True), nullable=False), sqlite_with_rowid=False)
        op.create_index(f"ix_{table}_of_post", table, ["post_id", "since", "account_id"])
        op.create_index(f"ix_{table}_by_account", table, ["account_id", "since", "post_id"])


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
    with op.batch_alter_table("post") as post:
        for count in TABLES.values():
            post.drop_column(count)
