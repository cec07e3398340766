"""Acts: what an order says is to be done, and how: its leading verb, whether it asks, orders or forbids."""

from __future__ import annotations

from congvan.duties.wording import leading_verb
from congvan.orders import Order, Orders
from congvan.record import Modality

_NEAR, _AHEAD, _HEAD = 80, 300, 80
"""How far the leading verb is looked for: where it must begin, and behind a clause; how far an opening word is."""


def action(reader: Orders, key: str, at: int, *, fast: bool) -> tuple[int, int] | None:
    """The leading verb where the predicate begins, or behind the clause that opens it: from the lists, else by words.

    None rather than a word that may be another: what stands at the opening is the verb, or nothing is.
    """
    at = max(at, 0)
    if match := reader.pattern("imperative").match(key, at, at + _NEAR):
        return match.span("verb")
    if clause := reader.pattern("clause").match(key, at, at + _NEAR):
        kinds = ("aimed-verb", "based-verb") if clause["based"] else ("verb",)
        found = (reader.pattern(kind).search(key, clause.end(), at + _AHEAD) for kind in kinds)
        return next((verb.span("verb") for verb in found if verb), None)
    if fast:
        return None
    run = reader.pattern("adverb-run").match(key, at, at + _NEAR)
    return leading_verb(reader.words, key, run.end() if run else at)


def modality(reader: Orders, key: str, low: int, order: Order, inherited: Modality) -> Modality:
    """How an order is given, by its own words; what opened its list decides where they do not tell."""
    if reader.pattern("encouragement").match(key, low, low + _HEAD):
        return "encouragement"
    if reader.pattern("prohibition").match(key, order.verb, order.verb + _HEAD):
        return "prohibition"
    opened = reader.pattern("giver").match(key, low, low + _HEAD)
    if opened and reader.requests(opened["giver"]):
        return "request"
    if order.giver:
        return "request" if reader.requests(order.giver) else "directive"
    return "directive" if reader.pattern("own-side").match(key, low, low + _HEAD) else inherited
