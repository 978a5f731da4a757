"""What people do again and again, in a browser."""

from __future__ import annotations

from playwright.sync_api import Page, expect

PASSWORD = "a boat between mountains"
PATIENCE = 30_000
"""Milliseconds for what draws; everything else is quick."""


def sign_up(page: Page, handle: str, then: str = "/latest") -> Page:
    """A new account, by the form's request alone: the page with the form is tested in `test_accounts`, and to open it costs a second of both cores."""
    home = page.request.get("/healthz").url.removesuffix("/healthz")
    answer = page.request.post("/session/sign-up", form={"handle": handle, "password": PASSWORD}, headers={"origin": home, "accept": "application/json"})
    assert answer.ok, answer.text()
    page.goto(then)
    expect(page.get_by_text(f"@{handle}", exact=True).first).to_be_attached(timeout=PATIENCE)  # the page lives: a press before that may be lost
    return page


def ask_for(page: Page, prompt: str, pictures: int = 1) -> None:
    """Press Generate in the composer, once it says what is left of today."""
    expect(page.get_by_text("left today")).to_be_visible()
    page.get_by_placeholder("What should the picture show?").fill(prompt)
    page.locator("label", has=page.locator(f"input[name=variants][value='{pictures}']")).click()
    page.get_by_role("button", name="Generate").click()


def say_what_others_may(page: Page) -> None:
    """The choices that nobody makes for the author."""
    page.get_by_text("Remix freely", exact=True).click()
    page.get_by_label("Licence").select_option("CC-BY-4.0")
    page.get_by_text("General", exact=True).click()


def wait_until_ready(page: Page) -> None:
    """All pictures are there."""
    expect(page.get_by_role("button", name="Publish")).to_be_visible(timeout=PATIENCE)


def until(page: Page, condition: str) -> None:
    """Wait for what a script says of the page. Playwright's own way to wait for one needs `eval` in the page, which the policy forbids."""
    for _ in range(200):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"It never came true: {condition}")


def publish(page: Page, prompt: str) -> None:
    """From a prompt to a post, without a description: asked once, and meant."""
    ask_for(page, prompt)
    wait_until_ready(page)
    say_what_others_may(page)
    page.get_by_role("button", name="Publish").click()
    page.get_by_role("button", name="Publish").click()
    page.wait_for_url("**/p/*")
