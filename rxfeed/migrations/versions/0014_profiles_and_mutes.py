"""Pins, former handles, mutes that end, mutes of words and tags, dismissed suggestions; and a tag knows its post's author and time."""

import sqlalchemy as sa
from alembic import op

from rxfeed.domain.tables.columns import UtcDateTime

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

KNOWN = "(SELECT post.{0} FROM post WHERE post.id = posttag.post_id)"


def upgrade() -> None:
    op.create_table("formerhandle", sa.Column("handle", sa.String(30), primary_key=True), _account("account_id"), _moment("since"), _moment("until"))
    op.create_index("ix_formerhandle_account_id", "formerhandle", ["account_id"])
    op.create_index("ix_formerhandle_until", "formerhandle", ["until"])
    post = sa.Column("post_id", sa.BigInteger(), sa.ForeignKey("post.id", ondelete="CASCADE"), primary_key=True, autoincrement=False)
    op.create_table("pin", post, _account("account_id"), _moment("since"))
    op.create_index("ix_pin_account_id", "pin", ["account_id"])
    op.create_table("dismissal", _account("account_id", key=True), _account("dismissed_id", key=True), _moment("since"))
    op.create_index("ix_dismissal_dismissed_id", "dismissal", ["dismissed_id"])
    for table, what, longest in (("mutedword", "word", 60), ("mutedtag", "tag", 50)):
        named = sa.Column(what, sa.String(longest), primary_key=True)
        op.create_table(table, _account("account_id", key=True), named, _moment("since"), _moment("until", null=True))
        op.create_index(f"ix_{table}_until", table, ["until"])
    with op.batch_alter_table("mute") as mute:
        mute.add_column(_moment("until", null=True))
    op.create_index("ix_mute_until", "mute", ["until"])
    with op.batch_alter_table("preference") as preference:
        preference.add_column(sa.Column("show_likes", sa.Boolean(), nullable=False, server_default=sa.false()))
    _tags_know()


def downgrade() -> None:
    for index in ("ix_posttag_profile", "ix_posttag_latest"):
        op.drop_index(index, "posttag")
    op.create_index("ix_posttag_tag", "posttag", ["tag"])
    with op.batch_alter_table("posttag") as posttag:
        posttag.drop_column("published_at")
        posttag.drop_column("account_id")
    with op.batch_alter_table("preference") as preference:
        preference.drop_column("show_likes")
    op.drop_index("ix_mute_until", "mute")
    with op.batch_alter_table("mute") as mute:
        mute.drop_column("until")
    for table in ("mutedtag", "mutedword", "dismissal", "pin", "formerhandle"):
        op.drop_table(table)


def _tags_know() -> None:
    """What there is learns it from the posts."""
    with op.batch_alter_table("posttag") as posttag:
        posttag.add_column(sa.Column("account_id", sa.BigInteger()))
        posttag.add_column(_moment("published_at", null=True))
    op.execute(f"UPDATE posttag SET account_id = {KNOWN.format('account_id')}, published_at = {KNOWN.format('published_at')}")
    with op.batch_alter_table("posttag") as posttag:
        posttag.alter_column("account_id", existing_type=sa.BigInteger(), nullable=False)
    op.drop_index("ix_posttag_tag", "posttag")
    op.create_index("ix_posttag_profile", "posttag", ["account_id", "tag", "published_at", "post_id"])
    op.create_index("ix_posttag_latest", "posttag", ["tag", "published_at", "post_id"])


def _account(name: str, *, key: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), sa.ForeignKey("account.id", ondelete="CASCADE"), primary_key=key, autoincrement=False, nullable=False)


def _moment(name: str, *, null: bool = False) -> sa.Column[object]:
    return sa.Column(name, UtcDateTime(timezone=True), nullable=null)
