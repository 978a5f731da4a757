"""Collections."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from rxfeed.domain.tables.columns import UtcDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "collection",
        sa.Column("id", NUMBER, primary_key=True, autoincrement=False),
        _link("account_id", "account.id"),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("visibility", sa.String(12), nullable=False),
        _link("cover_id", "post.id", ondelete="SET NULL"),
        sa.Column("posts", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("version", sa.Integer(), nullable=False),
        *(_moment(name) for name in ("created_at", "changed_at")),
    )
    op.create_table(
        "collectionpost",
        *(_link(f"{name}_id", f"{name}.id", primary_key=True) for name in ("collection", "post")),
        sa.Column("rank", sa.BigInteger(), nullable=False),
        _link("account_id", "account.id", ondelete="SET NULL"),
        _moment("added_at"),
    )
    op.create_table(
        "collectionmember",
        *(_link(f"{name}_id", f"{name}.id", primary_key=True) for name in ("collection", "account")),
        sa.Column("role", sa.String(8), nullable=False),
        _moment("invited_at"),
        _moment("accepted_at", null=True),
    )
    for name, table, columns in (
        ("ix_collection_owned", "collection", ["account_id", "changed_at", "id"]),
        ("ix_collection_cover_id", "collection", ["cover_id"]),
        ("ix_collection_post_order", "collectionpost", ["collection_id", "rank", "post_id"]),
        ("ix_collection_post_added", "collectionpost", ["account_id", "added_at"]),
        ("ix_collectionpost_post_id", "collectionpost", ["post_id"]),
        ("ix_collectionmember_account_id", "collectionmember", ["account_id"]),
    ):
        op.create_index(name, table, columns)


def downgrade() -> None:
    for table in ("collectionmember", "collectionpost", "collection"):
        op.drop_table(table)


def _link(name: str, target: str, ondelete: str = "CASCADE", **more: Any) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), sa.ForeignKey(target, ondelete=ondelete), nullable=ondelete == "SET NULL", **more)


def _moment(name: str, *, null: bool = False) -> sa.Column[Any]:
    return sa.Column(name, UtcDateTime(timezone=True), nullable=null)
