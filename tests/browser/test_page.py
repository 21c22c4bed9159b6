"""The chat page in a real browser, on a phone."""

from __future__ import annotations

import asyncio

import pytest
from playwright.sync_api import Page, expect

from offices_db.models import Position
from tests.assistant.web.fakes import FakeBot, FakeReply
from tests.browser.conftest import OpenPage

FOCUSED = "document.activeElement.id"


def say(page: Page, text: str) -> None:
    page.get_by_label("Skriv till Lotsen").fill(text)
    page.keyboard.press("Enter")


def test_should_answer_in_place_and_leave_focus_where_one_writes(open_page: OpenPage) -> None:
    page = open_page()
    say(page, "jag ska få barn, bor i rinkeby")
    log = page.get_by_role("log", name="Samtal med Lotsen")
    expect(log.get_by_role("heading", name="Stockholm Rinkeby")).to_be_visible()
    expect(log.get_by_text("Kontrollera innan du åker")).to_be_visible()
    expect(page.get_by_label("Skriv till Lotsen")).to_have_value("")
    assert page.evaluate(FOCUSED) == "text"
    assert log.get_attribute("aria-live") == "polite"


def test_should_show_the_answer_from_its_start(open_page: OpenPage) -> None:
    page = open_page()
    say(page, "barn")
    expect(page.get_by_text("Försäkringskassan ansvarar")).to_be_in_viewport()


def test_should_announce_the_same_answer_again(open_page: OpenPage) -> None:
    page = open_page()
    for count in (1, 2):
        say(page, "hej")
        expect(page.get_by_role("log").get_by_text("Var bor du?")).to_have_count(count)


def test_should_send_a_choice_by_tap(open_page: OpenPage, bot: FakeBot) -> None:
    page = open_page()
    say(page, "Alby")
    page.get_by_role("button", name="Alby i Ånge").click()
    expect(page.get_by_role("log").get_by_text("Alby, Ånge", exact=True)).to_be_visible()
    assert [heard[1] for heard in bot.heard] == ["Alby", "Alby, Ånge"]
    assert len({heard[0] for heard in bot.heard}) == 1


