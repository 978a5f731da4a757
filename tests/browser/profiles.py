"""Browser profiles that are used again: a fresh one fetches and compiles every script anew, which is most of what the first page in it costs."""

from __future__ import annotations

from collections import defaultdict

from playwright.sync_api import Browser, BrowserContext, Error, Page

Known = tuple[str, str]
"""The server's address, and the options."""


class Profiles:
    """Lends profiles. What comes back is emptied of all but the files that a browser keeps by their names."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: dict[Known, list[BrowserContext]] = defaultdict(list)
        self._lent: dict[BrowserContext, Known] = {}

    def lend(self, url: str, *, cold: bool = False, **options: object) -> BrowserContext:
        """One that nobody else has. `cold`: in which no page of the server was ever open."""
        known = url, repr(sorted(options.items()))
        free = [] if cold else self._free[known]
        profile = free.pop() if free else self._browser.new_context(base_url=url, **options)  # type: ignore[arg-type]
        self._lent[profile] = known
        return profile

    def take_back(self, profile: BrowserContext) -> None:
        known = self._lent.pop(profile)
        try:
            _empty(profile, known[0])
        except (Error, StopIteration):  # its pages are closed, or have crashed
            profile.close()
        else:
            self._free[known].append(profile)

    def close(self) -> None:
        for free in self._free.values():
            for profile in free:
                profile.close()


def _empty(profile: BrowserContext, url: str) -> None:
    """No page, no cookie, nothing that a script has kept. Raises `StopIteration` where there is no page to do it by."""
    page: Page = next(iter(profile.pages))
    page.goto("about:blank")
    for other in profile.pages[1:]:
        other.close()
    device = profile.new_cdp_session(page)
    device.send("Storage.clearDataForOrigin", {"origin": url, "storageTypes": "local_storage,indexeddb,websql,service_workers,cache_storage"})
    profile.clear_cookies()
    profile.clear_permissions()
    page.close()
