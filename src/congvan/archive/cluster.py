"""A pool on an existing Dask cluster (extra `[cluster]`): groups go to its workers, which must see the same files."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from typing import Any

from congvan.archive import ArchiveError, extra, work
from congvan.archive.pools import Done, Verdict
from congvan.archive.work import Settings, Work
from congvan.errors import CongvanError

RETRIES = 2
"""How often the cluster itself sends a group again that raised; one whose worker died it sends again anyway."""

PATIENCE = "20s"


class ClusterPool:
    """Processes on other machines, or on this one, that a Dask scheduler knows."""

    def __init__(self, address: str, settings: Settings) -> None:
        try:
            from distributed import Client
        except ImportError:
            raise extra("cluster", "distributed", "--cluster") from None
        try:
            self._client: Any = Client(address, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            raise ArchiveError(f"không nối được với cụm {address}: {error}") from None
        self.settings = settings
        self.width = max(1, len(self._client.scheduler_info(n_workers=-1)["workers"]))
        self._executor: Any = self._client.get_executor(retries=RETRIES)

    def submit(self, group: Sequence[Work]) -> Future[Done]:
        """Send a group to the cluster."""
        future: Future[Done] = self._executor.submit(work.parse, tuple(group), self.settings)
        return future

    def verdict(self, error: BaseException) -> Verdict | None:
        """Tell a group that killed its workers, as often as the cluster allows, from a cluster that is lost."""
        from distributed import KilledWorker

        if isinstance(error, CongvanError):
            raise error
        if isinstance(error, KilledWorker):
            limit = f" hoặc đọc quá {self.settings.timeout:g} giây (--timeout)" if self.settings.timeout else ""
            return Verdict(f"làm chết tiến trình đọc trên cụm{limit}")
        if self._client.status != "running" or "Cancel" in type(error).__name__:
            raise ArchiveError(f"mất liên lạc với cụm ({type(error).__name__}); chạy lại để làm tiếp") from None
        return Verdict(f"máy làm việc không làm được ({type(error).__name__}: {error})")

    def tend(self) -> None:
        """Nothing: the scheduler sends a group on when its worker is lost."""

    def close(self) -> None:
        """Leave the cluster as it was."""
        self._client.close()
