"""Offering a remix back: its author offers it to the author of what it came of, where it may stand as a version by both.

    offer      to one of the authors; `take_back`: not any more, also where it was accepted
    answer     yes or no; a no is told to nobody
    look       what a remix's page says of it: to whom it is offered, whose version it is
    versions   the versions of a post that the viewer sees
    part, end  within the transaction in which one blocks the other, or detaches
"""

from rxfeed.domain.offers_making import answer, end, offer, part, take_back
from rxfeed.domain.offers_reading import OfferView, VersionView, look, versions

__all__ = ["OfferView", "VersionView", "answer", "end", "look", "offer", "part", "take_back", "versions"]
