"""Where the server is, who reaches it, and what it starts with."""

from pathlib import Path

import pytest
from prefect.settings import (
    PREFECT_SERVER_API_AUTH_STRING,
    PREFECT_SERVER_API_HOST,
    PREFECT_SERVER_API_PORT,
    temporary_settings,
)

from coaching.errors import ServerOpen
from flows.serving.place import Place, environment, place


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_a_server_only_this_machine_reaches_needs_no_password(host: str):
    with temporary_settings({PREFECT_SERVER_API_HOST: host, PREFECT_SERVER_API_PORT: 4321}):
        assert place().is_private
        assert place().api.endswith(":4321/api")


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.1.2.3", "sinar.kotacontoh.example"])
def test_a_server_others_reach_demands_one(host: str):
    with temporary_settings({PREFECT_SERVER_API_HOST: host}), pytest.raises(ServerOpen):
        place()
    told = {PREFECT_SERVER_API_HOST: host, PREFECT_SERVER_API_AUTH_STRING: "user:pass"}
    with temporary_settings(told):
        assert place().auth == "user:pass"


def test_a_server_that_listens_everywhere_is_asked_on_this_machine():
    assert Place("0.0.0.0", 4200, "u:p", Path()).here == "http://127.0.0.1:4200"
    assert Place("::1", 4200, None, Path()).here == "http://[::1]:4200"


def test_a_setting_of_the_environment_wins_over_ours(monkeypatch: pytest.MonkeyPatch):
    found = Place("127.0.0.1", 4200, None, Path())
    assert environment(found, 400)["PREFECT_SERVER_UI_API_URL"] == "/api"
    monkeypatch.setenv("PREFECT_SERVER_UI_API_URL", "/prefect/api")
    monkeypatch.setenv("PREFECT_API_URL", "https://elsewhere.example/api")
    around = environment(found, 400)
    assert around["PREFECT_SERVER_UI_API_URL"] == "/prefect/api"
    assert around["PREFECT_API_URL"] == "http://127.0.0.1:4200/api"  # the server is our own


def test_old_runs_are_pruned_after_the_days_that_config_says():
    around = environment(Place("127.0.0.1", 4200, None, Path()), keep_days=400)
    assert around["PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD"] == str(400 * 86_400)
    assert around["PREFECT_SERVER_EVENTS_RETENTION_PERIOD"] == "P400D"
    assert "flow_runs" in around["PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED"]
