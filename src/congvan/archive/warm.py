"""What the process that workers are forked from does once, so that each begins with it (`pools.PRELOADED`)."""

from __future__ import annotations

from congvan import grammar
from congvan.archive import work

GRAMMARS = grammar.load()
WORK = work.parse
