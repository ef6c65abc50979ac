"""Who shares a mailbox: a secretariat's address often stands for several people."""

from collections.abc import Collection, Mapping, Sequence


def normalised(address: str) -> str:
    """Return what two spellings of the same mailbox have in common."""
    return address.strip().lower()


def parties(
    addresses: Mapping[str, str | None], known: Collection[str] = ()
) -> tuple[list[str], dict[str, tuple[str, ...]]]:
    """Tell people with a mailbox of their own from those who share one.

    Args:
        addresses: by person; None: they have none.
        known: mailboxes that are shared even by one of these: with others.

    Returns:
        Those who are written to alone, and those who share by mailbox, each in the order given.
    """
    by_mailbox: dict[str, list[str]] = {}
    for person, address in addresses.items():
        if address:
            by_mailbox.setdefault(normalised(address), []).append(person)
    shared = {
        box: tuple(people) for box, people in by_mailbox.items() if len(people) > 1 or box in known
    }
    together: set[str] = set()
    for people in shared.values():
        together.update(people)
    return [person for person in addresses if person not in together], shared


def name_words(name: str) -> frozenset[str]:
    """Return the words of a name with its titles, in small letters, without dots and commas."""
    return frozenset(_words(name))


POLITE = frozenset(
    [
        "bapak",
        "ibu",
        "bpk",
        "pak",
        "bu",
        "sdr",
        "sdri",
        "saudara",
        "saudari",
        "an",
        "a.n",
        "untuk",
        "atas",
        "nama",
        "yth",
        "dari",
        "for",
        "mr",
        "mrs",
        "ms",
        "dear",
        "yang",
        "diundang",
    ]
)


def named_in(text: str, names: Sequence[str]) -> set[int]:
    """Return which of these people a line may mean, by their places; empty: it names nobody.

    Every word of it that is not mere politeness has to be in the name.
    """
    said = {word for word in _words(text) if word not in POLITE}
    if not any(len(word) > 1 for word in said):
        return set()
    return {place for place, name in enumerate(names) if said <= name_words(name)}


def _words(text: str) -> list[str]:
    cleaned = "".join(sign if sign.isalnum() or sign in "'’-." else " " for sign in text.casefold())
    return [word.strip(".'’-").replace("’", "'") for word in cleaned.split() if word.strip(".'’-")]
