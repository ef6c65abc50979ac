"""An operator at the Prefect pages, in a real browser: finds a form, fills it in, looks."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, sync_playwright
from running import PATIENCE, Up, eventually

CHROMIUM = Path("/usr/bin/chromium")
PICTURE = {"width": 1440, "height": 900}


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

    def _note(self, address: str) -> None:
        host = urlsplit(address).hostname
        if host is not None:  # what the page holds itself, as data, asks nobody
            self.hosts.add(host)

    def open(self, path: str) -> None:
        # The pages keep connections open: there is never a moment without traffic.
        self.page.goto(f"{self.up.address}{path}", wait_until="domcontentloaded")

    def fill_in(self, form: str, given: dict[str, Any], picture: str = "") -> str:
        """Find a form in the list, fill it in and submit it; return the id of its run."""
        self.open("/deployments")
        self.page.get_by_role("link", name=form, exact=True).click()
        self.page.get_by_role("button", name="Run", exact=True).click()
        self.page.get_by_text("Custom run").click()
        self.page.get_by_role("button", name="Submit").wait_for()
        for title, value in given.items():
            self._write(self._field(title), value)
        if picture:
            self.photograph(picture)
        before = {run["id"] for run in self.up.runs(form)}
        self.page.get_by_role("button", name="Submit").click()
        (run,) = eventually(lambda: {run["id"] for run in self.up.runs(form)} - before)
        return str(run)

    def _field(self, title: str) -> Locator:
        label = self.page.locator(".schema-form-property__label").get_by_text(title, exact=True)
        return self.page.locator(".schema-form-property", has=label).last

    def _write(self, field: Locator, value: Any) -> None:
        choice = field.locator(".p-select-button__control")
        day = field.locator(".p-date-button__control")
        if choice.count():
            choice.click()
            choices = self.page.locator(".p-select-option")
            if not choices.count():  # the first click may only bring the cursor there
                choice.press("ArrowDown")
            choices.get_by_text(str(value), exact=True).click()
        elif day.count():
            day.click()
            days = self.page.locator(".p-calendar-date-picker__date--in-month")
            days.get_by_text(str(value), exact=True).click()
            self.page.get_by_role("button", name="Apply").click()
        else:
            field.locator("textarea, input").first.fill(str(value))

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
        """Take a picture of the page, or of what is in sight; of a run without its log of paths."""
        self.page.wait_for_timeout(400)  # what slides in has arrived
        above_log = {"x": 0, "y": 0, "width": PICTURE["width"], "height": 490}
        clip = above_log if name.startswith("run-") else None
        file = self.pictures / f"{name}.png"
        self.page.screenshot(path=file, full_page=whole and not clip, clip=clip)


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
