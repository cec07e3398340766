"""Shares: a file that holds many documents is read by several processes, each of them some of what lies inside.

Whoever reads the first few tells how many there are; the rest is dealt out, less and less at a time, so that all end
together. What becomes of the file is what one reader would have made of it: where something is said against the file
itself, or where its shares together hold more than may be unpacked, one reads it from its beginning.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from congvan.archive.outcomes import Outcome, Part
from congvan.archive.work import Job

FEW = 32
"""So many documents are worth opening a file again."""

NOTHING = Part(reason="không có văn bản nào bên trong")


@dataclass(slots=True)
class _Holder:
    """A file of which more than one share is read: up to where it is dealt, and what has come back."""

    job: Job
    members: int
    dealt: int
    most: int
    flying: int = 1
    landed: dict[int, Outcome] = field(default_factory=dict)

    @property
    def sound(self) -> bool:
        """Whether nothing has come back till now that one reader must see."""
        found = self.landed.values()
        unpacked = sum(outcome.unpacked for outcome in found)
        return unpacked <= self.most and not any(outcome.told or outcome.postponed for outcome in found)

    def deal(self, width: int) -> Job | None:
        if self.dealt >= self.members or not self.sound:
            return None
        first = self.dealt
        self.dealt += max(FEW, (self.members - first) // (2 * width))
        self.flying += 1
        work = self.job.work
        return self.job._replace(work=work._replace(first=first, last=self.dealt, scan=min(work.scan, 1), apart=False))

    def whole(self) -> Outcome | None:
        """What became of the file; None where one must read it all."""
        found = [self.landed[first] for first in sorted(self.landed)]
        seconds = sum(outcome.seconds for outcome in found)
        digests = {outcome.sha256 for outcome in found}
        if any(outcome.postponed for outcome in found):
            return found[0]._replace(postponed=True)
        if not self.sound or len(digests) > 1:
            return None
        return found[0]._replace(parts=tuple(part for outcome in found for part in outcome.parts), seconds=seconds)


class Shares:
    """What is read by shares: as many processes as `width`, no more than `most` bytes unpacked of one file."""

    def __init__(self, width: int, most: int) -> None:
        self._width, self._most = width, most
        self._holders: dict[str, _Holder] = {}
        self._whole: deque[Job] = deque()

    def deal(self) -> Job | None:
        """What is to be read next; None where everything has been given out."""
        if self._whole:
            return self._whole.popleft()
        return next((job for holder in self._holders.values() if (job := holder.deal(self._width))), None)

    def landed(self, job: Job, outcome: Outcome) -> list[tuple[Job, Outcome]]:
        """Take what became of a share, or of a file; give what became of the file, when all of it is there."""
        path, last = job.entry.path, job.work.last
        holder = self._holders.get(path)
        if holder is None:
            if last is None or outcome.members <= last or outcome.told or outcome.postponed:
                return [(job, _told(outcome))]
            holder = self._holders[path] = _Holder(job, outcome.members, last, self._most)
        holder.flying -= 1
        holder.landed[job.work.first] = outcome
        if holder.flying or (holder.sound and holder.dealt < holder.members):
            return []
        del self._holders[path]
        found = holder.whole()
        if found is None:
            self._whole.append(holder.job._replace(work=holder.job.work._replace(last=None, apart=False)))
            return []
        return [(holder.job, _told(found))]


def _told(outcome: Outcome) -> Outcome:
    """A file with nothing in it is told of, else it would be lost without a word."""
    return outcome if outcome.parts or outcome.postponed else outcome._replace(parts=(NOTHING,))
