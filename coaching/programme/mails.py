"""Which letters leave by themselves."""

from coaching.programme.section import Section


class Mails(Section):
    """A switch for each letter that the year can do without; invitations always leave."""

    approval_request: bool = True  # to the appointing authority, when a list waits
    nomination_request: bool = False  # to the head of each chosen agency: whom to invite
    delegation_received: bool = True  # to who answered that somebody stands in for them
    thanks: bool = True  # to those who came or were represented
    report: bool = True  # the evaluation, to the appointing authority
