"""A cycle with real data: chosen on 2018, coached in 2019, judged by 2019."""

import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from town import Town

from coaching.domain.cycle import Subject
from coaching.domain.progress import RunState
from coaching.settings import settings

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "docs" / "examples" / "people-survey"
SHARED = ROOT.parent / "shared"
SURVEY = SHARED / "data" / "civil-service-people-survey"


@pytest.fixture
def office(prefect_server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Town]:
    """Stand in a folder beside the survey, with the example's configuration and contacts."""
    if not SURVEY.is_dir():
        pytest.skip("the survey's data are not beside this project (../shared/data)")
    (tmp_path / "shared").symlink_to(SHARED)
    folder = tmp_path / "project"
    shutil.copytree(EXAMPLE / "config", folder / "config")
    subprocess.run(
        [sys.executable, EXAMPLE / "make_contacts.py", "2019"],
        cwd=folder, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COACHING_LANGUAGE", "en")
    monkeypatch.setenv("COACHING_MAIL__FROM_ADDRESS", "coaching@csoffice.example")
    with Town(folder, year=2019).living(monkeypatch) as town:
        yield town
    settings.cache_clear()


def hand_in(office: Town, session: str) -> None:
    """Write who came: all but the first."""
    called = office.query(
        "SELECT p.name, i.agency_code FROM invitation i JOIN person p ON p.key = i.person_key"
        f" JOIN coaching_session s ON s.id = i.session_id WHERE s.code = '{session}' ORDER BY i.id"
    )
    file = office.folder / "data" / "attendance" / f"{session}.csv"
    file.parent.mkdir(exist_ok=True)
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(["Name", "Organisation", "Presence", "Representative"])
        for number, (name, organisation) in enumerate(called):
            writer.writerow([name, organisation, "tidak" if number == 0 else "hadir", ""])


def test_a_cycle_of_the_people_survey(office: Town):
    open_on = date(2019, 1, 7)
    from flows.cycle import annual_cycle

    office.run(annual_cycle, 2019, as_of=open_on)
    office.cycle(date(2019, 1, 14))
    proposed = office.cycle(date(2019, 1, 21))
    assert proposed.state is RunState.WAITING_FOR_APPROVAL

    rows = office.export("selection")
    ranked = [row for row in rows if row["rank"]]
    assert len(ranked) == 105
    assert sum(row["decision"] == "selected" for row in rows) == 26
    _, chosen = office.list_of(Subject.SELECTION)
    assert len(chosen) == 26
    values = office.export("indicator-values")
    assert len({row["agency"] for row in values if row["period"] == "2018"}) == 105
    reported = {row["agency"] for row in values if row["period"] == "2019"}
    assert len(reported) == 109

    office.approve(Subject.SELECTION)
    office.cycle(date(2019, 1, 22))
    office.approve(Subject.INVITATIONS)
    for session, day in (("coaching-1", date(2019, 3, 14)), ("coaching-2", date(2019, 3, 28))):
        office.cycle(date.fromordinal(day.toordinal() - 14))
        hand_in(office, session)
        assert office.cycle(date.fromordinal(day.toordinal() + 1)).problem is None
    assert len(office.caught()) == 26
    presence = [row["presence"] for row in office.export("attendance")]
    assert (presence.count("present"), presence.count("absent")) == (24, 2)

    assert office.cycle(date(2020, 1, 20)).state is RunState.DONE
    [found] = office.export("evaluation")
    assert (found["year"], found["indicator"]) == ("2019", "engagement_index")
    assert (int(found["coached"]), int(found["others"])) == (26, 77)
    assert float(found["estimate"]) == pytest.approx(-0.69, abs=0.005)
    assert float(found["low"]) == pytest.approx(-2.75, abs=0.005)
    assert float(found["high"]) == pytest.approx(1.36, abs=0.005)
    assert float(found["detectable"]) == pytest.approx(2.92, abs=0.005)
    assert found["verdict"] == "not-distinguishable"
    assert (office.folder / "reports" / "2019-evaluation-v1.pdf").exists()
