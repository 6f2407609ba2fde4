"""The penilai's side, two at once with connections of their own: rate and rate, return and rate, change and change."""

from __future__ import annotations

import pytest

from kinerja.dokumen.errors import Ditolak
from kinerja.dokumen.models import Riwayat
from kinerja.kepegawaian.models import Pegawai
from kinerja.realisasi import services
from kinerja.realisasi.models import PerubahanPenilaian
from kinerja.skp.models import NilaiBerakhlak
from tests.factories import (
    PegawaiFactory,
    PenggunaFactory,
    jadikan_admin_bkd,
    realisasi_diajukan,
    realisasi_selesai,
    tunjuk_penilai,
)
from tests.kinerja.realisasi.conftest import DALAM, segar, wita
from tests.kinerja.realisasi.test_serentak import serentak

pytestmark = [pytest.mark.concurrent, pytest.mark.django_db(transaction=True)]


def _menilai(realisasi, rating="SESUAI", kunci=""):
    oleh, versi = realisasi.penilai.pengguna, realisasi.versi
    umpan_balik = {b.pk: "Dapat diterima" for b in realisasi.daftar_baris.all()}
    isi = {"umpan_balik": umpan_balik, "rating": rating, "konfirmasi": True, "kunci": kunci}
    return lambda: (
        services.nilai_hasil_kerja(segar(realisasi), oleh=oleh, pada=DALAM, versi=versi, **isi).nomor
    )


def _berhasil(hasil) -> list:
    return [h for h in hasil if not isinstance(h, Ditolak)]


def test_ketukan_ganda_menilai_satu_tanda_terima():
    realisasi = realisasi_diajukan(PegawaiFactory())
    hasil = serentak(*[_menilai(realisasi, kunci="kunci-ketuk") for _ in range(4)])
    assert (len(_berhasil(hasil)), len(set(hasil))) == (4, 1)
    assert Riwayat.objects.filter(jenis="realisasi.hasil_kerja_dinilai").count() == 1


def test_dua_penilaian_perilaku_satu_predikat():
    realisasi = realisasi_diajukan(PegawaiFactory())
    _menilai(realisasi)()
    kini, oleh = segar(realisasi), realisasi.penilai.pengguna
    umpan_balik = {n.kode: "Baik" for n in NilaiBerakhlak.objects.all()}

    def menilai(rating):
        isi = {"umpan_balik": umpan_balik, "rating": rating, "catatan_akhir": "x", "konfirmasi": True}
        return lambda: services.nilai_perilaku(
            segar(kini), oleh=oleh, pada=DALAM, versi=kini.versi, **isi
        ).rincian["predikat"]

    hasil = serentak(menilai("DI_ATAS"), menilai("DI_BAWAH"))
    assert _berhasil(hasil) == [segar(realisasi).predikat]


@pytest.mark.parametrize("putaran", range(4))
def test_kembalikan_dan_menilai(putaran):
    """Either it is a draft without a rating, or it is rated and stays."""
    realisasi = realisasi_diajukan(PegawaiFactory())
    oleh, versi = realisasi.penilai.pengguna, realisasi.versi

    def kembalikan():
        return services.kembalikan(
            segar(realisasi), oleh=oleh, pada=DALAM, versi=versi, catatan="Perbaiki."
        ).nomor

    hasil = serentak(kembalikan, _menilai(realisasi))
    assert len(_berhasil(hasil)) == 1
    kini = segar(realisasi)
    assert (kini.status, kini.rating_hasil) in [("DRAF", ""), ("PENILAIAN_PERILAKU", "SESUAI")]


@pytest.mark.parametrize("putaran", range(4))
def test_dua_perubahan_satu_yang_berlaku(putaran):
    realisasi = realisasi_selesai(PegawaiFactory())
    oleh = realisasi.penilai.pengguna

    def ubah(rating):
        isi = {"rating_hasil": rating, "rating_perilaku": "DI_ATAS", "alasan": "a" * 200}
        return lambda: services.ubah_penilaian(segar(realisasi), oleh=oleh, pada=DALAM, **isi).nomor

    hasil = serentak(ubah("DI_ATAS"), ubah("DI_BAWAH"))
    assert len(_berhasil(hasil)) == 1
    assert PerubahanPenilaian.objects.count() == 1
    kini = segar(realisasi)
    assert (kini.rating_hasil, kini.predikat) in [("DI_ATAS", "SANGAT_BAIK"), ("DI_BAWAH", "BUTUH_PERBAIKAN")]


@pytest.mark.parametrize("putaran", range(4))
def test_alihkan_dan_menilai(putaran):
    """Whoever is first: the rating is by him who held it then, and nobody rates what he does not hold."""
    realisasi = realisasi_diajukan(PegawaiFactory())
    lama, riwayat = realisasi.penilai, realisasi.skp.riwayat_jabatan
    Pegawai.objects.filter(pk=lama.pk).update(status=Pegawai.Status.PENSIUN)
    riwayat.daftar_penilai.update(selesai=wita(3, 4).date())
    baru = PegawaiFactory()
    tunjuk_penilai(riwayat, baru, mulai=wita(3, 5).date())
    bkd = jadikan_admin_bkd(PenggunaFactory())

    def alihkan():
        return services.alihkan_penilai(
            segar(realisasi), oleh=bkd, pada=DALAM, alasan="Penilai pensiun bulan ini."
        ).nomor

    serentak(alihkan, _menilai(realisasi))
    kini = segar(realisasi)
    assert (kini.penilai, kini.dinilai_oleh) in [(baru, None), (baru, lama), (lama, lama)]
    assert (kini.status == "PENILAIAN_PERILAKU") is (kini.dinilai_oleh == lama)
