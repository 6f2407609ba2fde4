"""Two at once, with connections of their own: one effect, one receipt, no illegal state."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connections

from kinerja.dokumen.errors import Ditolak
from kinerja.dokumen.models import Riwayat
from kinerja.kalender.models import Bulan
from kinerja.realisasi import services
from kinerja.realisasi.models import RealisasiBulanan
from kinerja.realisasi.queries.keutuhan import bulan_dimiliki_periode
from kinerja.skp import services as skp_services
from kinerja.skp.models import Skp
from tests.factories import PegawaiFactory, realisasi_diajukan, realisasi_draf, skp_disetujui
from tests.kinerja.realisasi.conftest import DALAM, TAUTAN, segar, wita

pytestmark = [pytest.mark.concurrent, pytest.mark.django_db(transaction=True)]


def serentak(*tugas) -> list:
    """Start them together; what each returned, or the refusal it met."""
    mulai = Barrier(len(tugas))

    def jalan(satu):
        try:
            mulai.wait(10)
            return satu()
        except Ditolak as penolakan:
            return penolakan
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(tugas)) as kolam:
        return [f.result(60) for f in [kolam.submit(jalan, t) for t in tugas]]


def _terisi():
    realisasi = realisasi_draf(PegawaiFactory())
    baris = {b.pk: (Decimal(5), TAUTAN) for b in realisasi.daftar_baris.all()}
    services.simpan(realisasi, oleh=realisasi.pegawai.pengguna, pada=DALAM, baris=baris)
    return realisasi


def _ajukan(realisasi, kunci="", pada=DALAM):
    oleh, versi = realisasi.pegawai.pengguna, realisasi.versi

    def ajukan():
        return services.ajukan(
            segar(realisasi), oleh=oleh, pada=pada, versi=versi, kunci=kunci, konfirmasi=True
        ).nomor

    return ajukan


def _nomor(hasil) -> list:
    return [h for h in hasil if not isinstance(h, Ditolak)]


def test_dua_ajukan_satu_yang_berlaku():
    realisasi = _terisi()
    hasil = serentak(*[_ajukan(realisasi) for _ in range(4)])
    assert len(_nomor(hasil)) == 1
    assert {h.status for h in hasil if isinstance(h, Ditolak)} == {409}
    assert Riwayat.objects.filter(jenis="realisasi.diajukan").count() == 1
    assert segar(realisasi).status == "PENILAIAN_HASIL_KERJA"


def test_ketukan_ganda_satu_tanda_terima():
    realisasi = _terisi()
    hasil = serentak(*[_ajukan(realisasi, "kunci-ketuk") for _ in range(4)])
    assert (len(hasil), len(set(_nomor(hasil))), len(_nomor(hasil))) == (4, 1, 4)
    assert Riwayat.objects.filter(jenis="realisasi.diajukan").count() == 1


@pytest.mark.parametrize("putaran", range(5))
def test_ajukan_dan_akhiri_periode(putaran):
    """Either the month is reported and holds the period, or the period is ended and the month is another's."""
    realisasi = _terisi()
    skp = realisasi.skp
    selesai = realisasi.nilai_bulan.awal.replace(day=11)

    def akhiri():
        isi = {"oleh": skp.pegawai.pengguna, "pada": DALAM, "selesai": selesai, "alasan": "Mutasi."}
        return skp_services.tutup_periode(Skp.objects.get(pk=skp.pk), **isi).nomor

    hasil = serentak(_ajukan(realisasi), akhiri)
    assert len(_nomor(hasil)) == 1
    assert list(bulan_dimiliki_periode()) == []


def test_ajukan_di_detik_penutupan():
    """What carries the last second is accepted, what carries the next is not, whoever gets the lock first."""
    realisasi = _terisi()
    tepat, lewat = wita(3, 10, 23, 59, 59), wita(3, 11, 0, 0, 0)
    hasil = serentak(_ajukan(realisasi, "kunci-tepat", tepat), _ajukan(realisasi, "kunci-lewat", lewat))
    assert [isinstance(h, Ditolak) for h in hasil] == [False, True]
    kini = segar(realisasi)
    assert (kini.status, kini.diajukan_pada) == ("PENILAIAN_HASIL_KERJA", tepat)


def test_dua_penilaian_satu_yang_berlaku():
    realisasi = realisasi_diajukan(PegawaiFactory())
    oleh, versi = realisasi.penilai.pengguna, realisasi.versi
    umpan_balik = {b.pk: "Dapat diterima" for b in realisasi.daftar_baris.all()}

    def menilai(rating):
        return lambda: services.nilai_hasil_kerja(
            segar(realisasi),
            oleh=oleh,
            pada=DALAM,
            versi=versi,
            umpan_balik=umpan_balik,
            rating=rating,
            konfirmasi=True,
        ).rincian["rating_hasil"]

    hasil = serentak(menilai("DI_ATAS"), menilai("DI_BAWAH"))
    assert _nomor(hasil) == [segar(realisasi).rating_hasil]
    assert Riwayat.objects.filter(jenis="realisasi.hasil_kerja_dinilai").count() == 1


def test_dua_kali_membuka_draf_satu_laporan():
    skp = skp_disetujui(PegawaiFactory())
    bulan, oleh = Bulan(2026, 2), skp.pegawai.pengguna

    def membuka():
        return services.isi_realisasi(skp, oleh=oleh, pada=DALAM, bulan=bulan).nomor

    hasil = serentak(membuka, membuka)
    assert len(_nomor(hasil)) == 1
    assert RealisasiBulanan.objects.count() == 1
