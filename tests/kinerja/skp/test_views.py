"""Pages of the SKP, seen by those for whom they are."""

import pytest

from tests.factories import RiwayatJabatanFactory
from tests.kinerja.skp.conftest import alamat, klien

pytestmark = pytest.mark.django_db


def test_daftar_offers_a_position_without_skp(konsep):
    kedua = RiwayatJabatanFactory(pegawai=konsep.pegawai, peran="PLT")
    isi = klien(konsep.pegawai).get(alamat("daftar")).content.decode()
    assert alamat("tambah_skp", kedua.pk) in isi
    assert alamat("tambah_skp", konsep.riwayat_jabatan_id) not in isi
    assert alamat("detail", konsep.pk) in isi


def test_halaman_opens(konsep):
    for verba, lagi in [
        ("detail", []),
        ("ubah", []),
        ("tambah_rhk", []),
        ("ajukan", []),
        ("ubah_rhk", [konsep.daftar_rhk.get().pk]),
        ("hapus_rhk", [konsep.daftar_rhk.get().pk]),
        ("tambah_indikator", [konsep.daftar_rhk.get().pk]),
        ("ubah_indikator", [konsep.daftar_rhk.get().daftar_indikator.first().pk]),
        ("hapus_indikator", [konsep.daftar_rhk.get().daftar_indikator.first().pk]),
    ]:
        jawaban = klien(konsep.pegawai).get(alamat(verba, konsep.pk, *lagi))
        assert (verba, jawaban.status_code) == (verba, 200)


def test_penilai_halaman(diajukan):
    for verba in ("detail", "terima", "kembalikan", "simpan_ekspektasi"):
        assert klien(diajukan.penilai).get(alamat(verba, diajukan.pk)).status_code == 200
    assert klien(diajukan.penilai).get(alamat("antrean")).status_code == 200
