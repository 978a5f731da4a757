"""The form on the left: what fills it, what helps with it, and that it can be used by anybody."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from playwright.sync_api import Page, expect

from tests.browser.composing import SLOW, Composing
from tests.browser.conftest import OpenPage, StartServer
from tests.browser.serving import Serving
from tests.browser.watching import barriers

RECIPE = "a lighthouse on a cliff, oil painting\nNegative prompt: people\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 4242, Size: 832x1216, Model: dreamer"


@pytest.fixture(scope="module")
def server(start_server: StartServer) -> Serving:
    """With room for many pictures from one address."""
    return start_server(guest_pictures_a_day=1000)


@pytest.fixture
def composing(page: Page) -> Composing:
    return Composing(page).open()


def png(*, recipe: str = "") -> bytes:
    """A small picture, with or without the words it was made with."""
    words, made = PngInfo(), BytesIO()
    if recipe:
        words.add_text("parameters", recipe)
    Image.new("RGB", (96, 64), (200, 80, 40)).save(made, "PNG", pnginfo=words)
    return made.getvalue()


def choose_file(page: Page, data: bytes, name: str = "picture.png") -> None:
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "image/png", "buffer": data})


def test_style_chips_put_words_in_and_take_them_out(composing: Composing) -> None:
    chip = composing.page.get_by_role("button", name="Paper cut", exact=True)
    composing.prompt.fill("A harbour")
    chip.click()
    expect(composing.prompt).to_have_value("A harbour, paper cut")
    expect(chip).to_have_attribute("aria-pressed", "true")
    chip.click()
    expect(composing.prompt).to_have_value("A harbour")


def test_styles_and_templates_are_in_the_readers_language(open_page: OpenPage, server: Serving) -> None:
    page = open_page(server, locale="de-DE")
    page.goto("/create")
    page.get_by_role("button", name="Stillleben mit").click()
    page.get_by_role("button", name="Scherenschnitt", exact=True).click()
    expect(page.get_by_role("textbox", name="Prompt")).to_have_value(re.compile("^Stillleben mit .*weiches Licht, Scherenschnitt$"))
    expect(page.get_by_role("button", name="Scherenschnitt", exact=True)).to_have_attribute("aria-pressed", "true")


def test_alternatives_show_what_each_picture_will_say(composing: Composing) -> None:
    composing.choose("Pictures", "3")
    composing.prompt.fill("A {red|blue} boat")
    lines = composing.page.get_by_role("listitem").filter(has_text="boat")
    expect(lines).to_have_text(["A red boat", "A blue boat", "A red boat"])
    expect(composing.page.get_by_text("17 / 4,000")).to_be_visible()


def test_a_template_fills_the_form_and_undo_brings_back_what_was_typed(composing: Composing) -> None:
    composing.prompt.fill("My own words")
    composing.page.get_by_role("button", name="Still life with").click()
    expect(composing.prompt).to_have_value("Still life with {lemons|pears|old books} on a table by the window, soft light")
    expect(composing.page.get_by_text("Filled from a template.")).to_be_visible()
    composing.page.get_by_role("button", name="Undo").click()
    expect(composing.prompt).to_have_value("My own words")


@pytest.mark.parametrize(("name", "filled"), [("^Ink$", False), ("^Generate$", True), ("^Portrait of a", False)], ids=["chip", "generate", "template"])
def test_a_press_counts_whatever_comes_and_goes_meanwhile(composing: Composing, name: str, *, filled: bool) -> None:
    page = composing.page
    page.set_viewport_size({"width": 1440, "height": 1600})  # without scrolling, for browsers hold a scrolled page in its place
    composing.choose("Pictures", "1")
    changing = page.get_by_text("Filled from a template." if filled else "What each picture will be asked for")
    if filled:
        page.get_by_role("button", name="Still life with").click()
        expect(changing).to_be_visible()
    place = page.get_by_role("button", name=re.compile(name)).bounding_box()
    assert place is not None
    page.mouse.move(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    composing.prompt.fill("A boat" if filled else "A {red|blue} boat")
    page.mouse.down()
    expect(changing).to_be_visible(visible=not filled)
    page.mouse.up()
    if filled:
        composing.await_pictures()
    else:
        expect(composing.prompt).to_have_value(re.compile("boat, ink drawing$|^Portrait of a"))


def test_what_was_asked_before_can_be_asked_again(composing: Composing) -> None:
    composing.choose("Quality", "Draft")
    composing.ask("A windmill in the fog")
    composing.await_pictures()
    composing.prompt.fill("Something else")
    composing.page.get_by_role("button", name="A windmill in the fog").click()
    expect(composing.prompt).to_have_value("A windmill in the fog")


def test_an_address_fills_the_form(page: Page) -> None:
    composing = Composing(page).open("/create?prompt=A%20lighthouse&shape=2%3A3&engine=sketch")
    expect(composing.prompt).to_have_value("A lighthouse")
    expect(page.get_by_role("group", name="Shape").get_by_label("2:3")).to_be_checked()


def test_a_picture_made_elsewhere_fills_the_form(composing: Composing) -> None:
    composing.prompt.fill("Mine")
    choose_file(composing.page, png(recipe=RECIPE))
    expect(composing.prompt).to_have_value("a lighthouse on a cliff, oil painting")
    expect(composing.page.get_by_text("Filled from a picture made with A1111.")).to_be_visible()
    expect(composing.page.get_by_role("textbox", name="Seed")).to_have_value("4242")
    expect(composing.page.get_by_role("group", name="Shape").get_by_label("2:3")).to_be_checked()
    composing.page.get_by_role("button", name="Undo").click()
    expect(composing.prompt).to_have_value("Mine")


def test_a_pasted_picture_is_a_reference_and_can_be_taken_out(composing: Composing) -> None:
    composing.page.evaluate(
        """async (bytes) => {
            const files = new DataTransfer();
            files.items.add(new File([new Uint8Array(bytes)], "pasted.png", { type: "image/png" }));
            document.dispatchEvent(new ClipboardEvent("paste", { clipboardData: files, bubbles: true, cancelable: true }));
        }""",
        list(png()),
    )
    thumbs = composing.page.get_by_role("list", name="Reference pictures").get_by_role("img")
    expect(thumbs).to_have_count(1, timeout=SLOW)
    composing.ask("A boat")
    composing.await_pictures()
    composing.page.get_by_role("button", name="Take this picture out").click()
    expect(thumbs).to_have_count(0)


def test_a_picture_of_ones_own_is_a_reference_and_is_there_again_in_another_tab(composing: Composing) -> None:
    page = composing.page
    composing.choose("Quality", "Draft")
    composing.ask("A boat")
    composing.await_pictures()
    page.get_by_role("button", name="Look at picture 1 closely").click()
    page.get_by_role("button", name="Use as reference").click()
    thumbs = page.get_by_role("list", name="Reference pictures").get_by_role("img")
    expect(thumbs).to_have_count(1)
    expect(page.get_by_alt_text("Picture 1, large")).to_be_hidden()
    page.get_by_role("textbox", name="Seed").fill("4242")
    composing.ask("The same boat at night")
    composing.await_pictures()
    other = Composing(page.context.new_page()).open()
    expect(other.prompt).to_have_value("The same boat at night")
    expect(other.page.get_by_role("textbox", name="Seed")).to_have_value("4242")
    expect(other.page.get_by_role("list", name="Reference pictures").get_by_role("img")).to_have_count(1)


def test_a_file_that_is_no_picture_is_refused_with_a_sentence(composing: Composing) -> None:
    choose_file(composing.page, b"PK\x03\x04 certainly not a picture")
    expect(composing.page.locator("#prompt-about")).not_to_be_empty(timeout=SLOW)
    expect(composing.prompt).to_have_value("")


def test_an_empty_prompt_and_a_wrong_seed_are_said_beside_their_fields(composing: Composing) -> None:
    composing.generate.click()
    expect(composing.page.get_by_text("Write a prompt first")).to_be_visible()
    expect(composing.prompt).to_have_attribute("aria-invalid", "true")
    composing.page.get_by_role("textbox", name="Seed").fill("-1")
    composing.prompt.fill("A boat")
    composing.generate.click()
    expect(composing.page.get_by_text("A seed is a whole number")).to_be_visible()
    expect(composing.prompt).to_have_value("A boat")


def test_a_prompt_that_is_too_long_is_kept_and_counted(composing: Composing) -> None:
    composing.prompt.fill("boat " * 900)
    composing.generate.click()
    expect(composing.page.get_by_text("The prompt has 4499 characters; 4000 are the most.")).to_be_visible()
    expect(composing.prompt).to_have_value("boat " * 900)


def test_by_keyboard_alone(composing: Composing) -> None:
    page = composing.page
    composing.choose("Quality", "Draft")
    composing.choose("Pictures", "2")
    composing.prompt.focus()
    page.keyboard.type("A boat at dusk")
    page.keyboard.press("Control+Enter")
    composing.await_pictures(2)
    page.get_by_label("Pick picture 1").focus()
    page.keyboard.press("Space")
    expect(page.get_by_label("Pick picture 1")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_alt_text("Picture 1, large")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_alt_text("Picture 1, large")).to_be_hidden()
    page.get_by_label("Remix freely").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_label("Ask first")).to_be_checked()
    composing.publish.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_role("link", name="Sign up")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (390, "dark")])
def test_nothing_stands_in_the_way(open_page: OpenPage, server: Serving, width: int, theme: str) -> None:
    composing = Composing(open_page(server, width=width, color_scheme=theme)).open()
    composing.choose("Quality", "Draft")
    composing.ask("A {red|blue} boat", pictures=2)
    composing.await_pictures(2)
    composing.pick(1)
    expect(composing.page.get_by_label("Alt text")).to_be_visible()
    assert not barriers(composing.page)
    assert composing.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_on_a_phone_generate_stays_in_reach_and_the_pictures_are_shown(open_page: OpenPage, server: Serving) -> None:
    composing = Composing(open_page(server, width=390, height=844)).open()
    expect(composing.generate).to_be_in_viewport()
    composing.page.mouse.wheel(0, 3000)
    expect(composing.generate).to_be_in_viewport()
    composing.ask("A boat")
    expect(composing.page.locator("#pictures li").first).to_be_in_viewport(ratio=0.9, timeout=SLOW)
