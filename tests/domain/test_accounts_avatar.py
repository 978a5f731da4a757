"""An avatar is a square copy of any picture of one's own, as far as it is for everybody's eyes."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from rxfeed.domain import accounts, pictures
from rxfeed.domain.errors import Invalid, NotFound, NotSignedIn
from rxfeed.domain.house import House
from rxfeed.domain.viewer import NOBODY, Viewer
from tests import making
from tests.counting import counted
from tests.domain.test_masks import painting


def worn(house: House, viewer: Viewer) -> tuple[int, int]:
    """The size of what everybody sees; nothing where there is none."""
    name = accounts.account(house, viewer).avatar.removeprefix("/pictures/").removesuffix("-96.webp")
    return Image.open(io.BytesIO(house.objects.get(pictures.public_key(name, 640)))).size if name else (0, 0)


def test_a_variant_and_a_post_can_be_worn_and_stay_what_they_were(house: House) -> None:
    mara, tariq = making.person(house), making.person(house)
    _, (variant,) = making.generation(house, mara)
    posted = making.post(house, mara, variants=2).card.id
    for picture in (variant, posted):
        accounts.wear(house, mara, picture)
        width, height = worn(house, mara)
        assert width == height > 0
        assert accounts.choices(house, mara).pictures[-1].id == variant
        accounts.wear(house, mara, "")
        assert worn(house, mara) == (0, 0)
    for viewer, picture in ((tariq, variant), (tariq, posted), (mara, "nonsense"), (mara, making.post(house, tariq).card.id)):
        with pytest.raises(NotFound):
            accounts.wear(house, viewer, picture)
    for call in (lambda: accounts.wear(house, NOBODY, variant), lambda: accounts.choices(house, NOBODY)):
        with pytest.raises(NotSignedIn):
            call()


def test_what_is_not_for_everybody_is_neither_offered_nor_worn(house: House) -> None:
    mara = making.person(house)
    made = making.post(house, mara, rating="mature").card.id
    assert accounts.choices(house, mara).pictures == []
    with pytest.raises(Invalid, match="rated general"):
        accounts.wear(house, mara, made)
    mask = pictures.take(house, mara, painting(size=(96, 64)), "mask").id
    assert accounts.choices(house, mara).pictures == []
    with pytest.raises(NotFound):
        accounts.wear(house, mara, mask)
    assert worn(house, mara) == (0, 0)


def test_choices_go_on_page_by_page_in_one_query_each(house: House) -> None:
    mara, tariq = making.person(house), making.person(house)
    made = [picture for _ in range(7) for picture in making.generation(house, mara, variants=4)[1]]
    making.generation(house, tariq)
    first = accounts.choices(house, mara)
    with counted(house) as asked:
        rest = accounts.choices(house, mara, first.next)
    assert ([one.id for one in (*first.pictures, *rest.pictures)], rest.next, len(asked)) == (made[::-1], "", 1)