def test_should_keep_the_conversation_over_a_reload(open_page: OpenPage) -> None:
    page = open_page()
    say(page, "Alby")
    expect(page.get_by_text("Det finns flera Alby")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Det finns flera Alby")).to_be_visible()
    page.get_by_role("button", name="Börja om").click()
    expect(page.get_by_text("Det finns flera Alby")).to_have_count(0)


def test_should_say_that_it_is_looking_only_when_it_takes_time(
    open_page: OpenPage, bot: FakeBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = bot.respond

    async def slowly(
        sender: str, text: str, language: str | None, position: Position | None
    ) -> FakeReply:
        await asyncio.sleep(1)
        return await answer(sender, text, language, position)

    page = open_page()
    say(page, "hej")
    expect(page.get_by_role("log").get_by_text("Var bor du?")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("")
    monkeypatch.setattr(bot, "respond", slowly)
    say(page, "hej igen")
    expect(page.get_by_role("status")).to_have_text("Lotsen letar efter svar …")
    expect(page.get_by_role("log").get_by_text("Var bor du?")).to_have_count(2)
    expect(page.get_by_role("status")).to_have_text("")


def test_should_give_back_a_message_that_was_refused(open_page: OpenPage) -> None:
    page = open_page()
    say(page, "å" * 501)
    expect(page.get_by_role("alert")).to_contain_text("högst 500 tecken")
    expect(page.get_by_label("Skriv till Lotsen")).to_have_value("å" * 501)
    say(page, "hej")
    expect(page.get_by_role("alert")).to_have_text("")


def test_should_give_back_a_message_that_could_not_be_sent(open_page: OpenPage) -> None:
    page = open_page()
    page.context.set_offline(True)
    say(page, "var får jag hjälp?")
    expect(page.get_by_role("alert")).to_contain_text("Kontrollera din anslutning")
    expect(page.get_by_label("Skriv till Lotsen")).to_have_value("var får jag hjälp?")
    page.context.set_offline(False)
    page.get_by_role("button", name="Skicka").click()
    expect(page.get_by_role("log").get_by_text("Var bor du?")).to_be_visible()


def test_should_share_a_rounded_position_only_when_asked(open_page: OpenPage, bot: FakeBot) -> None:
    page = open_page(
        geolocation={"latitude": 67.85572, "longitude": 20.22513}, permissions=["geolocation"]
    )
    say(page, "hej")
    expect(page.get_by_role("log").get_by_text("Var bor du?")).to_be_visible()
    page.get_by_role("button", name="Använd min plats").click()
    expect(page.get_by_role("log").get_by_text("Jag delar min position")).to_be_visible()
    assert [heard[3] for heard in bot.heard] == [None, (67.86, 20.23)]


def test_should_ask_for_the_town_when_the_position_is_refused(open_page: OpenPage) -> None:
    page = open_page()
    page.get_by_role("button", name="Använd min plats").click()
    expect(page.get_by_role("alert")).to_contain_text("Skriv namnet på orten")


def test_should_work_without_its_script(open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    expect(page.get_by_role("button", name="Använd min plats")).to_have_count(0)
    page.get_by_role("button", name="Vem hjälper mig med pass?").click()
    expect(page.get_by_role("heading", name="Polisen")).to_be_visible()
    page.get_by_label("Skriv till Lotsen").fill("Alby")
    page.get_by_role("button", name="Skicka").click()
    expect(page.get_by_text("Det finns flera Alby")).to_be_in_viewport()
    page.get_by_role("button", name="Alby i Botkyrka").click()
    expect(page.get_by_role("heading", name="Polisen")).to_have_count(1)
    page.get_by_text("Språk: Svenska").click()
    page.get_by_role("link", name="English").click()
    expect(page.get_by_label("Write to Lotsen")).to_be_visible()
    expect(page.get_by_role("heading", name="Polisen")).to_have_count(1)


@pytest.mark.parametrize("width", [320, 375, 1280])
def test_should_fit_any_width_without_sideways_scrolling(open_page: OpenPage, width: int) -> None:
    page = open_page(viewport={"width": width, "height": 740})
    say(page, "barn " + "ordutanmellanslag" * 8)
    expect(page.get_by_role("heading", name="Stockholm Rinkeby")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_should_have_targets_large_enough_for_a_thumb(open_page: OpenPage) -> None:
    page = open_page()
    for text in ("Alby", "barn"):
        say(page, text)
    expect(page.get_by_role("heading", name="Stockholm Rinkeby")).to_be_visible()
    small = page.evaluate(
        """[...document.querySelectorAll("a, button, textarea")]
            .filter((target) => target.checkVisibility() && !target.matches(".skip"))
            .filter((target) => {
              const box = target.getBoundingClientRect();
              return box.width < 44 || box.height < 44;
            }).map((target) => target.outerHTML)"""
    )
    assert not small


def test_should_never_hide_what_has_focus_behind_the_message_box(open_page: OpenPage) -> None:
    page = open_page()
    for text in ("barn", "Alby"):
        say(page, text)
    expect(page.get_by_text("Det finns flera Alby")).to_be_visible()
    links = page.get_by_role("log").get_by_role("link")
    box = page.locator(".composer").bounding_box()
    assert box
    for index in range(links.count()):
        links.nth(index).focus()
        page.wait_for_timeout(50)
        where = links.nth(index).bounding_box()
        assert where
        assert where["y"] >= 0
        assert where["y"] + where["height"] <= box["y"]


def test_should_ask_nobody_else_for_anything(open_page: OpenPage, address: str) -> None:
    page = open_page()
    elsewhere: list[str] = []
    page.on(
        "request",
        lambda request: None if request.url.startswith(address) else elsewhere.append(request.url),
    )
    page.reload()
    say(page, "barn")
    expect(page.get_by_role("heading", name="Stockholm Rinkeby")).to_be_visible()
    assert not elsewhere
