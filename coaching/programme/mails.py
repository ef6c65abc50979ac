"""Which letters leave by themselves."""

from coaching.programme.section import Address, Code, Section, Text


class Mails(Section):
    """A switch for each letter that the year can do without; invitations always leave."""

    approval_request: bool = True  # to the appointing authority, when a list waits
    nomination_request: bool = False  # to the head of each chosen agency: whom to invite
    delegation_received: bool = True  # to who answered that somebody stands in for them
    thanks: bool = True  # to those who came or were represented
    report: bool = True  # the evaluation, to the appointing authority
    bounce_digest: bool = True  # to an agency's HR contact: whom our mails did not reach


class HrContact(Section):
    """Whom to tell of an agency's addresses that are wrong."""

    agency: Code
    name: Text
    email: Address
