"""One whole year in the made-up city, by an operator who has nothing but the Prefect pages."""

import csv
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pages import CHROMIUM, Pages, at_the_pages
from running import Up, eventually

from coaching.city import make_city, write_attendance_sheet, write_outcomes
from coaching.programme import read_programme
from flows.demo.visit import SEED

TODAY = date.today()  # noqa: DTZ011 (as `coaching up --demo` has it)
YEAR = TODAY.year
WHO = {"Diisi oleh": "Budi Santoso"}
NOTE = {"Diputuskan oleh": "Wali Kota", "Nomor nota dinas": "800/101", "Tanggal nota dinas": TODAY}
# Where set, the pictures of the docs are taken anew into it.
PICTURES = os.environ.get("PICTURES_INTO")


@pytest.fixture
def visited(tmp_path: Path) -> Iterator[Up]:
    """Start `coaching up --demo` as a visitor does."""
    if not CHROMIUM.exists():
        pytest.skip("no browser: apt install chromium")
    with Up(tmp_path, tmp_path / "demo/.prefect").running("--demo", str(tmp_path / "demo")) as one:
        yield one


def test_the_year_is_driven_through_the_pages(visited: Up, tmp_path: Path) -> None:
    demo = tmp_path / "demo"
    waiting = [run for run in visited.runs() if run["state_name"] == "WaitingForApproval"]
    assert waiting
    assert all(run["name"].startswith(f"{YEAR}-") for run in waiting)
    assert [
        run["name"] for run in visited.runs() if run["state_type"] in ("FAILED", "CRASHED")
    ] == []
    year = {**WHO, "Tahun pembinaan": YEAR}
    with at_the_pages(visited, Path(PICTURES) if PICTURES else tmp_path / "pictures") as pages:
        pages.open("/deployments")
        pages.page.get_by_role("link", name="1 Buka tahun", exact=True).wait_for()
        pages.photograph("forms", whole=False)
        assert act(pages, "1 Buka tahun", year, "form-open-year") == "Completed"
        assert act(pages, "2 Tarik data", year) == "Completed"
        assert act(pages, "3 Susun daftar perangkat daerah", year) == "WaitingForApproval"
        pages.photograph_end("run-waits")
        pages.look_at(f"list-{YEAR}", "Alasan")
        pages.photograph("artifact-list", whole=False)

        sign, count = waits(visited, "4 Setujui daftar perangkat daerah")
        given = {**year, "Sidik daftar": sign, "Jumlah dalam daftar": count, **NOTE}
        wrong = {**given, "Jumlah dalam daftar": count + 1}
        assert act(pages, "4 Setujui daftar perangkat daerah", wrong) == "NeedsAPerson"
        pages.photograph_end("run-wrong")
        assert act(pages, "4 Setujui daftar perangkat daerah", given, "form-approve") == "Completed"

        assert act(pages, "6 Kirim undangan", year) == "WaitingForApproval"
        sign, count = waits(visited, "5 Setujui daftar undangan")
        given = {**year, "Sidik daftar": sign, "Jumlah dalam daftar": count, **NOTE}
        given["Izin mengirim"] = "live"
        assert act(pages, "5 Setujui daftar undangan", given) == "Completed"
        assert act(pages, "6 Kirim undangan", year) == "Completed"
        sent = [one for one in exported(demo, "invitations") if one["kind"] == "invitation"]
        assert {one["state"] for one in sent} == {"sent"}
        assert len(sent) == len(invitations(demo)) > 40
        pages.look_at(f"mail-{YEAR}", "terkirim")
        first = min(one.code for one in read_programme(demo / "config").calendar_of(YEAR).sessions)
        pages.look_at(f"sending-{YEAR}-{first}", "100")
        pages.photograph("artifact-mail", whole=False)

        calendar = read_programme(demo / "config").calendar_of(YEAR)
        after = {"Per tanggal": max(one.held_on for one in calendar.sessions)}
        hand_in_sheets(demo)
        assert act(pages, "7 Ambil daftar hadir", {**year, **after}) == "Completed"
        review = {**year, "Triwulan": 1, **after}
        assert act(pages, "9 Tinjau triwulan", review) == "Completed"
        report_outcomes(demo)
        judged = {**year, "Per tanggal": date(YEAR + 2, 1, 20)}
        assert act(pages, "8 Susun evaluasi", judged) == "Completed"
        pages.photograph_end("run-evaluated")
        pages.look_at(f"verdict-{YEAR}", f"{YEAR}-evaluation-v1.pdf")
        pages.photograph("artifact-verdict", whole=False)
        assert pages.hosts == {"127.0.0.1"}
    assert exported(demo, "evaluation")
    kept = [run["parameters"] for run in visited.runs() if "form" in run["parameters"]]
    assert kept
    assert "Budi" not in str(kept)


def act(pages: Pages, form: str, given: dict[str, object], picture: str = "") -> str:
    """Fill in a form, and read in the pages what came of it."""
    return pages.ended(pages.fill_in(form, given, picture))


def waits(up: Up, form: str) -> tuple[str, int]:
    """Return fingerprint and count of the list a form offers, once it does."""

    def offered() -> tuple[str, int] | None:
        schema = up.deployments()[form]["parameter_openapi_schema"]
        [model] = [one for one in schema["definitions"].values() if "fingerprint" in str(one)]
        field = model["properties"]["fingerprint"]
        if "enum" not in field:
            return None
        words = field["description"].split(field["enum"][0])[1].split()
        return field["enum"][0], int(next(word for word in words if word.isdigit()))

    return eventually(offered)


def invitations(demo: Path) -> list[Path]:
    """Return the invitations that arrived."""
    mails = (demo / "outbox").glob("*.eml")
    return [one for one in mails if b"\nSubject: Undangan" in one.read_bytes()]


def hand_in_sheets(demo: Path) -> None:
    city = make_city(SEED, YEAR)
    for session in read_programme(demo / "config").calendar_of(YEAR).sessions:
        write_attendance_sheet(city, demo, session.code, session.held_on, demo / "outbox")


def report_outcomes(demo: Path) -> None:
    """Deliver the indicators of the year after, as they turn out."""
    chosen = [
        row["agency"]
        for row in exported(demo, "selection")
        if row["decision"] in ("selected", "must")
    ]
    last = max(one.held_on for one in read_programme(demo / "config").calendar_of(YEAR).sessions)
    write_outcomes(replace(make_city(SEED, YEAR), year=YEAR + 1), demo, chosen, last)


def exported(demo: Path, what: str) -> list[dict[str, str]]:
    """Ask the command, as anybody may who has a terminal."""
    ours = {k: v for k, v in os.environ.items() if not k.startswith(("PREFECT_", "COACHING_"))}
    done = subprocess.run(
        [sys.executable, "-m", "flows.cli", "export", what],
        cwd=demo, env=ours, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return list(csv.DictReader(done.stdout.splitlines()))
