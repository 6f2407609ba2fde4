"""A person with an approved SKP, and the entry form as a browser would send it."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from kinerja.aktivitas.models import Aktivitas
from kinerja.dokumen.models import Riwayat
from kinerja.kepegawaian.models import RiwayatJabatan
from kinerja.skp import services as skp_services
from kinerja.skp.models import Skp
from tests.factories import (
    PegawaiFactory,
    RiwayatJabatanFactory,
    indikator_skp,
    isi_ekspektasi,
    jadikan_admin_bkd,
    skp_disetujui,
    skp_konsep,
)
from tests.kinerja.realisasi.conftest import masuk, pukul, wita  # noqa: F401 one clock for both halves of a month

SENIN = wita(2, 2, 17)  # 2 February 2026, a Monday, after work
HARIAN = "/kerja/aktivitas/"
CATAT = "/kerja/aktivitas/catat_aktivitas/"


@pytest.fixture
def skp(db):
    return skp_disetujui(PegawaiFactory())


@pytest.fixture
def klien(skp, pukul):  # noqa: F811
    pukul(SENIN)
    return masuk(skp.pegawai)


def isian_form(skp, **lain) -> dict:
    data = {
        "kunci": str(uuid4()),
        "asal": "2026-02-02",
        "jenis": "AKTIVITAS",
        "uraian": "Menyusun laporan",
        "tanggal": "2026-02-02",
        "indikator": indikator_skp(skp)[0].pk,
        "mulai": "08:30",
        "selesai": "09:00",
    }
    return data | lain


def akhiri_periode(skp, selesai=date(2026, 2, 28)) -> None:
    oleh = skp.pegawai.pengguna
    skp_services.tutup_periode(skp, oleh=oleh, pada=wita(3, 1), selesai=selesai, alasan="Mutasi.")


def skp_berikutnya(skp, mulai=date(2026, 3, 1)) -> Skp:
    """After a move: the next SKP of the same year, approved before the last one is done (BKD allowed it)."""
    pegawai, bkd = skp.pegawai, jadikan_admin_bkd(PegawaiFactory().pengguna)
    RiwayatJabatan.objects.filter(pegawai=pegawai).update(aktif=False)
    RiwayatJabatanFactory(pegawai=pegawai, tmt=mulai)
    baru, pada, oleh = skp_konsep(pegawai), wita(3, 2), pegawai.pengguna
    skp_services.izinkan_mendahului(baru, oleh=bkd, pada=pada, alasan="Mutasi.")
    skp_services.ajukan(baru, oleh=oleh, pada=pada, catatan="Mohon koreksi.")
    isi_ekspektasi(baru)
    skp_services.terima(baru, oleh=baru.penilai.pengguna, pada=pada, catatan="Setuju.")
    return baru


def keadaan() -> tuple:
    """Everything an act on the log could have changed."""
    return list(Aktivitas.objects.order_by("pk").values()), Riwayat.objects.count()
