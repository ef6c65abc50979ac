"""All tables at once, for whatever must know which of them refers to which."""

from functools import cache

from sqlalchemy import MetaData

from coaching.database import tables


@cache
def whole() -> MetaData:
    """Set up every table; return what knows them all."""
    for name in tables.__all__:
        getattr(tables, name)
    return tables.Base.metadata
