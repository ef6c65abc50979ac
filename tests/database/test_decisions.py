"""A decision binds to one exact list; each proposal is kept with its score."""

from datetime import date
from typing import Any

import pandas as pd
import pytest
from records_cast import (
    DAY,
    NOTE,
    YEAR,
    make_agency,
    make_call,
    make_person,
    make_session,
    make_year,
    rows,
)
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from coaching.database import cycle, invitations, proposing, selection, tables
from coaching.database.decisions import approve
from coaching.database.work import Db
from coaching.domain.cycle import Subject, YearOutcome
from coaching.domain.fingerprints import canonical, fingerprint, list_fingerprint
from coaching.domain.invitations import lines_fingerprint
from coaching.domain.selection_rules import Decision, Outcome
from coaching.errors import (
    CoachingError,
    CountDiffers,
    FingerprintStale,
    NothingToApprove,
    WrongInput,
    YearFinished,
)


def propose(
    db: Db,
    chosen: list[str],
    outcome: Outcome = Outcome.PROPOSED,
    floor: float = 60.0,
    **score_changes: Any,
) -> bool:
    """Propose these agencies, and have one more that is not ranked."""
    make_year(db)
    for agency in [*chosen, "bpbd"]:
        make_agency(db, agency)
    score: dict[str, Any] = {"format_version": 1, "list": chosen, "floor": floor}
    score |= score_changes
    lines = [(agency, 0.5 - place / 100, 1.0, place + 1, "selected", {"kind": "selected"})
             for place, agency in enumerate(chosen)]  # fmt: skip
    lines.append(("bpbd", None, 0.2, None, "not-ranked", {"kind": "not-ranked"}))
    columns = ["agency", "need", "coverage", "rank", "decision", "reason"]
    return proposing.propose(
        db, YEAR, outcome=outcome, table=pd.DataFrame(lines, columns=columns),
        fingerprint=list_fingerprint(YEAR, chosen), score=score, score_json=canonical(score),
        score_sha256=fingerprint(score), as_of=DAY,
    )  # fmt: skip


def decide(db: Db, subject: Subject = Subject.SELECTION, **changes: object) -> bool:
    told: dict[str, Any] = {
        "fingerprint": list_fingerprint(YEAR, ["dinkes", "dispora"]), "recipients": 2,
        "decided_by": "Wali Kota", "entered_by": "Sari", "as_of": DAY, **NOTE,
    }  # fmt: skip
    return approve(db, subject, YEAR, **(told | changes))


@pytest.fixture
def proposal(db: Db) -> Db:
    propose(db, ["dinkes", "dispora"])
    return db


# --- proposals ---


def test_a_proposal_reads_back_as_it_was_made(proposal: Db):
    found = selection.current(proposal, YEAR)
    assert found is not None
    assert found.agencies == ["dinkes", "dispora"]
    assert found.table["rank"].tolist() == [1, 2, pd.NA]
    assert found.table["need"].tolist()[:2] == [0.5, 0.49]
    assert found.table["reason"][2] == {"kind": "not-ranked"}
    assert fingerprint(found.score) == found.score_sha256


def test_the_same_score_proposes_nothing_new(proposal: Db):
    assert not propose(proposal, ["dinkes", "dispora"])
    assert selection.revisions(proposal, YEAR) == 1


def test_another_score_is_a_new_revision_and_the_old_one_stays(proposal: Db):
    assert propose(proposal, ["dinkes", "dispora"], floor=55.0)
    assert selection.revisions(proposal, YEAR) == 2
    found = selection.current(proposal, YEAR)
    assert found is not None
    assert (found.revision, found.score["floor"]) == (2, 55.0)
    assert rows(proposal, tables.SelectionItem) == 6


def test_a_score_that_comes_back_is_proposed_again(proposal: Db):
    propose(proposal, ["dinkes"])
    assert propose(proposal, ["dinkes", "dispora"])
    found = selection.current(proposal, YEAR)
    assert found is not None
    assert (found.revision, found.agencies) == (3, ["dinkes", "dispora"])


def test_a_year_without_a_proposal_has_none(db: Db):
    assert selection.current(db, YEAR) is None
    assert selection.revisions(db, YEAR) == 0


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        ("ranked_have_a_need", {"need": None}),
        ("ranked_have_a_need", {"rank": None}),
        ("coverage_is_a_share", {"coverage": 1.01}),
        ("coverage_is_a_share", {"coverage": -0.01}),
    ],
)
def test_an_item_keeps_the_rules_of_its_table(proposal: Db, rule: str, changes: dict[str, Any]):
    told = {"selection_id": proposal.scalar(select(tables.Selection.id)), "reason": {},
            "agency_code": make_agency(proposal, "damkar"), "need": 0.1, "coverage": 1.0,
            "rank": 3, "decision": Decision.RESERVE}  # fmt: skip
    proposal.add(tables.SelectionItem(**(told | changes)))
    with pytest.raises(IntegrityError, match=rule):
        proposal.flush()


