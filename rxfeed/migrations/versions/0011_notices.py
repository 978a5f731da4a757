"""What people are told: notices, who caused them, and which kinds are wanted."""

import sqlalchemy as sa
from alembic import op

from rxfeed.domain.tables.columns import UtcDateTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

UNREAD, COMMENT, COLLECTION = sa.text("unread"), sa.text("comment_id IS NOT NULL"), sa.text("collection_id IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "notice",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True, autoincrement=False),
        sa.Column("account_id", sa.BigInteger(), sa.ForeignKey("account.id", ondelete="CASCADE"), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("about", sa.String(40), nullable=False),
        sa.Column("post_id", sa.BigInteger(), sa.ForeignKey("post.id", ondelete="CASCADE")),
        sa.Column("comment_id", sa.BigInteger()),
        sa.Column("collection_id", sa.BigInteger()),
        sa.Column("generation_id", sa.BigInteger(), sa.ForeignKey("generation.id", ondelete="CASCADE")),
        sa.Column("words", sa.String(500), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        *(sa.Column(count, sa.Integer(), nullable=False, server_default="0") for count in ("people", "last", "read")),
        sa.Column("unread", sa.Boolean(), nullable=False),
    )
    op.create_index("ix_notice_about", "notice", ["account_id", "kind", "about"], unique=True)
    op.create_index("ix_notice_newest", "notice", ["account_id", "at", "id"])
    op.create_index("ix_notice_unread", "notice", ["account_id", "at", "id"], sqlite_where=UNREAD, postgresql_where=UNREAD)
    op.create_index("ix_notice_post", "notice", ["post_id", "kind"])
    op.create_index("ix_notice_comment", "notice", ["comment_id"], sqlite_where=COMMENT, postgresql_where=COMMENT)
    op.create_index("ix_notice_collection", "notice", ["collection_id"], sqlite_where=COLLECTION, postgresql_where=COLLECTION)
    op.create_index("ix_notice_generation_id", "notice", ["generation_id"])
    op.create_table(
        "noticeby",
        sa.Column("notice_id", sa.BigInteger(), sa.ForeignKey("notice.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("by_id", sa.BigInteger(), sa.ForeignKey("account.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("number", sa.Integer(), nullable=False),
    )
    op.create_index("ix_noticeby_by_id", "noticeby", ["by_id"])
    op.create_index("ix_noticeby_newest", "noticeby", ["notice_id", "number"])
    op.create_table(
        "noticechoice",
        sa.Column("account_id", sa.BigInteger(), sa.ForeignKey("account.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("kind", sa.String(20), primary_key=True),
        sa.Column("wanted", sa.Boolean(), nullable=False),
    )


def downgrade() -> None:
    for table in ("noticechoice", "noticeby", "notice"):
        op.drop_table(table)
