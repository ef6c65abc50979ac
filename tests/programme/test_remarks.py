"""What an officer may have overlooked is remarked, and stops nothing."""

import shutil
from pathlib import Path

import pytest

from coaching.programme import Holds, read_programme

SHIPPED = Path(__file__).parents[2] / "config"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "config"))


def change(config: Path, old: str, new: str) -> None:
    text = (config / "programme.toml").read_text("utf-8")
    assert old in text
    (config / "programme.toml").write_text(text.replace(old, new, 1), "utf-8")


def test_fewer_places_than_capacity_is_remarked(config: Path):
    change(config, "agencies = 5", "agencies = 2")
    assert [one.code for one in read_programme(config).remarks(2025)] == [
        "fewer-places-than-capacity"
    ]


def test_invitations_before_the_selection_are_remarked(config: Path):
    change(config, "date = 2025-03-13", "date = 2025-01-20")
    assert [one.code for one in read_programme(config).remarks(2025)] == [
        "invites-before-selection"
    ]


@pytest.mark.parametrize(("points", "codes"), [
    ("0.0", ["attending-earns-points"]), ("2.5", []),
])  # fmt: skip
def test_a_real_city_is_asked_whether_attending_earns_nothing(
    config: Path, points: str, codes: list[str]
):
    change(config, "attendance_points = 0.0", f"attendance_points = {points}")
    assert read_programme(config).remarks(2025) == ()
    change(config, "is_invented = true", "is_invented = false")
    assert [one.code for one in read_programme(config).remarks(2025)] == codes


def test_a_programme_without_attendance_is_remarked(config: Path):
    text = (config / "sources.toml").read_text("utf-8")
    (config / "sources.toml").write_text(text.split('[[source]]\nname = "attendance"')[0], "utf-8")
    remarks = read_programme(config).remarks(2025)
    assert [remark.facts for remark in remarks] == [{"holds": Holds.ATTENDANCE.value}]
