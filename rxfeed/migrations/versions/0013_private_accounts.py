"""Private accounts, requests to follow them, and posts for followers. An author's listed posts are now found by one index for everybody and for followers."""

import sqlalchemy as sa
from alembic import op

from rxfeed.domain.tables.columns import UtcDateTime

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

PUBLISHED, LISTED = "status = 'published'", "status = 'published' AND visibility = 'public'"
SETTLING = sa.text("settling")


def upgrade() -> None:
    op.add_column("account", sa.Column("private", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("account", sa.Column("requests", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("account", sa.Column("settling", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index("ix_account_settling", "account", ["id"], sqlite_where=SETTLING, postgresql_where=SETTLING)
    op.add_column("preference", sa.Column("visibility", sa.String(12), nullable=False, server_default=sa.text("''")))
    columns = [sa.Column(name, sa.BigInteger(), sa.ForeignKey("account.id", ondelete="CASCADE"), primary_key=True) for name in ("asker_id", "asked_id")]
    op.create_table("followrequest", *columns, sa.Column("since", UtcDateTime(timezone=True), nullable=False))
    op.create_index("ix_followrequest_open", "followrequest", ["asked_id", "since", "asker_id"])
    _profile(PUBLISHED)


def downgrade() -> None:
    _profile(LISTED)
    op.drop_table("followrequest")
    with op.batch_alter_table("preference") as preference:
        preference.drop_column("visibility")
    op.drop_index("ix_account_settling", "account")
    with op.batch_alter_table("account") as account:
        for name in ("settling", "requests", "private"):
            account.drop_column(name)


def _profile(which: str) -> None:
    op.drop_index("ix_post_profile", "post")
    columns = ["account_id", "published_at", "id", "rating", "status", "visibility"]
    op.create_index("ix_post_profile", "post", columns, sqlite_where=sa.text(which), postgresql_where=sa.text(which))
