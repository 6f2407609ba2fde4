"""The back office's list of SKPs: who reads it, what can be done from it, what it costs."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kinerja.kepegawaian.permissions import AUDIT, KELOLA, VERIFIKASI
from kinerja.skp.models import Skp
from kinerja.ui import menu
from tests.factories import (
    PegawaiFactory,
    PenggunaFactory,
    beri_wilayah,
    isi_ekspektasi,
    jadikan_admin_bkd,
    skp_diajukan,
    skp_konsep,
)
from tests.kinerja.skp.conftest import klien, potret

pytestmark = pytest.mark.django_db
DAFTAR = "admin:skp_skp_changelist"


def buka(orang, nama=DAFTAR, *args, **kueri):
    return klien(orang).get(reverse(nama, args=args), kueri)


def tindakan(skp, verba) -> str:
    return reverse(f"admin:skp_skp_{verba}", args=[skp.pk])


def dialog(orang, skp, verba, **isi):
    isi = {"versi": skp.versi, "kunci": str(uuid4()), "catatan": "Setuju."} | isi
    return klien(orang).post(tindakan(skp, verba), isi)


def massal(orang, daftar, **isi):
    data = {"action": "terima_massal", "_selected_action": [s.pk for s in daftar]} | isi
    return klien(orang).post(reverse(DAFTAR), data)


def konfirmasi(daftar, **isi) -> dict:
    versi = {f"versi_{s.pk}": s.versi for s in daftar}
    return {"_konfirmasi": "1", "kunci": str(uuid4()), "catatan": "Setuju."} | versi | isi


# --- who reads -------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("siapa", "status", "baris"),
    [
        ("pemilik", 403, 0),
        ("rekan", 403, 0),
        ("pengelola", 403, 0),
        ("penilai", 200, 1),
        ("verifikatur", 200, 1),
        ("auditor", 200, 1),
        ("verifikatur_opd_lain", 200, 0),
        ("bkd", 200, 2),
        ("superuser", 200, 2),
    ],
)
def test_list_by_role(konsep, siapa, status, baris):
    asing = skp_konsep()
    opd = konsep.perangkat_daerah
    orang = {
        "pemilik": lambda: konsep.pegawai,
        "penilai": lambda: konsep.penilai,
        "rekan": lambda: PegawaiFactory(perangkat_daerah=opd),
        "pengelola": lambda: pemegang(opd, KELOLA),
        "verifikatur": lambda: pemegang(opd, VERIFIKASI),
        "auditor": lambda: pemegang(opd, AUDIT),
        "verifikatur_opd_lain": lambda: pemegang(PegawaiFactory().perangkat_daerah, VERIFIKASI),
        "bkd": lambda: jadikan_admin_bkd(PegawaiFactory().pengguna),
        "superuser": lambda: PenggunaFactory(is_superuser=True),
    }[siapa]()
    jawaban = buka(orang)
    assert jawaban.status_code == status
    ubah = [reverse("admin:skp_skp_change", args=[s.pk]) for s in (konsep, asing)]
    assert sum(a in jawaban.content.decode() for a in ubah) == baris


def pemegang(opd, izin):
    pengguna = PegawaiFactory().pengguna
    beri_wilayah(pengguna, opd, izin)
    return pengguna


def test_nobody_adds_changes_or_deletes(konsep):
    semula = potret(konsep)
    for orang in (jadikan_admin_bkd(PegawaiFactory().pengguna), PenggunaFactory(is_superuser=True)):
        peramban = klien(orang)
        assert peramban.get(reverse("admin:skp_skp_add")).status_code == 403
        isi = {"status": "DISETUJUI", "_versi": konsep.versi}
        assert peramban.post(reverse("admin:skp_skp_change", args=[konsep.pk]), isi).status_code == 403
        isi = {"post": "yes"}
        assert peramban.post(reverse("admin:skp_skp_delete", args=[konsep.pk]), isi).status_code == 403
    assert potret(konsep) == semula


def test_other_lookups_are_refused(konsep):
    bkd = jadikan_admin_bkd(PegawaiFactory().pengguna)
    assert buka(bkd, DAFTAR, tahun="2026").status_code == 200
    assert buka(bkd, DAFTAR, tahun="satu").status_code == 200
    assert buka(bkd, DAFTAR, tahun="9" * 5000).status_code == 200
    for lookup in ("daftar_rhk__uraian__startswith", "penilai__pengguna__email__startswith"):
        assert buka(bkd, DAFTAR, **{lookup: "T"}).status_code in (302, 400)


# --- one -------------------------------------------------------------------------------------------------------
def test_penilai_accepts_by_dialog(diajukan):
    isi_ekspektasi(diajukan)
    assert dialog(diajukan.penilai, diajukan, "terima").status_code == 302
    assert Skp.objects.get(pk=diajukan.pk).status == "DISETUJUI"


def test_penilai_returns_by_dialog_only_with_a_note(diajukan):
    semula = potret(diajukan)
    assert dialog(diajukan.penilai, diajukan, "kembalikan", catatan=" ").status_code == 200
    assert potret(diajukan) == semula
    assert dialog(diajukan.penilai, diajukan, "kembalikan", catatan="Perbaiki.").status_code == 302
    assert Skp.objects.get(pk=diajukan.pk).status == "KONSEP"


def test_dialog_refuses_what_is_incomplete_or_stale(diajukan):
    semula = potret(diajukan)
    assert "Ekspektasi untuk" in dialog(diajukan.penilai, diajukan, "terima").content.decode()
    isi = {"versi": diajukan.versi + 1, "catatan": "Perbaiki."}
    assert "Data sudah berubah" in dialog(diajukan.penilai, diajukan, "kembalikan", **isi).content.decode()
    assert potret(diajukan) == semula


@pytest.mark.parametrize(
    ("siapa", "status"),
    [("pemilik", 403), ("auditor", 403), ("bkd", 403), ("superuser", 403), ("asing", 404)],
)
def test_dialog_forged_by_others_changes_nothing(diajukan, siapa, status):
    isi_ekspektasi(diajukan)
    orang = {
        "pemilik": lambda: diajukan.pegawai,
        "asing": lambda: skp_diajukan().penilai,
        "auditor": lambda: pemegang(diajukan.perangkat_daerah, AUDIT),
        "bkd": lambda: jadikan_admin_bkd(PegawaiFactory().pengguna),
        "superuser": lambda: PenggunaFactory(is_superuser=True),
    }[siapa]()
    semula = potret(diajukan)
    for verba in ("terima", "kembalikan"):
        assert dialog(orang, diajukan, verba).status_code == status
        assert klien(orang).get(tindakan(diajukan, verba)).status_code == status
    assert potret(diajukan) == semula


def test_opening_the_dialog_changes_nothing(diajukan):
    isi_ekspektasi(diajukan)
    semula = potret(diajukan)
    assert klien(diajukan.penilai).get(tindakan(diajukan, "terima")).status_code == 200
    assert potret(diajukan) == semula


# --- many --------------------------------------------------------------------------------------------------------
@pytest.fixture
def tiga(db):
    """Of one penilai: complete, without expectations, a draft."""
    penilai = PegawaiFactory()
    lengkap, kurang, konsep = (
        skp_diajukan(penilai=penilai),
        skp_diajukan(penilai=penilai),
        skp_konsep(penilai=penilai),
    )
    isi_ekspektasi(lengkap)
    return penilai, [lengkap, kurang, konsep]


def test_bulk_page_names_who_is_skipped_and_why(tiga):
    penilai, daftar = tiga
    semula = [potret(s) for s in daftar]
    isi = massal(penilai, daftar).content.decode()
    assert "Akan diproses: 1 SKP" in isi
    assert "Dilewati: 2 SKP" in isi
    assert "Ekspektasi untuk “Berorientasi Pelayanan” belum diisi." in isi
    assert "berstatus Konsep" in isi
    assert [potret(s) for s in daftar] == semula


def test_bulk_accepts_the_complete_ones(tiga):
    penilai, daftar = tiga
    massal(penilai, daftar, **konfirmasi(daftar))
    status = [Skp.objects.get(pk=s.pk).status for s in daftar]
    assert status == ["DISETUJUI", "PENILAIAN_RENCANA", "KONSEP"]


def test_bulk_forged_by_others_changes_nothing(tiga):
    _, daftar = tiga
    semula = [potret(s) for s in daftar]
    for orang in (
        PenggunaFactory(is_superuser=True),
        jadikan_admin_bkd(PegawaiFactory().pengguna),
        pemegang(daftar[0].perangkat_daerah, AUDIT),
        daftar[0].pegawai,
    ):
        massal(orang, daftar, **konfirmasi(daftar))
    assert [potret(s) for s in daftar] == semula


# --- cost ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("jumlah", [1, 3])
def test_list_and_page_cost_the_same_at_any_size(monkeypatch, jumlah):
    monkeypatch.setattr(menu, "_daftar", {})
    daftar = [skp_diajukan(isi={f"RHK {n}": ["A", "B"] for n in range(jumlah)}) for _ in range(jumlah)]
    peramban = klien(jadikan_admin_bkd(PegawaiFactory().pengguna))
    for alamat, harapan in (
        (reverse(DAFTAR), 10),
        (reverse("admin:skp_skp_change", args=[daftar[0].pk]), 15),
    ):
        peramban.get(alamat)  # content types are read once per process
        with CaptureQueriesContext(connection) as kueri:
            assert peramban.get(alamat).status_code == 200
        assert (alamat, len(kueri)) == (alamat, harapan)
