"""Who came: what an attendance sheet says, set against who was invited."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Presence(StrEnum):
    """What became of one person's call to a session."""

    PRESENT = "present"
    REPRESENTED = "represented"
    EXCUSED = "excused"
    ABSENT = "absent"


# The words a sheet uses, in lower case and without a full stop.
PRESENCE_WORDS: Mapping[str, Presence] = {
    "hadir": Presence.PRESENT,
    "h": Presence.PRESENT,
    "ya": Presence.PRESENT,
    "v": Presence.PRESENT,
    "✓": Presence.PRESENT,
    "present": Presence.PRESENT,
    "diwakilkan": Presence.REPRESENTED,
    "wakil": Presence.REPRESENTED,
    "diwakili": Presence.REPRESENTED,
    "represented": Presence.REPRESENTED,
    "izin": Presence.EXCUSED,
    "ijin": Presence.EXCUSED,
    "sakit": Presence.EXCUSED,
    "dinas luar": Presence.EXCUSED,
    "cuti": Presence.EXCUSED,
    "excused": Presence.EXCUSED,
    "tidak hadir": Presence.ABSENT,
    "absen": Presence.ABSENT,
    "alpa": Presence.ABSENT,
    "tanpa keterangan": Presence.ABSENT,
    "tidak": Presence.ABSENT,
    "absent": Presence.ABSENT,
}


@dataclass(frozen=True)
class SheetRow:
    """One accepted row of a sheet.

    Args:
        row: its number in the file, the header being row 1.
        nip: 18 digits, or None where the sheet has none.
        name: as written.
        agency: code, or None where the sheet names none.
        presence: what it says; None: a word nobody knows.
        representative: who came instead.
    """

    row: int
    nip: str | None
    name: str
    agency: str | None
    presence: Presence | None
    representative: str | None = None


@dataclass(frozen=True)
class Invitee:
    """One person who was called to the session."""

    invitation_id: int
    nip: str | None
    name: str
    agency: str


@dataclass(frozen=True)
class RegisterEntry:
    """What became of one call, and whether the sheet says so."""

    invitation_id: int
    presence: Presence
    representative: str | None
    on_sheet: bool


@dataclass(frozen=True)
class SheetReject:
    """A row that could not be used; `reason` is a key of the words of rejects."""

    row: int
    reason: str


def presence_word(text: str) -> Presence | None:
    """Return what a word on a sheet means, or None where nobody knows."""
    return PRESENCE_WORDS.get(" ".join(text.casefold().strip(" .!").split()))


def reconcile(
    rows: Iterable[SheetRow], invited: Iterable[Invitee]
) -> tuple[list[RegisterEntry], list[SheetReject]]:
    """Set a sheet against the people invited.

    A row is someone's by NIP; where it has none, or nobody knows the person's, by
    name within the agency (within the session where the row names no agency), if
    exactly one person fits. A second row that says the same is a repeat; one that
    says otherwise takes both out, since nobody can know which is right. Somebody
    invited of whom the sheet is silent was absent; somebody of whom it says
    something that cannot be used has no entry: nothing is known.

    Returns:
        Entries in the order of `invited`; rows that could not be used, by row.
    """
    people = list(invited)
    found: dict[int, list[SheetRow]] = {}
    rejects: list[SheetReject] = []
    for row in sorted(rows, key=lambda row: row.row):
        whose = _whose(row, people)
        if isinstance(whose, str):
            rejects.append(SheetReject(row.row, whose))
        else:
            found.setdefault(whose.invitation_id, []).append(row)
    register: list[RegisterEntry] = []
    for person in people:
        entry, refused = _entry(person, found.get(person.invitation_id, []))
        rejects += refused
        register += [entry] if entry else []
    return register, sorted(rejects, key=lambda reject: reject.row)


def _entry(person: Invitee, rows: list[SheetRow]) -> tuple[RegisterEntry | None, list[SheetReject]]:
    if not rows:
        return RegisterEntry(person.invitation_id, Presence.ABSENT, None, on_sheet=False), []
    clear = [row for row in rows if row.presence is not None]
    refused = [SheetReject(row.row, "presence-unknown") for row in rows if row.presence is None]
    if len({row.presence for row in clear}) > 1:
        return None, refused + [SheetReject(row.row, "contradicts") for row in clear]
    if not clear or clear[0].presence is None:
        return None, refused
    refused += [SheetReject(row.row, "repeated") for row in clear[1:]]
    entry = RegisterEntry(
        person.invitation_id, clear[0].presence, clear[0].representative, on_sheet=True
    )
    return entry, refused


def _whose(row: SheetRow, people: list[Invitee]) -> Invitee | str:
    if row.nip is not None:
        for person in people:
            if person.nip == row.nip:
                return person
    same = [
        person
        for person in people
        if same_name(person.name, row.name)
        and (row.agency is None or row.agency == person.agency)
        and (row.nip is None or person.nip is None)
    ]
    if len(same) == 1:
        return same[0]
    return "name-of-several" if same else "not-invited"


def same_name(one: str, other: str) -> bool:
    """Say whether two names are the same but for titles, case, dots and spaces."""
    return bare_name(one) == bare_name(other)


def bare_name(name: str) -> str:
    """Return a name without titles: lower case, single spaces.

    Titles after the name stand behind its first comma; titles before it are words
    that carry a full stop ("Drs.", "dr.", "H.").
    """
    words = name.split(",")[0].split()
    plain = [word for word in words if not word.endswith(".")]
    return " ".join(plain or words).casefold()
