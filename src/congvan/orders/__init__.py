"""Orders: in one text, who is told to act, by which words, and who helps.

An order is found where a giver (`giao`, `yêu cầu`, `đề nghị`) stands before names, or where names stand before a
predicate. What is Vietnamese in it is in the grammar of tasks; names come from `bodies`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import regex

from congvan.bodies import Name
from congvan.grammar import Grammars
from congvan.orders.actors import Actors
from congvan.tries import shortest

_SENTENCE = re.compile(r"[.!?…](?P<gap>[\"”)]? +)(?=[\"“(]?(?P<letter>[^\W\d_]))")
_COMMA = re.compile(r"[,:] +")
_SEMICOLON = re.compile(r"; +(?=\S)")
_TOLD = 300
"""How far back a past verb spoils a giver, and a clause of helpers reaches."""
_NEAR = 80
"""How far from where it may begin a word is looked for."""
_FAR = 1500
"""How far into a sentence a subject is looked for."""


class Order(NamedTuple):
    """One order: its clause begins at `start`, what is to be done at `verb`; no `giver` where names act themselves."""

    start: int
    verb: int
    leads: tuple[Name, ...] = ()
    helpers: tuple[Name, ...] = ()
    giver: str | None = None
    rule: str = "subject"

    @property
    def strange(self) -> bool:
        """Tell whether a name that no list knows leads."""
        return any(name.family == "stranger" for name in self.leads)


class Orders(Actors):
    """Reads orders in keys (tone marks folded). Made once for each grammar (see `orders`)."""

    def __init__(self, rules: Grammars) -> None:
        super().__init__(rules)
        self.words = rules.words
        self.asking = rules.tasks.lists["requests"][0]
        self._requests = frozenset(rules.tasks.lists["requests"])
        self._giving = shortest([*rules.tasks.lists["givers"], *map(str.lower, rules.tasks.lists["passers"])])
        self._dots = tuple(rules.tasks.lists["short_dots"])
        self._closing = rules.tasks.family("closing")

    def has(self, name: str, key: str) -> bool:
        """Tell whether a rule that searches wins on a text."""
        return self._rules[name].find(key) is not None

    def closes(self, key: str) -> bool:
        """Tell whether a sentence closes a document and orders nothing."""
        return any(rule.find(key) for rule in self._closing)

    def sentences(self, key: str) -> list[tuple[int, int]]:
        """Cut a text into sentences; a dot of an abbreviation ends none."""
        return list(_sentences(key, self._dots))

    def subject(self, key: str, at: int, *, firm: bool = False) -> Order | None:
        """The order whose subject begins at `at`: names and a predicate right after them.

        None where the predicate tells the past, or only asks others: who asks has nothing to do.
        """
        leads, helpers, verb = self.acting(key, at, firm=firm)
        return self._believed(key, Order(at, verb, leads, helpers)) if verb is not None else None

    def believed(self, key: str, names: tuple[Name, ...]) -> Order | None:
        """The order of names that words have parted from the predicate right behind them."""
        return self._believed(key, Order(names[0].start, names[-1].end + 1, names, rule="worded"))

    def _believed(self, key: str, order: Order) -> Order | None:
        if self._rules["past"].compiled.match(key, order.verb, order.verb + 200):
            return None
        if self._rules["some"].compiled.match(key, order.start, order.verb):
            return None if not self._rules["duty"].compiled.match(key, order.verb, order.verb + _NEAR) else order
        asked = self._rules["asking"].compiled.match(key, order.verb, order.verb + _NEAR)
        return None if asked else order

    def given(self, key: str, low: int, high: int) -> Iterator[Order]:
        """The orders that a giver opens, in `[low, high)`; a giver that is a noun or tells the past gives none."""
        for match in self._givers(key):
            if match.start() < low or match.end() >= high:
                continue
            if self._rules["spoiled"].compiled.search(key, max(0, match.start() - 24), match.start()):
                continue
            if self._rules["told"].compiled.search(key, max(low, match.start() - _TOLD), match.start()):
                continue
            leads, helpers, verb = self.acting(key, match.end(), told=True)
            if verb is None and leads and key[(end := max(name.end for name in leads)) : high].strip(" .:;,/") == "":
                verb = end
            if verb is not None:
                yield Order(match.start(), verb, leads, helpers, match["giver"].casefold(), "giver")

    def _givers(self, key: str) -> Sequence[regex.Match[str]]:
        """The givers of a text, remembered: it is asked for those of each of its sentences, more than once."""
        lowered = key.lower()
        return _all(self.pattern("giver"), key) if any(word in lowered for word in self._giving) else ()

    def begins(self, key: str, low: int, order: Order) -> bool:
        """Tell whether a giver opens a sentence, or stands right behind who assigns (`HĐND tỉnh giao UBND tỉnh`)."""
        if order.start == low:
            return True
        giving = self.names.at(key, low) if self.assigns(key, order._replace(verb=len(key))) else ()
        return any(name.end + 1 == order.start for name in giving)

    def requests(self, giver: str | None) -> bool:
        """Tell whether a giver only asks."""
        return giver is not None and giver.casefold() in self._requests

    def assigns(self, key: str, order: Order) -> bool:
        """Tell whether an order assigns in words: `giao X …`, `X chủ trì …`."""
        if order.giver and self._rules["assigning-giver"].compiled.match(order.giver):
            return True
        return bool(self._rules["leading"].compiled.match(key, order.verb))

    def shares(self, order: Order) -> bool:
        """Tell whether the giver only shares out work (`phân công`)."""
        return bool(order.giver and self._rules["sharing"].compiled.match(order.giver))

    def opened(self, key: str, low: int, high: int, *, firm: bool = False) -> Order | None:
        """The order of a sentence whose subject stands first, or after opening clauses."""
        if order := self.subject(key, low, firm=firm):
            return order
        near = min(high, low + _NEAR)
        for name in ("towards", "conducting"):
            skipped = self._rules[name].compiled.match(key, low, near)
            if skipped and (order := self.subject(key, skipped.end())):
                return order
            if skipped and name == "towards" and (order := self._bid(key, low, skipped.end())):
                return order
        opening = self._rules["opening"].compiled.match(key, low, near)
        if not opening or (opening["timed"] and not firm):
            return None
        return self._after_clauses(key, low, min(high, low + _FAR), firm=firm)

    def _bid(self, key: str, low: int, at: int) -> Order | None:
        """The order of `Đối với các trường, đề nghị …`: who is named first is asked to act."""
        leads, helpers, end = self.people(key, at)
        if not leads and (place := self._rules["place-agent"].compiled.match(key, at, at + _NEAR)):
            leads, end = (Name(at, place.end(), (place.span(),), "class"),), place.end()
        asked = self._rules["bid"].compiled.match(key, end, end + _NEAR) if leads else None
        verb = self.predicate(key, asked.end("giver")) if asked else None
        if asked is None or verb is None:
            return None
        return Order(low, verb, leads, helpers, asked["giver"].casefold(), "towards")

    def tells(self, key: str) -> bool:
        """Tell whether a text opens with an order to somebody: `Giao X …`, `Đối với X, …`, `X phải …`."""
        order = next(self.given(key, 0, len(key)), None)
        if order and order.start == 0:
            return True
        towards = self._rules["towards"].compiled.match(key, 0, _NEAR)
        own = self.opened(key, 0, len(key)) if towards else self.subject(key, 0)
        return own is not None and bool(towards or self._rules["duty"].compiled.match(key, own.verb, own.verb + _NEAR))

    def encouraged(self, key: str, low: int, at: int) -> Order | None:
        """The order of an item that encourages others (`Khuyến khích các hộ dân xây bể`), who stand behind `at`.

        None where it encourages nobody; its verb is at `low` where lists see none behind their names.
        """
        if not self._rules["encouragement"].compiled.match(key, low, at):
            return None
        leads, helpers, verb = self.acting(key, at + 1, told=True)
        return Order(low, low if verb is None else verb, leads, helpers, rule="encouraged") if leads else None

    def someone(self, key: str, low: int, high: int) -> Order | None:
        """The order of an item whose subject no list knows; believed only where a list of things to do is open."""
        match = self._rules["someone"].compiled.match(key, low, min(high, low + _TOLD))
        if match is None or self._rules["past"].compiled.match(key, match.start("verb"), match.start("verb") + 200):
            return None
        end = match.start("verb") - 1
        if self._rules["swallowed"].compiled.search(key, max(low, end - 16), end):
            return None
        return Order(low, match.start("verb"), (Name(low, end, ((low, end),), "stranger"),), rule="someone")

    def _after_clauses(self, key: str, low: int, high: int, *, firm: bool) -> Order | None:
        inside = [(name.start, name.end) for name in self.names.scan(key[low:high])]
        for comma in _COMMA.finditer(key, low, high):
            if any(start <= comma.start() - low < end for start, end in inside):
                continue
            at = self._after_adverbs(key, comma.end())
            order = self.subject(key, at, firm=firm)
            if order and not (order.leads[0].family in ("group", "stranger") and self._lists(key, low, comma.start())):
                return order
        return None

    def _after_adverbs(self, key: str, at: int) -> int:
        if self.names.at(key, at):
            return at
        match = self._rules["lead-in"].compiled.match(key, at, at + 60)
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
        for match in self._rules["support"].compiled.finditer(key, low, high):
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
        for match in self._rules["directed"].compiled.finditer(key, low, high):
            leads, _, end = self.people(key, match.end())
            if leads and end <= high and self._rules["between"].compiled.fullmatch(key, end, high):
                return True
        return False

    def _unknown(self, key: str, at: int, high: int) -> Iterator[Name]:
        """A helper that no list knows: the words up to a predicate or a mark."""
        match = self._rules["unknown"].compiled.match(key, at, min(high, at + 160))
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
        match = self._rules[name].compiled.search(key, 0, _FAR)
        return self.people(key, match.end())[0] if match else ()


@lru_cache(maxsize=64)
def _all(pattern: regex.Pattern[str], key: str) -> tuple[regex.Match[str], ...]:
    return tuple(pattern.finditer(key))


@lru_cache(maxsize=64)
def _sentences(key: str, dots: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """The sentences of a text, remembered: several stages ask for those of the same one."""
    ends = ((match.end(), match.start("gap")) for match in _SENTENCE.finditer(key) if match["letter"].isupper())
    cuts = [end for end, dot in ends if not key.endswith(dots, max(0, dot - 8), dot)]
    return tuple(zip([0, *cuts], [*cuts, len(key)], strict=True))


_MADE: dict[str, Orders] = {}


def orders(rules: Grammars) -> Orders:
    """The reader of orders for a set of grammars; made once."""
    if rules.digest not in _MADE:
        _MADE[rules.digest] = Orders(rules)
    return _MADE[rules.digest]
