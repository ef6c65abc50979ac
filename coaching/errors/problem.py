"""What every problem has: facts for its words, and an exit code."""


class CoachingError(Exception):
    """Something in the programme needs a person's attention.

    Args:
        facts: what the words of the problem need, by name: strings, numbers,
            dates, or lists of them.
    """

    exit_code = 10

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        told = ", ".join(f"{name}={value}" for name, value in facts.items())
        super().__init__(f"{type(self).__name__}({told})")

    def __reduce__(self) -> tuple[object, ...]:
        """Keep the facts where a problem crosses a process."""
        return (_again, (type(self), self.facts))


def _again(problem: type[CoachingError], facts: dict[str, object]) -> CoachingError:
    return problem(**facts)
