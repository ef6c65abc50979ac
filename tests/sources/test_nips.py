"""What can be a NIP: cases of `Nip.Pppk` and of our own."""

import pytest

from coaching.sources.nips import nip_reason


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("198609262015051001", None),  # PNS: May 2015
        ("19860926 201505 1 001", None),
        ("200012312024211001", None),  # PPPK: first contract of 2024
        ("200012312024291001", None),
        ("20001231202421100", "nip-impossible"),  # 17 digits
        ("200013312024211001", "nip-impossible"),  # month 13
        ("200012312024213001", "nip-impossible"),  # neither man nor woman
        ("200012312024201001", "nip-impossible"),  # neither month nor contract
        ("198609262015131001", "nip-impossible"),
        ("198609262015051000", "nip-impossible"),  # what a number leaves of 001
        ("198609261986051001", "nip-impossible"),  # appointed at birth
        ("1.98609262015051E+17", "nip-mangled"),
        ("1,98E+17", "nip-mangled"),
        ("2E17", "nip-mangled"),
        ("", "nip-missing"),
        ("bukan NIP", "nip-impossible"),
    ],
)
def test_a_cell_can_be_a_nip_or_says_why_not(cell: str, reason: str | None):
    assert nip_reason(cell) == reason
