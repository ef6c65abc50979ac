"""How fast mails go to a domain whose server has said that we are too fast."""

TAKEN = 100  # mails a server takes before it is tried a little faster
FAST = 60  # mails a minute: a pace that needs no watching any more


def slower(per_minute: int) -> int:
    """Return half the pace, at least one mail a minute."""
    return max(1, per_minute // 2)


def faster(per_minute: int) -> int:
    """Return a pace a tenth faster, at least by one mail a minute."""
    return max(per_minute + 1, per_minute * 11 // 10)
