"""What a letter that calls somebody says on the first two screens of a phone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, sync_playwright
from written import shared_words_of, words_of

from coaching.rendering.mails import mail

CHROMIUM = "/usr/bin/chromium"
WIDTH, TWO_SCREENS = 360, 1600  # pixels
READ = """limit => {
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), seen = [];
  while (words.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(words.currentNode);
    const place = range.getBoundingClientRect();
    if (place.height > 0 && place.bottom <= limit) seen.push(words.currentNode.textContent);
  }
  return seen.join(' ').replace(/\\s+/g, ' ');
}"""
CALLS = ("invitation", "reminder", "reschedule")
SAYS = {
    "id": ("DIWAKILKAN", "TIDAK HADIR"),
    "en": ("DIWAKILKAN", "TIDAK HADIR"),
}


@pytest.fixture(scope="module")
def phone() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser.new_page(viewport={"width": WIDTH, "height": 800})
        browser.close()


@pytest.mark.parametrize("language", SAYS)
@pytest.mark.parametrize("letter", CALLS)
def test_two_screens_say_who_invites_why_when_where_what_else_and_whom_to_ask(
    phone: Page, letter: str, language: str
):
    words = words_of(letter)
    phone.set_content(mail(letter, language, words).html)
    seen = phone.evaluate(READ, TWO_SCREENS)
    day = "20" if letter == "reschedule" else "13"
    hour = {"reschedule": "13"}.get(letter, "08" if language == "id" else "8")
    for said in (
        words["authority"], words["recipient"], words["reason"],
        f"{day}\N{NO-BREAK SPACE}Maret" if language == "id" else day, hour,
        words["session"]["venue_name"], *SAYS[language],
        words["sender"]["contact_name"], "0812",
    ):  # fmt: skip
        assert " ".join(said.split()) in " ".join(seen.split()), said


@pytest.mark.parametrize("count", [2, 7])
@pytest.mark.parametrize("language", SAYS)
@pytest.mark.parametrize("letter", CALLS)
def test_so_do_those_of_a_mail_to_several_at_one_mailbox(
    phone: Page, letter: str, language: str, count: int
):
    words = shared_words_of(letter, count)
    phone.set_content(mail(letter, language, words).html)
    seen = " ".join(phone.evaluate(READ, TWO_SCREENS).split())
    names = [one["name"] for one in words["named"]]
    for said in (
        words["authority"], *names, words["reason"], words["session"]["venue_name"],
        *SAYS[language], words["sender"]["contact_name"], "0812",
    ):  # fmt: skip
        assert " ".join(said.split()) in seen, said
    absent = {"id": "kami akan menghubungi Anda", "en": "we will get in touch"}[language]
    assert absent in seen
    assert phone.evaluate("document.documentElement.scrollWidth") <= WIDTH


@pytest.mark.parametrize("letter", CALLS)
def test_no_letter_is_wider_than_a_phone(phone: Page, letter: str):
    phone.set_content(mail(letter, "id", words_of(letter)).html)
    assert phone.evaluate("document.documentElement.scrollWidth") <= WIDTH
