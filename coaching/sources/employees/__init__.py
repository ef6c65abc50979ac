"""Lists of employees: rows by the thousand or the million, read with Polars."""

from coaching.sources.employees.lists import KnownOfEmployees
from coaching.sources.employees.reading import (
    LISTS,
    EmployeeReading,
    of_year,
    read_list,
    read_units,
    years_of,
)
from coaching.sources.employees.units import UnitTree
from coaching.sources.employees.whole import lists_of, measured_years, read_lists

__all__ = [
    "LISTS",
    "EmployeeReading",
    "KnownOfEmployees",
    "UnitTree",
    "lists_of",
    "measured_years",
    "of_year",
    "read_list",
    "read_lists",
    "read_units",
    "years_of",
]
