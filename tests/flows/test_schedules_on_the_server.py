"""What stands on the server, what starts by itself, and whose word holds about an hour."""

from typing import Any

import pytest
from running import Up, eventually

CYCLE, ANNUAL, REPLIES = "Jadwal kerja harian", "Jadwal buka tahun", "Jadwal baca jawaban"
REVIEW = "Jadwal tinjauan triwulan"


def schedules(up: Up) -> dict[str, dict[str, Any]]:
    found = {}
    for one in up.deployments().values():
        for schedule in one["schedules"]:
            found[schedule["slug"]] = schedule | {"deployment": one["id"], "of": one["name"]}
    return found


def hours(up: Up) -> dict[str, tuple[str, bool]]:
    return {slug: (one["schedule"]["cron"], one["active"]) for slug, one in schedules(up).items()}


def test_every_flow_is_there_by_module_path_with_its_hours(up: Up) -> None:
    there = up.deployments()
    assert {one["entrypoint"].partition(".")[0] for one in there.values()} == {"flows"}
    assert hours(up) == {
        "annual": ("0 5 5 1 *", True),
        "daily": ("30 5 * * *", True),
        "quarter-1": ("0 6 15 4 *", True),
        "quarter-2": ("0 6 15 7 *", True),
        "quarter-3": ("0 6 15 10 *", True),
        "quarter-4": ("0 6 15 1 *", True),
        "relevance": ("0 6 15 1 *", True),
        "replies": ("*/5 * * * *", True),
    }
    assert {one["schedule"]["timezone"] for one in schedules(up).values()} == {"Asia/Jakarta"}


@pytest.mark.parametrize("deployment", [CYCLE, ANNUAL, REVIEW, REPLIES])
def test_what_starts_by_itself_appears_among_the_scheduled_runs(up: Up, deployment: str) -> None:
    runs = eventually(lambda: up.runs(deployment))
    assert all(run["auto_scheduled"] for run in runs)


def test_a_scheduled_run_appears_runs_and_ends(own_up: Up) -> None:
    change(own_up, "read_replies_every_minutes = 5", "read_replies_every_minutes = 1")
    with own_up.running():
        ended = eventually(
            lambda: [r for r in own_up.runs(REPLIES) if r["state_type"] == "COMPLETED"]
        )
    assert ended[0]["auto_scheduled"]
    assert ended[0]["state_name"] == "NothingToDo"
    assert ended[0]["name"] == "collect-replies"


def change(up: Up, before: str, after: str) -> None:
    file = up.folder / "config" / "programme.toml"
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")


def test_what_operators_changed_stays_until_config_itself_changes(own_up: Up) -> None:
    with own_up.running():
        there = schedules(own_up)
        daily, annual = there["daily"], there["annual"]
        move(own_up, daily, cron="0 4 * * *")
        own_up.change(f"/deployments/{annual['deployment']}/schedules/{annual['id']}", active=False)
        own_up.ask(f"/deployments/{own_up.deployments()[REVIEW]['id']}/pause_deployment")
        changed = hours(own_up)
        own_up.end()
        own_up.start()
        assert hours(own_up) == changed
        assert changed["daily"] == ("0 4 * * *", True)
        assert changed["annual"] == ("0 5 5 1 *", False)
        assert own_up.deployments()[REVIEW]["paused"]
        told = doctor(own_up)
        assert f"{CYCLE}: " in told
        assert f"{ANNUAL}: " in told
        assert f"{REVIEW}: " in told
        assert REPLIES not in told
        own_up.end()
        change(own_up, 'cycle_at = "05.30"', 'cycle_at = "06.15"')
        own_up.start()
        assert hours(own_up) == changed | {"daily": ("15 6 * * *", True)}
        assert f"{CYCLE}: " not in doctor(own_up)


def move(up: Up, schedule: dict[str, Any], *, cron: str) -> None:
    """Edit a schedule as the UI does."""
    up.change(
        f"/deployments/{schedule['deployment']}/schedules/{schedule['id']}",
        schedule={"cron": cron, "timezone": "Asia/Jakarta", "day_or": True}, active=True,
    )  # fmt: skip


def doctor(up: Up) -> str:
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, "-m", "flows.cli", "doctor"],
        cwd=up.folder, env=up.environment(), capture_output=True, text=True,
    )  # fmt: skip
    return done.stdout
