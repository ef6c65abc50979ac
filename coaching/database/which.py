"""Which mails of the ledger are meant: of some kinds, to some addresses."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, func, or_

from coaching.database import tables, whom
from coaching.domain.invitations import MailKind

Which = ColumnElement[bool] | None  # None: all of them


def of_kinds(
    kinds: Collection[MailKind], allowed: Collection[str] | None = None
) -> ColumnElement[bool]:
    """Return what means these kinds of letters, to these addresses alone where given.

    Args:
        kinds: of letters.
        allowed: addresses, and "@domain" for all of a domain; in lower case.
    """
    wanted = tables.MailMessage.kind.in_(kinds)
    if allowed is None:
        return wanted
    address = func.lower(whom.address())
    domains = [address.like(f"%{one}") for one in allowed if one.startswith("@")]
    return and_(wanted, or_(address.in_([one for one in allowed if one[0] != "@"]), *domains))


def not_redirected() -> ColumnElement[bool]:
    """Return what means mails of which no trial copy has left."""
    return tables.MailMessage.redirected_at.is_(None)
