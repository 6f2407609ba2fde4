"""The back office's list of SKPs: who reads it, what can be done from it, what it costs."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kinerja.dokumen.models import Riwayat
from kinerja.kepegawaian.permissions import AUDIT, KELOLA, VERIFIKASI
from kinerja.skp import services
from kinerja.skp.models import PustakaRhk, Skp
from kinerja.ui import menu
from tests.factories import (
    JabatanFactory,
    PegawaiFactory,
    PenggunaFactory,
    beri_wilayah,
    isi_ekspektasi,
    jadikan_admin_bkd,
    skp_diajukan,
    skp_konsep,
)
from tests.kinerja.skp.conftest import KINI, klien, potret

pytestmark = pytest.mark.django_db
DAFTAR = "admin:skp_skp_changelist"


def buka(orang, nama=DAFTAR, *args, **kueri):
    return klien(orang).get(reverse(nama, args=args), kueri)


def segar(skp) -> Skp:
    return Skp.objects.get(pk=skp.pk)


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


# --- revision, exception --------------------------------------------------------------------------------------------
@pytest.fixture
def diminta(disetujui):
    services.ajukan_revisi(disetujui, oleh=disetujui.pegawai.pengguna, pada=KINI, catatan="Mohon.")
    return disetujui


def test_penilai_grants_a_revision_by_dialog(diminta):
    assert dialog(diminta.penilai, diminta, "terima_revisi", catatan="").status_code == 302
    assert (segar(diminta).status, segar(diminta).dalam_revisi) == ("KONSEP", True)


def test_penilai_refuses_a_revision_by_dialog_only_with_a_reason(diminta):
    semula = potret(diminta)
    assert dialog(diminta.penilai, diminta, "tolak_revisi", catatan=" ").status_code == 200
    assert potret(diminta) == semula
    assert dialog(diminta.penilai, diminta, "tolak_revisi", catatan="Belum perlu.").status_code == 302
    assert segar(diminta).status == "DISETUJUI"


@pytest.mark.parametrize("verba", ["terima_revisi", "tolak_revisi"])
def test_revision_decided_by_others_changes_nothing(diminta, verba):
    bkd = jadikan_admin_bkd(PegawaiFactory().pengguna)
    semula = potret(diminta)
    for orang in (diminta.pegawai, bkd, PenggunaFactory(is_superuser=True), skp_diajukan().penilai):
        assert dialog(orang, diminta, verba).status_code in (403, 404)
    assert potret(diminta)[:3] == semula[:3]


def test_bkd_alone_lets_a_plan_go_ahead_and_with_a_reason(konsep):
    bkd = jadikan_admin_bkd(PegawaiFactory().pengguna)
    semula = potret(konsep)
    verifikatur = pemegang(konsep.perangkat_daerah, VERIFIKASI)
    for orang in (konsep.pegawai, konsep.penilai, verifikatur, PenggunaFactory(is_superuser=True)):
        assert dialog(orang, konsep, "izinkan_mendahului", alasan="Mutasi.").status_code == 403
    assert dialog(bkd, konsep, "izinkan_mendahului", alasan=" ").status_code == 200
    assert potret(konsep)[:3] == semula[:3]
    assert dialog(bkd, konsep, "izinkan_mendahului", alasan="Mutasi.").status_code == 302
    assert segar(konsep).boleh_mendahului is True
    assert Riwayat.objects.get(jenis="skp.diizinkan_mendahului").catatan == "Mutasi."


def test_bkd_lets_many_go_ahead_others_none(konsep):
    daftar = [konsep, skp_konsep(), skp_diajukan()]
    isi = konfirmasi(daftar, alasan="Penilaian 2025 terlambat.") | {"action": "izinkan_mendahului_massal"}
    massal(PenggunaFactory(is_superuser=True), daftar, **isi)
    massal(konsep.penilai, daftar, **isi)
    assert [segar(s).boleh_mendahului for s in daftar] == [False, False, False]
    massal(jadikan_admin_bkd(PegawaiFactory().pengguna), daftar, **isi)
    assert [segar(s).boleh_mendahului for s in daftar] == [True, True, False]


def test_page_shows_versions_with_their_printed_code(disetujui):
    isi = buka(disetujui.penilai, "admin:skp_skp_change", disetujui.pk).content.decode()
    assert disetujui.daftar_versi.get().kode_tercetak in isi


# --- library -----------------------------------------------------------------------------------------------------------
def isi_pustaka(jabatan, *daftar_indikator, **lain) -> dict:
    data = {
        "jabatan": jabatan.pk,
        "jenis": "UTAMA",
        "uraian": "Terkelolanya data",
        "urutan": "1",
        "aktif": "on",
        "daftar_indikator-TOTAL_FORMS": len(daftar_indikator),
        "daftar_indikator-INITIAL_FORMS": 0,
    }
    for n, indikator in enumerate(daftar_indikator):
        bawaan = {"uraian": f"Indikator {n}", "arah": "NAIK", "urutan": n}
        data |= {f"daftar_indikator-{n}-{kolom}": nilai for kolom, nilai in (bawaan | indikator).items()}
    return data | lain


def tambah_pustaka(orang, *daftar_indikator, **lain):
    isi = isi_pustaka(JabatanFactory(), *daftar_indikator, **lain)
    return klien(orang).post(reverse("admin:skp_pustakarhk_add"), isi)


def test_bkd_keeps_the_library(db):
    bkd = jadikan_admin_bkd(PegawaiFactory().pengguna)
    target = {"target": "1.234,5", "satuan": "Dokumen", "aspek": "KUANTITAS"}
    assert tambah_pustaka(bkd, target, {"target_teks": "1 minggu"}).status_code == 302
    rhk = PustakaRhk.objects.get()
    assert list(rhk.daftar_indikator.values_list("target", "target_teks")) == [
        (Decimal("1234.50"), ""),
        (None, "1 minggu"),
    ]
    assert Riwayat.objects.get(jenis="pustakarhk.dibuat").oleh == bkd
    assert rhk.uraian in buka(bkd, "admin:skp_pustakarhk_changelist", q="data").content.decode()
    pertama = rhk.daftar_indikator.first()
    isi = isi_pustaka(rhk.jabatan, {"id": pertama.pk, "DELETE": "on", "uraian": pertama.uraian})
    isi |= {"daftar_indikator-INITIAL_FORMS": 1, "aktif": ""}
    ubah = reverse("admin:skp_pustakarhk_change", args=[rhk.pk])
    assert klien(bkd).post(ubah, isi).status_code == 302
    rhk.refresh_from_db()
    assert (rhk.aktif, rhk.daftar_indikator.count()) == (False, 1)


@pytest.mark.parametrize(
    ("indikator", "kalimat"),
    [
        ({"target": "banyak", "satuan": "Kali"}, "bukan angka"),
        ({"target": "-1", "satuan": "Kali"}, "tidak boleh negatif"),
        ({"target": "5"}, "dengan satuannya, atau teks"),
        ({"aspek": "KUANTITAS", "perspektif": "ANGGARAN"}, "tidak keduanya"),
        ({"uraian": "", "satuan": "Kali"}, "Kolom ini harus diisi"),
    ],
)
def test_library_with_bad_input_gets_a_sentence(db, indikator, kalimat):
    jawaban = tambah_pustaka(jadikan_admin_bkd(PegawaiFactory().pengguna), indikator)
    assert jawaban.status_code == 200
    assert kalimat in jawaban.content.decode()
    assert PustakaRhk.objects.count() == 0


def test_library_has_each_wording_once(db):
    bkd, jabatan = jadikan_admin_bkd(PegawaiFactory().pengguna), JabatanFactory()
    tambah = reverse("admin:skp_pustakarhk_add")
    assert klien(bkd).post(tambah, isi_pustaka(jabatan)).status_code == 302
    jawaban = klien(bkd).post(tambah, isi_pustaka(jabatan))
    assert "RHK yang sama sudah ada di pustaka jabatan ini." in jawaban.content.decode()
    kembar = klien(bkd).post(tambah, isi_pustaka(JabatanFactory(), {"uraian": "A"}, {"uraian": "A"}))
    assert kembar.status_code == 200
    assert PustakaRhk.objects.count() == 1


def test_library_is_kept_by_nobody_else(konsep):
    rhk = PustakaRhk.objects.create(jabatan=JabatanFactory(), uraian="Terkelolanya data")
    ubah = reverse("admin:skp_pustakarhk_change", args=[rhk.pk])
    superuser = PenggunaFactory(is_superuser=True)
    for orang in (konsep.pegawai, konsep.penilai, pemegang(konsep.perangkat_daerah, KELOLA), superuser):
        assert tambah_pustaka(orang, {}).status_code == 403
        isi = isi_pustaka(rhk.jabatan, {}, uraian="Menyusup")
        assert klien(orang).post(ubah, isi).status_code in (403, 404)
        hapus = reverse("admin:skp_pustakarhk_delete", args=[rhk.pk])
        assert klien(orang).post(hapus, {"post": "yes"}).status_code in (403, 404)
    assert klien(superuser).get(ubah).status_code == 200
    rhk.refresh_from_db()
    assert (rhk.uraian, rhk.daftar_indikator.count()) == ("Terkelolanya data", 0)


# --- cost ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("jumlah", [1, 3])
def test_list_and_page_cost_the_same_at_any_size(monkeypatch, jumlah):
    monkeypatch.setattr(menu, "_daftar", {})
    daftar = [skp_diajukan(isi={f"RHK {n}": ["A", "B"] for n in range(jumlah)}) for _ in range(jumlah)]
    peramban = klien(jadikan_admin_bkd(PegawaiFactory().pengguna))
    for alamat, harapan in (
        (reverse(DAFTAR), 7),
        (reverse("admin:skp_skp_change", args=[daftar[0].pk]), 17),
    ):
        peramban.get(alamat)  # content types are read once per process
        with CaptureQueriesContext(connection) as kueri:
            assert peramban.get(alamat).status_code == 200
        assert (alamat, len(kueri)) == (alamat, harapan)


def test_back_office_leads_to_the_page_to_read(disetujui):
    isi = klien(jadikan_admin_bkd(PegawaiFactory().pengguna)).get(
        reverse("admin:skp_skp_change", args=[disetujui.pk])
    )
    assert f'href="{reverse("skp:detail", args=[disetujui.pk])}"' in isi.content.decode()
