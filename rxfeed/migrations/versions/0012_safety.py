"""Reports, and what moderators decide."""

import sqlalchemy as sa
from alembic import op

from rxfeed.domain.tables.columns import UtcDateTime

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SUSPENDED = sa.text("suspended_until IS NOT NULL")
OPEN, EMPTY = sa.text("closed_at IS NULL"), sa.text("''")
COLUMNS = {
    "account": ("suspended_why", "suspended_until", "mature", "suggestive"),
    "post": ("rating_held", "held_why", "held"),
    "comment": ("held_why", "held"),
}
APPEND_ONLY = "rulings are only added"


def upgrade() -> None:
    _add_columns()
    _make_reports()
    op.create_table(
        "ruling",
        sa.Column("id", ID, autoincrement=False, primary_key=True),
        sa.Column("matter_id", sa.BigInteger()),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("thing_id", sa.BigInteger(), nullable=False),
        sa.Column("what", sa.String(12), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("rating", sa.String(12), nullable=False),
        sa.Column("until", UtcDateTime()),
        sa.Column("by_id", sa.BigInteger(), nullable=False),
        sa.Column("by_handle", sa.String(30), nullable=False),
        sa.Column("whom_id", sa.BigInteger()),
        sa.Column("whom_handle", sa.String(30), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("decided_at", UtcDateTime(), nullable=False),
    )
    op.create_index("ix_ruling_whom", "ruling", ["whom_id", "id"])
    _guard()


def downgrade() -> None:
    for table in ("ruling", "exhibit", "report", "matter"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change_of_ruling()")
    op.drop_index("ix_account_suspended_until", "account")
    for table, columns in COLUMNS.items():
        with op.batch_alter_table(table) as changed:
            for column in columns:
                changed.drop_column(column)


def _add_columns() -> None:
    with op.batch_alter_table("account") as account:
        account.add_column(sa.Column("suggestive", sa.String(4), nullable=False, server_default="blur"))
        account.add_column(sa.Column("mature", sa.String(4), nullable=False, server_default="blur"))
        account.add_column(sa.Column("suspended_until", UtcDateTime()))
        account.add_column(sa.Column("suspended_why", sa.String(), nullable=False, server_default=EMPTY))
    op.create_index("ix_account_suspended_until", "account", ["suspended_until"], sqlite_where=SUSPENDED, postgresql_where=SUSPENDED)
    for table in ("post", "comment"):
        with op.batch_alter_table(table) as held:
            held.add_column(sa.Column("held", sa.String(8), nullable=False, server_default=EMPTY))
            held.add_column(sa.Column("held_why", sa.String(), nullable=False, server_default=EMPTY))
    with op.batch_alter_table("post") as post:
        post.add_column(sa.Column("rating_held", sa.Boolean(), nullable=False, server_default=sa.false()))


def _make_reports() -> None:
    op.create_table(
        "matter",
        sa.Column("id", ID, autoincrement=False, primary_key=True),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("thing_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), sa.ForeignKey("account.id", ondelete="SET NULL")),
        sa.Column("reports", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("closed_at", UtcDateTime()),
    )
    op.create_index("ix_matter_author_id", "matter", ["author_id"])
    op.create_index("ix_matter_open", "matter", ["kind", "thing_id"], unique=True, sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_index("ix_matter_oldest", "matter", ["id"], sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_index("ix_matter_most", "matter", ["reports", "id"], sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_table(
        "report",
        sa.Column("id", ID, autoincrement=False, primary_key=True),
        sa.Column("matter_id", sa.BigInteger(), sa.ForeignKey("matter.id", ondelete="CASCADE"), nullable=False),
        sa.Column("reporter_id", sa.BigInteger(), sa.ForeignKey("account.id", ondelete="SET NULL")),
        sa.Column("post_id", sa.BigInteger(), sa.ForeignKey("post.id", ondelete="SET NULL")),
        sa.Column("comment_id", sa.BigInteger(), sa.ForeignKey("comment.id", ondelete="SET NULL")),
        sa.Column("reason", sa.String(16), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.UniqueConstraint("matter_id", "reporter_id"),
    )
    op.create_index("ix_report_post", "report", ["reporter_id", "post_id"])
    op.create_index("ix_report_comment", "report", ["reporter_id", "comment_id"])
    op.create_index("ix_report_post_id", "report", ["post_id"])
    op.create_index("ix_report_comment_id", "report", ["comment_id"])
    op.create_table(
        "exhibit",
        sa.Column("matter_id", sa.BigInteger(), sa.ForeignKey("matter.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
        sa.Column("picture_id", sa.BigInteger(), primary_key=True, autoincrement=False),
    )
    op.create_index("ix_exhibit_picture_id", "exhibit", ["picture_id"])


def _guard() -> None:
    """The database refuses, whoever asks."""
    if op.get_bind().dialect.name == "sqlite":
        for deed in ("UPDATE", "DELETE"):
            op.execute(f"CREATE TRIGGER ruling_no_{deed.lower()} BEFORE {deed} ON ruling BEGIN SELECT RAISE(ABORT, '{APPEND_ONLY}'); END")
        return
    op.execute(
        "CREATE FUNCTION refuse_change_of_ruling() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{APPEND_ONLY}' USING ERRCODE = 'restrict_violation'; END $$"
    )
    op.execute("CREATE TRIGGER ruling_no_change BEFORE UPDATE OR DELETE ON ruling FOR EACH ROW EXECUTE FUNCTION refuse_change_of_ruling()")
