"""Context: what holds for a text before it is read; and what is found in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from congvan.bodies import Mention
from congvan.record import Basis, Modality
from congvan.text import View

Mood = Literal["mute", "quiet", "asking", "planned", "silent", "bare", "dated", "open", "order", "named"]
"""How plainly orders are given: `mute` (a law: nothing counts), `quiet` (a report: nothing counts before its plans),
`planned` (the plans of a report: only what says who acts), `asking` (a proposal: only a dated request), `silent` (a
write-up), `bare` (only a sentence that opens with an order counts), `dated` (the duties of a law-making decision: only
what is done once), `open` (an order anywhere counts, as in a letter), `order` (a list of things to do is open: an item
that begins with a verb counts too), `named` (a head or an opening sentence has said who acts: every item counts that is
no statement)."""


class Found(NamedTuple):
    """One task: its view (its words after the marker), who is in it, and the rule that gave the lead.

    `action` is the leading verb, a range of the view; `labels` are more views whose dates are deadlines (a cell);
    `uncertain` tells that a name which no list knows leads, or nobody though it is an order.
    """

    view: View
    section: str | None
    action: tuple[int, int] | None
    leads: tuple[Mention, ...]
    supports: tuple[Mention, ...]
    monitors: tuple[Mention, ...]
    basis: Basis | None
    modality: Modality
    rule: str
    labels: tuple[View, ...] = ()
    uncertain: bool = False

    def labelled(self, said: dict[str, tuple[Mention, ...]]) -> Found:
        """The task with the parties that labels name (`lead`, `support`, `watch`)."""
        if not said:
            return self
        leads = said.get("lead", self.leads)
        basis: Basis | None = "text" if "lead" in said else self.basis
        supports = without((*self.supports, *said.get("support", ())), leads)
        monitors = (*self.monitors, *said.get("watch", ()))
        uncertain = doubtful(leads, self.modality)
        return self._replace(leads=leads, basis=basis, supports=supports, monitors=monitors, uncertain=uncertain)


class Context(NamedTuple):
    """What holds for a text before it is read."""

    mood: Mood
    leads: tuple[Mention, ...] = ()
    supports: tuple[Mention, ...] = ()
    basis: Basis | None = None
    modality: Modality = "directive"
    rule: str = "context"
    section: str | None = None

    @property
    def listing(self) -> bool:
        """Tell whether a list of things to do is open."""
        return self.mood in ("order", "named")

    @property
    def decreed(self) -> bool:
        """Tell whether only what opens with an order counts."""
        return self.mood in ("bare", "dated")

    @property
    def still(self) -> bool:
        """Tell whether no sentence may open a list here."""
        return self.mood in ("quiet", "planned", "asking")

    def nameless(self) -> Context:
        """The same, with nobody named."""
        return self._replace(leads=(), supports=(), basis=None)


def doubtful(leads: Sequence[Mention], modality: Modality) -> bool:
    """Tell whether a lead is uncertain: no list knows its name, or an order names nobody."""
    if not leads:
        return modality == "directive"
    return any(lead.name.family == "stranger" for lead in leads)


def without(helpers: Sequence[Mention], leads: Sequence[Mention]) -> tuple[Mention, ...]:
    """Each helper once, and nobody who leads."""
    taken = {lead.key.casefold() for lead in leads}
    kept = {helper.key.casefold(): helper for helper in reversed(helpers) if helper.key.casefold() not in taken}
    return tuple(reversed(kept.values()))
