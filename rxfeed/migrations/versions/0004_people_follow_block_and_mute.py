"""Who follows, blocks and mutes whom, with their counts; and an author's public posts in order."""

import sqlalchemy as sa
from alembic import op

from rxfeed.domain.tables.columns import UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

LISTED = sa.text("status = 'published' AND visibility = 'public'")
COUNTS = ("followers", "following", "hides")


def upgrade() -> None:
    with op.batch_alter_table("account") as account:
        for count in COUNTS:
            account.add_column(sa.Column(count, sa.Integer(), nullable=False, server_default="0"))
    _pairs("follow", "follower_id", "followee_id")
    op.create_index("ix_follow_followers", "follow", ["followee_id", "since", "follower_id"])
    op.create_index("ix_follow_following", "follow", ["follower_id", "since", "followee_id"])
    for table, whom in (("block", "blocked_id"), ("mute", "muted_id")):
        _pairs(table, "account_id", whom)
        op.create_index(f"ix_{table}_{whom}", table, [whom])
    op.create_index("ix_post_profile", "post", ["account_id", "published_at", "id", "rating"], sqlite_where=LISTED, postgresql_where=LISTED)


def downgrade() -> None:
    op.drop_index("ix_post_profile", "post")
    for table in ("mute", "block", "follow"):
        op.drop_table(table)
    with op.batch_alter_table("account") as account:
        for count in COUNTS:
            account.drop_column(count)


def _pairs(table: str, who: str, whom: str) -> None:
    columns = [sa.Column(name, sa.BigInteger(), sa.ForeignKey("account.id", ondelete="CASCADE"), primary_key=True) for name in (who, whom)]
    op.create_table(table, *columns, sa.Column("since", UtcDateTime(timezone=True), nullable=False))
