"""The command that says how mails are understood, and why."""

import json
import os
from pathlib import Path

import pytest
from answered import calendar_mail, group, ical, mail, multipart

from coaching.settings import settings
from flows.cli import main

FAILED = multipart(
    "report; report-type=delivery-status",
    "Content-Type: text/plain\n\nSorry.\n",
    f"Content-Type: message/delivery-status\n\n{group('failed', '5.1.1')}",
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    settings.cache_clear()
    (tmp_path / "bounce.eml").write_bytes(mail(*FAILED))
    (tmp_path / "reply.eml").write_bytes(calendar_mail(ical()))
    (tmp_path / "noise.eml").write_bytes(bytes(range(256)))
    return tmp_path


def test_each_file_is_one_line_of_json(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["explain-mail", "bounce.eml", "reply.eml", "noise.eml", "--json"]) == 0
    bounce, reply, noise = map(json.loads, capsys.readouterr().out.splitlines())
    assert (bounce["file"], bounce["kind"], bounce["status"], bounce["recipient"]) == (
        "bounce.eml", "bounce", "5.1.1", "sari@dinkes.example",
    )  # fmt: skip
    assert (reply["kind"], reply["answer"], reply["status"]) == ("reply", "accepted", None)
    assert (noise["kind"], noise["answer"]) == ("unknown", None)
    assert all(one["reason"] for one in (bounce, reply, noise))


def test_a_file_that_is_not_there_is_named_and_the_others_are_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    assert main(["explain-mail", "gone.eml", "bounce.eml"]) == 47
    told = capsys.readouterr()
    assert "bounce.eml: bounce" in told.out
    assert "gone.eml" in told.err
    assert "Traceback" not in told.err


def test_half_a_letter_in_a_mail_does_not_stop_the_files_after_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    half = mail("DIWAKILKAN +2AA-Budi Santoso", "Content-Type: text/plain; charset=utf-7")
    (folder / "half.eml").write_bytes(half)
    assert main(["explain-mail", "--json", "half.eml", "reply.eml"]) == 0
    lines = capsys.readouterr().out.encode().splitlines()
    assert [json.loads(line)["kind"] for line in lines] == ["unknown", "reply"]


@pytest.mark.parametrize("json_too", [[], ["--json"]])
def test_a_file_whose_name_is_no_text_is_told_too(
    folder: Path, capsys: pytest.CaptureFixture[str], json_too: list[str]
):
    name = os.fsdecode(b"surat-\xff.eml")
    (folder / "reply.eml").rename(folder / name)
    assert main(["explain-mail", *json_too, name]) == 0
    told = capsys.readouterr().out
    assert told.encode()
    assert (json.loads(told)["file"] == name) if json_too else ("surat-" in told)
