"""Statistics of an archive: how many documents of which type, by whom, of which year, with which problems."""

from __future__ import annotations

import sqlite3
from collections import Counter
from pathlib import Path

from congvan.archive import asking
from congvan.archive.stores import folding

Counts = dict[str, int]
UNKNOWN = "?"


def counted(store: Path) -> dict[str, Counts]:
    """The counts under `documents`, `type`, `issuer`, `year` and `problem`; the largest first, years in order."""
    with asking.opened(store) as db:
        (documents,) = db.execute("SELECT count(*) FROM documents").fetchone()
        (tasks,) = db.execute("SELECT count(*) FROM tasks").fetchone()
        return {
            "documents": {"documents": documents, "tasks": tasks},
            "type": _grouped(db, "type_code"),
            "issuer": _issuers(db),
            "year": dict(sorted(_grouped(db, "substr(date, 1, 4)").items())),
            "problem": _problems(db),
        }


def _grouped(db: sqlite3.Connection, value: str) -> Counts:
    query = f"SELECT coalesce({value}, ?), count(*) FROM documents GROUP BY 1 ORDER BY 2 DESC, 1"
    return dict(db.execute(query, (UNKNOWN,)))


def _issuers(db: sqlite3.Connection) -> Counts:
    """Bodies by their letters alone, each under the form in which it is written most."""
    forms: dict[str, Counter[str]] = {}
    for name, count in _grouped(db, "issuer").items():
        forms.setdefault(folding.plain(name), Counter())[name] += count
    totals = {form.most_common(1)[0][0]: form.total() for form in forms.values()}
    return dict(sorted(totals.items(), key=lambda pair: (-pair[1], pair[0])))


def _problems(db: sqlite3.Connection) -> Counts:
    """In how many documents each kind of problem is."""
    found: Counter[str] = Counter()
    for (codes,) in db.execute("SELECT problems FROM documents WHERE problems <> ''"):
        found.update(set(codes.split("; ")))
    return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))
