"""An avatar knows the picture that it was cut from, so that it comes off together with it."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("account", sa.Column("avatar_from", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    op.drop_column("account", "avatar_from")
