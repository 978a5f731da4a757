"""Keys on people's devices: to come in without a password, or after it.

    to_enter, enter                                  without a password
    to_follow, follow, recover                       after it, where the account asks for more; `recover` by one of its codes
    show, rename, remove, to_enrol, enrol            one's keys
    to_confirm, confirm, confirm_by_password         that it is still the same person, before keys change
    require, renew_codes, no_longer_require          a key after the password
    forget_open                                      what the housekeeping does
"""

from rxfeed.domain.passkeys_ceremonies import forget_open
from rxfeed.domain.passkeys_entering import enter, follow, recover, to_enter, to_follow
from rxfeed.domain.passkeys_keys import (
    PasskeysView,
    PasskeyView,
    confirm,
    confirm_by_password,
    enrol,
    remove,
    rename,
    show,
    to_confirm,
    to_enrol,
)
from rxfeed.domain.passkeys_second import no_longer_require, renew_codes, require

__all__ = [
    "PasskeyView", "PasskeysView", "confirm", "confirm_by_password", "enrol", "enter", "follow", "forget_open", "no_longer_require", "recover", "remove",
    "rename", "renew_codes", "require", "show", "to_confirm", "to_enrol", "to_enter", "to_follow",
]  # fmt: skip
