"""WHEN an act may happen: helpers over django-fsm for the apps' lifecycle.py."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db import models
from django_fsm import FSMField, can_proceed, transition

from kinerja.dokumen.errors import Keluhan, StatusTidakSesuai

Guard = Callable[[Any], Iterable[str | Keluhan]]


def status_field(status: type[models.TextChoices], awal: str) -> FSMField:
    """The state of a document. Never editable in a form, an import or by assignment."""
    return FSMField(
        "status", default=awal, choices=status.choices, protected=True, editable=False, db_index=True
    )


def transisi(field: FSMField, *, dari: str | list[str], ke: str, label: str, guards: tuple[Guard, ...] = ()):
    """A transition with the button's label and guards that yield sentences about the document alone."""
    return transition(field=field, source=dari, target=ke, custom={"label": label, "guards": guards})


def transisi_model(model: type[models.Model]) -> dict[str, list]:
    """Verb -> its django-fsm transitions, in the order they are declared."""
    daftar: dict[str, list] = {}
    if hasattr(model, "get_all_status_transitions"):
        for langkah in model().get_all_status_transitions():
            daftar.setdefault(langkah.name, []).append(langkah)
    return daftar


def keluhan_transisi(objek: models.Model, verba: str) -> list[str | Keluhan]:
    """What stands against the transition: raises when the state is wrong, else all guards' complaints."""
    metode = getattr(objek, verba, None)
    fsm = getattr(metode, "_django_fsm", None)
    if fsm is None:
        return []
    langkah = next(iter(fsm.transitions.values()))
    if not can_proceed(metode, check_conditions=False):
        raise StatusTidakSesuai(
            f"“{langkah.custom['label']}” tidak dapat dilakukan: {objek} berstatus {objek.get_status_display()}."
        )
    return [keluhan for guard in langkah.custom["guards"] for keluhan in guard(objek)]
