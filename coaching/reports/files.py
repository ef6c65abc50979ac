"""The pages of a year as files: made from the records, written once, noted in the records."""

import hashlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pandas as pd

from coaching.database import evaluation
from coaching.database.selection import Proposal
from coaching.database.work import work
from coaching.domain.evaluation import Evaluation
from coaching.domain.evidence import attendance_counts
from coaching.domain.frames import records
from coaching.domain.grounds import Grounds
from coaching.domain.versions import Changes
from coaching.programme import Programme
from coaching.rendering.files import save
from coaching.rendering.reasons import reason_sentence
from coaching.reports.brief import evaluation_brief
from coaching.reports.documents import both
from coaching.reports.full.report import full_report
from coaching.reports.full.words import FullWords
from coaching.reports.selection import selection_page
from coaching.reports.words import AgencyAttendance, BriefWords, ListedAgency, SelectionWords

Files = Mapping[str, bytes]  # content by file name


def brief_words(
    year: int,
    found: Evaluation,
    grounds: Grounds,
    programme: Programme,
    proposal: Proposal,
    register: pd.DataFrame,
    names: Mapping[str, str],
    compiled_on: date,
    version: int,
    language: str,
    *,
    changes: Changes | None = None,
    reason: str = "",
) -> BriefWords:
    """Return what the brief of an evaluation says; the full report says it too.

    Args:
        changes: what differs from the version before; None: this is the first.
        reason: why there is a later version.
    """
    indicator = programme.indicator(grounds.plan.plan.outcome)
    return BriefWords(
        language=language,
        year=year,
        reader=programme.appointing_authority.title,
        indicator=indicator.short_title,
        unit=indicator.unit,
        evaluation=found,
        agency_names=names,
        attendance=_attendance(register, proposal.agencies),
        compiled_on=compiled_on,
        frozen_on=proposal.proposed_on,
        score_sha256=proposal.score_sha256,
        is_invented=programme.city.is_invented,
        version=version,
        higher_is_better=indicator.higher_is_better,
        grounds=grounds,
        changes=changes,
        reason=reason,
    )


def brief_files(words: BriefWords) -> Files:
    """Return the one-page brief of an evaluation, as PDF and as HTML."""
    made = evaluation_brief(words)
    stem = f"{words.year}-evaluation-v{words.version}"
    return {f"{stem}.pdf": made.pdf, f"{stem}.html": made.html.encode()}


def full_files(words: FullWords) -> Files:
    """Return the full report of an evaluation, as PDF, as HTML and for Word."""
    # What writes for Word is slow to start, and few runs publish a report.
    from coaching.reports.full.office import office_file

    page = full_report(words)
    made = both("report/full", page)
    stem = f"{words.brief.year}-evaluation-report-v{words.brief.version}"
    return {
        f"{stem}.pdf": made.pdf,
        f"{stem}.html": made.html.encode(),
        f"{stem}.docx": office_file(page, words.brief.compiled_on),
    }


def _attendance(register: pd.DataFrame, agencies: list[str]) -> tuple[AgencyAttendance, ...]:
    counts = attendance_counts(register)
    # Agencies that were added to the list when it was approved come after the proposed ones.
    in_order = dict.fromkeys([*agencies, *register["agency"]])
    return tuple(AgencyAttendance(one, **counts[one]) for one in in_order if one in counts)


def selection_files(
    year: int, programme: Programme, proposal: Proposal, names: Mapping[str, str], language: str,
    provisional: tuple[int, int] = (0, 0),
) -> Files:  # fmt: skip
    """Return the list that is put up for approval, as PDF.

    Args:
        provisional: how many of the values behind it are, and of how many.
    """
    titles = {one.code: one for one in programme.all_indicators}
    listed = tuple(
        ListedAgency(
            name=names[row["agency"]],
            rank=None if pd.isna(row["rank"]) else int(row["rank"]),
            need=None if pd.isna(row["need"]) else float(row["need"]),
            decision=row["decision"],
            reason=reason_sentence(row["reason"], language, titles),
        )
        for row in records(proposal.table)
    )
    page = selection_page(
        SelectionWords(
            language=language,
            year=year,
            capacity=programme.selection.capacity,
            agencies=listed,
            proposed_on=proposal.proposed_on,
            fingerprint=proposal.fingerprint,
            score_sha256=proposal.score_sha256,
            is_invented=programme.city.is_invented,
            detectable=proposal.score.get("detectable"),
            unit=programme.outcome_indicator.unit,
            seed=_seed(proposal),
            provisional=provisional[0],
            values=provisional[1],
        )
    )
    return {f"{year}-selection-r{proposal.revision}.pdf": page}


def _seed(proposal: Proposal) -> str | None:
    """Return the word of the lot, where one was drawn."""
    seed = proposal.score.get("seed")
    return str(seed["word"]) if seed and proposal.score.get("lot_places") else None


def save_documents(year: int, files: Files, folder: Path, as_of: date) -> int:
    """Write files and note them; return how many are new or differ from what lay there."""
    new = 0
    for name, content in sorted(files.items()):
        new += save(folder / name, content)
        with work() as db:
            sha256 = hashlib.sha256(content).hexdigest()
            evaluation.record_document(db, f"{folder.name}/{name}", year, sha256, as_of)
    return new
