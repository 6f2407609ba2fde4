"""WHEN an act may happen: helpers over django-fsm for the apps' lifecycle.py."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db import models
from django_fsm import FSMField, FSMFieldDescriptor, can_proceed, transition

from kinerja.dokumen.errors import Keluhan, StatusTidakSesuai

Guard = Callable[[Any], Iterable[str | Keluhan]]


class _StatusDescriptor(FSMFieldDescriptor):
    """Protected, but `refresh_from_db` of this one instance may read the stored status.

    The package's FSMModelMixin unprotects the field for the whole class while one instance is read again,
    so that other threads could assign (see docs/adr/0001).
    """

    def __set__(self, instance, value):
        if vars(instance).get("_dibaca_ulang"):
            vars(instance)[self.field.name] = value
        else:
            super().__set__(instance, value)


class StatusField(FSMField):
    descriptor_class = _StatusDescriptor

    def deconstruct(self):
        nama, _, args, kwargs = super().deconstruct()
        return nama, "django_fsm.FSMField", args, kwargs


def status_field(status: type[models.TextChoices], awal: str) -> StatusField:
    """The state of a document. Never editable in a form, an import or by assignment."""
    return StatusField(
        "status", default=awal, choices=status.choices, protected=True, editable=False, db_index=True
    )


def transisi(field, *, dari: str | list[str], ke: str | None, label: str, guards: tuple[Guard, ...] = ()):
    """A transition with the button's label and guards that yield sentences. `ke=None`: the state stays."""
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
