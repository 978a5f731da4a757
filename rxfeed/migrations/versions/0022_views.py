"""Views, and numbers over time."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table("postday", _post(), _day(), sa.Column("views", sa.Integer(), server_default="0", nullable=False), sqlite_with_rowid=False)
    op.create_table("looked", _day(), _post(), sa.Column("who", sa.LargeBinary(16), primary_key=True), sqlite_with_rowid=False)
    op.create_index("ix_looked_post_id", "looked", ["post_id"])


def downgrade() -> None:
    op.drop_table("looked")
    op.drop_table("postday")


def _post() -> sa.Column[int]:
    return sa.Column("post_id", sa.BigInteger(), sa.ForeignKey("post.id", ondelete="CASCADE"), primary_key=True, autoincrement=False)


def _day() -> sa.Column[object]:
    return sa.Column("day", sa.Date(), primary_key=True)
