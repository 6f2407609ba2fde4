"""A month is submitted while its activities are still being written: what is counted is what is frozen."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest

from kinerja.aktivitas import services
from kinerja.aktivitas.models import Aktivitas, KirimanAktivitas
from kinerja.aktivitas.services import Isian
from kinerja.dokumen.errors import Ditolak
from kinerja.realisasi import services as realisasi_services
from kinerja.realisasi.models import RealisasiBulanan
from kinerja.skp.models import Skp
from tests.factories import PegawaiFactory, realisasi_draf
from tests.kinerja.realisasi.conftest import DALAM, TAUTAN
from tests.kinerja.realisasi.test_serentak import serentak

pytestmark = [pytest.mark.concurrent, pytest.mark.django_db(transaction=True)]


def _isian(realisasi, jam: int = 8, hari: int = 10) -> Isian:
    indikator = realisasi.daftar_baris.order_by("pk").first().indikator_id
    return Isian(date(2026, 2, hari), time(jam), time(jam, 50), "Menyusun laporan", indikator)


def _draf(banyak: int) -> RealisasiBulanan:
    realisasi = realisasi_draf(PegawaiFactory())
    oleh = realisasi.pegawai.pengguna
    baris = {b.pk: (Decimal(5), TAUTAN) for b in realisasi.daftar_baris.all()}
    realisasi_services.simpan(realisasi, oleh=oleh, pada=DALAM, baris=baris)
    for n in range(banyak):
        services.catat_aktivitas(realisasi.skp, oleh=oleh, pada=DALAM, isian=_isian(realisasi, 8 + n))
    return realisasi


def _ajukan(realisasi):
    def ajukan():
        satu = RealisasiBulanan.objects.get(pk=realisasi.pk)
        oleh = realisasi.pegawai.pengguna
        return realisasi_services.ajukan(satu, oleh=oleh, pada=DALAM, konfirmasi=True).nomor

    return ajukan


def _periksa(realisasi) -> int:
    """The total, the rows and the marks say the same number."""
    kini = RealisasiBulanan.objects.get(pk=realisasi.pk)
    dihitung = Aktivitas.objects.filter(skp=kini.skp_id, dihitung_pada__isnull=False)
    per_baris = sum(b.jumlah_aktivitas for b in kini.daftar_baris.all())
    assert (kini.status, kini.jumlah_aktivitas, per_baris) == (
        "PENILAIAN_HASIL_KERJA",
        dihitung.count(),
        dihitung.count(),
    )
    assert dihitung.exclude(dihapus_pada=None).count() == 0
    return kini.jumlah_aktivitas


@pytest.mark.parametrize("putaran", range(3))
def test_dicatat_sementara_bulan_diajukan(putaran):
    realisasi = _draf(2)

    def catat(jam):
        skp, oleh = Skp.objects.get(pk=realisasi.skp_id), realisasi.pegawai.pengguna
        return lambda: services.catat_aktivitas(skp, oleh=oleh, pada=DALAM, isian=_isian(realisasi, jam))

    hasil = serentak(_ajukan(realisasi), catat(14), catat(15))
    assert [isinstance(h, Ditolak) for h in hasil] == [False, False, False]
    assert 2 <= _periksa(realisasi) <= 4


@pytest.mark.parametrize("putaran", range(3))
def test_dihapus_sementara_bulan_diajukan(putaran):
    realisasi = _draf(3)
    satu = Aktivitas.objects.order_by("pk").first()

    def hapus():
        return services.hapus(
            Aktivitas.objects.get(pk=satu.pk), oleh=realisasi.pegawai.pengguna, pada=DALAM
        ).nomor

    hasil = serentak(_ajukan(realisasi), hapus)
    assert isinstance(hasil[0], int)
    terhapus = Aktivitas.objects.get(pk=satu.pk).dihapus_pada is not None
    assert (_periksa(realisasi), isinstance(hasil[1], Ditolak)) == ((2, False) if terhapus else (3, True))


def test_ketukan_ganda_satu_kiriman():
    realisasi = _draf(0)
    oleh = realisasi.pegawai.pengguna
    daftar = [_isian(realisasi, 8 + n) for n in range(3)]

    def kirim():
        skp = Skp.objects.get(pk=realisasi.skp_id)
        return services.catat_banyak_aktivitas(
            skp, oleh=oleh, pada=DALAM, kunci="kunci-kirim", asal="TEMPEL", daftar=daftar
        ).nomor

    assert len(set(serentak(*[kirim for _ in range(4)]))) == 1
    assert (KirimanAktivitas.objects.count(), Aktivitas.objects.count()) == (1, 3)


def test_rencana_diinput_dua_kali_satu_aktivitas():
    realisasi = _draf(0)
    oleh = realisasi.pegawai.pengguna
    isian = _isian(realisasi)
    rencana = Isian(isian.tanggal, isian.mulai, isian.selesai, isian.uraian, isian.indikator, "RENCANA")
    plan = services.catat_aktivitas(realisasi.skp, oleh=oleh, pada=DALAM, isian=rencana).objek

    def kerjakan():
        return services.kerjakan(Aktivitas.objects.get(pk=plan.pk), oleh=oleh, pada=DALAM, isian=isian).nomor

    hasil = serentak(*[kerjakan for _ in range(3)])
    assert sum(isinstance(h, int) for h in hasil) == 1
    assert Aktivitas.objects.filter(jenis="AKTIVITAS").count() == 1
