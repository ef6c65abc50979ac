"""What the full report is told."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from coaching.domain.evaluation import Evaluation
from coaching.domain.fitted import Course
from coaching.domain.grounds import Grounds
from coaching.reports.sentences import decimals
from coaching.reports.wording import Wording
from coaching.reports.words import BriefWords


@dataclass(frozen=True)
class Prints:
    """Fingerprints by which everything in a report can be known again; all SHA-256.

    Args:
        agencies: of the list that was proposed.
        rows: of the rows the estimate was made from.
        document: of everything the evaluation says.
        software: the version of the programme that computed.
    """

    agencies: str
    rows: str
    document: str
    software: str


@dataclass(frozen=True)
class FullWords:
    """What the full report needs, beside what the brief is told.

    Args:
        brief: the same words, so that both say the same; its grounds must be gathered.
        titles: short title and unit of each indicator, by code.
        rows: what the evaluation was made from, every agency of the list.
        commitments: agency, made, told, done, checked, confirmed; empty where none are recorded.
        course: how both groups moved over the years; None without a fit.
        prints: fingerprints of the inputs.
    """

    brief: BriefWords
    titles: Mapping[str, tuple[str, str]]
    rows: pd.DataFrame
    commitments: pd.DataFrame
    course: Course | None
    prints: Prints

    @property
    def evaluation(self) -> Evaluation:
        """The numbers and the verdict."""
        return self.brief.evaluation

    @property
    def grounds(self) -> Grounds:
        """What the verdict rests on.

        Raises:
            ValueError: nobody gathered it.
        """
        if self.brief.grounds is None:
            raise ValueError("a full report needs the grounds of its verdict")
        return self.brief.grounds

    @property
    def speech(self) -> Wording:
        """The words and numbers of the report, in the unit of the outcome."""
        return Wording(
            self.brief.language, self.brief.unit, decimals(self.evaluation), differs=True
        )

    def name(self, agency: str) -> str:
        """Return what an agency is called."""
        return self.brief.agency_names.get(agency, agency)
