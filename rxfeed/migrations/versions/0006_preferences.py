"""What an account has chosen for itself: how pages look, and what a new post begins with."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "preference",
        sa.Column("account_id", sa.BigInteger(), sa.ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
        sa.Column("appearance", sa.String(8), nullable=False),
        sa.Column("rating", sa.String(12), nullable=False),
        sa.Column("licence", sa.String(40), nullable=False),
        sa.Column("remix", sa.String(8), nullable=False),
        sa.Column("training", sa.Boolean(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("preference")
