"""Words: the only room that knows spaCy and pyvi.

Only pyvi's data are used (two CRF models and a word list), through python-crfsuite: importing pyvi's own modules costs
scikit-learn and scipy, over a second. Everything that is not the standard library is imported inside a function.
"""

from __future__ import annotations

from congvan.words.models import available
from congvan.words.segments import Word, doc, segment

__all__ = ["Word", "available", "doc", "leading_verbs", "party_end", "segment"]


def leading_verbs(line: str, start: int = 0) -> tuple[int, int] | None:
    """See `phrases.Phrases.leading_verbs`."""
    from congvan import grammar, phrases

    return phrases.Phrases(grammar.load()["words"]).leading_verbs(line, start)


def party_end(line: str, start: int) -> int:
    """See `phrases.Phrases.party_end`."""
    from congvan import grammar, phrases

    return phrases.Phrases(grammar.load()["words"]).party_end(line, start)
