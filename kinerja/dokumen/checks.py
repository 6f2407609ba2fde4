"""Start-up checks: one verb has one spelling everywhere; every constraint has its sentence; the triggers are there."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.apps import apps
from django.core.checks import Error, register
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from kinerja.dokumen import acts, policy, triggers
from kinerja.dokumen.lifecycle import transisi_model
from kinerja.dokumen.models import Riwayat

INVARIAN: dict[str, Callable[[], Iterable[str]]] = {}


def invarian(nama: str):
    """`@invarian("skp: …")` over a function that yields a sentence for each row that breaks the rule."""

    def daftar(fungsi):
        INVARIAN[nama] = fungsi
        return fungsi

    return daftar


@register()
def satu_verba_satu_ejaan(app_configs=None, **_):
    """Button, URL, policy key, service and transition share one name; the record is its past participle."""
    galat, catatan = [], {}
    for (model, verba), tindakan in acts.ACTS.items():
        if model not in policy.ATURAN or verba not in policy.ATURAN[model].verba:
            galat.append(
                Error(f"{model.__name__}.{verba}: layanan tanpa aturan di permissions.py", id="dokumen.E001")
            )
        if (kembar := catatan.setdefault(tindakan.jenis, tindakan)) is not tindakan:
            galat.append(
                Error(f"{tindakan.jenis}: dicatat oleh {kembar.verba} dan {verba}", id="dokumen.E002")
            )
    for model, aturan in policy.ATURAN.items():
        for verba in aturan.verba:
            if (model, verba) not in acts.ACTS:
                galat.append(Error(f"{model.__name__}.{verba}: aturan tanpa layanan", id="dokumen.E003"))
    for model in apps.get_models():
        for verba in transisi_model(model):
            if (model, verba) not in acts.ACTS:
                galat.append(Error(f"{model.__name__}.{verba}: transisi tanpa layanan", id="dokumen.E004"))
    return galat


@register()
def setiap_kendala_punya_kalimat(app_configs=None, **_):
    """A violated constraint is shown to a person: it needs a sentence of its own."""
    return [
        Error(
            f"{model.__name__}: kendala {kendala.name} tanpa kalimat (violation_error_message)",
            id="dokumen.E005",
        )
        for model in apps.get_models()
        if model.__module__.startswith(("kinerja.", "cms."))
        for kendala in model._meta.constraints
        if kendala.violation_error_message == kendala.default_violation_error_message
    ]


def pastikan_pemicu_terpasang() -> None:
    """Called when the server starts: without its triggers the record is not append-only, so do not serve."""
    try:
        if Riwayat._meta.db_table in connection.introspection.table_names() and (
            hilang := triggers.yang_hilang()
        ):
            raise ImproperlyConfigured(
                f"Pemicu catatan audit hilang: {', '.join(hilang)}. Jalankan `manage.py migrate` untuk memasangnya."
            )
    finally:
        connection.close()
