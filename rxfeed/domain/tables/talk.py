"""The conversation below a post. How many comments a post has is with the post (`Post.comments`)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from rxfeed.domain.tables.columns import EMPTY, counter, id_column, link, moment

BEGINS, PINNED = text("root_id IS NULL"), text("pinned")


class Comment(SQLModel, table=True):
    """What somebody says about a post, or answers to somebody. Answers to answers stay in the thread of the comment that began it."""

    __table_args__ = (
        Index("ix_comment_best", "post_id", "best_at", "id", sqlite_where=BEGINS, postgresql_where=BEGINS),
        Index("ix_comment_new", "post_id", "created_at", "id", sqlite_where=BEGINS, postgresql_where=BEGINS),
        Index("ix_comment_thread", "root_id", "id"),
        Index("ix_comment_who", "post_id", "account_id"),
        Index("ix_comment_pinned", "post_id", unique=True, sqlite_where=PINNED, postgresql_where=PINNED),
    )

    id: int = id_column()
    post_id: int = link("post.id", index=False)
    account_id: int | None = link("account.id", null=True)
    """Nobody once it is deleted."""
    parent_id: int | None = link("comment.id", null=True, ondelete="SET NULL")
    """What it answers. A chain of answers as long as one likes must not go link by link with its post: SQLite follows a thousand at most."""
    root_id: int | None = link("comment.id", null=True, index=False)
    """What began its thread; null where it began one itself."""
    text: str = ""
    """As it was written, in Markdown."""
    html: str = ""
    """The same, clean: made by `talk_words.rendered` alone."""
    answers: int = counter()
    """In its thread, where it began one. Comes from rows (`python -m rxfeed counts`)."""
    best_at: datetime = moment()
    """Its place in the order "best": see `talk_counts.best_at`."""
    pinned: bool = Field(default=False)
    held: str = Field(default="", max_length=8, sa_column_kwargs=EMPTY)
    """`hidden` or `removed` by a moderator."""
    held_why: str = Field(default="", sa_column_kwargs=EMPTY)
    created_at: datetime = moment()
    edited_at: datetime | None = moment(null=True)
    deleted_at: datetime | None = moment(null=True)
    """It stays as an empty place while there are answers to it."""


class CommentEdit(SQLModel, table=True):
    """What a comment said before it was edited. Goes with the comment's words when those are deleted."""

    id: int = id_column()
    comment_id: int = link("comment.id")
    text: str
    html: str
    written_at: datetime = moment()
    """When it began to say so."""
