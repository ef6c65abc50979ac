"""Numbers by indicator, as people type them into a form."""

import pytest

from coaching.errors import WrongInput
from coaching.sources.pairs import pairs


@pytest.mark.parametrize(
    "text", ["ip-asn=0.4; hours=0.2", "ip-asn = 0,4;hours=0,2", "ip-asn=0,4, hours=0,2\n"]
)
def test_pairs_are_read_however_their_numbers_are_written(text: str):
    assert pairs("weights", text) == {"ip-asn": 0.4, "hours": 0.2}


def test_nothing_typed_is_no_pair():
    assert pairs("weights", " ") == {}


@pytest.mark.parametrize("text", ["ip-asn", "ip-asn=x", "=1", "a=1; a=2", "a=1e999", "a=0.1.2"])
def test_what_is_no_pair_is_told(text: str):
    with pytest.raises(WrongInput) as told:
        pairs("weights", text)
    assert told.value.facts["why"] == "not-a-pair"
