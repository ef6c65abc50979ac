"""Real data that nobody here wrote, read with the example's configuration."""

import importlib.util
from pathlib import Path

import pandas as pd
import pytest
from people_survey import EXAMPLE, ROOT, survey_or_skip

from coaching.programme import Holds, Programme, read_programme
from coaching.sources import AgencyBook, Known, Reading, read_agencies, read_source


@pytest.fixture(scope="module")
def programme() -> Programme:
    return read_programme(EXAMPLE / "config")


@pytest.fixture(scope="module")
def book(programme: Programme) -> AgencyBook:
    survey_or_skip()
    return read_agencies(programme, ROOT, 2018)


@pytest.fixture(scope="module")
def values(programme: Programme, book: AgencyBook) -> Reading:
    codes = frozenset(one.code for one in programme.all_indicators)
    [source] = programme.sources_of(Holds.INDICATORS)
    return read_source(source, ROOT, Known(2018, book.lookup, codes))


@pytest.fixture(scope="module")
def published() -> pd.DataFrame:
    scores = pd.read_csv(survey_or_skip() / "scores_2009_2019.csv")
    return scores[scores["is_aggregate"] == 0]


def test_name_and_year_give_the_organisation_of_every_row(
    book: AgencyBook, published: pd.DataFrame
):
    pairs = zip(published["organisation_as_published"], published["year"], strict=True)
    found = [book.lookup.code_of(name, year) for name, year in pairs]
    assert len(found) == 12_181
    assert found == published["org_uid"].tolist()


def test_every_row_of_an_organisation_is_accepted_or_of_an_indicator_not_used(
    values: Reading, published: pd.DataFrame
):
    assert values.read + values.left_out == len(published)
    assert values.read == len(values.accepted)
    unused = published["indicator"].isin(["perma_index", "response_rate"])
    assert values.left_out == unused.sum()


def test_values_are_those_published(values: Reading, published: pd.DataFrame):
    ours = values.accepted.set_index(["agency", "indicator", "period"])["value"]
    keys = [published["org_uid"], published["indicator"], published["year"].astype(str)]
    theirs = pd.Series(published["value"].to_numpy(), index=pd.MultiIndex.from_arrays(keys))
    assert ours.to_dict() == {key: value for key, value in theirs.items() if key in ours.index}


def test_105_organisations_select_and_109_judge(values: Reading):
    rows = values.accepted
    per_year = rows[rows["indicator"] == "engagement_index"].groupby("period")["agency"]
    agencies = {period: set(codes) for period, codes in per_year}
    assert (len(agencies["2018"]), len(agencies["2019"])) == (105, 109)
    assert len(agencies["2018"] & agencies["2019"]) == 103


def test_21_organisations_are_known_under_another_name_a_year_later(
    book: AgencyBook, published: pd.DataFrame
):
    named = {
        year: {book.lookup.code_of(name, year): name for name in rows.unique()}
        for year, rows in published.groupby("year")["organisation_as_published"]
        if year in (2018, 2019)
    }
    both = named[2018].keys() & named[2019].keys()
    assert sum(named[2018][code] != named[2019][code] for code in both) == 21


def test_benchmarks_are_no_organisations_and_a_silent_one_stays(book: AgencyBook, values: Reading):
    codes = set(book.agencies["agency"])
    assert not codes & {"CSBNCH", "CSMEAN"}
    in_2018 = {
        row.agency for row in book.names.itertuples() if row.from_year <= 2018 <= row.to_year
    }
    rows = values.accepted
    assert in_2018 - set(rows.loc[rows["period"] == "2018", "agency"]) == {"CLMDSP"}


def test_the_decisions_are_those_of_the_page(programme: Programme):
    selecting = {one.code: (one.target, one.floor) for one in programme.indicators}
    assert len(selecting) == 10
    assert selecting.pop("proxy_stress_index") == (25, 75)
    assert set(selecting.values()) == {(75, 25)}
    assert len({one.weight for one in programme.indicators}) == 1
    assert programme.outcome_indicator.code == "engagement_index"
    assert programme.selection.capacity == 26
    assert sum(session.agencies for session in programme.sessions_of(2019)) == 26
    assert programme.remarks(2019) == ()


def test_the_script_invents_a_head_for_every_organisation(
    programme: Programme, book: AgencyBook, tmp_path: Path
):
    spec = importlib.util.spec_from_file_location("contacts", EXAMPLE / "make_contacts.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    (tmp_path / "here").mkdir()
    (tmp_path / "shared").symlink_to(ROOT.parent / "shared")
    script.main(2019, tmp_path / "here", EXAMPLE / "config")
    [source] = programme.sources_of(Holds.OFFICIALS)
    officials = read_source(source, tmp_path / "here", Known(2019, book.lookup))
    assert officials.rejected.empty
    assert officials.noticed.empty
    assert officials.accepted["agency"].is_unique
    assert len(officials.accepted) == 111  # 109 that report, and two that do not
    assert officials.accepted["is_head"].all()
