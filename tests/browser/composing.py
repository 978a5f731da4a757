"""The composer as somebody uses it who sees labels and buttons, and knows nothing of what is behind them."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

SLOW = 60_000
"""Milliseconds: for pictures on a busy machine."""


class Composing:
    """Steps on `/create`."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self, address: str = "/create") -> Composing:
        self.page.goto(address)
        expect(self.generate).to_be_enabled(timeout=SLOW)
        return self

    @property
    def prompt(self) -> Locator:
        return self.page.get_by_role("textbox", name="Prompt")

    @property
    def generate(self) -> Locator:
        return self.page.locator("#generate")

    @property
    def publish(self) -> Locator:
        return self.page.locator("#publish")

    def choose(self, group: str, option: str) -> None:
        """One of a few."""
        self.page.get_by_role("group", name=group, exact=True).get_by_text(option, exact=True).click()
        expect(self.page.get_by_role("group", name=group, exact=True).get_by_label(option, exact=True)).to_be_checked()

    def ask(self, prompt: str, pictures: int = 1) -> None:
        """Press Generate; the pictures are on their way afterwards."""
        self.choose("Pictures", str(pictures))
        self.prompt.fill(prompt)
        self.generate.click()

    def await_pictures(self, pictures: int = 1) -> None:
        ready = "The picture is ready" if pictures == 1 else f"All {('two', 'three', 'four')[pictures - 2]} are ready"
        expect(self.page.get_by_text(ready)).to_be_visible(timeout=SLOW)

    def pick(self, number: int) -> None:
        box = self.page.get_by_label(f"Pick picture {number}")
        box.press("Space")
        expect(box).to_be_checked()

    def describe(self, licence: str = "CC-BY-NC-4.0") -> None:
        """Everything a post needs; the only picture is picked by itself."""
        self.page.get_by_label("Caption").fill("First light, third try.")
        self.page.get_by_label("Alt text").fill("A boat between hills, a pale sun above.")
        self.page.get_by_label("Tags").fill("harbour papercut")
        self.choose("Others may", "Ask first")
        self.page.get_by_label("Licence").select_option(licence)
        self.choose("Rating", "General")

    def expect_described(self) -> None:
        """All of `describe`, still there."""
        expect(self.page.get_by_label("Caption")).to_have_value("First light, third try.", timeout=SLOW)
        expect(self.page.get_by_label("Alt text")).to_have_value("A boat between hills, a pale sun above.")
        expect(self.page.get_by_label("Tags")).to_have_value("harbour papercut")
        expect(self.page.get_by_label("Licence")).to_have_value("CC-BY-NC-4.0")
        for choice in ("Ask first", "General"):
            expect(self.page.get_by_label(choice, exact=True)).to_be_checked()

    def expect_posted(self) -> None:
        """On the page of the new post."""
        self.page.wait_for_url("**/p/*", timeout=SLOW, wait_until="commit")
        expect(self.page.get_by_text("First light, third try.").first).to_be_visible(timeout=SLOW)
