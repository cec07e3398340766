"""The report: what a destination holds and what the last run did, for `report.json` and the table at the end."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from congvan.archive.journal import Journal
from congvan.archive.tally import Tally, kind

MOST = 1000
"""No more single files than these are listed; the journal has them all."""


def content(journal: Journal, tally: Tally) -> dict[str, Any]:
    """The run, then the archive as it is now."""
    return {"run": ran(tally), "archive": archive(journal)}


def ran(tally: Tally) -> dict[str, Any]:
    """What the run did, and how fast."""
    return {
        "interrupted": tally.interrupted,
        "files": tally.passed,
        "unchanged": tally.known,
        "read": tally.done,
        "same_bytes": tally.same,
        "failed": tally.failed,
        "gone": tally.gone,
        "seconds": round(tally.seconds, 3),
        "documents_an_hour": round(tally.an_hour),
        "problems": dict(tally.problems.most_common()),
        "failed_by_reason": dict(tally.reasons.most_common()),
        "slowest": [{"name": name, "seconds": seconds} for seconds, name in sorted(tally.slowest, reverse=True)],
    }


def archive(journal: Journal) -> dict[str, Any]:
    """What the archive holds, whichever runs it took."""
    ((records, failed),) = journal.db.execute("SELECT sum(records), sum(failures) FROM files")
    ((placeless,),) = journal.db.execute("SELECT count(*) FROM placeless")
    return {
        "records": records or 0,
        "failed": (failed or 0) + placeless,
        "failed_by_reason": _reasons(journal),
        "failures": [
            {"name": name, "reason": reason}
            for name, reason in journal.db.execute(
                "SELECT name, reason FROM failures ORDER BY path, number LIMIT ?", (MOST,)
            )
        ],
        "same_bytes": _groups(
            journal, "sha256", "SELECT path, number, name, sha256 FROM documents_of WHERE record NOT NULL"
        ),
        "same_document": _groups(
            journal,
            "document",
            "SELECT path, number, name || inside AS name, document FROM parts JOIN contents ON content = id"
            " JOIN files ON files.sha256 = contents.sha256 AND files.suffix = contents.suffix WHERE document IN"
            " (SELECT document FROM parts WHERE document IS NOT NULL GROUP BY document"
            " HAVING count(DISTINCT sha256) > 1)",
        ),
    }


def _reasons(journal: Journal) -> dict[str, int]:
    found: Counter[str] = Counter()
    for reason, count in journal.db.execute("SELECT reason, count(*) FROM failures GROUP BY reason"):
        found[kind(reason)] += count
    return dict(found.most_common())


def _groups(journal: Journal, key: str, rows: str) -> list[dict[str, Any]]:
    """Documents that share something, the first of them by name first; no more than `MOST` groups."""
    query = (
        f"SELECT {key}, json_group_array(name), min(path) FROM (SELECT * FROM ({rows}) ORDER BY path, number)"
        f" GROUP BY {key} HAVING count(*) > 1 ORDER BY min(path) LIMIT ?"
    )
    return [{key: found, "files": json.loads(names)} for found, names, _ in journal.db.execute(query, (MOST,))]
