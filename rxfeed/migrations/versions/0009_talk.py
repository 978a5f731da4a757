"""Comments, what they said before they were edited, and who may write them."""

import sqlalchemy as sa
from alembic import op

from rxfeed.domain.tables.columns import UtcDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
BEGINS, PINNED = sa.text("root_id IS NULL"), sa.text("pinned")
LEAVING = sa.text("delete_at IS NOT NULL")
TIME = UtcDateTime(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("post") as post:
        post.add_column(sa.Column("comments", sa.Integer(), nullable=False, server_default="0"))
        post.add_column(sa.Column("replies", sa.String(12), nullable=False, server_default="everybody"))
    op.create_table(
        "comment",
        sa.Column("id", ID, autoincrement=False, primary_key=True),
        sa.Column("post_id", sa.BigInteger(), sa.ForeignKey("post.id", ondelete="CASCADE"), nullable=False),
        sa.Column("account_id", sa.BigInteger(), sa.ForeignKey("account.id", ondelete="CASCADE")),
        sa.Column("parent_id", sa.BigInteger(), sa.ForeignKey("comment.id", ondelete="SET NULL")),
        sa.Column("root_id", sa.BigInteger(), sa.ForeignKey("comment.id", ondelete="CASCADE")),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("best_at", TIME, nullable=False),
        sa.Column("pinned", sa.Boolean(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("edited_at", TIME),
        sa.Column("deleted_at", TIME),
    )
    op.create_index("ix_comment_best", "comment", ["post_id", "best_at", "id"], sqlite_where=BEGINS, postgresql_where=BEGINS)
    op.create_index("ix_comment_new", "comment", ["post_id", "created_at", "id"], sqlite_where=BEGINS, postgresql_where=BEGINS)
    op.create_index("ix_comment_thread", "comment", ["root_id", "id"])
    op.create_index("ix_comment_who", "comment", ["post_id", "account_id"])
    op.create_index("ix_comment_account_id", "comment", ["account_id"])
    op.create_index("ix_comment_pinned", "comment", ["post_id"], unique=True, sqlite_where=PINNED, postgresql_where=PINNED)
    op.create_index("ix_comment_parent_id", "comment", ["parent_id"])
    op.create_table(
        "commentedit",
        sa.Column("id", ID, autoincrement=False, primary_key=True),
        sa.Column("comment_id", sa.BigInteger(), sa.ForeignKey("comment.id", ondelete="CASCADE"), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("written_at", TIME, nullable=False),
    )
    op.create_index("ix_commentedit_comment_id", "commentedit", ["comment_id"])
    op.drop_index("ix_account_delete_at", "account")
    op.create_index("ix_account_delete_at", "account", ["delete_at"], sqlite_where=LEAVING, postgresql_where=LEAVING)
    op.create_index("ix_account_prefix", "account", ["handle"], postgresql_ops={"handle": "varchar_pattern_ops"})


def downgrade() -> None:
    op.drop_index("ix_account_prefix", "account")
    op.drop_index("ix_account_delete_at", "account")
    op.create_index("ix_account_delete_at", "account", ["delete_at"])
    op.drop_table("commentedit")
    op.drop_table("comment")
    with op.batch_alter_table("post") as post:
        for name in ("replies", "comments"):
            post.drop_column(name)
