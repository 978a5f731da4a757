"""Signed copies, and fingerprints of what is published."""

import sqlalchemy as sa
from alembic import op

from rxfeed.domain.tables.columns import UtcDateTime

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("picture") as picture:
        picture.add_column(sa.Column("origin", sa.BigInteger()))
        picture.add_column(sa.Column("origin_picture", sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "credential",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True, autoincrement=False),
        _to("post", "post_id"),
        sa.Column("number", sa.Integer(), nullable=False),
        _to("picture", "picture_id"),
        sa.Column("consent_version", sa.Integer(), nullable=False),
        sa.Column("manifest", sa.String(120), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("media_type", sa.String(40), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("steps", sa.Integer(), nullable=False),
        sa.Column("certificate", sa.String(32), nullable=False),
        _moment("signed_at"),
        _moment("withdrawn_at", null=True),
    )
    for column in ("post_id", "picture_id"):
        op.create_index(f"ix_credential_{column}", "credential", [column])
    op.create_index("ix_credential_manifest", "credential", ["manifest"])
    current = sa.text("withdrawn_at IS NULL")
    op.create_index("ix_credential_current", "credential", ["post_id", "number"], unique=True, sqlite_where=current, postgresql_where=current)
    op.create_index("ix_credential_name", "credential", ["name"], unique=True)
    op.create_table(
        "unsigned",
        _to("post", "post_id", key=True),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("onward", sa.Boolean(), nullable=False),
        _moment("due_at"),
    )
    op.create_index("ix_unsigned_due_at", "unsigned", ["due_at"])
    op.create_table(
        "fingerprint",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True, autoincrement=False),
        _to("picture", "picture_id"),
        sa.Column("bits", sa.LargeBinary(), nullable=False),
        sa.UniqueConstraint("picture_id"),
    )
    op.execute(
        "INSERT INTO unsigned (post_id, asked, onward, due_at) "
        "SELECT id, 1, false, created_at FROM post WHERE status IN ('published', 'binned', 'hidden', 'removed') AND published_at IS NOT NULL"
    )


def downgrade() -> None:
    with op.batch_alter_table("picture") as picture:
        picture.drop_column("origin_picture")
        picture.drop_column("origin")
    op.drop_table("fingerprint")
    op.drop_table("unsigned")
    op.drop_table("credential")


def _moment(name: str, *, null: bool = False) -> sa.Column[object]:
    return sa.Column(name, UtcDateTime(timezone=True), nullable=null)


def _to(target: str, name: str, *, key: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), sa.ForeignKey(f"{target}.id", ondelete="CASCADE"), primary_key=key, autoincrement=False, nullable=False)
