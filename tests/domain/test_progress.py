"""The states operators see, and what a report of a stage carries."""

from coaching.domain.progress import Report, RunState
from coaching.errors import AddressMissing


def test_every_state_has_a_name_of_its_own_that_fits_a_run():
    names = [state.value for state in RunState]
    assert len(set(names)) == len(names)
    assert all(name.isalpha() and name[0].isupper() for name in names)


def test_a_report_without_more_to_tell_has_no_facts_and_no_problem():
    report = Report(RunState.DONE, "evaluated")
    assert dict(report.facts) == {}
    assert report.problem is None


def test_a_report_carries_what_a_person_must_cure_without_being_raised():
    problem = AddressMissing(count=2, agencies=["dinkes"])
    report = Report(RunState.NEEDS_A_PERSON, "invited", {"sent": 3}, problem)
    assert report.problem is problem
    assert report.facts["sent"] == 3
