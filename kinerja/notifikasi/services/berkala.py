"""What happens by the clock: each job once in its stretch of time, by one of all workers."""

from __future__ import annotations

import logging
import traceback
from datetime import datetime, timedelta
from functools import partial

from django.utils.timezone import localtime

from kinerja.notifikasi.models import PekerjaanBerkala
from kinerja.notifikasi.notifications import BERKALA, PENGINGAT, Pekerjaan
from kinerja.notifikasi.services.kotak_masuk import ingatkan

PANJANG_GALAT = 4_000
catat = logging.getLogger(__name__)


def daftar_pekerjaan() -> dict[str, Pekerjaan]:
    """Reminders first, so that the digest of the same round already tells of them."""
    pengingat = {
        f"pengingat_{nama}": Pekerjaan(isi.setiap, lambda pada, isi=isi: ingatkan(isi.fungsi, pada=pada))
        for nama, isi in PENGINGAT.items()
    }
    return pengingat | BERKALA


def jalankan_berkala(*, pada: datetime, hanya: str = "") -> dict[str, str]:
    """Run what is due, or the job named `hanya` whether due or not. Returns the names run, and their errors ("" is well).

    The worker that moves `terakhir_pada` first has the round; the others go on to the next job.
    """
    pekerjaan = daftar_pekerjaan()
    if hanya:
        pekerjaan = {hanya: pekerjaan[hanya]}
    tercatat = {p.nama: p.terakhir_pada for p in PekerjaanBerkala.objects.filter(nama__in=pekerjaan)}
    hasil = {}
    for nama, satu in pekerjaan.items():
        if nama not in tercatat:
            PekerjaanBerkala.objects.bulk_create([PekerjaanBerkala(nama=nama)], ignore_conflicts=True)
        lama = tercatat.get(nama)
        if not hanya and not _giliran(lama, satu.setiap, pada):
            continue
        if PekerjaanBerkala.objects.filter(nama=nama, terakhir_pada=lama).update(terakhir_pada=pada) or hanya:
            hasil[nama] = _jalankan(nama, partial(satu.fungsi, pada))
    return hasil


def _jalankan(nama: str, fungsi: partial) -> str:
    galat = ""
    try:
        fungsi()
    except Exception:
        catat.exception("Pekerjaan berkala %s gagal", nama)
        galat = traceback.format_exc()[-PANJANG_GALAT:]
    PekerjaanBerkala.objects.filter(nama=nama).update(galat=galat)
    return galat


def _giliran(lama: datetime | None, setiap: timedelta, pada: datetime) -> bool:
    """Another stretch of the clock than last time. A clock that was set back does not stop the work for as long."""
    return lama is None or _petak(lama, setiap) < _petak(pada, setiap) or lama > pada + setiap


def _petak(saat: datetime, setiap: timedelta) -> int:
    """Number of the stretch, counted on the wall: a day begins at midnight here, not in Greenwich."""
    setempat = localtime(saat)
    return int((setempat.timestamp() + setempat.utcoffset().total_seconds()) // setiap.total_seconds())
