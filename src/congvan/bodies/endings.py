"""Endings: where the proper name of a body ends, before the words of a predicate."""

from __future__ import annotations

import regex

from congvan.grammar import Grammars
from congvan.mentions import Name
from congvan.tries import Vocabulary

LONGEST = 400
"""How far a name may reach: the longest names of bodies have 200 letters."""
_NEAR = 30
_SHORT = 24
"""How far behind its second syllable a compound reaches."""
_VERBS = ("verbs", "short_verbs", "modals", "adverbs")
"""The lists of the grammar of tasks that orders are given with: a name ends before their words."""
_CAPITAL = regex.compile(r"(?<= )\p{Lu}\w*(?=[ ]|$)")


class Endings:
    """Ends names. What may belong to a name and may be a predicate ends it, unless it surely goes on."""

    def __init__(self, rules: Grammars, heads: Vocabulary) -> None:
        grammar = rules.parties
        self._heads = heads
        self._body = grammar["name.body"]
        self._proper = grammar["proper"]
        self._end = grammar["name-end"]
        self._nominal_end = grammar["nominal-end"]
        self._next = grammar["next"]
        self._verbs = Vocabulary(_verbs(rules))
        self._compounds = Vocabulary(rules.tasks.lists.get("compounds", ()))
        self._named = Vocabulary(grammar.lists["named_compounds"])
        self._fields = frozenset(grammar.lists["fields"])
        self._nominal = frozenset(grammar.lists["nominal_verbs"])
        self._inner = tuple(f" {words}" for words in sorted(grammar.lists["inner"], key=len, reverse=True))

    def ended(self, key: str, name: Name, head: int) -> Name:
        """Cut a body's name before a predicate; `head` is where its first word ends.

        After it, small letters stand at its end only where it surely ends behind them, but for one word.
        """
        end = name.end
        if proper := self._proper.compiled.search(key, head, end + 2):
            end = min(end, proper.end())
        cut = end
        first = _CAPITAL.search(key, head, end)
        at = first.end() if first else end
        while verb := self._verbs.after(key, at, end):
            start, stop = verb
            at = stop
            if not self._opens_predicate(key, start):
                at = start + 1
            elif not self._nominally(key, key[start:stop], stop):
                cut = start - 1
                break
        if cut == name.end and not self._end.compiled.match(key, end, end + _NEAR):
            cut = self._firm(key, head, end)
        return name.stretched(cut) if cut < name.end else name

    def stops(self, key: str, end: int) -> bool:
        """Tell whether a name surely ends at a place: before a mark, a predicate or the name of another."""
        if key.startswith(" ", end) and key[end + 1 : end + 2].isupper():
            return False
        return bool(self._end.compiled.match(key, end, end + _NEAR) or self._verbs.at(key, end + 1))

    def _nominally(self, key: str, word: str, end: int) -> bool:
        """Tell whether a verb stands as a noun: nothing that it could be done to follows."""
        if word not in self._nominal:
            return False
        if self._nominal_end.compiled.match(key, end, end + _NEAR):
            return True
        return bool(self._verbs.at(key, end + 1)) and self._opens_predicate(key, end + 1)

    def _ends_nominally(self, key: str, start: int, end: int) -> bool:
        """Tell whether a verb is the last word of a name: a heading ends behind it (`Phòng Kế hoạch tổng hợp`)."""
        return key[start:end] in self._nominal and not key[end : end + 2].strip(" :.;")

    def _opens_predicate(self, key: str, start: int) -> bool:
        """Tell whether the verb that begins at a place is a word of its own and no part of a longer one."""
        if not key.startswith(" ", start - 1) or self._compounds.at(key, start):
            return False
        before = key.rfind(" ", 0, start - 1) + 1
        word = key[before : start + _SHORT]
        known = (self._compounds,) if word[:1].islower() else (self._named, self._compounds, self._verbs)
        word = word[:1].lower() + word[1:]
        return not any(words.at(word, 0) > start - before for words in known)

    def _firm(self, key: str, head: int, end: int) -> int:
        """The end of a name whose last words in small letters may not belong to it: one of them is kept."""
        at = max((match.end() for match in _CAPITAL.finditer(key, head, end)), default=end)
        inner = next((words for words in self._inner if key.startswith(words, at)), "")
        if at + len(inner) > end or key[end - 1].isdigit():
            return end
        space = key.find(" ", at + 1, end)
        return at + len(inner) if inner else space if space > 0 else end

    def longer(self, key: str, name: Name) -> Name:
        """A known field may be the beginning of a longer proper name (`Tập đoàn Bưu chính` + `Viễn thông Việt Nam`)."""
        if not key.startswith((" ", "-"), name.end):
            return name
        if key[name.end + 1 : name.end + 2].islower():
            verb = self._verbs.at(key, name.end + 1)
            if verb and self._ends_nominally(key, name.end + 1, verb):
                return name.stretched(verb)
            joined = key.startswith(" và ", name.end) and key[name.end + 4 : name.end + 5].isupper()
            if not (joined or key.startswith(self._inner, name.end)) or (
                verb and self._opens_predicate(key, name.end + 1) and not self._nominal_end.compiled.match(key, verb)
            ):
                return name
        match = self._body.compiled.match(key, name.start, name.start + LONGEST)
        if not match or match.end() <= name.end:
            return self._through(key, name)
        longer = self.ended(key, name.stretched(match.end()), match.end("head"))
        rest = key[name.end : longer.end]
        if rest.startswith(" và "):
            return longer if self._one_body(key, name, rest) else name
        if not (rest[1:2].isupper() or rest[1:2].isdigit() or rest.startswith((" -", " –", *self._inner))):
            return name
        part = None if rest.startswith((" -", " –")) and "," not in rest else self._next.compiled.search(rest)
        return name.stretched(name.end + part.start()) if part else longer

    def _one_body(self, key: str, name: Name, rest: str) -> bool:
        """Tell whether `và` stands inside a name: no other name begins behind it, and no `các` before it parts them."""
        many = key[max(0, name.start - 4) : name.start].casefold() == "các "
        other = rest.removeprefix(" và ")
        return not (many or other in self._fields or "," in other or self._heads.at(key, name.end + 4))

    def _through(self, key: str, name: Name) -> Name:
        """A field that goes on with words in small letters, where the name surely ends behind them."""
        end = name.end
        while words := next((words for words in self._inner if key.startswith(words, end)), ""):
            end += len(words)
        return name.stretched(end) if end > name.end and self._end.compiled.match(key, end, end + _NEAR) else name


def _verbs(rules: Grammars) -> list[str]:
    """The words in small letters before which a name ends: verbs that orders are given with, and words around them."""
    own, tasks = rules.parties.lists, rules.tasks.lists
    return [*own["more_verbs"], *own["nominal_verbs"], *(word for name in _VERBS for word in tasks.get(name, ()))]