def test_a_decision_nobody_knows_is_refused(proposal: Db):
    with pytest.raises(IntegrityError, match="decision_is_known"):
        proposal.connection().exec_driver_sql("UPDATE selection_item SET decision = 'maybe'")


# --- decisions ---


def test_a_decision_keeps_the_list_it_was_taken_on(proposal: Db):
    assert decide(proposal)
    found = selection.approval(proposal, Subject.SELECTION, YEAR)
    assert found is not None
    assert found.approved_list == ("dinkes", "dispora")
    assert (found.recipients, found.decided_by) == (2, "Wali Kota")
    assert (found.note_number, found.note_date) == ("800/12/417.403/2025", date(2025, 2, 3))
    assert cycle.year_state(proposal, YEAR).selection_approved


def test_the_same_decision_is_recorded_once(proposal: Db):
    assert decide(proposal)
    assert not decide(proposal)
    assert rows(proposal, tables.Approval) == 1


def test_a_fingerprint_may_be_shortened_to_eight_characters(proposal: Db):
    whole = list_fingerprint(YEAR, ["dinkes", "dispora"])
    assert decide(proposal, fingerprint=f" {whole[:8].upper()} ")
    found = selection.approval(proposal, Subject.SELECTION, YEAR)
    assert found is not None
    assert found.fingerprint == whole


@pytest.mark.parametrize("shown", ["", "0", "f" * 64])
def test_another_fingerprint_decides_nothing(proposal: Db, shown: str):
    with pytest.raises(FingerprintStale):
        decide(proposal, fingerprint=shown)
    assert rows(proposal, tables.Approval) == 0


def test_seven_characters_are_too_few(proposal: Db):
    with pytest.raises(FingerprintStale):
        decide(proposal, fingerprint=list_fingerprint(YEAR, ["dinkes", "dispora"])[:7])


def test_a_decision_on_a_list_that_changed_is_stale(proposal: Db):
    propose(proposal, ["dinkes", "damkar"])
    with pytest.raises(FingerprintStale) as found:
        decide(proposal)
    assert found.value.facts["current"] == list_fingerprint(YEAR, ["dinkes", "damkar"])[:12]


@pytest.mark.parametrize("typed", [0, 1, 3])
def test_the_typed_number_is_that_of_the_list(proposal: Db, typed: int):
    with pytest.raises(CountDiffers) as found:
        decide(proposal, recipients=typed)
    assert found.value.facts["current"] == 2


@pytest.mark.parametrize("field", ["decided_by", "note_number", "entered_by"])
def test_a_decision_says_who_and_by_which_note(proposal: Db, field: str):
    with pytest.raises(WrongInput) as found:
        decide(proposal, **{field: "  "})
    assert found.value.facts["field"] == field.replace("_", "-")


@pytest.mark.parametrize("outcome", [Outcome.CANNOT_JUDGE, Outcome.NOBODY_NEEDS_COACHING])
def test_a_year_that_proposes_nobody_has_nothing_to_approve(db: Db, outcome: Outcome):
    propose(db, ["dinkes", "dispora"], outcome)
    with pytest.raises(NothingToApprove):
        decide(db)


@pytest.mark.parametrize("subject", list(Subject))
def test_where_there_is_no_list_there_is_nothing_to_approve(db: Db, subject: Subject):
    make_year(db)
    with pytest.raises(NothingToApprove):
        decide(db, subject)


def test_a_finished_year_is_not_decided_on(proposal: Db):
    cycle.finish(proposal, YEAR, YearOutcome.EVALUATED, DAY)
    with pytest.raises(YearFinished):
        decide(proposal)


def test_a_decision_has_a_person(proposal: Db):
    selection.record_approval(
        proposal, Subject.SELECTION, YEAR, fingerprint="f", approved_list=[], decided_by="",
        entered_by="Sari", as_of=DAY, **NOTE,
    )  # fmt: skip
    with pytest.raises(IntegrityError, match="decision_has_a_person"):
        proposal.flush()


def test_invited_people_are_decided_on_by_key_and_a_new_address_changes_nothing(db: Db):
    session = make_session(db)
    for key in ("sari", "budi"):
        make_call(db, make_person(db, key), session_id=session)
    lines = invitations.planned_lines(db, YEAR)
    assert lines == ["sinar-1 budi", "sinar-1 sari"]
    db.get_one(tables.Person, "sari").email = "sari@kesehatan.example"
    db.flush()
    assert decide(db, Subject.INVITATIONS, fingerprint=lines_fingerprint(lines))
    make_call(db, make_person(db, "wati"), session_id=session)
    with pytest.raises(FingerprintStale):
        decide(db, Subject.INVITATIONS, fingerprint=lines_fingerprint(lines))


def test_every_refusal_is_a_problem_with_its_own_exit_code():
    refusals: list[type[CoachingError]] = [
        CountDiffers, FingerprintStale, NothingToApprove, WrongInput, YearFinished,
    ]  # fmt: skip
    assert len({one.exit_code for one in refusals}) == 5
