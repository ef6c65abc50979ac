"""Draw the pictures of the documentation from a demo: `make pictures`.

Needs chromium and poppler's `pdftoppm` (Debian:
`apt install chromium fonts-liberation poppler-utils`).
Everything in them is made up; the product computed, wrote and sent it.
"""

import email
import subprocess
import sys
from email import policy
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

PICTURES = Path(__file__).parent / "pictures"
CHROMIUM = "/usr/bin/chromium"
MAILS = {  # name: width in CSS pixels, colours
    "mail-360-light": (360, "light"),
    "mail-360-dark": (360, "dark"),
    "mail-800-light": (800, "light"),
}
PAGES = {
    "letter": "letters/*.pdf",
    "brief": "reports/*-evaluation-v1.pdf",
    "list": "reports/*-selection-r1.pdf",
    "review": "reports/*-Q1-review.pdf",
}
REPORT = "reports/*-evaluation-report-v1.pdf"  # drawn whole: report-1.png and so on


def main() -> None:
    """Run a demo aside and draw what it left."""
    with TemporaryDirectory() as aside:
        demo = Path(aside) / "demo"
        command = (sys.executable, "-m", "flows.cli", "demo", "--into", str(demo))
        subprocess.run(command, check=True)
        draw_mails(invitation_page(demo))
        for name, pattern in PAGES.items():
            draw_page(name, sorted(demo.glob(pattern))[0])
        draw_pages("report", sorted(demo.glob(REPORT))[0])


def invitation_page(demo: Path) -> str:
    """Return the HTML of the first invitation."""
    for file in sorted((demo / "outbox").glob("*.eml")):
        mail = email.message_from_bytes(file.read_bytes(), policy=policy.default)
        page = mail.get_body(("html",))
        if page is not None and "Undangan" in str(mail["Subject"]):
            return str(page.get_content())
    raise SystemExit("The demo sent no invitation.")


def draw_mails(page: str) -> None:
    """Save the mail as a phone and as a desk show it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name, (width, colours) in MAILS.items():
            draw_mail(browser, page, name, width, colours)
        browser.close()


def draw_mail(browser: Browser, page: str, name: str, width: int, colours: str) -> None:
    """Save one view of the mail, whole."""
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if colours == "dark" else "light",
        device_scale_factor=1.5,
    )
    tab = context.new_page()
    tab.set_content(page)
    tab.screenshot(path=PICTURES / f"{name}.png", full_page=True)


def draw_page(name: str, pdf: Path) -> None:
    """Save the first page of a PDF."""
    subprocess.run(
        ["pdftoppm", "-r", "100", "-png", "-singlefile", "-f", "1", pdf, PICTURES / name],
        check=True,
    )


def draw_pages(name: str, pdf: Path) -> None:
    """Save every page of a PDF, and no page of an earlier, longer one."""
    for old in PICTURES.glob(f"{name}-[0-9].png"):
        old.unlink()
    command = ["pdftoppm", "-r", "90", "-png", "-sep", "-", pdf, PICTURES / name]
    subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
