"""Stage 5's last step: a version of the evaluation with its pages; none is ever replaced."""

from dataclasses import dataclass
from datetime import date
from importlib.metadata import version as version_of
from typing import Any

from coaching.database import agencies, attendance, evaluation, feedback, pulls, selection
from coaching.database.cycle import mark_done, year_outcome
from coaching.database.evaluation import Figures, Published, Why
from coaching.database.used_sheets import prints, used_sheets
from coaching.database.work import Db, reading, work
from coaching.domain.cycle import Stage
from coaching.domain.evaluation import Evaluation
from coaching.domain.evidence import attendance_counts
from coaching.domain.fingerprints import fingerprint
from coaching.domain.fitted import course
from coaching.domain.frames import records
from coaching.domain.grounds import Grounds
from coaching.domain.stored_rows import plain_rows
from coaching.domain.versions import Changes, changes, is_same
from coaching.errors import NotYet, ReasonMissing
from coaching.programme import Programme
from coaching.rendering.reasons import reason_sentence
from coaching.rendering.words import say
from coaching.rendering.workbook import Value
from coaching.reports.annex import AnnexWords, annex_files
from coaching.reports.files import Files, brief_files, brief_words, full_files, save_documents
from coaching.reports.full.words import FullWords, Prints
from coaching.settings import settings
from tasks.evaluation import Evidence
from tasks.retries import STEADY
from tasks.steps import task

SOFTWARE = version_of("sinar")


@dataclass(frozen=True)
class Compiled:
    """An evaluation as it was just computed, with what its pages are made from."""

    year: int
    found: Evaluation
    ground: Evidence
    grounds: Grounds
    programme: Programme

    def document(self, db: Db) -> dict[str, Any]:
        """Return all of it as JSON can hold it, and which pulls and sheets it was read from."""
        outcome = self.programme.indicator(self.grounds.plan.plan.outcome)
        register = attendance.register(db, self.year)
        promised = records(feedback.commitments(db, self.year))
        return {
            **self.found.as_document(),
            "rows": plain_rows(self.ground.rows),
            "grounds": self.grounds.as_document(),
            "attendance": attendance_counts(register),
            "commitments": {one["agency"]: one for one in promised},
            "sheets": prints(used_sheets(db, self.year)),
            "outcome": {"unit": outcome.unit, "higher_is_better": outcome.higher_is_better},
            "pulls": [one.id for one in pulls.all_pulls(db)],
            "code_version": SOFTWARE,
            "settings_sha256": fingerprint(self.programme.snapshot()),
        }


@task(task_run_name="publish-evaluation-{year}", **STEADY)
def publish(
    year: int,
    found: Evaluation,
    ground: Evidence,
    grounds: Grounds,
    programme: Programme,
    as_of: date,
    why: Why | None = None,
) -> tuple[Published, bool]:
    """Store a version of the evaluation with its pages; return it, and whether it is new.

    The same evaluation again is the same version, whose files stay as they are; only one
    that is gone is made again. Files are there before their version is on record, so that
    whatever is on record is whole.

    Args:
        why: of a version after the first.

    Raises:
        ReasonMissing: the year was evaluated, comes out otherwise now, and nobody says why.
    """
    compiled = Compiled(year, found, ground, grounds, programme)
    with reading() as db:
        document = compiled.document(db)
        last = evaluation.published(db, year)
        has_ended = year_outcome(db, year) is not None
    if last is not None and is_same(last.document, document):
        _restore(compiled, last, as_of)
        return last, False
    if last is not None and why is None:
        if has_ended:
            raise ReasonMissing(year=year, version=last.version, following=last.version + 1)
        # Cut off right after it was published: what is out stays, the year only has to end.
        return last, False
    return _next_version(compiled, document, last, why if last else None, as_of), True


def _next_version(
    compiled: Compiled, document: dict[str, Any], last: Published | None, why: Why | None, day: date
) -> Published:
    year, found = compiled.year, compiled.found
    made = Published(
        year, last.version + 1 if last else 1, found.verdict, found.coached, found.others, day,
        document, fingerprint(document), why.reason if why else "",
    )  # fmt: skip
    save_documents(year, _files(compiled, made, last), settings().reports, day)
    figures = Figures(
        compiled.grounds.plan.plan.outcome, found.coached, found.others, found.estimate,
        found.low, found.high, found.detectable, found.verdict,
    )  # fmt: skip
    with work() as db:
        evaluation.publish(db, year, figures, document, made.sha256, day, why)
        mark_done(db, year, Stage.EVALUATE, day)
    return made


def _restore(compiled: Compiled, published: Published, day: date) -> None:
    """Make files of a version again that are no longer there; leave the others alone."""
    folder, year = settings().reports, compiled.year
    with reading() as db:
        before = evaluation.published(db, year, published.version - 1)
        known = [
            name for path in evaluation.documents(db, year)
            if f"-v{published.version}." in (name := path.rpartition("/")[2])
        ]  # fmt: skip
    if known and all((folder / name).exists() for name in known):
        return
    files = _files(compiled, published, before)
    gone = {name: content for name, content in files.items() if not (folder / name).exists()}
    save_documents(year, gone, folder, day)


def _files(compiled: Compiled, made: Published, before: Published | None) -> Files:
    year, grounds, programme = compiled.year, compiled.grounds, compiled.programme
    with reading() as db:
        proposal = selection.current(db, year)
        register = attendance.register(db, year)
        names = agencies.titles(db, year)
        promised = feedback.commitments(db, year)
        read = _pulls_of(db, made)
    if proposal is None:
        raise NotYet(stage=Stage.EVALUATE.value, year=year, waits_for=Stage.SELECT.value)
    brief = brief_words(
        year, compiled.found, grounds, programme, proposal, register, names, made.compiled_on,
        made.version, settings().language,
        changes=_changes(before, made), reason=made.reason,
    )  # fmt: skip
    prints = Prints(proposal.fingerprint, fingerprint(made.document["rows"]), made.sha256, SOFTWARE)
    titles = {one.code: (one.short_title, one.unit) for one in programme.all_indicators}
    moved = course(
        compiled.found.fit, compiled.ground.past, year, grounds.plan.plan.judged_year(year)
    )
    full = FullWords(brief, titles, compiled.ground.rows, promised, moved, prints)
    known = {one.code: one for one in programme.all_indicators}
    listed = [
        {
            **row,
            "decision": say(f"artifacts.decision-{row['decision']}", settings().language),
            "reason": reason_sentence(row["reason"], settings().language, known),
        }
        for row in records(proposal.table)
    ]
    return {
        **brief_files(brief), **full_files(full), **annex_files(AnnexWords(full, listed, read)),
    }  # fmt: skip


def _pulls_of(db: Db, made: Published) -> list[tuple[Value, ...]]:
    """Return the pulls a version was read from; all there are where it does not name them."""
    named = made.document.get("pulls")
    return [
        (
            one.source, one.number, one.taken_on,
            one.taken_at,
            one.rows_read, one.accepted, one.rejected, one.is_correction, one.sha256,
        )
        for one in pulls.all_pulls(db) if named is None or one.id in named
    ]  # fmt: skip


def _changes(before: Published | None, made: Published) -> Changes | None:
    if before is None:
        return None
    return changes(before.version, before.document, made.document)
