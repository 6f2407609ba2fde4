"""One world for the whole walk: built once in a transaction of its own; each test undoes what it did."""

import pytest
import time_machine
from django.core.cache import cache
from django.db import transaction
from django.test import override_settings

from kinerja.ui.models import Identitas
from tests.jalan.dunia import KINI, Dunia, bangun


@pytest.fixture(scope="package")
def _dunia(django_db_setup, django_db_blocker, tmp_path_factory):
    media = override_settings(MEDIA_ROOT=str(tmp_path_factory.mktemp("media")))
    with django_db_blocker.unblock(), media:
        _lupakan()
        with transaction.atomic():
            with time_machine.travel(KINI, tick=True):
                dunia = bangun()
            yield dunia
            transaction.set_rollback(True)
        _lupakan()


def _lupakan() -> None:
    """What processes remember of a database that is no more."""
    cache.clear()
    Identitas.lupakan()


@pytest.fixture
def dunia(_dunia, db) -> Dunia:
    with time_machine.travel(KINI, tick=True):
        yield _dunia
