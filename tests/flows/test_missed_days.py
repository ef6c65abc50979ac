"""Days without power: what was missed starts once, not once for every day."""

import sqlite3
from datetime import UTC, datetime, timedelta

from running import Up, eventually

CYCLE, OPEN = "Jadwal kerja harian", "1 Buka tahun"


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


def let_grow_old(up: Up, run: str, days: int) -> None:
    """Let a run have ended that many days ago."""
    with sqlite3.connect(up.home / "prefect.db") as database:
        [(ended,)] = database.execute("SELECT end_time FROM flow_run WHERE id = ?", (run,))
        then = earlier(ended, timedelta(days=days))
        database.execute("UPDATE flow_run SET end_time = ? WHERE id = ?", (then, run))
    database.close()


def earlier(moment: str, by: timedelta) -> str:
    return str(datetime.fromisoformat(moment) - by)


def test_after_missed_days_the_cycle_runs_exactly_once(own_up: Up) -> None:
    own_up.extra["PREFECT_SERVER_SERVICES_DB_VACUUM_LOOP_SECONDS"] = "5"  # else every hour
    own_up.start()
    # Refused, so that no year is open and the cycle has nothing that a person must cure.
    old, kept = (own_up.hand_in(OPEN, entered_by="Budi", year=year) for year in (1944, 1945))
    for run in (old, kept):
        own_up.ended(run)
    eventually(lambda: own_up.runs(CYCLE))
    own_up.end()
    assert let_pass(own_up, days=5) > 0
    let_grow_old(own_up, old, days=401)  # config/ says: kept for 400
    with own_up.running():
        eventually(lambda: [run for run in own_up.runs(CYCLE) if run["state_type"] == "COMPLETED"])
        now = datetime.now(UTC)
        begun = [
            run
            for run in own_up.runs(CYCLE)
            if datetime.fromisoformat(run["expected_start_time"]) < now
        ]
        eventually(lambda: old not in {run["id"] for run in own_up.runs()})
        assert kept in {run["id"] for run in own_up.runs()}
    assert [run["state_type"] for run in begun] == ["COMPLETED"]
    assert "catch-up" in begun[0]["tags"]
