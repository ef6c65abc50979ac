"""The agencies of the city and the names they go by, from all sources that hold them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from coaching.domain.corrections import Mending
from coaching.programme import Holds, Programme
from coaching.sources.corrections import by
from coaching.sources.known import Known
from coaching.sources.names import AgencyNames, agencies_by_name
from coaching.sources.read import Reading
from coaching.sources.source import read_source

AGENCIES = {"agency": "object", "name": "object", "short_name": "object"}
NAMES = {"agency": "object", "name": "object", "from_year": "Int64", "to_year": "Int64"}


@dataclass(frozen=True)
class AgencyBook:
    """Every agency, every name, and what came of reading them.

    Args:
        agencies: agency (code), name, short_name.
        names: agency, name, from_year, to_year (missing: still in use).
        lookup: which name means which agency.
        readings: one per source.
    """

    agencies: pd.DataFrame
    names: pd.DataFrame
    lookup: AgencyNames
    readings: tuple[Reading, ...]


def read_agencies(
    programme: Programme, folder: Path, year: int, standing: Mapping[str, Mending] | None = None,
    told: Callable[[Reading], object] = id,
) -> AgencyBook:  # fmt: skip
    """Read the sources that hold agencies and agency names.

    Where no source holds agencies, they are those of the names, each under the
    newest of its names. Corrections that stand, by source, are made first; `told`
    hears of each reading, also of one that gave nothing.

    Raises:
        NothingAccepted: a source gave rows and not one could be used.
        SourceMissing, SourceUnreadable, ColumnMissing: see `read_source`.
    """
    readings = [
        read_source(source, folder, Known(year), by((standing or {}).get(source.name, Mending())))
        for source in programme.sources_of(Holds.AGENCIES, Holds.AGENCY_NAMES)
    ]
    for reading in readings:
        told(reading)
    for reading in readings:
        reading.raise_if_empty()
    names = _together(readings, Holds.AGENCY_NAMES, NAMES)
    agencies = _together(readings, Holds.AGENCIES, AGENCIES)
    if agencies.empty:
        agencies = agencies_by_name(names)
    agencies = agencies.drop_duplicates("agency", ignore_index=True)
    return AgencyBook(agencies, names, AgencyNames.of(agencies, names), tuple(readings))


def _together(readings: list[Reading], holds: Holds, columns: dict[str, str]) -> pd.DataFrame:
    frames = [one.accepted for one in readings if one.holds is holds]
    empty = pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in columns.items()})
    return pd.concat(frames, ignore_index=True) if frames else empty
