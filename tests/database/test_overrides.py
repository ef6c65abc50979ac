"""Agencies added or removed when a list is approved: each with a name and a reason, kept apart."""

from collections.abc import Sequence
from typing import Any

import pytest
from records_cast import YEAR, make_agency, make_mail, make_person, make_year, rows
from sqlalchemy.exc import IntegrityError
from test_decisions import decide, propose

from coaching.database import selection, tables
from coaching.database.work import Db
from coaching.domain.cycle import Subject
from coaching.domain.overrides import Change, Override, decided_list
from coaching.errors import (
    CountDiffers,
    DecidedOtherwise,
    NothingToApprove,
    TooManyAdded,
    WrongInput,
)
from coaching.reports.exports import table
from coaching.sources.override_lines import override_lines

ADDED = Override("bpbd", Change.ADDED, "Wali Kota", "Baru dibentuk.")
REMOVED = Override("dispora", Change.REMOVED, "Sekda", "Sedang dilebur.")


@pytest.fixture
def proposal(db: Db) -> Db:
    propose(db, ["dinkes", "dispora"], rules={"capacity": 3})
    return db


def decided(db: Db, overrides: Sequence[Override], count: int, **changes: Any) -> bool:
    return decide(db, overrides=overrides, recipients=count, **changes)


def kept(db: Db) -> selection.Approved:
    found = selection.approval(db, Subject.SELECTION, YEAR)
    assert found is not None
    return found


def test_the_decision_holds_the_final_list_and_the_proposal_stays_as_it_was(proposal: Db):
    assert decided(proposal, [ADDED, REMOVED], 2)
    assert kept(proposal).approved_list == ("dinkes", "bpbd")
    assert sorted(kept(proposal).proposed_list) == ["dinkes", "dispora"]
    assert kept(proposal).overrides == (ADDED, REMOVED)
    current = selection.current(proposal, YEAR)
    assert current is not None
    assert current.agencies == ["dinkes", "dispora"]
    assert kept(proposal).fingerprint == current.fingerprint


def test_the_number_typed_is_that_of_the_final_list(proposal: Db):
    with pytest.raises(CountDiffers) as told:
        decided(proposal, [ADDED], 2)
    assert told.value.facts["current"] == 3


def test_the_same_overrides_again_change_nothing(proposal: Db):
    assert decided(proposal, [ADDED], 3)
    assert not decided(proposal, [ADDED], 3)
    assert rows(proposal, tables.Approval) == 1
    assert rows(proposal, tables.ApprovalOverride) == 1


def test_they_are_exported_with_their_reasons_and_without_names(proposal: Db):
    decided(proposal, [ADDED, REMOVED], 2)
    found = table(proposal, "overrides", "id", {})
    assert found[["year", "agency", "change", "reason"]].to_numpy().tolist() == [
        [YEAR, "bpbd", "added", "Baru dibentuk."], [YEAR, "dispora", "removed", "Sedang dilebur."],
    ]  # fmt: skip
    assert "Wali Kota" not in found.to_csv()


def test_a_decision_can_be_taken_again_and_the_latest_counts(proposal: Db):
    assert decided(proposal, [ADDED], 3)
    assert decided(proposal, [], 2)
    assert kept(proposal).approved_list == ("dinkes", "dispora")
    assert decided(proposal, [ADDED], 3)
    assert kept(proposal).approved_list == ("dinkes", "dispora", "bpbd")
    assert rows(proposal, tables.Approval) == 3


def test_what_has_been_acted_on_is_not_decided_otherwise(proposal: Db):
    assert decided(proposal, [ADDED], 3)
    make_person(proposal)
    make_mail(proposal)
    with pytest.raises(DecidedOtherwise):
        decided(proposal, [], 2)


@pytest.mark.parametrize(
    ("override", "why"),
    [
        (Override("bpbd", Change.ADDED, " ", "reason"), "not-an-override"),
        (Override("bpbd", Change.ADDED, "Sekda", ""), "not-an-override"),
        (Override("pasar", Change.ADDED, "Sekda", "reason"), "no-such-agency"),
        (Override("dinkes", Change.ADDED, "Sekda", "reason"), "stands-there-already"),
        (Override("bpbd", Change.REMOVED, "Sekda", "reason"), "stands-there-already"),
    ],
)
def test_an_override_that_cannot_be_meant_is_refused(proposal: Db, override: Override, why: str):
    with pytest.raises(WrongInput) as told:
        decided(proposal, [override], 2)
    assert told.value.facts["why"] == why
    assert rows(proposal, tables.Approval) == 0


def test_an_agency_is_named_once(proposal: Db):
    with pytest.raises(WrongInput):
        decided(proposal, [ADDED, ADDED], 3)


def test_a_decision_does_not_exceed_the_places(db: Db):
    propose(db, ["dinkes", "dispora"], rules={"capacity": 2})
    with pytest.raises(TooManyAdded):
        decided(db, [ADDED], 3)
    assert decided(db, [ADDED, REMOVED], 2)


@pytest.mark.parametrize("change", [{"decided_by": ""}, {"reason": ""}])
def test_the_database_itself_wants_a_person_and_a_reason(proposal: Db, change: dict[str, str]):
    decided(proposal, [], 2)
    [approval] = proposal.query(tables.Approval).all()
    told = {"decided_by": "Sekda", "reason": "why", **change}
    proposal.add(
        tables.ApprovalOverride(
            approval_id=approval.id, agency_code="bpbd", change=Change.ADDED, **told
        )
    )
    with pytest.raises(IntegrityError, match="override_has_a_person_and_a_reason"):
        proposal.flush()


def test_people_on_a_list_of_invitations_are_not_added_that_way(db: Db):
    make_year(db)
    make_agency(db)
    with pytest.raises(NothingToApprove):
        decide(db, Subject.INVITATIONS, overrides=[ADDED], recipients=1)


def test_the_final_list_stands_in_the_order_of_the_ranking():
    order = ["a", "b", "c", "d"]
    changes = [Override("d", Change.ADDED, "x", "y"), Override("a", Change.REMOVED, "x", "y")]
    assert decided_list(["a", "c"], changes, order) == ["c", "d"]


def test_overrides_are_typed_one_to_a_line():
    text = "bpbd | Wali Kota | Baru dibentuk.\n\n dinkes|Sekda|a | b\n"
    found = override_lines("additions", Change.ADDED, text)
    assert found == [ADDED, Override("dinkes", Change.ADDED, "Sekda", "a | b")]


@pytest.mark.parametrize("line", ["bpbd", "bpbd | Sekda", "bpbd | | why", "| Sekda | why"])
def test_a_line_without_its_three_parts_is_told(line: str):
    with pytest.raises(WrongInput) as told:
        override_lines("additions", Change.ADDED, line)
    assert told.value.facts["why"] == "not-an-override"
