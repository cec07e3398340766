"""A whole archive: folders of documents → stores of records, in parallel, resumable, nothing lost, nothing done twice.

    sources ─▶ entries ─ journal: new or changed? ─▶ pools of workers ─▶ journal ─ publish ─▶ stores

The journal is the truth, a store is a view of it: published whole, in the order of paths, to a temporary name that is
then renamed. So its bytes depend on the archive alone, whatever was killed on the way and however many jobs there were.
"""

from __future__ import annotations

from congvan.errors import CongvanError


class ArchiveError(CongvanError):
    """The run cannot go on: told to whoever started it, with what to do."""


def extra(name: str, library: str, purpose: str) -> ArchiveError:
    """Make the error that says which extra is missing, in one line."""
    return ArchiveError(f"{purpose} cần thư viện {library}; hãy cài: pip install 'congvan[{name}]'")
