"""What a generation takes further, how, and which part of it."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("generation") as generation:
        generation.add_column(sa.Column("mode", sa.String(8), nullable=False, server_default=sa.text("''")))
        generation.add_column(sa.Column("mask_id", sa.BigInteger()))
    used = sa.text("mask_id IS NOT NULL")
    op.create_index("ix_generation_mask", "generation", ["mask_id"], sqlite_where=used, postgresql_where=used)
    op.create_table(
        "source",
        sa.Column("generation_id", sa.BigInteger(), sa.ForeignKey("generation.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("post_id", sa.BigInteger(), nullable=False),
        sa.Column("picture", sa.Integer(), nullable=False),
    )
    op.create_index("ix_source_post_id", "source", ["post_id"])


def downgrade() -> None:
    op.drop_table("source")
    op.drop_index("ix_generation_mask", "generation")
    with op.batch_alter_table("generation") as generation:
        generation.drop_column("mask_id")
        generation.drop_column("mode")
