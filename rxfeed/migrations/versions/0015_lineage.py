"""Which picture came of which."""

import sqlalchemy as sa
from alembic import op

from rxfeed.domain.tables.columns import UtcDateTime

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("post") as post:
        post.add_column(_count("remixes"))
    op.create_table(
        "node",
        sa.Column("id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("account_id", sa.BigInteger(), sa.ForeignKey("account.id", ondelete="SET NULL")),
        _count("depth"),
        _count("descendants"),
        _moment("gone_at", null=True),
    )
    op.create_index("ix_node_account_id", "node", ["account_id"])
    op.create_table(
        "edge",
        _to("node", "child_id", key=True),
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        _to("node", "parent_id"),
        sa.Column("picture", sa.Integer(), nullable=False),
        sa.Column("mode", sa.String(8), nullable=False),
        *(sa.Column(words, sa.Integer(), nullable=False) for words in ("added", "removed", "kept")),
        sa.Column("likeness", sa.Float()),
        _moment("made_at"),
        _moment("detached_at", null=True),
        sa.Column("detached_by", sa.BigInteger()),
    )
    op.create_index("ix_edge_parent", "edge", ["parent_id", "child_id"])
    unmeasured = sa.text("likeness IS NULL")
    op.create_index("ix_edge_unmeasured", "edge", ["made_at"], sqlite_where=unmeasured, postgresql_where=unmeasured)


def downgrade() -> None:
    op.drop_table("edge")
    op.drop_table("node")
    with op.batch_alter_table("post") as post:
        post.drop_column("remixes")


def _count(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False, server_default="0")


def _moment(name: str, *, null: bool = False) -> sa.Column[object]:
    return sa.Column(name, UtcDateTime(timezone=True), nullable=null)


def _to(target: str, name: str, *, key: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), sa.ForeignKey(f"{target}.id", ondelete="CASCADE"), primary_key=key, autoincrement=False, nullable=False)
