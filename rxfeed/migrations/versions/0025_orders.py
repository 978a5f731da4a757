"""Orders of posts that are kept while people page through them."""

import sqlalchemy as sa
from alembic import op

from rxfeed.domain.tables.columns import UtcDateTime

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "keptorder",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True, autoincrement=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("posts", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", UtcDateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_keptorder_name", "keptorder", ["name", "id"])
    op.create_index("ix_keptorder_made_at", "keptorder", ["made_at"])


def downgrade() -> None:
    op.drop_table("keptorder")
