"""`/kesehatan`: is the database there, does the worker work, is the clock right, is the record whole? No secrets."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kinerja.dokumen import triggers
from kinerja.dokumen.models import KepalaRantai, Riwayat
from kinerja.dokumen.queries import periksa_rantai
from kinerja.notifikasi.queries import keadaan_antrean

ANTREAN_TERLAMA = timedelta(minutes=5)
# Mail goes out four times a minute; a worker may be busy with an import meanwhile.
BERKALA_TERLAMA = timedelta(minutes=15)
SELISIH_JAM_TERBESAR = timedelta(seconds=5)
CATATAN_TERAKHIR = 50


@login_not_required
@never_cache
@require_safe
def kesehatan(request):
    """200 when all is well, 503 with what is not. Each part answers with a short word, never with data."""
    hasil = {nama: _jalankan(periksa) for nama, periksa in PEMERIKSAAN.items()}
    baik = all(kata == "baik" for kata in hasil.values())
    return JsonResponse(
        {
            "status": "baik" if baik else "bermasalah",
            "waktu": timezone.localtime().isoformat(timespec="seconds"),
        }
        | hasil,
        status=200 if baik else 503,
    )


def _jalankan(periksa: Callable[[], str]) -> str:
    try:
        return periksa()
    except DatabaseError:
        return "tidak dapat diperiksa"


def _basis_data() -> str:
    with connection.cursor() as kursor:
        kursor.execute("SELECT 1")
        return "baik" if kursor.fetchone() == (1,) else "tidak menjawab"


def _pekerja() -> str:
    """An installation whose worker was never started has no rounds yet; what waits for it is seen all the same."""
    kini = timezone.now()
    antrean = keadaan_antrean(pada=kini)
    if antrean["tertua_detik"] > ANTREAN_TERLAMA.total_seconds():
        return "antrean tidak dikerjakan"
    terakhir = antrean["berkala_terakhir"]
    if terakhir and kini - terakhir > BERKALA_TERLAMA:
        return "pekerjaan berkala tidak berjalan"
    if antrean["berkala_gagal"]:
        return "pekerjaan berkala gagal"
    return "baik"


def _jam() -> str:
    """The database's clock beside ours; and none of the last records may come from the future."""
    tanya = (
        "SELECT strftime('%s', 'now')"
        if connection.vendor == "sqlite"
        else "SELECT extract(epoch FROM now())"
    )
    with connection.cursor() as kursor:
        kursor.execute(tanya)
        peladen_basis_data = float(kursor.fetchone()[0])
    kini = timezone.now()
    if abs(kini.timestamp() - peladen_basis_data) > SELISIH_JAM_TERBESAR.total_seconds():
        return "jam aplikasi dan basis data berselisih"
    terakhir = Riwayat.objects.filter(nomor__gte=_awal_catatan_terakhir())
    if terakhir.filter(pada__gt=kini + SELISIH_JAM_TERBESAR).exists():
        return "ada catatan dari masa depan"
    return "baik"


def _rantai() -> str:
    """The triggers, and the last rows of the chain; `manage.py periksa` walks all of it."""
    if triggers.yang_hilang():
        return "pemicu hilang"
    return "putus" if any(periksa_rantai(_awal_catatan_terakhir())) else "baik"


def _awal_catatan_terakhir() -> int:
    """Anybody may ask for this page: its cost must not grow with the record."""
    return max(1, KepalaRantai.objects.get(pk=1).nomor - CATATAN_TERAKHIR)


PEMERIKSAAN: dict[str, Callable[[], str]] = {
    "basis_data": _basis_data,
    "pekerja": _pekerja,
    "jam": _jam,
    "rantai_catatan": _rantai,
}
