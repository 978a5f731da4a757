"""The one mapper from the studio's rows to what the screen gets, in four queries however many generations there are."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session, col, select

from rxfeed.domain import ids, pictures_view
from rxfeed.domain.generation_views import GenerationView, ReferenceView, SourceView, VariantView
from rxfeed.domain.studio_statuses import RETRIABLE, UNDER_WAY, CallStatus, generation_status
from rxfeed.domain.tables import Call, Generation, Picture, Post, Reference, Source
from rxfeed.domain.views import PictureView


def show(session: Session, generations: Sequence[Generation]) -> list[GenerationView]:
    """Their views, in their order."""
    numbers = [generation.id for generation in generations]
    calls: dict[int, list[Call]] = {number: [] for number in numbers}
    for call in session.exec(select(Call).where(col(Call.generation_id).in_(numbers)).order_by(col(Call.number), col(Call.id))):
        calls[call.generation_id].append(call)
    wanted = [call.picture_id for row in calls.values() for call in row if call.picture_id is not None]
    pictures = select(Picture, Post.status).outerjoin(Post, col(Post.id) == col(Picture.post_id)).where(col(Picture.id).in_(wanted))
    made = {picture.id: (picture, status or "") for picture, status in session.exec(pictures)}
    references = _references(session, numbers)
    sources = _sources(session, [generation.id for generation in generations if generation.mode])
    return [_view(one, calls[one.id], made, references.get(one.id, []), sources.get(one.id, [])) for one in generations]


def _references(session: Session, numbers: Sequence[int]) -> dict[int, list[ReferenceView]]:
    query = (
        select(Reference, Picture)
        .join(Picture, col(Picture.id) == Reference.picture_id)
        .where(col(Reference.generation_id).in_(numbers))
        .order_by(col(Reference.generation_id), col(Reference.number))
    )
    found: dict[int, list[ReferenceView]] = {}
    for link, picture in session.exec(query):
        found.setdefault(link.generation_id, []).append(pictures_view.reference(picture))
    return found


def _sources(session: Session, numbers: Sequence[int]) -> dict[int, list[SourceView]]:
    """Asked for only where there are remixes."""
    found: dict[int, list[SourceView]] = {}
    query = select(Source).where(col(Source.generation_id).in_(numbers)).order_by(col(Source.generation_id), col(Source.number))
    for row in session.exec(query) if numbers else []:
        found.setdefault(row.generation_id, []).append(SourceView(ids.to_text(row.post_id), row.picture + 1))
    return found


def _view(
    generation: Generation, calls: Sequence[Call], made: dict[int, tuple[Picture, str]], references: list[ReferenceView], sources: list[SourceView]
) -> GenerationView:
    present = [call for call in calls if call.replaced_by is None]
    return GenerationView(
        id=ids.to_text(generation.id),
        status=generation_status([call.status for call in present]),
        engine=generation.engine,
        model=generation.model,
        prompt=generation.prompt,
        shape=generation.shape,
        quality=generation.quality,
        width=generation.width,
        height=generation.height,
        seed="" if generation.seed is None else str(generation.seed),
        transparent=generation.transparent,
        references=references,
        variants=[_variant(generation, call, *made.get(call.picture_id or 0, (None, ""))) for call in present],
        ready=sum(call.status == CallStatus.READY for call in present),
        total=len(present),
        created_at=generation.created_at.isoformat(),
        cost=sum(call.cost for call in calls),
        draft=generation.draft,
        form={name: str(value) for name, value in generation.form.items()},
        mode=generation.mode,
        sources=sources,
        mask="" if generation.mask_id is None else ids.to_text(generation.mask_id),
    )


def _variant(generation: Generation, call: Call, picture: Picture | None, post_status: str) -> VariantView:
    return VariantView(
        id=ids.to_text(call.id),
        number=call.number,
        status=call.status,
        progress=1.0 if call.status == CallStatus.READY else call.progress,
        picture_id=ids.to_text(picture.id) if picture else "",
        picture=pictures_view.view(picture) if picture else _forming(generation, call),
        prompt=call.prompt,
        seed="" if call.seed is None else str(call.seed),
        error=call.error,
        error_values={name: str(value) for name, value in call.error_values.items()},
        decision=call.decision,
        can_retry=call.status in RETRIABLE,
        retry_at=call.not_before.isoformat() if call.not_before and call.status in RETRIABLE else "",
        posted_as=ids.to_text(picture.post_id) if picture and picture.post_id else "",
        cost=call.cost,
        post_status=post_status,
    )


def _forming(generation: Generation, call: Call) -> PictureView:
    """The newest forming picture; its address changes with every new one. Without one, the box that the picture will fill."""
    if call.partial_key and call.status in UNDER_WAY:
        return pictures_view.forming_view(call.id, call.partial_key.rpartition("/")[2], generation.width, generation.height)
    return PictureView(width=generation.width, height=generation.height)
