"""Pages of lists that are too long to be counted."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.utils.functional import cached_property


class PaginatorTerbatas(Paginator):
    """Counts and shows the first rows only: nobody turns a million pages, and counting them costs each visitor."""

    terbanyak = 5000

    @cached_property
    def count(self) -> int:
        return self.object_list[: self.terbanyak].count()
