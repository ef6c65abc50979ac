"""Who came, and what agencies did of what they promised; nothing that points at a few people."""

from coaching.domain.feedback import COUNTS
from coaching.domain.frames import records
from coaching.reports.full.blocks import Block, Column, Part, note, part, table, text
from coaching.reports.full.words import FullWords
from coaching.reports.sectioned import said
from coaching.reports.small_groups import FEWEST_PEOPLE, hidden_agencies
from coaching.reports.wording import Wording

PRESENCES = ("present", "represented", "excused", "absent", "unanswered")


def attendance(speech: Wording, words: FullWords) -> Part:
    """Return how many came, agency by agency."""
    title, rows = speech.say("full.attendance"), words.brief.attendance
    invited = sum(row.invited for row in rows)
    if invited < FEWEST_PEOPLE:
        return part(title, text(said(speech.say("full.attendance_too_few"))))
    hidden = hidden_agencies(rows)
    lines = [
        [words.name(row.agency), *(
            "–" if row.agency in hidden else speech.count(count)
            for count in (row.invited, *row.counts)
        )]
        for row in rows
    ]  # fmt: skip
    totals = (invited, *(sum(getattr(row, key) for row in rows) for key in PRESENCES))
    lines.append([speech.say("full.total"), *map(speech.count, totals)])
    columns = [
        Column(speech.say("full.column.agency"), 4.6),
        *(
            Column(speech.say(f"full.column.{key}"), 1.5, right=True)
            for key in ("invited", *PRESENCES)
        ),
    ]
    told = [note(speech.say("brief.hidden_note"))] if hidden else []
    return part(title, table("", columns, lines, totals=True), *told)


def commitments(speech: Wording, words: FullWords) -> list[Block]:
    """Return what agencies promised and did; nothing where none are recorded."""
    if words.commitments.empty:
        return []
    columns = [
        Column(speech.say("full.column.agency"), 4.6),
        *(Column(speech.say(f"full.column.{key}"), 1.5, right=True) for key in COUNTS),
    ]
    lines = [
        [words.name(row["agency"]), *(speech.count(row[key]) for key in COUNTS)]
        for row in records(words.commitments)
    ]
    totals = (int(words.commitments[key].sum()) for key in COUNTS)
    lines.append([speech.say("full.total"), *map(speech.count, totals)])
    made = table(speech.say("full.commitments"), columns, lines, totals=True)
    return [made, note(speech.say("full.commitments_note"))]
