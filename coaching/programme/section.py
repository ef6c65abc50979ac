"""What every section of `config/` has in common."""

from datetime import time
from typing import Annotated
from zoneinfo import ZoneInfo

from email_validator import EmailNotValidError, validate_email
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError


class Section(BaseModel):
    """A table of a file of `config/`: nothing unknown in it, nothing changes it."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=False)


def refuse(why: str) -> PydanticCustomError:
    """Return the problem of a value; `why` is a key of the words of `config`."""
    return PydanticCustomError("refused", "{why}", {"why": why})


def _clock_time(value: object) -> object:
    if not isinstance(value, str):
        return value
    hours, _, minutes = value.replace(".", ":").partition(":")
    try:
        return time(int(hours), int(minutes))
    except ValueError:
        raise refuse("not-a-time") from None


def _zone(value: object) -> object:
    try:
        ZoneInfo(str(value))
    except (KeyError, ValueError, OSError):
        raise refuse("not-a-time-zone") from None
    return value


def _address(value: object) -> object:
    try:
        # No look-up: whether the domain exists is not for a configuration to find out.
        validate_email(str(value), check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        raise refuse("not-an-address") from None
    return value


Text = Annotated[str, Field(min_length=1)]
Code = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=64)]
Year = Annotated[int, Field(ge=1990, le=2200)]
Share = Annotated[float, Field(ge=0, le=1)]
ClockTime = Annotated[time, BeforeValidator(_clock_time)]
ZoneName = Annotated[str, BeforeValidator(_zone)]
Address = Annotated[str, BeforeValidator(_address)]
