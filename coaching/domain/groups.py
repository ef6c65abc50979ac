"""Employee groups that are coached across agencies, such as teachers on contract."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from coaching.domain.invitations import Candidate

CONTRACT = "2"  # where a NIP of a tenured civil servant has the month of appointment


class Employment(StrEnum):
    """How somebody is employed: tenured (PNS) or on contract (PPPK)."""

    PNS = "pns"
    PPPK = "pppk"


@dataclass(frozen=True)
class EmployeeGroup:
    """Who belongs to a group; what is empty asks for nothing.

    Args:
        code: how files and tables call it.
        name: as letters call it.
        employment: tenured or on contract, by the NIP.
        position_types: kinds of position.
        positions: words one of which stands in the name of the position.
        agencies: codes; none: every agency.
    """

    code: str
    name: str
    employment: Employment | None = None
    position_types: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()


def employment_of(nip: str) -> Employment | None:
    """Return how the owner of a NIP is employed; None where it has another form.

    Digits 13 and 14 are the month of appointment of a PNS; of a PPPK they are a 2
    and the count of contracts.
    """
    if len(nip) != 18 or not nip.isdigit():
        return None
    if nip[12] == CONTRACT:
        return Employment.PPPK
    return Employment.PNS if 1 <= int(nip[12:14]) <= 12 else None


def members(
    group: EmployeeGroup, people: Mapping[str, Iterable[Candidate]], nips: Mapping[str, str]
) -> dict[str, list[Candidate]]:
    """Return the people of a group by agency, each in order of position and name.

    Args:
        people: of each agency.
        nips: by person key; who has none belongs to no group that asks for employment.
    """
    found: dict[str, list[Candidate]] = {}
    for agency in sorted(people):
        if group.agencies and agency not in group.agencies:
            continue
        own = [one for one in people[agency] if _belongs(group, one, nips.get(one.key, ""))]
        if own:
            found[agency] = sorted(own, key=lambda one: (one.position, one.name, one.key))
    return found


def _belongs(group: EmployeeGroup, person: Candidate, nip: str) -> bool:
    if group.employment is not None and employment_of(nip) is not group.employment:
        return False
    if group.position_types and person.position_type not in group.position_types:
        return False
    told = person.position.casefold()
    return not group.positions or any(word.casefold() in told for word in group.positions)
