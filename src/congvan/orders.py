"""Orders: in one text, who is told to act, by which words, and who helps.

An order is found where a giver (`giao`, `yêu cầu`, `đề nghị`) stands before names, or where names stand before a
predicate. What is Vietnamese in it is in the grammar of tasks; names come from `bodies`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import regex

from congvan.bodies import Name, Names, names
from congvan.grammar import Grammars

_SENTENCE = re.compile(r"(?<=[.!?…])[\"”)]? +(?=[\"“(]?[^\W\d_a-zà-ỹđ])")
_COMMA = re.compile(r"[,:] +")
_SEMICOLON = re.compile(r"; +(?=\S)")
_LOOSE = frozenset(("class", "group", "post", "plain"))
_MOST = 60
"""How many names one list may hold."""
_TOLD = 300
"""How far back a past verb spoils a giver, and a clause of helpers reaches."""
_FAR = 1500
"""How far into a sentence a subject is looked for."""


@dataclass(frozen=True, slots=True)
class Order:
    """One order: its clause begins at `start`, what is to be done at `verb`; no `giver` where names act themselves."""

    start: int
    verb: int
    leads: tuple[Name, ...]
    helpers: tuple[Name, ...]
    giver: str | None
    rule: str


def _unbracketed(key: str, low: int, high: int) -> int:
    """Where a name ends without the brackets that close it."""
    if key.endswith(")", low, high):
        return max(low, key.rfind("(", low, high) - 1)
    return high


class Orders:
    """Reads orders in keys (tone marks folded). Made once for each grammar (see `orders`)."""

    def __init__(self, rules: Grammars) -> None:
        grammar = rules.tasks
        self.names: Names = names(rules)
        self._patterns = {rule.name: rule.compiled for rule in grammar.rules}
        self._requests = frozenset(grammar.lists["requests"])
        self._dots = tuple(grammar.lists["short_dots"])

    def pattern(self, name: str) -> regex.Pattern[str]:
        """The compiled pattern of a rule of the grammar of tasks."""
        return self._patterns[name]

    def has(self, name: str, key: str) -> bool:
        """Tell whether a rule that searches wins on a text."""
        return bool(self._patterns[name].search(key))

    def sentences(self, key: str) -> list[tuple[int, int]]:
        """Cut a text into sentences; a dot of an abbreviation ends none."""
        cuts = [
            match.end()
            for match in _SENTENCE.finditer(key)
            if not key.endswith(self._dots, max(0, match.start() - 8), match.start())
        ]
        return list(zip([0, *cuts], [*cuts, len(key)], strict=True))

    def people(self, key: str, at: int) -> tuple[tuple[Name, ...], tuple[Name, ...], int]:
        """Read a list of names from `at`: who leads, who only helps (`cùng với …`), and where the list ends."""
        leads: list[Name] = []
        helpers: list[Name] = []
        side, end = leads, at
        while len(leads) + len(helpers) < _MOST and (
            found := self.names.at(key, at) or (self._stranger(key, at) if leads else ())
        ):
            if found[0].family == "stranger" and side and side[-1].family in _LOOSE:
                end = found[0].end
                side[-1] = side[-1]._replace(end=end, ranges=(*side[-1].ranges[:-1], (side[-1].ranges[-1][0], end)))
                if not (link := self._patterns["link"].match(key, end, end + 20)):
                    break
                at = link.end()
                continue
            *rest, last = found
            if last.family in _LOOSE and (tail := self._patterns["tail"].match(key, last.end, last.end + 200)):
                spelled = _unbracketed(key, last.end, tail.end())
                last = last._replace(end=tail.end(), ranges=(*last.ranges[:-1], (last.ranges[-1][0], spelled)))
            end = last.end
            if last.family == "class" and key.startswith(": ", end) and self.names.at(key, end + 2):
                at = end + 2
                continue
            side.extend((*rest, last))
            link = self._patterns["link"].match(key, end, end + 20)
            if not link:
                break
            if self._patterns["helper-link"].match(key, end, end + 20):
                side = helpers
            at = link.end()
        return tuple(leads), tuple(helpers), end

    def _stranger(self, key: str, at: int) -> tuple[Name, ...]:
        """A name that no list knows, inside a list of names: it must be followed by more names, or by a predicate."""
        match = self._patterns["stranger"].match(key, at, at + 120)
        if not match:
            return ()
        link = self._patterns["link"].match(key, match.end(), match.end() + 20)
        goes_on = link and (
            self.names.at(key, link.end()) or self._patterns["stranger"].match(key, link.end(), link.end() + 120)
        )
        if not goes_on and self.predicate(key, match.end()) is None:
            return ()
        family = "body" if self.names.heads(key, at) else "stranger"
        return (Name(at, match.end(), (match.span(),), family),)

    def predicate(self, key: str, at: int) -> int | None:
        """Where the predicate begins that follows a list of names, if one does."""
        while key.startswith((" ", ","), at):
            at += 1
        return at if self._patterns["predicate"].match(key, at, at + 40) else None

    def subject(self, key: str, at: int) -> Order | None:
        """The order whose subject begins at `at`: names and a predicate right after them."""
        leads, helpers, end = self.people(key, at)
        verb = self.predicate(key, end) if leads else None
        if verb is None or self._patterns["past"].match(key, verb, verb + 200):
            return None
        return Order(at, verb, leads, helpers, None, "subject")

    def given(self, key: str, low: int, high: int) -> Iterator[Order]:
        """The orders that a giver opens, in `[low, high)`; a giver that is a noun or tells the past gives none."""
        for match in self._patterns["giver"].finditer(key, low, high):
            if self._patterns["spoiled"].search(key, max(0, match.start() - 24), match.start()):
                continue
            if self._patterns["told"].search(key, max(low, match.start() - _TOLD), match.start()):
                continue
            leads, helpers, end = self.people(key, match.end())
            if not leads and (stranger := self._stranger(key, match.end())):
                leads, end = stranger, stranger[-1].end
            verb = self.predicate(key, end + key.startswith(":", end)) if leads else None
            if (
                verb is None
                and leads
                and key.startswith(" ", end)
                and self._patterns["any-verb"].match(key, end + 1, end + 20)
            ):
                verb = end + 1
            if verb is None and leads and key[end:high].strip(" .:;,/") == "":
                verb = end
            if verb is not None:
                yield Order(match.start(), verb, leads, helpers, match["giver"].casefold(), "giver")

    def asks(self, order: Order) -> bool:
        """Tell whether the order is a request."""
        return order.giver in self._requests

    def assigns(self, key: str, order: Order) -> bool:
        """Tell whether an order assigns in words: `giao X …`, `X chủ trì …`."""
        if order.giver and self._patterns["assigning-giver"].match(order.giver):
            return True
        return bool(self._patterns["leading"].match(key, order.verb))

    def shares(self, order: Order) -> bool:
        """Tell whether the giver only shares out work (`phân công`)."""
        return bool(order.giver and self._patterns["sharing"].match(order.giver))

    def opened(self, key: str, low: int, high: int) -> Order | None:
        """The order of a sentence whose subject stands first, or after opening clauses."""
        if order := self.subject(key, low):
            return order
        if (towards := self._patterns["towards"].match(key, low, high)) and (order := self.subject(key, towards.end())):
            return order
        skipped = self._patterns["conducting"].match(key, low, high)
        if skipped and (order := self.subject(key, skipped.end())):
            return order
        if not self._patterns["opening"].match(key, low, high):
            return None
        return self._after_clauses(key, low, min(high, low + _FAR))

    def _after_clauses(self, key: str, low: int, high: int) -> Order | None:
        inside = [(name.start, name.end) for name in self.names.scan(key[low:high])]
        for comma in _COMMA.finditer(key, low, high):
            if any(start <= comma.start() - low < end for start, end in inside):
                continue
            at = self._after_adverbs(key, comma.end())
            if order := self.subject(key, at):
                return order
        return None

    def _after_adverbs(self, key: str, at: int) -> int:
        if self.names.at(key, at):
            return at
        match = self._patterns["lead-in"].match(key, at, at + 60)
        return match.end() if match else at

    def later(self, key: str, low: int, high: int) -> Order | None:
        """The class that acts after a first clause: `Nâng cao hiệu quả phong trào …, các trường rà soát …`."""
        for comma in _COMMA.finditer(key, low, min(high, low + _FAR)):
            order = self.subject(key, comma.end())
            if order and order.leads[0].family == "class" and not self._lists(key, low, comma.start()):
                return order
        return None

    def _lists(self, key: str, low: int, end: int) -> bool:
        """Tell whether a name ends right at `end`: then what follows the comma goes on with a list."""
        return any(name.end >= end - low for name in self.names.scan(key[low:end]))

    def helpers(self, key: str, low: int, high: int, verb: int) -> tuple[Name, ...]:
        """Who helps: the names after `phối hợp với …` whose subject is the one who leads."""
        found: list[Name] = []
        for match in self._patterns["support"].finditer(key, low, high):
            clause = (
                max(key.rfind(mark, max(low, match.start() - _FAR), match.start()) for mark in (";", ". ", ":")) + 1
            )
            if self._directed(key, max(clause, verb, low, match.start() - _FAR), match.start()):
                continue
            leads, more, _ = self.people(key, match.end())
            found.extend((*leads, *more))
            if not leads and match["with"]:
                found.extend(self._unknown(key, match.end(), high))
        return tuple(found)

    def _directed(self, key: str, low: int, high: int) -> bool:
        """Tell whether somebody else is made to work together (`chỉ đạo các đơn vị phối hợp với …`)."""
        for match in self._patterns["directed"].finditer(key, low, high):
            leads, _, end = self.people(key, match.end())
            if leads and end <= high and self._patterns["between"].fullmatch(key, end, high):
                return True
        return False

    def _unknown(self, key: str, at: int, high: int) -> Iterator[Name]:
        """A helper that no list knows: the words up to a predicate or a mark."""
        match = self._patterns["unknown"].match(key, at, min(high, at + 160))
        if match:
            yield Name(at, match.end(), (match.span(),), "group")

    def semicolons(self, key: str, low: int, high: int) -> list[int]:
        """Where a new clause begins after a semicolon outside brackets."""
        found, open_, last = [], 0, low
        for match in _SEMICOLON.finditer(key, low, high):
            open_ += key.count("(", last, match.start()) - key.count(")", last, match.start())
            last = match.start()
            if open_ <= 0:
                found.append(match.end())
        return found

    def named(self, key: str, name: str) -> tuple[Name, ...]:
        """The names after a rule that searches (`dưới sự giám sát của …`)."""
        match = self._patterns[name].search(key, 0, _FAR)
        return self.people(key, match.end())[0] if match else ()


_MADE: dict[str, Orders] = {}


def orders(rules: Grammars) -> Orders:
    """The reader of orders for a set of grammars; made once."""
    if rules.digest not in _MADE:
        _MADE[rules.digest] = Orders(rules)
    return _MADE[rules.digest]
