"""Every NIP that an appointment can give is taken, and a single slip is noticed where it can be."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from coaching.sources.masking import masked
from coaching.sources.nips import nip_reason

BORN = st.dates(date(1950, 1, 1), date(2007, 12, 31))
AGE = st.integers(16, 65)
SEX = st.sampled_from("12")
SEQUENCE = st.integers(1, 999).map("{:03d}".format)
MONTH = st.integers(1, 12).map("{:02d}".format)
CONTRACT = st.integers(1, 9).map("2{}".format)


@st.composite
def nips(draw: st.DrawFn) -> str:
    """A number of a PNS (digits 13 and 14 a month) or of a PPPK (2 and the contract)."""
    born = draw(BORN)
    kind = draw(MONTH | CONTRACT)
    return f"{born:%Y%m%d}{born.year + draw(AGE)}{kind}{draw(SEX)}{draw(SEQUENCE)}"


@given(nips())
def test_every_possible_nip_is_taken_with_or_without_spaces(nip: str):
    assert nip_reason(nip) is None
    assert nip_reason(f" {nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]} ") is None


@given(nips(), st.integers(0, 17))
def test_a_nip_with_a_digit_missing_or_said_twice_is_refused(nip: str, place: int):
    assert nip_reason(nip[:place] + nip[place + 1 :]) == "nip-impossible"
    assert nip_reason(nip[:place] + nip[place] + nip[place:]) == "nip-impossible"


@given(nips())
def test_what_a_spreadsheet_makes_of_a_nip_is_called_mangled(nip: str):
    assert nip_reason(f"{float(nip):.5E}") == "nip-mangled"
    assert nip_reason(f"{float(nip):.0f}"[:-3] + "000") == "nip-impossible"


@given(nips())
def test_a_masked_nip_shows_its_last_three_digits_and_nothing_else(nip: str):
    assert masked(nip) == "•" * 15 + nip[-3:]
