"""The revision of an approved plan through HTTP (juknis BAB III.7), and the comparison of versions."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kinerja.dokumen.models import Riwayat
from kinerja.skp import queries, services
from kinerja.skp.models import Skp
from kinerja.skp.queries.perbandingan import banding_kata
from kinerja.ui import menu
from tests.factories import PegawaiFactory, skp_diajukan, skp_disetujui, tunjuk_penilai
from tests.factories.kinerja import JANUARI
from tests.kinerja.skp.conftest import KINI, alamat, kirim, klien, orang_luar, potret

pytestmark = pytest.mark.django_db
ALASAN = "Mohon persetujuan: 1. menambah indikator."
INDIKATOR = {
    "uraian": "Jumlah asistensi",
    "perspektif": "ANGGARAN",
    "target": "4",
    "satuan": "Kali",
    "arah": "NAIK",
}
VERBA = {"terima_revisi": {}, "tolak_revisi": {"catatan": "Tidak."}}


def segar(skp) -> Skp:
    return Skp.objects.get(pk=skp.pk)


def isi(orang, verba, *args, **kueri) -> str:
    jawaban = klien(orang).get(alamat(verba, *args), kueri)
    assert jawaban.status_code == 200
    return jawaban.content.decode()


@pytest.fixture
def diminta(disetujui) -> Skp:
    """REVISI: asked for, not decided."""
    services.ajukan_revisi(disetujui, oleh=disetujui.pegawai.pengguna, pada=JANUARI, catatan=ALASAN)
    return disetujui


@pytest.fixture
def dibuka(diminta) -> Skp:
    """KONSEP again, in revision."""
    services.terima_revisi(diminta, oleh=diminta.penilai.pengguna, pada=JANUARI)
    return diminta


@pytest.fixture
def diubah(dibuka) -> Skp:
    """One indicator changed, one added; a second RHK."""
    oleh, rhk = dibuka.pegawai.pengguna, dibuka.daftar_rhk.get()
    pertama = rhk.daftar_indikator.order_by("pk").first()
    kolom = {"uraian": "Persentase ASN yang dinilai lebih awal", "target": Decimal(90), "satuan": "Persen"}
    services.ubah_indikator(
        dibuka, oleh=oleh, pada=JANUARI, indikator=pertama.pk, perspektif="PROSES_BISNIS", **kolom
    )
    baru = {"uraian": "Jumlah asistensi", "target": Decimal(4), "satuan": "Kali", "perspektif": "ANGGARAN"}
    services.tambah_indikator(dibuka, oleh=oleh, pada=JANUARI, rhk=rhk.pk, **baru)
    kedua = services.tambah_rhk(dibuka, oleh=oleh, pada=JANUARI, jenis="TAMBAHAN", uraian="Hasil yang baru")
    services.tambah_indikator(dibuka, oleh=oleh, pada=JANUARI, rhk=kedua.rincian["rhk"], **baru)
    return dibuka


# --- asked for --------------------------------------------------------------------------------------------------
def test_owner_asks_with_a_reason_and_the_penilai_hears(disetujui):
    assert "Mohon Ibu/Bapak penilai memberikan persetujuan" in isi(
        disetujui.pegawai, "ajukan_revisi", disetujui.pk
    )
    jawaban = kirim(disetujui.pegawai, disetujui, "ajukan_revisi", catatan=ALASAN)
    nomor = Riwayat.objects.get(jenis="skp.revisi_diajukan").nomor
    halaman = jawaban.client.get(jawaban["Location"]).content.decode()
    assert f"dikirim kepada {disetujui.penilai}. Nomor tanda terima {nomor}." in halaman
    assert segar(disetujui).status == "REVISI"
    meja = isi(disetujui.penilai, "detail", disetujui.pk)
    assert ALASAN in meja
    assert alamat("terima_revisi", disetujui.pk) in meja
    assert alamat("tolak_revisi", disetujui.pk) in meja
    assert "simpan_ekspektasi" not in meja


@pytest.mark.parametrize("catatan", ["", "   ", "\n"])
def test_without_a_reason_nothing_is_asked(disetujui, catatan):
    semula = potret(disetujui)
    jawaban = kirim(disetujui.pegawai, disetujui, "ajukan_revisi", catatan=catatan)
    assert jawaban.status_code == 422
    assert "Tuliskan alasan revisi" in jawaban.content.decode()
    assert potret(disetujui) == semula


def test_request_goes_to_the_penilai_in_force(disetujui):
    lama, baru = disetujui.penilai, PegawaiFactory(perangkat_daerah=disetujui.perangkat_daerah)
    disetujui.riwayat_jabatan.daftar_penilai.update(selesai="2026-01-16")
    tunjuk_penilai(disetujui.riwayat_jabatan, baru, mulai=KINI.date())
    kirim(disetujui.pegawai, disetujui, "ajukan_revisi", catatan=ALASAN)
    skp = segar(disetujui)
    assert skp.penilai == baru
    semula = potret(skp)
    assert kirim(lama, skp, "terima_revisi").status_code in (403, 404)
    assert potret(skp) == semula
    assert kirim(baru, skp, "terima_revisi").status_code == 302


def test_asking_twice_or_on_an_older_version_is_refused(disetujui):
    assert kirim(disetujui.pegawai, disetujui, "ajukan_revisi", catatan=ALASAN, versi=0).status_code == 409
    kunci = "kunci-yang-sama"
    for _ in range(2):
        kirim(disetujui.pegawai, disetujui, "ajukan_revisi", catatan=ALASAN, kunci=kunci)
    assert Riwayat.objects.filter(jenis="skp.revisi_diajukan").count() == 1
    assert kirim(disetujui.pegawai, segar(disetujui), "ajukan_revisi", catatan=ALASAN).status_code == 409


def test_asking_by_others_or_for_a_plan_not_approved_changes_nothing(disetujui, diajukan):
    semula = potret(disetujui), potret(diajukan)
    for siapa, orang in {**orang_luar(disetujui), "penilai": disetujui.penilai.pengguna}.items():
        assert kirim(orang, disetujui, "ajukan_revisi", catatan=ALASAN).status_code in (403, 404), siapa
    assert kirim(diajukan.pegawai, diajukan, "ajukan_revisi", catatan=ALASAN).status_code == 409
    assert (potret(disetujui)[:3], potret(diajukan)[:3]) == (semula[0][:3], semula[1][:3])


# --- decided --------------------------------------------------------------------------------------------------------
def test_11_refused_revision_changes_nothing_in_the_plan(disetujui):
    semula = potret(disetujui)[1:3]
    kirim(disetujui.pegawai, disetujui, "ajukan_revisi", catatan=ALASAN)
    assert "tidak berubah" in isi(disetujui.penilai, "tolak_revisi", disetujui.pk)
    kosong = kirim(disetujui.penilai, segar(disetujui), "tolak_revisi", catatan=" ")
    assert (kosong.status_code, "Tuliskan alasan penolakan" in kosong.content.decode()) == (422, True)
    jawaban = kirim(disetujui.penilai, segar(disetujui), "tolak_revisi", catatan="Belum perlu.")
    assert jawaban["Location"] == alamat("antrean")
    skp = segar(disetujui)
    assert (skp.status, skp.dalam_revisi, skp.daftar_versi.count()) == ("DISETUJUI", False, 1)
    assert potret(skp)[1:3] == semula
    assert "Belum perlu." in isi(disetujui.pegawai, "detail", disetujui.pk)


def test_granted_revision_opens_the_plan_without_a_note_being_needed(diminta):
    jawaban = kirim(diminta.penilai, diminta, "terima_revisi")
    assert jawaban["Location"] == alamat("antrean")
    skp = segar(diminta)
    assert (skp.status, skp.dalam_revisi) == ("KONSEP", True)


@pytest.mark.parametrize("verba", VERBA)
def test_decision_by_others_changes_nothing(diminta, verba):
    semula = potret(diminta)
    for siapa, orang in {**orang_luar(diminta), "pemilik": diminta.pegawai.pengguna}.items():
        assert kirim(orang, diminta, verba, **VERBA[verba]).status_code in (403, 404), siapa
        assert klien(orang).get(alamat(verba, diminta.pk)).status_code in (403, 404), siapa
    assert potret(diminta)[:3] == semula[:3]


@pytest.mark.parametrize("verba", VERBA)
def test_decision_in_another_state_twice_or_stale_is_refused(diminta, diajukan, verba):
    assert kirim(diajukan.penilai, diajukan, verba, **VERBA[verba]).status_code == 409
    assert kirim(diminta.penilai, diminta, verba, versi=diminta.versi - 1, **VERBA[verba]).status_code == 409
    assert segar(diminta).status == "REVISI"
    kirim(diminta.penilai, diminta, verba, **VERBA[verba])
    sesudah = potret(diminta)
    assert kirim(diminta.penilai, segar(diminta), verba, **VERBA[verba]).status_code == 409
    assert potret(diminta) == sesudah


# --- while it is open -------------------------------------------------------------------------------------------------
def test_12_what_was_approved_is_changed_but_not_deleted(dibuka):
    rhk = dibuka.daftar_rhk.get()
    indikator = rhk.daftar_indikator.first()
    halaman = isi(dibuka.pegawai, "detail", dibuka.pk)
    assert alamat("hapus_rhk", dibuka.pk, rhk.pk) not in halaman
    assert alamat("hapus_indikator", dibuka.pk, indikator.pk) not in halaman
    semula = potret(dibuka)
    for verba, pk in (("hapus_rhk", rhk.pk), ("hapus_indikator", indikator.pk)):
        jawaban = kirim(dibuka.pegawai, dibuka, verba, pk)
        assert (jawaban.status_code, "sudah pernah disetujui" in jawaban.content.decode()) == (422, True)
    assert potret(dibuka)[:3] == semula[:3]
    kirim(dibuka.pegawai, dibuka, "ubah_indikator", indikator.pk, **INDIKATOR)
    kirim(dibuka.pegawai, segar(dibuka), "tambah_indikator", rhk.pk, **INDIKATOR | {"uraian": "Lain"})
    assert set(rhk.daftar_indikator.values_list("uraian", flat=True)) == {
        "Jumlah asistensi",
        "Jumlah laporan kinerja",
        "Lain",
    }


def test_13_what_is_new_in_the_revision_is_deleted(diubah):
    baru = diubah.daftar_rhk.get(uraian="Hasil yang baru")
    assert alamat("hapus_rhk", diubah.pk, baru.pk) in isi(diubah.pegawai, "detail", diubah.pk)
    assert kirim(diubah.pegawai, diubah, "hapus_rhk", baru.pk).status_code == 302
    assert diubah.daftar_rhk.count() == 1


def test_14_a_revised_plan_is_not_approved_by_itself(diubah):
    for verba in ("terima", "terima_revisi", "tolak_revisi"):
        assert kirim(diubah.penilai, diubah, verba, catatan="Setuju.").status_code == 409
    assert (segar(diubah).status, diubah.daftar_versi.count()) == ("KONSEP", 1)
    kirim(diubah.pegawai, diubah, "ajukan", catatan="Sudah direvisi.")
    assert (segar(diubah).status, diubah.daftar_versi.count()) == ("PENILAIAN_RENCANA", 1)
    kirim(diubah.penilai, segar(diubah), "terima", catatan="Setuju.")
    skp = segar(diubah)
    assert (skp.status, skp.dalam_revisi, skp.daftar_versi.count()) == ("DISETUJUI", False, 2)


# --- what changed ---------------------------------------------------------------------------------------------------------
def test_penilai_sees_on_his_page_what_the_revision_changes(diubah):
    services.ajukan(diubah, oleh=diubah.pegawai.pengguna, pada=JANUARI, catatan="Sudah direvisi.")
    halaman = isi(diubah.penilai, "detail", diubah.pk)
    assert "Yang berubah sejak versi 1" in halaman
    assert "Hasil yang baru" in halaman
    assert "<del>" in halaman
    assert "1 indikator tetap sama." in halaman


def test_comparison_names_what_is_new_changed_and_the_same(diubah):
    halaman = isi(diubah.pegawai, "banding", diubah.pk)
    for potongan in (
        "Versi 1 (15 Januari 2026)",
        "Rencana dalam revisi",
        "Indikator baru",
        "Indikator berubah",
    ):
        assert potongan in halaman
    assert "tepat waktu</del>" in halaman
    assert "lebih awal</ins>" in halaman
    assert "100 </del>" in halaman
    terbalik = isi(diubah.pegawai, "banding", diubah.pk, lama="kini", baru="1")
    assert "Tidak ada lagi" in terbalik
    sama = isi(diubah.pegawai, "banding", diubah.pk, lama="1", baru="1")
    assert "Tidak ada yang berubah." in sama
    assert "Tidak berubah: 1 rencana hasil kerja" in sama


def test_comparison_of_two_approved_versions_stays_when_the_plan_moves_on(diubah):
    services.ajukan(diubah, oleh=diubah.pegawai.pengguna, pada=JANUARI, catatan="Sudah.")
    teks = {"AKUNTABEL": "Lebih jujur lagi."}
    services.simpan_ekspektasi(diubah, oleh=diubah.penilai.pengguna, pada=JANUARI, ekspektasi=teks)
    services.terima(diubah, oleh=diubah.penilai.pengguna, pada=KINI, catatan="Setuju.")
    halaman = isi(diubah.penilai, "banding", diubah.pk)
    assert "Versi 2 (20 Januari 2026)" in halaman
    assert "Ekspektasi Akuntabel" in halaman
    assert "Lebih jujur lagi." in halaman
    assert "Rencana dalam revisi" not in halaman


def test_comparison_without_two_versions_is_friendly(disetujui, konsep):
    assert "baru mempunyai satu versi" in isi(disetujui.pegawai, "banding", disetujui.pk)
    assert "belum pernah disetujui" in isi(konsep.pegawai, "banding", konsep.pk)


@pytest.mark.parametrize("kueri", [{"lama": "9"}, {"baru": "²"}, {"lama": ""}, {"baru": "9" * 40}])
def test_comparison_with_a_version_that_is_none_is_404(diubah, kueri):
    assert klien(diubah.pegawai).get(alamat("banding", diubah.pk), kueri).status_code == 404


def test_comparison_is_for_whoever_sees_the_skp(diubah):
    asing = skp_disetujui()
    assert klien(asing.pegawai).get(alamat("banding", diubah.pk)).status_code == 404
    assert "Hasil yang baru" in isi(diubah.penilai, "banding", diubah.pk)


# --- word by word -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("lama", "baru", "hasil"),
    [
        (
            "a b c",
            "a x c",
            ([(False, "a "), (True, "b "), (False, "c")], [(False, "a "), (True, "x "), (False, "c")]),
        ),
        ("", "a", ([], [(True, "a")])),
        ("a", "", ([(True, "a")], [])),
        ("", "", ([], [])),
        ("a", "a b", ([(False, "a")], [(False, "a "), (True, "b")])),
    ],
)
def test_words_that_differ(lama, baru, hasil):
    assert banding_kata(lama, baru) == hasil


def test_a_very_long_text_is_compared_by_lines():
    baris = [f"baris ke {n} " * 20 for n in range(60)]
    lama, baru = banding_kata("\n".join(baris), "\n".join([*baris[:30], "baru", *baris[30:]]))
    assert [p for p in lama if p[0]] == []
    assert [teks.strip() for ubah, teks in baru if ubah] == ["baru"]


def test_plan_without_penilai_compares_too(db):
    skp = skp_diajukan()
    kini = queries.potret(skp)
    tanpa = kini | {"penilai": None}
    assert [b.nama for b in queries.banding_lain(tanpa, kini)] == ["Pejabat penilai"]


# --- cost ---------------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("jumlah", [1, 8])
def test_pages_that_compare_cost_the_same_at_any_size(monkeypatch, jumlah):
    monkeypatch.setattr(menu, "_daftar", {})
    skp = skp_disetujui(isi={f"RHK {n}": [f"A {n}", f"B {n}"] for n in range(jumlah)})
    oleh = {"oleh": skp.pegawai.pengguna, "pada": JANUARI}
    services.ajukan_revisi(skp, **oleh, catatan=ALASAN)
    services.terima_revisi(skp, oleh=skp.penilai.pengguna, pada=JANUARI)
    for rhk in skp.daftar_rhk.all():
        services.ubah_rhk(skp, **oleh, rhk=rhk.pk, jenis="TAMBAHAN", uraian=f"{rhk.uraian} lagi")
    utama = services.tambah_rhk(skp, **oleh, jenis="UTAMA", uraian="Hasil yang baru").rincian["rhk"]
    baru = {"uraian": "C", "target": Decimal(4), "satuan": "Kali", "perspektif": "ANGGARAN"}
    services.tambah_indikator(skp, **oleh, rhk=utama, **baru)
    services.ajukan(skp, **oleh, catatan="Sudah.")
    peramban = klien(skp.penilai)
    for verba, harapan in (("detail", 23), ("banding", 15)):
        peramban.get(alamat(verba, skp.pk))  # content types are read once per process
        with CaptureQueriesContext(connection) as kueri:
            assert peramban.get(alamat(verba, skp.pk)).status_code == 200
        assert (verba, len(kueri)) == (verba, harapan)
