"""People on this server.

    sign_up, sign_in, change_password              with a handle and a password
    me, account, set_profile                       what one says of oneself
    wear, choices                                  one's avatar, and the pictures it can be made of
    change_handle                                  being called something else
    delete_account, keep_account                   leaving, and changing one's mind
    carry_out_deletions                            what the housekeeping does
    setup_code, needs_setup_code, is_first         the first account runs the server
    reset_password, promote                        from the server's console
"""

from rxfeed.domain.accounts_avatar import AvatarChoices, choices, wear
from rxfeed.domain.accounts_deletion import carry_out_deletions, delete_account, keep_account
from rxfeed.domain.accounts_first import is_first, needs_setup_code, setup_code
from rxfeed.domain.accounts_handle import change_handle
from rxfeed.domain.accounts_profile import AccountView, account, me, set_profile
from rxfeed.domain.accounts_rescue import promote, reset_password
from rxfeed.domain.accounts_signing import change_password, sign_in, sign_up

__all__ = [
    "AccountView", "AvatarChoices", "account", "carry_out_deletions", "change_handle", "change_password", "choices", "delete_account", "is_first",
    "keep_account", "me", "needs_setup_code", "promote", "reset_password", "set_profile", "setup_code", "sign_in", "sign_up", "wear",
]  # fmt: skip
