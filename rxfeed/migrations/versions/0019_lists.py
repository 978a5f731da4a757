"""What people's own feeds, trending and followed tags stand on."""

import sqlalchemy as sa
from alembic import op

from rxfeed.domain.tables.columns import UtcDateTime

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

NEWEST = 20_000
"""Posts that go to the inboxes of those who follow already."""
LARGE = 5_000
"""Followers, from which on an author's posts go to no inbox."""


def upgrade() -> None:
    op.create_table(
        "inbox",
        sa.Column("account_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("published_at", UtcDateTime(timezone=True), primary_key=True),
        sa.Column("post_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table("largeauthor", sa.Column("account_id", sa.BigInteger(), sa.ForeignKey("account.id", ondelete="CASCADE"), primary_key=True))
    op.create_table(
        "trendrun",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("made_at", UtcDateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "trend",
        sa.Column("run", sa.Integer(), sa.ForeignKey("trendrun.number", ondelete="CASCADE"), primary_key=True),
        sa.Column("period", sa.String(4), primary_key=True),
        sa.Column("rank", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("post_id", sa.BigInteger(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "followedtag",
        sa.Column("account_id", sa.BigInteger(), sa.ForeignKey("account.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("tag", sa.String(50), primary_key=True),
        sa.Column("since", UtcDateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_followedtag_tag", "followedtag", ["tag"])
    op.create_index("ix_like_lately", "like", ["since", "post_id"])
    op.create_index("ix_repost_lately", "repost", ["since", "post_id"])
    op.create_index("ix_edge_lately", "edge", ["made_at", "parent_id"])
    _fill()


def _fill() -> None:
    """For who follows already."""
    op.execute(f"INSERT INTO largeauthor (account_id) SELECT id FROM account WHERE followers > {LARGE}")
    newest = f"(SELECT id, account_id, published_at FROM post WHERE status = 'published' ORDER BY published_at DESC LIMIT {NEWEST}) AS post"
    small = "(SELECT follower_id, followee_id FROM follow WHERE followee_id NOT IN (SELECT account_id FROM largeauthor)) AS follow"
    into = "INSERT INTO inbox (account_id, published_at, post_id, author_id) SELECT"
    op.execute(f"{into} post.account_id, post.published_at, post.id, post.account_id FROM {newest}")
    op.execute(f"{into} follow.follower_id, post.published_at, post.id, post.account_id FROM {newest} JOIN {small} ON follow.followee_id = post.account_id")


def downgrade() -> None:
    for mark in ("edge", "repost", "like"):
        op.drop_index(f"ix_{mark}_lately", mark)
    for table in ("followedtag", "trend", "trendrun", "largeauthor"):
        op.drop_table(table)
    op.drop_table("inbox")
