"""An operator at the Prefect pages, in a real browser: finds a form, fills it in, looks."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, Response, ViewportSize, sync_playwright
from running import PATIENCE, Up, eventually

CHROMIUM = Path("/usr/bin/chromium")
PICTURE: ViewportSize = {"width": 1440, "height": 900}
REFUSED = 400
ATTEMPTS, TAKEN = 4, 60.0  # how often a form is submitted, and seconds until its run is there
TALL: ViewportSize = {"width": 1440, "height": 1060}


class Pages:
    """The pages of one server, and every host they asked.

    Args:
        page: of the browser.
        up: whose server it is.
        pictures: folder for what is photographed.
    """

    def __init__(self, page: Page, up: Up, pictures: Path) -> None:
        self.page, self.up, self.pictures = page, up, pictures
        self.hosts: set[str] = set()
        page.set_default_timeout(PATIENCE * 1000)
        page.on("request", lambda asked: self._note(asked.url))
        page.on("response", self._note_refusal)

    def _note(self, address: str) -> None:
        host = urlsplit(address).hostname
        if host is not None:  # what the page holds itself, as data, asks nobody
            self.hosts.add(host)

    def _note_refusal(self, answer: Response) -> None:
        """Show, where a test fails, what the server would not do."""
        if answer.status >= REFUSED:
            print(answer.status, answer.request.method, answer.url, answer.status_text)

    def open(self, path: str) -> None:
        # The pages keep connections open: there is never a moment without traffic.
        self.page.goto(f"{self.up.address}{path}", wait_until="domcontentloaded")

    def fill_in(self, form: str, given: dict[str, Any], picture: str = "") -> str:
        """Find a form in the list, fill it in and submit it; return the id of its run.

        A busy server may answer a page too late, and the page then stays as it was:
        whoever sits there starts again, and so does this.
        """
        before = {run["id"] for run in self.up.runs(form)}
        for attempt in range(ATTEMPTS):
            self._submit(form, given, picture)
            with suppress(AssertionError):
                begun = eventually(
                    lambda: {run["id"] for run in self.up.runs(form)} - before, within=TAKEN
                )
                return str(begun.pop())
            self.photograph(f"not-taken-{attempt}")
        raise AssertionError(f"{form} was submitted {ATTEMPTS} times, and never taken")

    def _submit(self, form: str, given: dict[str, Any], picture: str) -> None:
        self.open("/deployments")
        self.page.get_by_role("link", name=form, exact=True).click()
        self.page.get_by_role("button", name="Run", exact=True).click()
        self.page.get_by_text("Custom run").click()
        self.page.get_by_role("button", name="Submit").wait_for()
        for title, value in given.items():
            self._write(self._field(title), value)
        if picture:
            self.photograph(picture)
        self.page.get_by_role("button", name="Submit").click()

    def _field(self, title: str) -> Locator:
        words = re.compile(rf"^\s*{re.escape(title)}( \(Optional\))?\s*$")
        label = self.page.locator(".schema-form-property__label").get_by_text(words)
        return self.page.locator(".schema-form-property", has=label).last

    def _write(self, field: Locator, value: Any) -> None:
        choice = field.locator(".p-select-button__control")
        if isinstance(value, date):
            self._choose_day(field, value)
        elif choice.count():
            choice.click()
            choices = self.page.locator(".p-select-option")
            if not choices.count():  # the first click may only bring the cursor there
                choice.press("ArrowDown")
            choices.get_by_text(str(value), exact=True).click()
        else:
            field.locator("textarea, input").first.fill(str(value))

    def _choose_day(self, field: Locator, day: date) -> None:
        """Go through the calendar to the month of a day, and choose it."""
        field.locator(".p-date-button__control").click()
        month, year = (self.page.locator(f".p-date-picker__title-{of}") for of in ("month", "year"))
        later = self.page.locator(".p-calendar-header__after button")
        while (month.inner_text().strip(), year.inner_text().strip()) != (f"{day:%B}", f"{day:%Y}"):
            later.click()
        days = self.page.locator(".p-calendar-date-picker__date--in-month")
        days.get_by_text(str(day.day), exact=True).click()
        self.page.get_by_role("button", name="Apply").click()
        month.wait_for(state="hidden")  # else what is clicked next only closes the calendar

    def ended(self, run: str) -> str:
        """Watch a run in the pages until it has ended; return the name of its state."""
        state = self.up.ended(run)
        self.open(f"/runs/flow-run/{run}")
        shown = self.page.locator(".state-badge").get_by_text(state["name"], exact=True).first
        shown.wait_for()
        return shown.inner_text().strip()

    def look_at(self, artifact: str, words: str) -> None:
        """Open the newest of an artifact by its key, and wait until it shows some words."""
        self.open(f"/artifacts/key/{artifact}")
        self.page.locator("a[href*='/artifacts/artifact/']").first.click()
        self.page.get_by_text(words).first.wait_for()

    def photograph(self, name: str, *, whole: bool = True) -> None:
        """Take a picture of the page, or of what is in sight."""
        self.page.wait_for_timeout(400)  # what slides in has arrived
        self.page.screenshot(path=self.pictures / f"{name}.png", full_page=whole)

    def photograph_end(self, name: str) -> None:
        """Take a picture of the run that is open, with the sentence it ended with."""
        self.page.set_viewport_size(TALL)
        self.page.get_by_text("Details", exact=True).first.click()
        self.page.get_by_text("State Message", exact=True).first.wait_for()
        self.page.get_by_text("See More").first.click()  # the sentence, whole
        self.photograph(name, whole=False)
        self.page.set_viewport_size(PICTURE)


@contextmanager
def at_the_pages(up: Up, pictures: Path) -> Iterator[Pages]:
    """Open a browser that knows nothing yet."""
    pictures.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport=PICTURE, color_scheme="light", locale="id-ID")
        yield Pages(page, up, pictures)
        browser.close()
