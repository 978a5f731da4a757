"""Passkeys, the second factor with its recovery codes, and what a browser is in the middle of."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from rxfeed.domain.tables.columns import UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def _account(**more: Any) -> sa.Column[int]:
    return sa.Column("account_id", sa.BigInteger(), sa.ForeignKey("account.id", ondelete="CASCADE"), **more)


def upgrade() -> None:
    op.create_table(
        "passkey",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, primary_key=True),
        _account(nullable=False),
        sa.Column("credential_id", sa.LargeBinary(), nullable=False, unique=True),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("transports", sa.String(100), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("used_at", UtcDateTime()),
    )
    op.create_index("ix_passkey_account_id", "passkey", ["account_id"])
    op.create_table("secondfactor", _account(primary_key=True, autoincrement=False), sa.Column("since", UtcDateTime(), nullable=False))
    op.create_table("recoverycode", _account(primary_key=True, autoincrement=False), sa.Column("digest", sa.LargeBinary(), primary_key=True))
    op.create_table(
        "ceremony",
        sa.Column("browser", sa.LargeBinary(), primary_key=True),
        sa.Column("purpose", sa.String(10), primary_key=True),
        sa.Column("challenge", sa.LargeBinary(), nullable=False),
        _account(),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
    )
    op.create_index("ix_ceremony_account_id", "ceremony", ["account_id"])
    op.create_index("ix_ceremony_expires_at", "ceremony", ["expires_at"])


def downgrade() -> None:
    for table in ("ceremony", "recoverycode", "secondfactor", "passkey"):
        op.drop_table(table)
