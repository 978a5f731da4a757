"""What people repost comes into the inboxes of their followers."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

NEWEST = 2_000
"""Reposts that go to the inboxes of those who follow already."""


def upgrade() -> None:
    op.add_column("inbox", sa.Column("reposter_id", sa.BigInteger(), nullable=True))
    reposted = sa.text("reposter_id IS NOT NULL")
    op.create_index("ix_inbox_reposted", "inbox", ["account_id", "post_id"], unique=True, sqlite_where=reposted, postgresql_where=reposted)
    _fill()


def _fill() -> None:
    """The first repost of a post whose followers don't have it yet; what large authors repost goes to no inbox."""
    newest = f"(SELECT account_id, post_id, since FROM repost ORDER BY since DESC, post_id DESC LIMIT {NEWEST}) AS repost"
    own_place = "inbox.account_id = follow.follower_id AND inbox.published_at = post.published_at AND inbox.post_id = post.id"
    by_large = "SELECT 1 FROM largeauthor JOIN follow AS other ON other.followee_id = largeauthor.account_id"
    op.execute(
        "INSERT INTO inbox (account_id, published_at, post_id, author_id, reposter_id) "
        "SELECT follow.follower_id, repost.since, post.id, post.account_id, repost.account_id "
        f"FROM {newest} JOIN post ON post.id = repost.post_id JOIN follow ON follow.followee_id = repost.account_id "
        "WHERE repost.account_id NOT IN (SELECT account_id FROM largeauthor) AND post.account_id <> follow.follower_id AND post.status = 'published' "
        f"AND NOT EXISTS (SELECT 1 FROM inbox WHERE {own_place}) "
        f"AND NOT EXISTS ({by_large} WHERE largeauthor.account_id = post.account_id AND other.follower_id = follow.follower_id) "
        "ORDER BY repost.since, repost.account_id ON CONFLICT DO NOTHING"
    )


def downgrade() -> None:
    op.execute("DELETE FROM inbox WHERE reposter_id IS NOT NULL")
    op.drop_index("ix_inbox_reposted", "inbox")
    op.drop_column("inbox", "reposter_id")
