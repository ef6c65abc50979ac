"""Days without power: what was missed starts once, not once for every day."""

import sqlite3
from datetime import UTC, datetime, timedelta

from running import Up, eventually

CYCLE = "Jadwal kerja harian"


def let_pass(up: Up, days: int) -> int:
    """Put the planned starts that many days back, as if that much time had passed since."""
    back = timedelta(days=days)
    with sqlite3.connect(up.home / "prefect.db") as database:
        rows = database.execute(
            "SELECT id, expected_start_time, next_scheduled_start_time FROM flow_run"
            " WHERE state_type = 'SCHEDULED'"
        ).fetchall()
        for run, expected, following in rows:
            database.execute(
                "UPDATE flow_run SET expected_start_time = ?, next_scheduled_start_time = ?"
                " WHERE id = ?",
                (earlier(expected, back), earlier(following, back), run),
            )
    database.close()
    return len(rows)


def earlier(moment: str, by: timedelta) -> str:
    return str(datetime.fromisoformat(moment) - by)


def test_after_missed_days_the_cycle_runs_exactly_once(own_up: Up) -> None:
    own_up.start()
    eventually(lambda: own_up.runs(CYCLE))
    own_up.end()
    assert let_pass(own_up, days=5) > 0
    with own_up.running():
        eventually(lambda: [run for run in own_up.runs(CYCLE) if run["state_type"] == "COMPLETED"])
        now = datetime.now(UTC)
        begun = [
            run
            for run in own_up.runs(CYCLE)
            if datetime.fromisoformat(run["expected_start_time"]) < now
        ]
    assert [run["state_type"] for run in begun] == ["COMPLETED"]
    assert "catch-up" in begun[0]["tags"]
