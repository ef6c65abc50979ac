"""Server, worker, parent and runs are killed: nothing lost, nothing twice, nothing for ever."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from datetime import date

import httpx
from running import Up, eventually
from town import YEAR, Town

from coaching.domain.cycle import Subject

FORM = {"entered_by": "Budi", "year": YEAR}
SERVER = "flows.serving.server"
OPEN, PULL = "1 Buka tahun", "2 Tarik data"
STATES_OF_LIFE = {"RUNNING", "PENDING", "CANCELLING"}


def restless(up: Up) -> list[str]:
    return [run["name"] for run in up.runs() if run["state_type"] in STATES_OF_LIFE]


def come_to_rest(up: Up) -> None:
    """Wait until nothing runs: operators may just be told, and a run for ever never rests."""
    eventually(lambda: not restless(up))


def kill_all(up: Up, part: str) -> list[int]:
    return eventually(lambda: kill_there(up, part))


def kill_there(up: Up, part: str) -> list[int]:
    found = up.processes(part)
    for process in found:
        with suppress(ProcessLookupError):  # ended meanwhile
            os.kill(process, signal.SIGKILL)
    return found


def is_alive(up: Up) -> bool:
    try:
        return bool(up.read("/health"))
    except httpx.HTTPError:  # whatever a dying server answers
        return False


def test_it_ends_cleanly_when_asked_to(own_up: Up) -> None:
    own_up.start()
    assert own_up.end(signal.SIGTERM) == 0
    assert own_up.processes() == []


def test_a_second_one_says_who_holds_the_port(own_up: Up) -> None:
    with own_up.running():
        second = subprocess.run(
            [sys.executable, "-m", "flows.cli", "up"],
            cwd=own_up.folder, env=own_up.environment(), capture_output=True, text=True,
        )  # fmt: skip
        assert second.returncode == 71
        assert str(own_up.port) in second.stderr
        assert "Traceback" not in second.stderr
        servers = own_up.processes(SERVER)
        assert any(str(process) in second.stderr for process in servers)


def test_a_killed_server_and_a_killed_worker_come_back(own_up: Up) -> None:
    with own_up.running():
        first = set(kill_all(own_up, SERVER))
        eventually(lambda: not first & set(own_up.processes(SERVER)))
        eventually(lambda: own_up.processes(SERVER) and is_alive(own_up))
        worker = set(kill_all(own_up, "prefect worker start"))
        eventually(lambda: set(own_up.processes("prefect worker start")) - worker)
        state = own_up.ended(own_up.hand_in(OPEN, **FORM))
        assert state["type"] == "COMPLETED"
        assert "dinyalakan lagi" in own_up.output


def test_a_killed_parent_takes_all_along_and_the_next_start_is_clean(own_up: Up) -> None:
    own_up.start()
    own_up.ended(own_up.hand_in(OPEN, **FORM))
    run = own_up.hand_in(PULL, **FORM)
    eventually(lambda: own_up.read(f"/flow_runs/{run}")["state"]["type"] == "RUNNING")
    own_up.kill()
    kill_there(own_up, "prefect.engine")  # where its worker, told to end, has not ended it
    eventually(lambda: not own_up.processes())
    with own_up.running():
        assert own_up.read(f"/flow_runs/{run}")["state"]["type"] == "CRASHED"
        assert "Terputus" in own_up.read(f"/flow_runs/{run}")["state"]["message"]
        assert own_up.ended(own_up.hand_in(PULL, **FORM))["type"] == "COMPLETED"
        come_to_rest(own_up)


def test_a_year_in_which_each_stage_is_killed_once(own_up: Up, town_without_server: Town) -> None:
    town = town_without_server

    def stage(deployment: str, **more: object) -> None:
        """Kill the run of a stage, see that it is told, and do the stage again."""
        run = own_up.hand_in(deployment, **FORM, **more)
        eventually(lambda: own_up.read(f"/flow_runs/{run}")["state"]["type"] == "RUNNING")
        kill_all(own_up, "prefect.engine")
        ended = own_up.ended(run)
        assert ended["type"] == "CRASHED", ended
        assert own_up.ended(own_up.hand_in(deployment, **FORM, **more))["type"] == "COMPLETED"

    with own_up.running():
        own_up.ended(own_up.hand_in(OPEN, **FORM))  # a year nobody opened is refused
        stage(PULL)
        stage("3 Susun daftar perangkat daerah")
        town.approve(Subject.SELECTION)
        own_up.ended(own_up.hand_in("6 Kirim undangan", **FORM))
        town.approve(Subject.INVITATIONS)
        stage("6 Kirim undangan")
        town.answer()
        for session, day in (("sinar-1", date(2025, 3, 13)), ("sinar-2", date(2025, 4, 24))):
            town.hand_in_sheet(session, day)
        stage("7 Ambil daftar hadir")
        town.report_outcomes()
        stage("8 Susun evaluasi")
        come_to_rest(own_up)
    # Beside what operators are told of the runs that were killed.
    letters = [one for one in town.caught("") if not one.startswith("<operator-notice")]
    assert len(letters) == len(set(letters))
    unsent = town.query("SELECT count(*) FROM mail_message WHERE state IN ('queued', 'sending')")
    reachable = town.query("SELECT count(*) FROM mail_message WHERE state IN ('sent', 'in_doubt')")
    assert len(letters) in range(reachable[0][0] - 1, reachable[0][0] + 1)
    assert unsent[0][0] == len(
        town.query(
            "SELECT m.id FROM mail_message m JOIN person p ON p.key = m.person_key"
            " WHERE m.state = 'queued' AND p.email IS NULL"
        )
    )
    assert town.query("SELECT outcome FROM cycle") == [("evaluated",)]
