"""Where data come from: files of any city into clean rows, and rejects with their reasons."""

from coaching.sources.attendance import take_sheet
from coaching.sources.city import AgencyBook, read_agencies
from coaching.sources.known import Known
from coaching.sources.loading import FileRead
from coaching.sources.names import AgencyNames
from coaching.sources.read import Reading
from coaching.sources.rejects import write_rejects
from coaching.sources.sieve import cells_of
from coaching.sources.source import read_source

__all__ = [
    "AgencyBook",
    "AgencyNames",
    "FileRead",
    "Known",
    "Reading",
    "cells_of",
    "read_agencies",
    "read_source",
    "take_sheet",
    "write_rejects",
]
