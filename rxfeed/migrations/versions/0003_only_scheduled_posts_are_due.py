"""The index of posts that are due holds those alone, so that it can't tempt SQLite to find published posts by their status and sort them all."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

SCHEDULED = sa.text("status = 'scheduled'")


def upgrade() -> None:
    op.drop_index("ix_post_due", "post")
    op.create_index("ix_post_due", "post", ["publish_at"], sqlite_where=SCHEDULED, postgresql_where=SCHEDULED)


def downgrade() -> None:
    op.drop_index("ix_post_due", "post")
    op.create_index("ix_post_due", "post", ["status", "publish_at"])
