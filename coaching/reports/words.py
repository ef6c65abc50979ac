"""What the reports are told: plain data, one class per page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from coaching.domain.evaluation import Evaluation
from coaching.domain.grounds import Grounds
from coaching.domain.interim import Interim
from coaching.domain.recommending import Recommendation
from coaching.domain.versions import Changes


@dataclass(frozen=True)
class AgencyAttendance:
    """What became of one agency's invitations, in people.

    Args:
        agency: its code.
        present: came themselves.
        represented: somebody else came for them.
        excused: did not come and said why.
        absent: did not come.
        unanswered: nothing is known of them.
    """

    agency: str
    present: int = 0
    represented: int = 0
    excused: int = 0
    absent: int = 0
    unanswered: int = 0

    @property
    def counts(self) -> tuple[int, int, int, int, int]:
        """Return the five counts in the order in which they are drawn."""
        return (self.present, self.represented, self.excused, self.absent, self.unanswered)

    @property
    def invited(self) -> int:
        """Everybody who was invited."""
        return sum(self.counts)

    @property
    def came(self) -> int:
        """Everybody who came or was represented."""
        return self.present + self.represented


@dataclass(frozen=True)
class BriefWords:
    """What the one-page brief needs.

    Args:
        language: "id" or "en".
        year: in which the coaching happened.
        reader: whom the brief is for, e.g. "Wali Kota Contoh".
        indicator: short title of the outcome.
        unit: its unit, as the city calls it.
        evaluation: the numbers and the verdict.
        agency_names: by code, for the coached agencies at least.
        attendance: of the coached agencies, neediest first.
        compiled_on: the date on the brief.
        frozen_on: the day on which the score was frozen.
        score_sha256: of the frozen score.
        is_invented: the data are made up, which the footer then says.
        version: of the brief; a published one is never replaced.
        higher_is_better: of the indicator; else "better" and "worse" are said.
        grounds: what the verdict rests on; None: not gathered.
        changes: what differs from the version before; None: this is the first.
        reason: why there is a later version, as somebody typed it.
    """

    language: str
    year: int
    reader: str
    indicator: str
    unit: str
    evaluation: Evaluation
    agency_names: Mapping[str, str]
    attendance: tuple[AgencyAttendance, ...]
    compiled_on: date
    frozen_on: date
    score_sha256: str
    is_invented: bool = False
    version: int = 1
    higher_is_better: bool = True
    grounds: Grounds | None = None
    changes: Changes | None = None
    reason: str = ""


@dataclass(frozen=True)
class ListedAgency:
    """One agency on the list that is put up for approval.

    Args:
        name: as the agency is called.
        rank: its place; None where it was not ranked.
        need: 0 (all targets met), 1 (all at the floor) or more; None where not ranked.
        decision: word of `coaching.domain.selection.Decision`.
        reason: one sentence that says why.
    """

    name: str
    rank: int | None
    need: float | None
    decision: str
    reason: str


@dataclass(frozen=True)
class SelectionWords:
    """What the list for approval needs; `agencies` in the order in which they are printed.

    Args:
        language: "id" or "en".
        year: of the coaching.
        capacity: places of that year.
        agencies: all of them, neediest first.
        proposed_on: the date on the page.
        fingerprint: of the list, which an approval names.
        score_sha256: of the frozen score.
        is_invented: the data are made up, which the footer then says.
        detectable: smallest effect the list is likely to show, in `unit`; None: nobody can say.
        seed: the word the lot was drawn with; None: there was no lot.
        provisional: how many of the `values` behind it are provisional, that is not final yet.
    """

    language: str
    year: int
    capacity: int
    agencies: tuple[ListedAgency, ...]
    proposed_on: date
    fingerprint: str
    score_sha256: str
    is_invented: bool = False
    detectable: float | None = None
    unit: str = ""
    seed: str | None = None
    provisional: int = 0
    values: int = 0


@dataclass(frozen=True)
class GroupMean:
    """The mean of an indicator over a group; `mean` is None where nobody reported."""

    mean: float | None
    reported: int
    agencies: int


@dataclass(frozen=True)
class QuarterlyIndicator:
    """One indicator's latest quarter, coached agencies beside the others."""

    title: str
    unit: str
    period: str
    coached: GroupMean
    others: GroupMean


@dataclass(frozen=True)
class MaintenanceDue:
    """An agency whose last coaching lies long back; None: none on record."""

    name: str
    last_year: int | None


@dataclass(frozen=True)
class Remembered:
    """An agency's coachings, and how it stood to what was expected when last judged."""

    name: str
    years: tuple[int, ...]
    judged_in: int | None
    difference: float | None


@dataclass(frozen=True)
class QuarterlyWords:
    """What the quarterly review needs.

    Args:
        language: "id" or "en".
        year: of the quarter.
        quarter: 1 to 4.
        indicators: as the city lists them.
        due: agencies due for coaching again, longest wait first.
        due_after_years: years without coaching that make an agency due.
        compiled_on: the date on the page.
        planned_on: the planned day of the evaluation, where there is one.
        is_invented: the data are made up, which the footer then says.
        outcome, outcome_unit: short title and unit of the indicator that judges.
        interim: the effect so far; None: no value that judges is there.
        advice: what the records recommend, agencies by their names.
        memory: who was coached how often, and with what result.
    """

    language: str
    year: int
    quarter: int
    indicators: tuple[QuarterlyIndicator, ...]
    due: tuple[MaintenanceDue, ...]
    due_after_years: int
    compiled_on: date
    planned_on: date | None = None
    is_invented: bool = False
    outcome: str = ""
    outcome_unit: str = ""
    interim: Interim | None = None
    advice: tuple[Recommendation, ...] = ()
    memory: tuple[Remembered, ...] = ()


@dataclass(frozen=True)
class Documents:
    """The same report as a PDF and as a page that needs nothing but itself."""

    pdf: bytes
    html: str
