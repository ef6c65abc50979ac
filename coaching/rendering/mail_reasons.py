"""Why a mail was understood so, in words: the records hold codes, and what the mail itself says."""

from coaching.rendering.words import has, say

BETWEEN = "; "


def reasons(told: str, language: str) -> str:
    """Return reasons in a sentence, such as "jawaban aplikasi kalender; dari alamat lain".

    Args:
        told: codes with "; " between them, each with what the mail itself says after ": ".
            What is no code, such as a mail server's own words, stays as it is.
        language: of the reader.
    """
    return BETWEEN.join(_reason(one, language) for one in told.split(BETWEEN))


def _reason(told: str, language: str) -> str:
    code, _, detail = told.partition(": ")
    key = f"replies.why.{code}"
    return say(key, language, detail=detail) if has(key, language) else told
