"""Passkeys with Chromium's own virtual authenticator: enrolled, used alone, used after the password, lost."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.making import PASSWORD, sign_up
from tests.browser.serving import Serving
from tests.browser.test_accounts import sign_in
from tests.browser.watching import barriers

SETTINGS = "/settings/sign-in"


def test_a_passkey_from_enrolment_to_the_recovery_code(open_page: OpenPage, server: Serving) -> None:
    page = sign_up(open_page(server), "has_a_phone", SETTINGS)
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    kind = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    device.send("WebAuthn.addVirtualAuthenticator", {"options": {**kind, "automaticPresenceSimulation": True}})

    show_who_one_is(page)
    page.get_by_label("Name of a new passkey").fill("my phone")
    page.get_by_role("button", name="Add this device or key").click()
    expect(page.get_by_text("The passkey is added.")).to_be_visible()
    expect(page.get_by_role("button", name="Remove my phone")).to_be_visible()

    sign_out(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(SETTINGS)
    expect(page.get_by_text("last used")).to_be_visible()

    show_who_one_is(page, by_key=True)
    page.get_by_role("button", name="Ask for a passkey after the password").click()
    code = page.get_by_role("status").get_by_role("listitem").first.inner_text()
    assert not barriers(page)
    page.get_by_role("button", name="I have kept them").click()
    expect(page.get_by_text(code)).to_have_count(0)

    sign_out(page)
    sign_in(page, "has_a_phone", PASSWORD)
    page.wait_for_url(f"/sign-in/passkey?next={SETTINGS}")
    page.get_by_role("button", name="Use your passkey").click()
    page.wait_for_url(SETTINGS)

    sign_out(page)
    device.send("WebAuthn.disable")
    sign_in(page, "has_a_phone", PASSWORD)
    page.wait_for_url(f"/sign-in/passkey?next={SETTINGS}")
    page.get_by_text("I don't have it here").click()
    page.get_by_label("Recovery code").fill("AAAAA-AAAAA-AAAAA")
    page.get_by_role("button", name="Sign in with the code").click()
    expect(page.get_by_text("This is none of the codes")).to_be_visible()
    page.get_by_label("Recovery code").fill(code.lower())
    page.get_by_role("button", name="Sign in with the code").click()
    page.wait_for_url(SETTINGS)
    expect(page.get_by_text("9 recovery codes are left.")).to_be_visible()


def show_who_one_is(page: Page, *, by_key: bool = False) -> None:
    page.get_by_role("button", name="Add or change passkeys").click()
    box = page.get_by_role("dialog", name="Is it you?")
    if by_key:
        box.get_by_role("button", name="Use a passkey").click()
    else:
        box.get_by_label("Your password").fill(PASSWORD)
        box.get_by_role("button", name="Go on").click()
    expect(page.get_by_label("Name of a new passkey")).to_be_visible()


def sign_out(page: Page) -> None:
    """And to the door that leads back to the settings."""
    page.get_by_role("button", name="has_a_phone").click()
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.wait_for_url("/")
    page.goto(f"/sign-in?next={SETTINGS}", wait_until="networkidle")
