"""What For you is ranked by: recipes, and what somebody wants more or less of."""

import sqlalchemy as sa
from alembic import op

from rxfeed.domain.tables.columns import UtcDateTime

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "visit",
        _id(),
        _to("account"),
        sa.Column("recipe", sa.String(), nullable=False),
        sa.Column("places", sa.LargeBinary(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.Column("over", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("made_at", UtcDateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_visit_account_id", "visit", ["account_id"])
    op.create_index("ix_visit_made_at", "visit", ["made_at"])
    op.create_table(
        "opinion",
        _to("account", key=True),
        _to("post", key=True),
        sa.Column("more", sa.Boolean(), nullable=False),
        sa.Column("since", UtcDateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_opinion_post_id", "opinion", ["post_id"])
    op.create_index("ix_opinion_mine", "opinion", ["account_id", "since", "post_id"])
    op.create_table(
        "taste",
        _id(),
        _to("account"),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("recipe", sa.String(), nullable=False),
        sa.Column("used", sa.Boolean(), nullable=False),
        sa.Column("shared", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("credit", sa.String(30), server_default="", nullable=False),
        sa.Column("source_id", sa.BigInteger()),
        sa.Column("changed_at", UtcDateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_taste_account_id", "taste", ["account_id"])


def downgrade() -> None:
    for table in ("taste", "opinion", "visit"):
        op.drop_table(table)


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True, autoincrement=False)


def _to(table: str, *, key: bool = False) -> sa.Column[int]:
    refers = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    if key:
        return sa.Column(f"{table}_id", sa.BigInteger(), refers, primary_key=True, autoincrement=False)
    return sa.Column(f"{table}_id", sa.BigInteger(), refers, nullable=False)
