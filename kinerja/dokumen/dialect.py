"""Where SQLite needs what PostgreSQL does by itself."""

from __future__ import annotations

import threading
from contextlib import AbstractContextManager, nullcontext

from django.db import connection

_antrean = threading.RLock()


def giliran() -> AbstractContextManager:
    """SQLite has one writer and serves the waiting in no order: this process's threads queue among themselves.

    Not inside a transaction: whoever already holds the database's lock must not wait for those who wait for it.
    """
    sendiri = connection.vendor == "sqlite" and not connection.in_atomic_block
    return _antrean if sendiri else nullcontext()
