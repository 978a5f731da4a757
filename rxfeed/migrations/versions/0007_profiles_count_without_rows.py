"""The index of an author's public posts holds everything that counting them asks for."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

LISTED = sa.text("status = 'published' AND visibility = 'public'")
BEFORE = ["account_id", "published_at", "id", "rating"]


def upgrade() -> None:
    _put([*BEFORE, "status", "visibility"])


def downgrade() -> None:
    _put(BEFORE)


def _put(columns: list[str]) -> None:
    op.drop_index("ix_post_profile", "post")
    op.create_index("ix_post_profile", "post", columns, sqlite_where=LISTED, postgresql_where=LISTED)
