"""Phrases: what the words of a line say in an order: its leading verbs, and where a name ends before them.

The words are the model's (see `words`), the lists that correct it are data (`words.toml`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from congvan.grammar import Grammar
from congvan.words import Word, segment

WINDOW = 4000
"""How much of a line is looked at."""
_LEAD_IN = 6
_NAME_JOINTS = frozenset(",-–&/")


@dataclass(frozen=True)
class Phrases:
    """Reads phrases with the word lists of one grammar."""

    rules: Grammar

    @cached_property
    def _lists(self) -> dict[str, frozenset[str]]:
        return {name: frozenset(words) for name, words in self.rules.lists.items()}

    def leading_verbs(self, line: str, start: int = 0) -> tuple[int, int] | None:
        """Find the leading verb phrase of the order that begins at `start`: `Khẩn trương rà soát, báo cáo`.

        The span begins with an adverb or a verb and ends with a verb (and its complement: `nâng cao`); modals are left
        out. None when the order does not begin with its verb.
        """
        words = self._from(line, start)
        first = self._first_act(words)
        if first is None:
            return None
        last = None
        for at in range(first, len(words)):
            role = self._role(words, at)
            if role == "verb" or (last == at - 1 and self._is(words, at, "complements")):
                last = at
            elif role not in ("adverb", "joint"):
                break
        return None if last is None else (max(start, words[first].start), words[last].end)

    def party_end(self, line: str, start: int) -> int:
        """Find where the name that begins at `start` ends: before the verb, the modal or the clause that follows it.

        Capitals keep a name together where the model sees a verb (`Giáo dục và Đào tạo`). Names joined by commas and
        `và` count as one: telling `Sở Văn hóa, Thể thao và Du lịch` from a list of two takes a word list.
        """
        words = self._from(line, start)
        behind = next((at for at in range(1, len(words)) if not self._continues(words, at)), len(words))
        while behind > 1 and (words[behind - 1].tag == "F" or self._is(words, behind - 1, "trailing")):
            behind -= 1
        return words[behind - 1].end if words else start

    def _is(self, words: Sequence[Word], at: int, *lists: str) -> bool:
        """Whether a word is in one of the lists; there is none beyond the last."""
        return at < len(words) and any(words[at].text.lower() in self._lists[name] for name in lists)

    def _pair(self, words: Sequence[Word], at: int, name: str) -> bool:
        """Whether a word and the one behind it are in a list of pairs."""
        return at + 1 < len(words) and f"{words[at].text} {words[at + 1].text}".lower() in self._lists[name]

    def _from(self, line: str, start: int) -> list[Word]:
        """The words that end after `start`, at most a window of them: phrases asked of a long line stay linear."""
        if len(line) > WINDOW and start > 0:
            near = self._from(line[start : start + WINDOW], 0)
            return [Word(word.text, word.tag, word.start + start, word.end + start) for word in near]
        words = segment(line[:WINDOW])
        return [part for word in words if word.end > start for part in self._unglued(word) if part.end > start]

    def _unglued(self, word: Word) -> tuple[Word, ...]:
        """Part `Giao Ủy ban` and `Trần Văn An trực tiếp`, which the model glues."""
        syllables = word.text.split(" ")
        seam = self._seam(syllables) if len(syllables) > 1 else 0
        # Where blanks are doubled or missing, the offset of the seam is not known.
        if seam == 0 or word.end - word.start != len(word.text):
            return (word,)
        left, right = " ".join(syllables[:seam]), " ".join(syllables[seam:])
        cut = word.start + len(left)
        tag = "V" if left in self._lists["giving"] else "Np"
        return Word(left, tag, word.start, cut), Word(right, "N", cut + 1, word.end)

    def _seam(self, syllables: Sequence[str]) -> int:
        """The syllable where a verb or an adverb was glued to a name; 0 where none was."""
        if syllables[0] in self._lists["giving"] and syllables[1][0].isupper():
            return 1
        named = len(syllables) > 2 and syllables[0][0].isupper()
        return len(syllables) - 2 if named and " ".join(syllables[-2:]) in self._lists["adverbs"] else 0

    def _role(self, words: Sequence[Word], at: int) -> str:
        """What a word does in an order: `verb`, `adverb`, `joint`, `modal`, `name`, or something else (its tag)."""
        word = words[at]
        if self._is(words, at, "modals") or self._pair(words, at, "duty"):
            return "modal"
        if self._is(words, at, "joints"):
            return "joint"
        if at > 0 and word.text[0].isupper():
            return "name"
        if self._is(words, at, "adverbs"):
            return "adverb"
        link = self._is(words, at, "links")
        opens = at == 0 or self._is(words, at - 1, "modals")
        if self._is(words, at, "verbs") or (word.tag == "V" and (opens or not link)):
            return "verb"
        return "adverb" if word.tag in ("R", "A") and not link else word.tag

    def _first_act(self, words: Sequence[Word]) -> int | None:
        """Where an order begins to say what is to be done, if it does so at once."""
        for at in range(min(_LEAD_IN, len(words))):
            role = self._role(words, at)
            if role in ("E", "C") or self._is(words, at, "clauses"):
                return None
            if role in ("verb", "adverb"):
                return at
        return None

    def _continues(self, words: Sequence[Word], at: int) -> bool:
        """Whether a word may belong to a name that began before it."""
        word = words[at]
        if word.text[0].isupper():
            return True
        if self._is(words, at, "modals", "verbs", "adverbs", "after_name"):
            return False
        if word.tag == "F":
            return word.text in _NAME_JOINTS
        if word.tag == "E":
            return self._is(words, at, "inside") or self._is(words, at + 1, "around")
        if word.tag == "V":
            return self._is(words, at, "attributes") or self._pair(words, at, "tied")
        return word.tag != "R" and (word.tag != "C" or self._is(words, at, "joints"))
