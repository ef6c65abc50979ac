"""What holds of every list, whatever the values."""

import json
from dataclasses import replace

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from lists import BOTH, RULES, YEAR, Values, chosen, long, with_rules

from coaching.domain.circumstances import Circumstances
from coaching.domain.fingerprints import canonical
from coaching.domain.freezing import frozen_score
from coaching.domain.indicators import Indicator
from coaching.domain.lot import Seed
from coaching.domain.replaying import recomputed
from coaching.domain.selection import select
from coaching.domain.selection_rules import Must

AGENCIES = [f"agency-{place}" for place in range(8)]
CODES = st.sampled_from(AGENCIES)
CITIES = st.fixed_dictionaries({
    agency: st.fixed_dictionaries(
        {"service": st.floats(40, 100)}, optional={"absence": st.floats(0, 30)}
    )
    for agency in AGENCIES
})  # fmt: skip


@given(values=CITIES, seed=st.integers(0, 1000))
@settings(max_examples=40, deadline=None)
def test_the_order_of_rows_and_of_agencies_changes_nothing(values: Values, seed: int):
    rows = long(values)
    one = select(rows, AGENCIES, BOTH, RULES, (), {}, YEAR)
    shuffled = rows.sample(frac=1, random_state=seed)
    other = select(shuffled, AGENCIES[::-1], BOTH, RULES, (), {}, YEAR)
    pd.testing.assert_frame_equal(one.table, other.table)
    assert one.missing == other.missing


@given(values=CITIES, agency=CODES, better=st.floats(0, 40))
@settings(max_examples=60, deadline=None)
def test_doing_better_never_raises_an_agencys_need_nor_its_rank(
    values: dict[str, dict[str, float]], agency: str, better: float
):
    before = chosen(values).table.set_index("agency")
    for code, sign in (("service", 1), ("absence", -1)):
        if code in values[agency]:
            own = {**values[agency], code: values[agency][code] + sign * better}
            after = chosen({**values, agency: own}).table.set_index("agency")
            assert after.loc[agency, "need"] <= before.loc[agency, "need"] + 1e-12
            assert after.loc[agency, "rank"] >= before.loc[agency, "rank"]
            rest = [one for one in AGENCIES if one != agency]
            np.testing.assert_array_equal(after.loc[rest, "need"], before.loc[rest, "need"])


@given(values=CITIES, capacity=st.integers(0, 10), musts=st.sets(CODES, max_size=3),
       rested=st.sets(CODES, max_size=3))  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_a_list_holds_the_neediest_who_may_be_chosen_and_never_more_than_places(
    values: Values, capacity: int, musts: set[str], rested: set[str]
):
    written = [Must(agency, "by law") for agency in sorted(musts)]
    coached_in = {agency: [YEAR - 1] for agency in rested}
    found = chosen(values, with_rules(capacity=capacity), written, coached_in)
    table = found.table.set_index("agency")
    assert len(found.agencies) <= max(capacity, len(musts))
    assert musts <= set(found.agencies)
    by_need = [one for one in found.agencies if one not in musts]
    assert not rested & set(by_need)
    reserve = table.index[table["decision"] == "reserve"]
    assert (table.loc[by_need, "need"] > 0).all()
    if by_need and len(reserve):
        assert table.loc[reserve, "need"].max() <= table.loc[by_need, "need"].min() + 1e-12
    if len(reserve):
        assert len(found.agencies) == max(capacity, len(musts))


@given(values=CITIES, factor=st.floats(0.01, 100))
@settings(max_examples=30, deadline=None)
def test_only_the_ratio_of_weights_matters(values: Values, factor: float):
    heavier = [Indicator(one.code, "", "", "", one.target, one.floor, one.weight * factor)
               for one in BOTH]  # fmt: skip
    needs = chosen(values).table.set_index("agency")["need"]
    again = chosen(values, indicators=heavier).table.set_index("agency")["need"]
    np.testing.assert_allclose(again.loc[needs.index], needs, rtol=1e-9, atol=1e-12)


@given(values=CITIES, seed=st.integers(0, 1000), word=st.text(min_size=1, max_size=4),
       error=st.floats(0, 10), capacity=st.integers(1, 6))  # fmt: skip
@settings(max_examples=8, deadline=None)
def test_with_redraws_and_a_lot_order_still_never_matters_and_places_never_overflow(
    values: Values, seed: int, word: str, error: float, capacity: int
):
    rules = with_rules(capacity=capacity, redraws=30, lot=1, maintenance_share=0.3)
    known = Circumstances(seed=Seed(word, ""))
    past = {"agency-0": [YEAR - 6], "agency-1": [YEAR - 2]}
    people = [replace(one, mean_over_people=True) for one in BOTH]
    rows = long(values).assign(error=error)
    one, other = (
        select(table, agencies, people, rules, (), past, YEAR, circumstances=known)
        for table, agencies in (
            (rows, AGENCIES), (rows.sample(frac=1, random_state=seed), AGENCIES[::-1]),
        )
    )  # fmt: skip
    pd.testing.assert_frame_equal(one.table, other.table)
    assert len(one.agencies) <= capacity
    chosen_by_need = one.table[one.table["agency"].isin(one.agencies)]
    assert (chosen_by_need["need"] > 0).all()
    assert one.table["probability"].dropna().between(0, 1).all()


@given(values=CITIES, word=st.text(min_size=1, max_size=4), error=st.floats(0, 10))
@settings(max_examples=8, deadline=None)
def test_a_frozen_list_comes_out_again_byte_for_byte(values: Values, word: str, error: float):
    rules = with_rules(redraws=30, lot=1)
    known = Circumstances(seed=Seed(word, "2026-01-05"))
    rows = long(values).assign(error=error)
    found = select(rows, AGENCIES, BOTH, rules, (), {}, YEAR, circumstances=known)
    document = frozen_score(
        found, year=YEAR, indicators=BOTH, rules=rules, musts=(), code_version="1",
        circumstances=known,
    )  # fmt: skip
    read = json.loads(canonical(document))
    assert canonical(recomputed(read)) == canonical(document)
