"""Words: the only room that knows spaCy and pyvi.

Only pyvi's data are used (two CRF models and a word list), through python-crfsuite: importing pyvi's own modules costs
scikit-learn and scipy, over a second. Everything that is not the standard library is imported inside a function.
"""

from __future__ import annotations

from congvan.words.models import available
from congvan.words.segments import Word, doc, segment

__all__ = ["Word", "available", "doc", "segment"]
