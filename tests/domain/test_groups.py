"""Rules of employee groups across agencies."""

import pytest

from coaching.domain.groups import EmployeeGroup, Employment, employment_of, members
from coaching.domain.invitations import Candidate

PNS, PPPK = "198001012005011001", "198001012022211001"


def person(key: str, position: str = "Guru Kelas", kind: str = "functional") -> Candidate:
    return Candidate(key, key.title(), position, kind, is_head=False)


@pytest.mark.parametrize(
    ("nip", "employment"),
    [
        (PNS, Employment.PNS), (PPPK, Employment.PPPK), ("198001012022991001", None),
        ("123", None), ("", None),
    ],
)  # fmt: skip
def test_the_nip_says_who_is_on_contract(nip: str, employment: Employment | None):
    assert employment_of(nip) is employment


def test_teachers_on_contract_are_found_in_every_agency():
    group = EmployeeGroup("pppk-teachers", "Guru PPPK", Employment.PPPK, ("functional",), ("guru",))
    people = {
        "dispora": [person("ani"), person("budi", "Analis")],
        "dinkes": [person("cici"), person("dodi", "Guru Kelas", "executor")],
        "bkad": [person("eka")],
    }
    nips = {"ani": PPPK, "budi": PPPK, "cici": PPPK, "dodi": PPPK, "eka": PNS}
    found = members(group, people, nips)
    assert {agency: [one.key for one in persons] for agency, persons in found.items()} == {
        "dinkes": ["cici"], "dispora": ["ani"],
    }  # fmt: skip


def test_a_group_can_be_kept_to_some_agencies():
    group = EmployeeGroup("teachers", "Guru", positions=("Guru",), agencies=("dinkes",))
    assert list(members(group, {"dinkes": [person("ani")], "bkad": [person("eka")]}, {})) == [
        "dinkes"
    ]


def test_members_stand_in_the_same_order_whatever_the_file():
    group = EmployeeGroup("all", "Semua")
    ordered = [person("ani"), person("budi")]
    assert members(group, {"a": ordered}, {}) == members(group, {"a": ordered[::-1]}, {})
