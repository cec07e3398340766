"""Markers: what numbers a paragraph (`Điều 2.`, `II.`, `1.`, `a)`, `-`), and where it stands in its sequence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import regex

from congvan.grammar import Grammar, Rule
from congvan.record import SectionKind

LETTERS = "abcdđefghijklmnopqrstuưvwxyz"
_SKIPPED = set("đfjwzư")  # letters that a list of points may leave out
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_BULLETS = frozenset("-–—−+•*·▪●○◦‣■□➢✓\uf02d\uf0b7\uf0a7\uf0fc\uf076\uf0d8")
_DASHES = frozenset("-–—−\uf02d")
_TOKEN = frozenset(").,/:- –")
_ROMANS = frozenset("IVXLivxl1")
_NO_DIGIT = regex.compile(r"\D")
DEEPEST = 6

RANKS = {
    "part": 10, "chapter": 20, "section": 30, "caps": 32, "roman": 31, "upper": 31, "subsection": 40, "article": 50,
    "dot": 60, "paren": 66, "slash": 60, "dash": 60, "point": 70, "subpoint": 71, "paren-number": 75,
    "paren-letter": 78, "paren-roman": 80, "lower-roman": 80, "la": 85, "thu": 85, "step": 85, "-": 90, "+": 91,
    **{f"decimal{depth}": 59 + depth for depth in range(1, DEEPEST + 1)},
}  # fmt: skip
BULLET = 92
"""How deep a style stands by the legal order; where a document nests otherwise, its first use decides."""

NUMBERS = frozenset(("dot", "paren", "slash", "dash"))
"""Styles that one list may mix by mistake: `1.` `2)` `3.`"""


class Mark(NamedTuple):
    """A marker as read: `[start, stop)` are its own words, `end` is where the text after it begins.

    `order` is the place in the sequence (0 for a bullet), `path` the whole of a number of many levels. `weak` ones
    hold only where they continue an open list. `other` is a second reading (`i)`: ninth letter or first Roman number).
    """

    style: str
    kind: SectionKind
    number: str | None
    order: int
    path: tuple[int, ...]
    start: int
    stop: int
    end: int
    rule: str
    weak: bool = False
    other: Mark | None = None


def follows(style: str, last: int, order: int) -> bool:
    """Tell whether `order` comes right after `last`; a list of letters may leave out đ, f, j, w, z, ư."""
    if order == last + 1:
        return True
    if style not in ("point", "paren-letter", "upper"):
        return False
    return last < order <= last + 3 and set(LETTERS[last : order - 1]) <= _SKIPPED


def roman(text: str) -> int:
    """Read a Roman number, as wrongly written as it may be."""
    values = [_ROMAN[letter] for letter in text.casefold()]
    return sum(
        -value if any(later > value for later in values[at + 1 : at + 2]) else value for at, value in enumerate(values)
    )


class Reader:
    """Reads the marker of a paragraph by the rules of one grammar."""

    def __init__(self, rules: Grammar) -> None:
        self._number, self._paren = rules.family("number"), rules.family("paren")
        self._bullet, self._named = rules.family("bullet"), rules.family("word")
        kinds = [(rule, (rule.gives or {}).get("kind")) for rule in rules.family("letter")]
        self._small = tuple(rule for rule, kind in kinds if kind == "point")
        self._great = tuple(rule for rule, kind in kinds if kind != "point")
        self._cardinals = {word: place for place, word in enumerate(rules.lists["cardinals"], 1)}
        self._ordinals = {word: place for place, word in enumerate(rules.lists["ordinals"], 1)}
        self._openers = {*rules.lists["openers"], *(word.split()[0] for word in self._cardinals)}
        self._initials = frozenset(letter for word in self._openers for letter in (word[0], word[0].upper()))
        self._where = rules.name
        self._known: dict[tuple[str, str, bool, bool, int], Mark] = {}

    def read(self, key: str) -> Mark | None:
        """Read the marker that opens a paragraph, or None where it opens with none."""
        first, second = key[:1], key[1:2]
        if first in _BULLETS:
            return self._item(key)
        if first.isdigit():
            return self._first(self._number, key)
        if first == "(":
            return self._first(self._paren, key)
        if second in _TOKEN or second.isdigit() or (first in _ROMANS and second in _ROMANS):
            found = self._first(self._small if first.islower() else self._great, key)
            if found:
                return found
        return self._word(key, 0) if first in self._initials else None

    def _word(self, key: str, start: int) -> Mark | None:
        head = key[start : start + 8].partition(" ")[0].casefold().rstrip("0123456789.:")
        if head not in self._openers:
            return None
        return self._first(self._named, key[start : start + 200], start)

    def _item(self, key: str) -> Mark | None:
        mark = self._first(self._bullet, key)
        if mark is None:
            return None
        word = self._word(key, mark.end) if key[mark.end : mark.end + 1] in self._initials else None
        return word if word and word.kind == "ordinal" else mark

    def _first(self, family: tuple[Rule, ...], key: str, offset: int = 0) -> Mark | None:
        for rule in family:
            if match := rule.compiled.match(key):
                return self._mark(rule, match, key, offset)
        return None

    def _mark(self, rule: Rule, match: regex.Match[str], key: str, offset: int) -> Mark:
        """Make the mark of a match; the same words in the same rule give the same one."""
        stop = match.end()
        after = key[stop : stop + 2]
        spaced = after[:1] == " "
        weak = _weak(rule.gives or {}, key, after[1:] if spaced else after[:1])
        known = (rule.name, match[0], spaced, weak, offset)
        mark = self._known.get(known)
        if mark is None:
            mark = self._known[known] = self._made(rule, match, offset, stop + spaced, weak)
        return mark

    def _made(self, rule: Rule, match: regex.Match[str], offset: int, end: int, weak: bool) -> Mark:
        gives = rule.gives or {}
        style, number = gives["style"], match["number"]
        stop = offset + len(match[0].rstrip(" "))
        name = f"{self._where}.{rule.name}"
        if style == "item":
            style = "-" if number in _DASHES else "+" if number == "+" else "bullet"
            return Mark(style if style != "bullet" else style + number, "item", None, 0, (), 0, stop, end, name)
        value, order, path = self._value(style, number)
        if style == "decimal":
            style = f"decimal{min(len(path), DEEPEST)}"
        mark = Mark(style, gives["kind"], value, order, path, offset, stop, offset + end, name, weak)
        return mark._replace(other=_second_reading(mark, number))

    def _value(self, style: str, number: str) -> tuple[str, int, tuple[int, ...]]:
        if style == "decimal":
            path = tuple(map(int, number.split(".")))
            return number, path[-1], path
        low = number.casefold()
        if style == "la" or style == "thu":
            place = (self._cardinals if style == "la" else self._ordinals)[low]
            return str(place), place, ()
        if low in self._ordinals:
            return str(self._ordinals[low]), self._ordinals[low], ()
        if number[0].isdigit() and style != "roman":
            return low.lstrip("0") or "0", int(_NO_DIGIT.sub("", number)), ()
        if style in ("point", "paren-letter", "upper") or (len(low) == 1 and low not in _ROMAN):
            return number, LETTERS.find(low[0]) + 1, ()
        order = roman(number.replace("l", "i").replace("1", "i") if style == "roman" else number)
        return low if number.islower() else str(order), order, ()


def _weak(gives: Mapping[str, Any], key: str, after: str) -> bool:
    """A number before a small letter may be a sentence broken in two; a capital before a name, an initial."""
    if gives.get("weak"):
        return True
    if gives["style"] == "upper":
        return not key[1:].isupper()
    return gives["kind"] == "clause" and after.islower()


def _second_reading(mark: Mark, number: str) -> Mark | None:
    """`i)` `v)` `x)` `(i)` and `I.` `V.` `X.` `L.` are letters and Roman numbers alike; `b1)` may stand below `b)`."""
    if mark.style == "point" and number[1:].isdigit():
        below = int(number[1:])
        return mark._replace(style="subpoint", order=below, path=(mark.order, below))
    if len(number) != 1 or number.casefold() not in "ivxl":
        return None
    letter = LETTERS.index(number.casefold()) + 1
    value = roman(number)
    if mark.style == "point":
        return mark._replace(style="lower-roman", order=value)
    if mark.style == "paren-roman":
        return mark._replace(style="paren-letter", order=letter)
    if mark.style == "roman":
        return mark._replace(style="upper", order=letter, number=number)
    return None
