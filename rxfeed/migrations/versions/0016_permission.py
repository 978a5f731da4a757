"""Asking to remix, and offering a remix back."""

import sqlalchemy as sa
from alembic import op

from rxfeed.domain.tables.columns import UtcDateTime

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "remixrequest",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True, autoincrement=False),
        _to("post", "post_id"),
        _to("account", "asker_id"),
        sa.Column("message", sa.String(500), nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("widens", sa.Boolean(), nullable=False),
        _moment("asked_at"),
        _moment("answered_at", null=True),
        sa.UniqueConstraint("post_id", "asker_id"),
    )
    op.create_index("ix_remixrequest_asker", "remixrequest", ["asker_id", "id"])
    op.create_table(
        "offer",
        _to("post", "child_id", key=True),
        _to("post", "parent_id", key=True),
        sa.Column("status", sa.String(10), nullable=False),
        _moment("offered_at"),
        _moment("answered_at", null=True),
    )
    op.create_index("ix_offer_parent", "offer", ["parent_id", "status", "child_id"])


def downgrade() -> None:
    op.drop_table("offer")
    op.drop_table("remixrequest")


def _moment(name: str, *, null: bool = False) -> sa.Column[object]:
    return sa.Column(name, UtcDateTime(timezone=True), nullable=null)


def _to(target: str, name: str, *, key: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), sa.ForeignKey(f"{target}.id", ondelete="CASCADE"), primary_key=key, autoincrement=False, nullable=False)
