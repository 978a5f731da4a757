"""What is signed into pictures, as the rest of the house uses it.

`sign` and `record`   before and within the transaction that publishes; `discard` where it fails
`mark` and `renew`    within and after the transaction of a change that a picture's credentials tell of; `sign_due` does what is left
`read`                a file, in plain words; `read_of` that of a post; `explain` whatever somebody drops; `origin_of` the post that it came from
`see_signed`          the file itself
"""

from rxfeed.domain.credentials_due import (
    mark as mark,
)
from rxfeed.domain.credentials_due import (
    mark_all_of as mark_all_of,
)
from rxfeed.domain.credentials_due import (
    notice_new_certificate as notice_new_certificate,
)
from rxfeed.domain.credentials_due import (
    renew as renew,
)
from rxfeed.domain.credentials_due import (
    sign_due as sign_due,
)
from rxfeed.domain.credentials_fingerprints import take_fingerprints as take_fingerprints
from rxfeed.domain.credentials_origin import Explained as Explained
from rxfeed.domain.credentials_origin import FoundPost as FoundPost
from rxfeed.domain.credentials_origin import explain as explain
from rxfeed.domain.credentials_origin import origin_of as origin_of
from rxfeed.domain.credentials_reading import Reading as Reading
from rxfeed.domain.credentials_reading import read as read
from rxfeed.domain.credentials_rows import Signed as Signed
from rxfeed.domain.credentials_rows import discard as discard
from rxfeed.domain.credentials_rows import record as record
from rxfeed.domain.credentials_seeing import address_of as address_of
from rxfeed.domain.credentials_seeing import read_of as read_of
from rxfeed.domain.credentials_seeing import see_signed as see_signed
from rxfeed.domain.credentials_signing import sign as sign
from rxfeed.domain.credentials_signing import sign_post as sign_post
