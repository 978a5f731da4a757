"""Accounts as people meet them: the pages, two tabs, a stolen token."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Page, WebSocket, expect

from tests.browser.conftest import OpenPage, StartServer
from tests.browser.making import PASSWORD, sign_up, until
from tests.browser.serving import Serving
from tests.browser.watching import barriers
from tests.fakes.openai import process as fake

OTHER = "marble lantern drift"
PATIENCE = 30_000
"""Milliseconds: the first question to an engine loads its library."""


def sign_in(page: Page, handle: str, password: str = PASSWORD) -> None:
    page.get_by_label("Handle").fill(handle)
    page.get_by_label("Password", exact=True).fill(password)
    page.locator("form").get_by_role("button", name="Sign in", exact=True).click()


def test_errors_stand_beside_their_fields_and_nothing_typed_is_lost(page: Page) -> None:
    page.goto("/sign-up?next=/settings", wait_until="networkidle")
    handle, password = page.get_by_label("Handle"), page.get_by_label("Password", exact=True)
    handle.fill("Admin")
    password.fill("password123")
    page.get_by_role("button", name="Make the account").click()
    expect(page.get_by_text("This handle is reserved.")).to_be_visible()
    expect(handle).to_be_focused()
    expect(handle).to_have_attribute("aria-invalid", "true")
    handle.fill("typed_once")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Anyone would try this password early.")).to_be_visible()
    expect(password).to_be_focused()
    expect(handle).to_have_value("typed_once")
    expect(password).to_have_value("password123")
    page.get_by_role("button", name="Show the password").click()
    expect(password).to_have_attribute("type", "text")
    password.fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("/settings")
    expect(page.get_by_text("@typed_once").first).to_be_visible()


def test_out_and_in_again(open_page: OpenPage, server: Serving) -> None:
    page = sign_up(open_page(server), "comes_back", "/settings")
    page.get_by_role("button", name="comes_back").click()
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.wait_for_url("/")
    page.goto("/settings")
    page.get_by_role("main").get_by_role("link", name="Sign in").click()
    page.wait_for_url("/sign-in?next=/settings")
    sign_in(page, "comes_back", "wrong password")
    expect(page.get_by_text("Handle and password don't match.")).to_be_visible()
    sign_in(page, "Comes_Back")
    page.wait_for_url("/settings")
    expect(page.get_by_text("@comes_back").first).to_be_visible()


def test_password_managers_are_told_what_is_what(page: Page) -> None:
    for path, kind in (("/sign-in", "current-password"), ("/sign-up", "new-password")):
        page.goto(path)
        expect(page.get_by_label("Handle")).to_have_attribute("autocomplete", "username")
        expect(page.get_by_label("Password", exact=True)).to_have_attribute("autocomplete", kind)


def test_keyboard_alone(page: Page) -> None:
    page.goto("/sign-up?next=/settings", wait_until="networkidle")
    page.get_by_label("Handle").focus()
    page.keyboard.type("by_keys_only")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Show the password")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Make the account")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("/settings")


def test_a_stolen_token_leads_to_nothing(open_page: OpenPage, server: Serving) -> None:
    """The owner's tab is closed, its token known to somebody else, without a cookie and with another account's."""
    owner = sign_up(open_page(server), "token_owner", "/settings")
    expect(owner.get_by_text("@token_owner").first).to_be_visible()
    token = owner.evaluate("() => sessionStorage.getItem('token')")
    assert token
    owner.goto("about:blank")
    for thief, sees in ((open_page(server), "Nobody is signed in"), (sign_up(open_page(server), "token_thief", "/settings"), "@token_thief")):
        received: list[str] = []
        thief.on("websocket", partial(_overhear, received))
        thief.add_init_script(f"sessionStorage.setItem('token', {token!r})")
        thief.goto("/settings")
        expect(thief.get_by_role("main").get_by_text(sees)).to_be_visible()
        assert thief.evaluate("() => sessionStorage.getItem('token')") == token
        assert any("is_hydrated" in frame for frame in received)
        assert not any("token_owner" in frame for frame in received)


def test_signing_out_in_one_tab_leaves_what_was_typed_in_the_other(open_page: OpenPage, server: Serving) -> None:
    here = sign_up(open_page(server), "two_tabs", "/settings")
    there = here.context.new_page()
    there.goto("/", wait_until="networkidle")
    here.get_by_label("Name").fill("Half a name")
    there.get_by_role("button", name="two_tabs").click()
    with there.expect_navigation():
        there.get_by_role("button", name="Sign out", exact=True).click()
    here.get_by_role("button", name="Save").click()
    expect(here.get_by_text("Sign in first. What you made and typed stays here.")).to_be_visible()
    expect(here.get_by_label("Name")).to_have_value("Half a name")


def test_a_profile_and_a_new_password(open_page: OpenPage, server: Serving) -> None:
    page = sign_up(open_page(server), "new_profile", "/settings")
    page.get_by_label("Name").fill("Ann of Green")
    page.get_by_label("About you").fill("Boats.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(page.get_by_role("button", name="Ann of Green")).to_be_visible()
    page.get_by_role("link", name="Sign-in").click()
    page.wait_for_url("/settings/sign-in")
    page.get_by_label("Your password now").fill(PASSWORD)
    page.get_by_label("The new one").fill(OTHER)
    page.get_by_role("button", name="Change the password").click()
    expect(page.get_by_text("Your password is changed.")).to_be_visible()
    page.goto("/settings")
    expect(page.get_by_label("Name")).to_have_value("Ann of Green")


def test_a_browser_that_is_signed_out_from_another_one_shows_nothing_more(open_page: OpenPage, server: Serving) -> None:
    here, there = sign_up(open_page(server), "two_browsers", "/settings/sign-in"), open_page(server)
    there.goto("/sign-in?next=/library", wait_until="networkidle")
    sign_in(there, "two_browsers")
    there.wait_for_url("/library")
    expect(there.get_by_role("button", name="two_browsers")).to_be_visible()
    here.reload()
    expect(here.get_by_text("This browser", exact=True)).to_have_count(1)
    here.get_by_role("button", name="Sign out: ").click()
    there.wait_for_url("/sign-in?ended=yes")
    expect(there.get_by_text("This browser was signed out from another one.")).to_be_visible()
    expect(there.get_by_role("button", name="two_browsers")).to_have_count(0)
    expect(here.get_by_text("Only this browser is signed in.")).to_be_visible()


def test_what_an_account_has_chosen_goes_along(open_page: OpenPage, server: Serving) -> None:
    page = sign_up(open_page(server), "has_a_taste", "/settings/posts")
    page.get_by_text("Suggestive", exact=True).click()
    page.get_by_label("Licence").select_option("CC-BY-4.0")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.get_by_role("link", name="Appearance").click()
    main = page.get_by_role("main")
    main.get_by_role("button", name="Dark").click()
    main.get_by_role("button", name="Deutsch").click()
    expect(main.get_by_role("heading", name="Darstellung und Sprache")).to_be_visible()
    until(page, "() => document.cookie.includes('rxfeed_language=de')")
    other = open_page(server)
    other.goto("/sign-in?next=/settings/posts", wait_until="networkidle")
    sign_in(other, "has_a_taste")
    other.wait_for_url("/settings/posts")
    expect(other.locator("html[lang=de].dark")).to_have_count(1)
    expect(other.get_by_role("radio", name="Freizügig")).to_be_checked()
    expect(other.get_by_label("Lizenz")).to_have_value("CC-BY-4.0")


def test_leaving_and_changing_ones_mind(open_page: OpenPage, server: Serving) -> None:
    page = sign_up(open_page(server), "on_the_way", "/settings")
    page.get_by_role("button", name="Delete my account").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Your password").fill("wrong password")
    dialog.get_by_role("button", name="Delete my account").click()
    expect(dialog.get_by_text("This is not your password.")).to_be_visible()
    dialog.get_by_label("Your password").fill(PASSWORD)
    dialog.get_by_role("button", name="Delete my account").click()
    page.wait_for_url("/")
    page.goto("/sign-in", wait_until="networkidle")
    sign_in(page, "on_the_way")
    page.wait_for_url("/settings")
    expect(page.get_by_text("Your account will be deleted on")).to_be_visible()
    page.get_by_role("button", name="Keep my account").click()
    expect(page.get_by_text("Your account will be deleted on")).to_have_count(0)


def test_the_first_account_runs_the_server(open_page: OpenPage, start_server: StartServer) -> None:
    server = start_server()
    page = sign_up(open_page(server), "first_of_all", "/settings/engine")
    expect(page.get_by_text("There is no AI engine yet.")).to_be_visible()
    page.get_by_label("OpenAI API key").fill("two words")
    page.get_by_role("button", name="Try and keep it").click()
    expect(page.get_by_text("This is not a whole key.")).to_be_visible()
    member = sign_up(open_page(server), "second_of_all", "/settings/engine")
    expect(member.get_by_text("Only the people who run this server")).to_be_visible()


def test_an_admin_enters_a_key_and_sees_what_it_costs(open_page: OpenPage, start_server: StartServer, tmp_path: Path) -> None:
    with fake.running(tmp_path / "tally") as openai:
        server = start_server(openai_base_url=openai.url)
        page = sign_up(open_page(server), "has_a_key", "/settings/engine")
        key, keep = page.get_by_label("OpenAI API key"), page.get_by_role("button", name="Try and keep it")
        key.fill("sk-wrong")
        keep.click()
        expect(page.get_by_role("alert").filter(has_text="key")).to_be_visible(timeout=PATIENCE)
        expect(key).to_have_value("sk-wrong")
        key.fill("sk-good-key-that-ends-in-wxyz")
        keep.click()
        expect(page.get_by_text("The key works and is in use from now on.")).to_be_visible(timeout=PATIENCE)
        expect(page.get_by_text("wxyz")).to_be_visible()
        expect(page.get_by_role("cell", name="$").first).to_be_visible()
        page.goto("about:blank")
        server.stop()
        server.start()
        page.goto("/settings/engine")
        page.get_by_role("button", name="Test it").click()
        expect(page.get_by_text("The engine answers and accepts the key.")).to_be_visible(timeout=PATIENCE)
        assert "sk-good" not in page.content()
        page.get_by_role("button", name="Forget the key").click()
        expect(page.get_by_text("The key is forgotten.")).to_be_visible()
        assert not barriers(page)


@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (390, "dark")])
def test_nothing_stands_in_anybodys_way(open_page: OpenPage, server: Serving, theme: str, width: int) -> None:
    page = open_page(server, width=width, color_scheme=theme)
    for path in ("/sign-in", "/sign-in/passkey", "/sign-up", "/settings", "/settings/sign-in"):
        _inspect(page, path)
    sign_up(page, f"axe_{theme}_{width}", "/settings")
    for path in ("/settings", "/settings/sign-in", "/settings/posts", "/settings/appearance", "/settings/engine"):
        _inspect(page, path)
    page.goto("/settings", wait_until="networkidle")
    page.get_by_role("button", name="Delete my account").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert not barriers(page)


def _overhear(heard: list[str], socket: WebSocket) -> None:
    socket.on("framereceived", lambda frame: heard.append(str(frame)))


def _inspect(page: Page, path: str) -> None:
    page.goto(path, wait_until="networkidle")
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), f"{path} is wider than the screen"
    assert not barriers(page)
