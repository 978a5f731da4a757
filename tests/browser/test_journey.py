"""The main job, whole: a prompt becomes a post that somebody else sees live."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser import making


def test_from_a_prompt_to_somebody_elses_feed(page: Page, second_page: Page) -> None:
    second_page.goto("/latest")
    expect(second_page.get_by_text("Nobody has published a picture here yet.")).to_be_visible()
    making.sign_up(page, "mara", "/create")
    making.ask_for(page, "A boat under the moon between mountains, paper cut")
    page.goto("/library")
    page.goto("/create")
    making.wait_until_ready(page)
    page.get_by_label("Caption").fill("First light")
    page.get_by_label("Alt text").fill("A boat on dark water, the moon above")
    page.get_by_label("Tags").fill("papercut boat")
    making.say_what_others_may(page)
    page.get_by_role("button", name="Publish").click()
    page.wait_for_url("**/p/*")
    expect(second_page.get_by_role("article")).to_have_count(1, timeout=1_000)
    expect(page.get_by_role("heading", name="A boat under the moon between mountains, paper cut")).to_be_visible()
    card = second_page.get_by_role("article")
    expect(card.get_by_text("First light")).to_be_visible()
    expect(card.get_by_role("img", name="A boat on dark water, the moon above")).to_be_visible()


def test_a_pill_says_what_is_new(page: Page, second_page: Page) -> None:
    making.sign_up(page, "tariq", "/create")
    making.publish(page, "A lighthouse in a storm, ink")
    second_page.goto("/latest")
    expect(second_page.get_by_role("article").first).to_contain_text("A lighthouse in a storm, ink")
    seen = second_page.get_by_role("article").count()
    page.goto("/create")
    making.publish(page, "Three hot air balloons over hills")
    second_page.get_by_role("button", name="1 new picture").click(timeout=1_000)
    expect(second_page.get_by_role("article")).to_have_count(seen + 1)
    expect(second_page.get_by_role("article").first).to_contain_text("Three hot air balloons over hills")
