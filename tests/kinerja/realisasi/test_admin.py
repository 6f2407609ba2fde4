"""The back office's list: read-only, few queries, both ends of the list alike."""

from __future__ import annotations

import re

import pytest
from django.core.paginator import Paginator
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kinerja.kepegawaian.models import Pegawai
from kinerja.realisasi.admin import PaginatorDuaArah
from tests.factories import (
    PegawaiFactory,
    beri_wilayah,
    jadikan_admin_bkd,
    realisasi_diajukan,
    realisasi_selesai,
)
from tests.kinerja.realisasi.conftest import isian_hasil, keadaan, masuk

pytestmark = pytest.mark.django_db
DAFTAR = "/realisasi/realisasibulanan/"
QUERI_DAFTAR = 7


@pytest.fixture
def bkd():
    return masuk(jadikan_admin_bkd(PegawaiFactory().pengguna))


def nama_tampil(jawaban) -> set[str]:
    halaman = jawaban.content.decode()
    return {
        n
        for n in Pegawai.objects.values_list("nama", flat=True)
        if f">{n}<" in re.sub(r"\s*([<>])\s*", r"\1", halaman)
    }


def kueri_daftar(klien) -> int:
    klien.get(DAFTAR)
    with CaptureQueriesContext(connection) as kueri:
        assert klien.get(DAFTAR).status_code == 200
    return len(kueri)


def test_alamat_daftar():
    assert reverse("admin:realisasi_realisasibulanan_changelist") == DAFTAR


def test_catatan_akhir_yang_belum_diberikan_tidak_tampak(bkd):
    """Kept with “Simpan dulu” it is the penilai's own draft."""
    realisasi = realisasi_diajukan(PegawaiFactory())
    type(realisasi).objects.filter(pk=realisasi.pk).update(catatan_akhir="KNR-belum diberikan")
    assert "KNR-" not in bkd.get(f"{DAFTAR}{realisasi.pk}/change/").content.decode()
    selesai = realisasi_selesai(PegawaiFactory())
    assert "Pertahankan." in bkd.get(f"{DAFTAR}{selesai.pk}/change/").content.decode()


def test_kueri_daftar_sama_untuk_satu_dan_tiga(bkd):
    realisasi_selesai(PegawaiFactory())
    satu = kueri_daftar(bkd)
    for _ in range(2):
        realisasi_selesai(PegawaiFactory())
    assert (kueri_daftar(bkd), satu) == (satu, QUERI_DAFTAR)


def test_cari_nip_nama_dan_saringan(bkd):
    satu, dua = realisasi_selesai(PegawaiFactory(nama="Maria Demo")), realisasi_diajukan(PegawaiFactory())
    for saring, nama in (
        ({"q": "maria"}, satu.pegawai.nama),
        ({"q": dua.pegawai.nip}, dua.pegawai.nama),
        ({"q": dua.pegawai.nip_tercetak}, dua.pegawai.nama),
        ({"q": f"{satu.pegawai.nip[:12]} maria"}, satu.pegawai.nama),
        ({"status": "SELESAI"}, satu.pegawai.nama),
        ({"predikat": "BAIK", "bulan": "2", "tahun": "2026"}, satu.pegawai.nama),
        ({"perangkat_daerah__id__exact": dua.perangkat_daerah_id}, dua.pegawai.nama),
    ):
        assert (saring, nama_tampil(bkd.get(DAFTAR, saring)) & {satu.pegawai.nama, dua.pegawai.nama}) == (
            saring,
            {nama},
        )
    assert not nama_tampil(bkd.get(DAFTAR, {"bulan": "3"})) & {satu.pegawai.nama, dua.pegawai.nama}


def test_saringan_liar_tidak_dijawab(bkd):
    realisasi = realisasi_selesai(PegawaiFactory())
    jawaban = bkd.get(DAFTAR, {"catatan_akhir__startswith": "P"})
    assert realisasi.pegawai.nama not in nama_tampil(jawaban)


def test_pencarian_sepanjang_apa_pun_dijawab(bkd):
    assert bkd.get(DAFTAR, {"q": "a " * 2000}).status_code == 200


def test_hanya_baca_bagi_admin_bkd(bkd):
    realisasi = realisasi_selesai(PegawaiFactory())
    sebelum, rinci = keadaan(realisasi), f"{DAFTAR}{realisasi.pk}/change/"
    assert bkd.get(rinci).status_code == 200
    kirim = isian_hasil(realisasi) | {"predikat": "SANGAT_BAIK", "status": "DRAF", "_versi": realisasi.versi}
    for alamat in (rinci, f"{DAFTAR}{realisasi.pk}/delete/", f"{DAFTAR}add/"):
        assert bkd.post(alamat, kirim | {"post": "yes"}).status_code == 403
    bkd.post(DAFTAR, {"action": "delete_selected", "_selected_action": realisasi.pk, "post": "yes"})
    assert keadaan(realisasi) == sebelum


def test_auditor_hanya_opdnya_dan_orang_lain_tidak_ada(bkd):
    satu, dua = realisasi_selesai(PegawaiFactory()), realisasi_selesai(PegawaiFactory())
    auditor = PegawaiFactory().pengguna
    beri_wilayah(auditor, satu.perangkat_daerah, "audit_perangkatdaerah")
    klien = masuk(auditor)
    assert nama_tampil(klien.get(DAFTAR)) & {satu.pegawai.nama, dua.pegawai.nama} == {satu.pegawai.nama}
    assert [klien.get(f"{DAFTAR}{r.pk}/change/").status_code for r in (satu, dua)] == [200, 404]
    assert masuk(satu.penilai).get(DAFTAR).status_code == 403


@pytest.mark.parametrize("banyak", [1, 2, 5, 9, 10])
def test_paginator_dua_arah_sama_dengan_yang_biasa(banyak):
    for _ in range(10):
        PegawaiFactory()
    baris = Pegawai.objects.order_by("-pk")
    biasa, dua_arah = Paginator(baris, banyak), PaginatorDuaArah(baris, banyak)
    for nomor in biasa.page_range:
        assert list(dua_arah.page(nomor)) == list(biasa.page(nomor))
