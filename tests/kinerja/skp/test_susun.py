"""The owner's side through HTTP: the editor, revision, order, annex, assignments, answers, the end of a period."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from kinerja.dokumen.models import Riwayat
from kinerja.skp import services
from kinerja.skp.models import Indikator, PenugasanHasil, Skp
from kinerja.skp.queries import daftar_rhk_atasan
from tests.factories import (
    PegawaiFactory,
    RiwayatJabatanFactory,
    skp_diajukan,
    skp_disetujui,
    skp_konsep,
    tunjuk_penilai,
)
from tests.kinerja.skp.conftest import KINI, alamat, ja_jf, kirim, klien, orang_luar, potret
from tests.kinerja.skp.test_views import INDIKATOR, besar, buka, hitung, teks

pytestmark = pytest.mark.django_db
LAMPIRAN = {
    "SUMBER_DAYA": "Dua petugas\n\n  Satu kendaraan  ",
    "PERTANGGUNGJAWABAN": "",
    "KONSEKUENSI": "Teguran",
}


def segar(skp) -> Skp:
    return Skp.objects.get(pk=skp.pk)


def tindak(verba: str, skp, *, oleh=None, **isi):
    oleh = oleh or skp.pegawai
    return getattr(services, verba)(skp, oleh=getattr(oleh, "pengguna", oleh), pada=KINI, **isi)


def direvisi(skp) -> Skp:
    tindak("ajukan_revisi", skp, catatan="Target berubah.")
    tindak("terima_revisi", skp, oleh=skp.penilai)
    return skp


def isi_tindakan(skp) -> dict[str, tuple]:
    """Every act of this page with what would be accepted: verb -> (parts of the address, fields)."""
    rhk = skp.daftar_rhk.first()
    return {
        "urutkan": ([], {"bagian": "rhk", "urutan": str(rhk.pk)}),
        "simpan_lampiran": ([], LAMPIRAN),
        "balas_komentar": ([], {"catatan": "Sudah saya perbaiki."}),
    }


# --- who may, and when ------------------------------------------------------------------------------------
def test_only_the_owner_edits(konsep):
    luar = orang_luar(konsep)
    for verba, (bagian, isi) in isi_tindakan(konsep).items():
        semula = potret(konsep)
        assert kirim(konsep.penilai, konsep, verba, *bagian, **isi).status_code == 403
        assert {n: kirim(o, konsep, verba, *bagian, **isi).status_code for n, o in luar.items()} == {
            "rekan": 404,
            "opd_lain": 404,
            "penilai_orang_lain": 404,
            "superuser": 403,
            "bkd": 403,
        }
        assert potret(konsep) == semula
        assert kirim(konsep.pegawai, segar(konsep), verba, *bagian, **isi).status_code == 302


@pytest.mark.parametrize("buat", [skp_diajukan, skp_disetujui])
def test_nothing_is_edited_after_the_submission(buat):
    skp = buat()
    semula = potret(skp)
    for verba, (bagian, isi) in isi_tindakan(skp).items():
        assert klien(skp.pegawai).get(alamat(verba, skp.pk, *bagian)).status_code == 409
        assert kirim(skp.pegawai, skp, verba, *bagian, **isi).status_code == 409
    assert potret(skp) == semula


def test_form_without_the_version_it_saw_is_refused(konsep):
    semula = potret(konsep)
    for verba, (bagian, isi) in isi_tindakan(konsep).items():
        jawaban = kirim(konsep.pegawai, konsep, verba, *bagian, **isi, versi="")
        assert (jawaban.status_code, "Formulir tidak utuh." in teks(jawaban)) == (422, True)
    assert potret(konsep) == semula


@pytest.mark.parametrize(
    ("verba", "isi", "ketikan"),
    [
        ("ubah", {"mulai": "2026-03-01", "selesai": "2026-12-31", "model": "JPT", "pendekatan": "KUALITATIF"}, 'value="2026-03-01"'),
        ("tambah_rhk", {"jenis": "TAMBAHAN", "uraian": "Ketikan saya"}, "Ketikan saya</textarea>"),
        ("tambah_indikator", {**INDIKATOR, "satuan": "Ketikan"}, 'value="Ketikan"'),
        ("ubah_indikator", {**INDIKATOR, "satuan": "Ketikan"}, 'value="Ketikan"'),
        ("urutkan", {"bagian": "rhk", "pindah": "7", "arah": "turun"}, 'name="pindah" value="7"'),
        ("simpan_lampiran", {"SUMBER_DAYA": "Ketikan saya"}, "Ketikan saya</textarea>"),
        ("balas_komentar", {"catatan": "Ketikan saya"}, "Ketikan saya</textarea>"),
        ("ajukan", {"catatan": "Ketikan saya"}, "Ketikan saya</textarea>"),
    ],
)  # fmt: skip
def test_the_second_of_two_tabs_keeps_its_text(konsep, verba, isi, ketikan):
    rhk = konsep.daftar_rhk.get()
    bagian = {"tambah_indikator": [rhk.pk], "ubah_indikator": [rhk.daftar_indikator.first().pk]}
    lama = konsep.versi
    tindak("tambah_rhk", konsep, jenis="UTAMA", uraian="Dari tab lain")
    semula = potret(konsep)
    jawaban = kirim(konsep.pegawai, konsep, verba, *bagian.get(verba, []), **isi, versi=lama)
    assert jawaban.status_code == 409
    assert "Data sudah berubah sejak Anda membukanya" in teks(jawaban)
    assert ketikan in teks(jawaban)
    assert f'name="versi" value="{konsep.versi}"' in teks(jawaban)
    assert potret(konsep) == semula


# --- order --------------------------------------------------------------------------------------------------
@pytest.fixture
def berurut(db) -> Skp:
    return skp_konsep(isi={"Satu": ["A", "B", "C"], "Dua": [], "Tiga": []})


def urutan_rhk(skp) -> list[str]:
    return [rhk.uraian for rhk in skp.daftar_rhk.order_by("urutan", "pk")]


def test_a_row_goes_up_and_down(berurut):
    dua = berurut.daftar_rhk.get(uraian="Dua")
    isi = buka(berurut.pegawai, "detail", berurut.pk)
    assert f'form="rhk-naik" name="pindah" value="{dua.pk}"' in isi
    jawaban = kirim(berurut.pegawai, berurut, "urutkan", bagian="rhk", pindah=dua.pk, arah="naik")
    assert jawaban["Location"] == alamat("detail", berurut.pk) + f"#rhk-{dua.pk}"
    assert urutan_rhk(berurut) == ["Dua", "Satu", "Tiga"]
    kirim(berurut.pegawai, segar(berurut), "urutkan", bagian="rhk", pindah=dua.pk, arah="turun")
    assert urutan_rhk(berurut) == ["Satu", "Dua", "Tiga"]


def test_a_double_tap_moves_one_place(berurut):
    tiga, versi = berurut.daftar_rhk.get(uraian="Tiga"), berurut.versi
    isi = {"bagian": "rhk", "pindah": tiga.pk, "arah": "naik", "versi": versi, "kunci": "ketuk-ganda-1"}
    assert [kirim(berurut.pegawai, berurut, "urutkan", **isi).status_code for _ in "ab"] == [302, 302]
    assert urutan_rhk(berurut) == ["Satu", "Tiga", "Dua"]


def test_indicators_are_ordered_within_their_rhk(berurut):
    a, b, c = Indikator.objects.filter(rhk__skp=berurut).order_by("urutan")
    kirim(berurut.pegawai, berurut, "urutkan", bagian="indikator", urutan=f"{c.pk},{a.pk},{b.pk}")
    assert [i.uraian for i in a.rhk.daftar_indikator.order_by("urutan")] == ["C", "A", "B"]


def test_ends_have_no_button_and_are_refused(berurut):
    satu = berurut.daftar_rhk.get(uraian="Satu")
    assert f'form="rhk-naik" name="pindah" value="{satu.pk}"' not in buka(
        berurut.pegawai, "detail", berurut.pk
    )
    jawaban = kirim(berurut.pegawai, berurut, "urutkan", bagian="rhk", pindah=satu.pk, arah="naik")
    assert (jawaban.status_code, "“Satu” sudah paling atas." in teks(jawaban)) == (422, True)


def test_tampered_orders_are_refused(berurut):
    asing = skp_konsep().daftar_rhk.get().pk
    satu, dua, tiga = berurut.daftar_rhk.order_by("urutan").values_list("pk", flat=True)
    semula = potret(berurut)
    for isi in (
        {"bagian": "rhk", "urutan": f"{satu},{dua}"},
        {"bagian": "rhk", "urutan": f"{satu},{dua},{tiga},{tiga}"},
        {"bagian": "rhk", "urutan": f"{satu},{dua},{asing}"},
        {"bagian": "rhk", "urutan": "9" * 18},
        {"bagian": "rhk", "urutan": "1;2"},
        {"bagian": "rhk", "urutan": f"{satu}," * 500},
        {"bagian": "rhk", "pindah": asing, "arah": "naik"},
        {"bagian": "rhk", "pindah": 10**30, "arah": "naik"},
        {"bagian": "rhk", "pindah": satu},
        {"bagian": "rhk", "pindah": satu, "arah": "miring"},
        {"bagian": "rhk", "pindah": "x", "arah": "naik"},
        {"bagian": "skp", "pindah": satu, "arah": "turun"},
        {"bagian": "rhk"},
        {},
    ):
        assert kirim(berurut.pegawai, berurut, "urutkan", **isi).status_code == 422
    assert potret(berurut) == semula


# --- annex --------------------------------------------------------------------------------------------------
def test_annex_is_three_lists(konsep):
    jawaban = kirim(konsep.pegawai, konsep, "simpan_lampiran", **LAMPIRAN)
    assert jawaban["Location"] == alamat("detail", konsep.pk) + "#lampiran"
    assert list(konsep.daftar_lampiran.order_by("jenis", "urutan").values_list("jenis", "uraian")) == [
        ("KONSEKUENSI", "Teguran"),
        ("SUMBER_DAYA", "Dua petugas"),
        ("SUMBER_DAYA", "Satu kendaraan"),
    ]
    isi = buka(konsep.pegawai, "detail", konsep.pk)
    assert "<ol><li>Dua petugas</li><li>Satu kendaraan</li></ol>" in isi
    assert "Dua petugas\nSatu kendaraan</textarea>" in buka(konsep.pegawai, "simpan_lampiran", konsep.pk)
    tindak("ajukan", segar(konsep), catatan="Mohon koreksi.")
    assert "<ol><li>Teguran</li></ol>" in buka(konsep.pegawai, "detail", konsep.pk)


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        ("satu\n" * 21, "Dukungan sumber daya: 21 baris, paling banyak 20."),
        ("x" * 501, "terlalu panjang, paling banyak 500 huruf sebaris."),
        ("x" * 12_001, "Paling banyak 12000 karakter (sekarang 12001)."),
        ("a\x00b", "Teks berisi karakter yang tidak dapat disimpan."),
    ],
)
def test_annex_that_is_too_long_is_kept_and_refused(konsep, isi, kalimat):
    semula = potret(konsep)
    jawaban = kirim(konsep.pegawai, konsep, "simpan_lampiran", SUMBER_DAYA=isi, KONSEKUENSI="Teguran")
    assert jawaban.status_code == 422
    assert kalimat in teks(jawaban)
    assert '<a href="#id_SUMBER_DAYA">' in teks(jawaban)
    assert "Teguran</textarea>" in teks(jawaban)
    assert potret(konsep) == semula


# --- measures -------------------------------------------------------------------------------------------------
def test_qualitative_indicator_needs_no_target(db):
    skp = skp_konsep(isi={"Satu": []})
    periode = {"mulai": skp.mulai, "selesai": skp.selesai, "model": "JPT", "pendekatan": "KUALITATIF"}
    tindak("ubah", skp, **periode)
    rhk = skp.daftar_rhk.get()
    isi = buka(skp.pegawai, "tambah_indikator", skp.pk, rhk.pk)
    assert "Boleh kosong bila ukurannya sudah tertulis dalam indikator." in isi
    kosong = INDIKATOR | {"target": "", "satuan": ""}
    assert kirim(skp.pegawai, skp, "tambah_indikator", rhk.pk, **kosong).status_code == 302
    teks_saja = kosong | {"uraian": "Lain", "target_teks": "sesuai standar", "arah": "TURUN"}
    assert kirim(skp.pegawai, segar(skp), "tambah_indikator", rhk.pk, **teks_saja).status_code == 302
    isi = buka(skp.pegawai, "detail", skp.pk)
    assert 'sesuai standar<br><small class="redup">makin rendah makin baik' in isi
    assert "belum mempunyai target" not in isi


def test_other_duties_are_always_there(konsep):
    isi = buka(konsep.pegawai, "detail", konsep.pk)
    assert "Selalu tersedia tanpa direncanakan: Terlaksananya tugas kedinasan lain." in isi


def test_advice_is_no_condition(db):
    skp = skp_konsep(isi={"Mengelola arsip": ["Terlaksananya kegiatan"]})
    Indikator.objects.filter(rhk__skp=skp).update(target=Decimal(1), satuan="Kegiatan")
    rhk = skp.daftar_rhk.get()
    isi = buka(skp.pegawai, "detail", skp.pk)
    assert "<summary>Saran perbaikan (2)</summary>" in isi
    assert f'<li><a href="#rhk-{rhk.pk}">' in isi
    isi = buka(skp.pegawai, "ajukan", skp.pk)
    assert f'<li><a href="{alamat("detail", skp.pk)}#rhk-{rhk.pk}">' in isi
    assert kirim(skp.pegawai, skp, "ajukan", catatan="Mohon koreksi.").status_code == 302


# --- assignments ------------------------------------------------------------------------------------------------
def ditugaskan(skp, uraian="Tersusunnya laporan tahunan") -> PenugasanHasil:
    induk = daftar_rhk_atasan(skp, pada=KINI).get()
    return PenugasanHasil.objects.create(
        rhk_atasan=induk, pegawai=skp.pegawai, uraian=uraian, ditugaskan_pada=KINI
    )


def test_assignment_becomes_an_rhk(db):
    skp = ja_jf()
    tugas = ditugaskan(skp)
    isi = buka(skp.pegawai, "detail", skp.pk)
    assert f"Penugasan dari {tugas.rhk_atasan.skp.pegawai}" in isi
    assert alamat("ambil_penugasan", skp.pk, tugas.pk) in isi
    assert tugas.uraian in buka(skp.pegawai, "ambil_penugasan", skp.pk, tugas.pk)
    jawaban = kirim(skp.pegawai, skp, "ambil_penugasan", tugas.pk)
    rhk = skp.daftar_rhk.get()
    assert jawaban["Location"] == alamat("detail", skp.pk) + f"#rhk-{rhk.pk}"
    assert (rhk.uraian, rhk.rhk_atasan) == (tugas.uraian, tugas.rhk_atasan)
    assert alamat("ambil_penugasan", skp.pk, tugas.pk) not in buka(skp.pegawai, "detail", skp.pk)


def test_assignment_of_another_or_taken_twice_is_refused(db):
    skp, lain = ja_jf(), ja_jf()
    tugas, asing = ditugaskan(skp), ditugaskan(lain)
    assert kirim(skp.pegawai, skp, "ambil_penugasan", tugas.pk).status_code == 302
    semula = potret(skp)
    for pk in (tugas.pk, asing.pk, 10**30):
        assert klien(skp.pegawai).get(alamat("ambil_penugasan", skp.pk, pk)).status_code == 404
        assert kirim(skp.pegawai, segar(skp), "ambil_penugasan", pk).status_code == 422
    assert kirim(lain.pegawai, skp, "ambil_penugasan", tugas.pk).status_code == 404
    assert potret(skp) == semula


def test_assignment_of_a_former_penilai_is_not_offered(db):
    skp = ja_jf()
    tugas = ditugaskan(skp)
    skp.riwayat_jabatan.daftar_penilai.update(selesai=date(2026, 1, 19))
    assert tugas.uraian not in buka(skp.pegawai, "detail", skp.pk)
    tunjuk_penilai(skp.riwayat_jabatan, PegawaiFactory(), mulai=date(2026, 1, 20))
    assert tugas.uraian not in buka(skp.pegawai, "detail", skp.pk)


# --- comments ---------------------------------------------------------------------------------------------------
def dikomentari() -> Skp:
    skp = skp_diajukan()
    indikator = skp.daftar_rhk.get().daftar_indikator.first()
    tindak("komentari", skp, oleh=skp.penilai, catatan="Naikkan targetnya.", indikator=indikator.pk)
    tindak("kembalikan", skp, oleh=skp.penilai, catatan="Lihat komentar.")
    return skp


def test_comment_stands_at_its_row_and_is_answered(db):
    skp = dikomentari()
    indikator = skp.daftar_rhk.get().daftar_indikator.first()
    isi = buka(skp.pegawai, "detail", skp.pk)
    assert isi.count("Naikkan targetnya.") == 2  # at its row, and in the thread with a link to the row
    assert f'<a href="#indikator-{indikator.pk}">{indikator.uraian}</a>' in isi
    balas = f"{alamat('balas_komentar', skp.pk)}?indikator={indikator.pk}"
    assert balas in isi
    assert "Naikkan targetnya." in teks(klien(skp.pegawai).get(balas))
    isian = {"versi": skp.versi, "kunci": str(uuid4()), "catatan": "Menjadi 95 persen."}
    jawaban = klien(skp.pegawai).post(balas, isian)
    assert jawaban["Location"] == alamat("detail", skp.pk) + f"#indikator-{indikator.pk}"
    isi = buka(skp.pegawai, "detail", skp.pk)
    assert isi.count("Menjadi 95 persen.") == 2
    assert "membalas komentar" in isi


def test_answer_about_a_row_of_another_is_refused(db):
    skp, asing = dikomentari(), skp_konsep().daftar_rhk.get()
    semula = potret(skp)
    for kueri in (f"rhk={asing.pk}", "rhk=x", "indikator=-1", f"indikator={'9' * 30}", "rhk=%00"):
        jalur = f"{alamat('balas_komentar', skp.pk)}?{kueri}"
        assert klien(skp.pegawai).get(jalur).status_code == 404
        isian = {"versi": skp.versi, "kunci": str(uuid4()), "catatan": "Salah alamat."}
        assert klien(skp.pegawai).post(jalur, isian).status_code in (404, 422)
    jawaban = kirim(skp.pegawai, skp, "balas_komentar", catatan="  ")
    assert (jawaban.status_code, "Tuliskan balasan Anda." in teks(jawaban)) == (422, True)
    assert potret(skp) == semula


def test_comments_from_before_the_approval_stay_in_the_thread_only(db):
    skp = dikomentari()
    tindak("ajukan", skp, catatan="Sudah.")
    services.simpan_ekspektasi(
        skp, oleh=skp.penilai.pengguna, pada=KINI,
        ekspektasi=dict.fromkeys(("BERORIENTASI_PELAYANAN", "AKUNTABEL", "KOMPETEN", "HARMONIS", "LOYAL", "ADAPTIF", "KOLABORATIF"), "Baik"),
    )  # fmt: skip
    tindak("terima", skp, oleh=skp.penilai, catatan="Setuju.")
    assert buka(skp.pegawai, "detail", skp.pk).count("Naikkan targetnya.") == 1


# --- revision -------------------------------------------------------------------------------------------------------
def test_12_what_was_approved_is_changed_but_not_deleted(disetujui):
    skp = direvisi(disetujui)
    rhk = skp.daftar_rhk.get()
    indikator = rhk.daftar_indikator.first()
    isi = buka(skp.pegawai, "detail", skp.pk)
    assert "Versi 1, yang disetujui 15 Januari 2026, tetap berlaku" in isi
    assert alamat("banding", skp.pk) in isi
    assert f"{alamat('cetak', skp.pk)}?versi=1" in isi
    assert alamat("ubah_rhk", skp.pk, rhk.pk) in isi
    assert alamat("hapus_rhk", skp.pk, rhk.pk) not in isi
    assert alamat("hapus_indikator", skp.pk, indikator.pk) not in isi
    semula = potret(skp)
    for verba, pk in (("hapus_rhk", rhk.pk), ("hapus_indikator", indikator.pk)):
        jawaban = kirim(skp.pegawai, skp, verba, pk)
        assert jawaban.status_code == 422
        assert "sudah pernah disetujui, jadi tidak dapat dihapus dalam revisi" in teks(jawaban)
    assert potret(skp) == semula
    isian = INDIKATOR | {"uraian": "Diubah"}
    assert kirim(skp.pegawai, skp, "ubah_indikator", indikator.pk, **isian).status_code == 302


def test_13_what_the_revision_added_can_go_again(disetujui):
    skp = direvisi(disetujui)
    kirim(skp.pegawai, skp, "tambah_rhk", jenis="UTAMA", uraian="Baru dalam revisi")
    baru = skp.daftar_rhk.get(uraian="Baru dalam revisi")
    assert alamat("hapus_rhk", skp.pk, baru.pk) in buka(skp.pegawai, "detail", skp.pk)
    assert kirim(skp.pegawai, segar(skp), "hapus_rhk", baru.pk).status_code == 302
    assert skp.daftar_rhk.count() == 1


def test_deleted_already_is_said(konsep):
    rhk = konsep.daftar_rhk.get()
    tindak("hapus_rhk", konsep, rhk=rhk.pk)
    assert klien(konsep.pegawai).get(alamat("hapus_rhk", konsep.pk, rhk.pk)).status_code == 404
    jawaban = kirim(konsep.pegawai, konsep, "hapus_rhk", rhk.pk)
    assert (jawaban.status_code, "tidak ditemukan di SKP ini" in teks(jawaban)) == (422, True)


# --- what stands in the way, what has changed ----------------------------------------------------------------------
def test_aspek_on_a_jpt_plan_and_perspektif_on_ja_jf_are_not_taken(konsep):
    rhk = konsep.daftar_rhk.get()
    kirim(konsep.pegawai, konsep, "tambah_indikator", rhk.pk, **INDIKATOR, aspek="WAKTU")
    assert rhk.daftar_indikator.get(uraian="Baru").aspek == ""


def test_46_the_plan_before_is_named_among_what_is_missing(konsep):
    tindak("ubah", konsep, mulai=konsep.mulai, selesai=konsep.selesai.replace(month=6, day=30), model="JPT", pendekatan="KUANTITATIF")  # fmt: skip
    kedua = RiwayatJabatanFactory(pegawai=konsep.pegawai, peran="PLT")
    tunjuk_penilai(kedua, konsep.penilai)
    tanda = services.tambah_skp(
        kedua, oleh=konsep.pegawai.pengguna, pada=KINI, mulai=konsep.mulai.replace(month=7), model="JPT"
    )
    baru = tanda.objek
    kalimat = "Selesaikan dahulu, atau minta izin BKD."
    assert kalimat in buka(konsep.pegawai, "detail", baru.pk)
    assert kalimat in buka(konsep.pegawai, "ajukan", baru.pk)
    assert kalimat not in buka(konsep.pegawai, "detail", konsep.pk)


def test_change_of_penilai_is_pointed_out(db):
    skp = ja_jf()
    induk = daftar_rhk_atasan(skp, pada=KINI).get()
    tindak("tambah_rhk", skp, jenis="UTAMA", uraian="Anak", rhk_atasan=induk)
    assert "Pejabat penilai Anda sudah berganti." not in buka(skp.pegawai, "detail", skp.pk)
    pengganti = PegawaiFactory(perangkat_daerah=skp.perangkat_daerah)
    skp_disetujui(pengganti)
    skp.riwayat_jabatan.daftar_penilai.update(selesai=date(2026, 1, 18))
    tunjuk_penilai(skp.riwayat_jabatan, pengganti, mulai=date(2026, 1, 19))
    isi = buka(skp.pegawai, "detail", skp.pk)
    assert "Pejabat penilai Anda sudah berganti." in isi
    assert f"rencana {induk.skp.pegawai}" in isi
    assert alamat("pilih_rhk_atasan", skp.pk) in isi


# --- weight and queries ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("ukuran", [(1, 1), (10, 30)])
def test_editor_costs_the_same_at_any_size(tanpa_menu, ukuran):
    skp = skp_konsep(isi=besar(*ukuran))
    assert hitung(skp.pegawai, "detail", skp.pk) == 16


def test_receipts_of_all_that_was_said(konsep):
    tindak("ajukan", konsep, catatan="Mohon koreksi.")
    tanda = Riwayat.objects.get(jenis="skp.diajukan")
    assert f"tanda terima {tanda.nomor}" in buka(konsep.pegawai, "detail", konsep.pk)
