"""Draw every letter of the year as a phone and a desk show it: `python docs/letter_pictures.py`.

The words are those of the tests; people and places in them are made up. Needs chromium
and the widths of Arial, which most mail programs have (Debian: `apt install fonts-liberation`).
"""

import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).parent
CHROMIUM = "/usr/bin/chromium"
VIEWS = {"360-light": (360, "light"), "360-dark": (360, "dark"), "800-light": (800, "light")}
LETTERS = (
    "reminder", "reschedule", "cancellation", "delegation-received", "thanks",
    "nomination-request", "approval-request", "report", "bounce-digest", "nobody-needs-coaching",
    "cannot-judge",
)  # fmt: skip

SHARING = 4  # people whom the mail to a shared mailbox names


def main() -> None:
    """Save each view of each letter."""
    sys.path[:0] = [str(HERE.parent / "tests" / "rendering")]
    from written import shared_words_of, words_of

    from coaching.rendering.mails import mail

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        pages = {letter: mail(letter, "id", words_of(letter)).html for letter in LETTERS}
        shared = mail("invitation", "id", shared_words_of("invitation", SHARING))
        pages["shared-mailbox"] = shared.html
        for letter, page in pages.items():
            for name, (width, colours) in VIEWS.items():
                draw(browser, page, f"letter-{letter}-{name}", width, colours)
        browser.close()


def draw(browser: Browser, page: str, name: str, width: int, colours: str) -> None:
    """Save one view, whole."""
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if colours == "dark" else "light",
    )
    tab = context.new_page()
    tab.set_content(page)
    file = HERE / "pictures" / f"{name}.png"
    tab.screenshot(path=file, full_page=True)
    context.close()


if __name__ == "__main__":
    main()
