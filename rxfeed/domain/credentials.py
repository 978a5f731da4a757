"""What is signed into pictures, as the rest of the house uses it.

    sign, record      before and within the transaction that publishes, `discard` where it fails; `sign_post` for a post that is there already
    mark, renew       within and after the transaction of a change that credentials tell of; `sign_due` does what is left
    read              a file, in plain words; `read_of` that of a post; `origin_of` the post that a file came from
    explain           whatever somebody drops; over the web: `admit`, `look`, `unseal`
    see_signed        the file itself; `see_current`: that of a post's picture, wherever it is now
"""

from rxfeed.domain.credentials_due import mark, mark_all_of, notice_new_certificate, renew, sign_due
from rxfeed.domain.credentials_fingerprints import take_fingerprints
from rxfeed.domain.credentials_origin import Explained, FoundPost, explain, origin_of
from rxfeed.domain.credentials_reading import Reading, read
from rxfeed.domain.credentials_rows import Signed, discard, record
from rxfeed.domain.credentials_seeing import Panel, read_of, see_current, see_signed
from rxfeed.domain.credentials_signing import sign, sign_post
from rxfeed.domain.credentials_verifying import admit, look, unseal

__all__ = [
    "Explained", "FoundPost", "Panel", "Reading", "Signed", "admit", "discard", "explain", "look", "mark", "mark_all_of",
    "notice_new_certificate", "origin_of", "read", "read_of", "record", "renew", "see_current", "see_signed", "sign", "sign_due", "sign_post",
    "take_fingerprints", "unseal",
]  # fmt: skip
