"""`daftar_url`: every address has a name for its view and a rule that guards it."""

import json
from io import StringIO

from django.core.management import call_command

from kinerja.dokumen.acts import ACTS
from project.peta_url import daftar_alamat


def test_every_address_has_a_rule():
    assert [a for a in daftar_alamat() if not a.aturan or not a.tampilan] == []


def test_acts_name_their_relation():
    aturan = {a.nama: a.aturan for a in daftar_alamat()}
    assert aturan["skp:terima"] == "Skp.terima: pejabat penilai dokumen"
    penilai = "pejabat penilai dokumen atau atasan pejabat penilai"
    assert aturan["realisasi:nilai_perilaku"] == f"RealisasiBulanan.nilai_perilaku: {penilai}"


def test_public_addresses_are_a_literal_list():
    """Anything added here is seen by the whole world."""
    publik = {
        a.nama for a in daftar_alamat() if a.aturan == "publik" and not a.jalur.startswith(("/cms/", "/api/"))
    }
    assert publik == {
        "kesehatan",
        "admin:login",
        "admin:tema",
        "akun:aktivasi",
        "akun:lupa_password",
        "akun:lupa_password_terkirim",
        "akun:password_baru",
        "akun:tautan_aktivasi",
        "akun:tautan_reset",
        "cms_dokumen",
        "cms_gambar",
        "skp:verifikasi",
        "skp:verifikasi_kode",
    }


def test_every_act_of_a_document_has_an_address():
    nama = {a.nama for a in daftar_alamat()}
    kurang = [
        f"{model._meta.app_label}:{verba}"
        for model, verba in ACTS
        if model._meta.app_label in ("skp", "realisasi") and f"{model._meta.app_label}:{verba}" not in nama
    ]
    # a dialog of the back office; the system's own; those on the way of others; lives with the month
    assert sorted(kurang) == [
        "realisasi:buka_pengisian",
        "realisasi:buka_penilaian",
        "realisasi:lanjutkan_penilaian",
        "realisasi:tutup_pengisian",
        "realisasi:tutup_penilaian",
        "skp:catat_aktivitas",
        "skp:catat_banyak_aktivitas",
        "skp:catat_tidak_lapor",
        "skp:isi_realisasi",
        "skp:izinkan_mendahului",
        "skp:selesaikan",
    ]
    assert "realisasi:isi_realisasi" in nama


def test_command_prints_json_and_text():
    keluar = StringIO()
    call_command("daftar_url", json=True, stdout=keluar)
    assert len(json.loads(keluar.getvalue())) == len(daftar_alamat())
    teks = StringIO()
    call_command("daftar_url", stdout=teks)
    assert "/kerja/skp/<int:pk>/terima/" in teks.getvalue()
