"""Pages that fill a plan in minutes: what they offer, what they refuse, what they say afterwards."""

from datetime import datetime
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kinerja.skp import resources, services
from kinerja.skp.models import Indikator, PustakaIndikator, PustakaRhk, RencanaHasilKerja, Skp
from kinerja.skp.queries import daftar_rhk_atasan
from tests.factories import PegawaiFactory, RiwayatJabatanFactory, skp_disetujui, skp_konsep, tunjuk_penilai
from tests.kinerja.skp.conftest import KINI, WITA, alamat, ja_jf, kirim, klien, orang_luar, potret

pytestmark = pytest.mark.django_db
TEMPELAN = (
    "Rencana Hasil Kerja\tIndikator\tTarget\tSatuan\tAspek\n"
    "Tersusunnya laporan kinerja\tJumlah laporan\t12\tLaporan\tKuantitas\n"
    "\tKetepatan waktu laporan\t1 minggu\t\tWaktu\n"
    "Terkelolanya data kinerja\tPersentase data yang benar\t95,5\tPersen\tKualitas\n"
)


def teks(jawaban) -> str:
    return jawaban.content.decode()


def sejabatan(skp: Skp, **kw) -> Skp:
    """An approved SKP of somebody else with the same jabatan."""
    pegawai = PegawaiFactory(perangkat_daerah=skp.perangkat_daerah)
    RiwayatJabatanFactory(pegawai=pegawai, jabatan=skp.riwayat_jabatan.jabatan)
    return skp_disetujui(pegawai, **kw)


def bagikan(skp: Skp) -> None:
    services.bagikan(skp, oleh=skp.penilai.pengguna, pada=KINI, boleh=True)


def isi_rencana(skp: Skp) -> list[tuple]:
    return [
        (r.jenis, r.uraian, r.rhk_atasan_id, r.daftar_indikator.count())
        for r in skp.daftar_rhk.order_by("urutan")
    ]


def pustaka(skp: Skp, uraian="Terlayaninya konsultasi kinerja") -> PustakaRhk:
    rhk = PustakaRhk.objects.create(jabatan=skp.riwayat_jabatan.jabatan, uraian=uraian)
    PustakaIndikator.objects.create(
        rhk=rhk, uraian="Jumlah konsultasi", aspek="KUANTITAS", target=200, satuan="Kali"
    )
    return rhk


# --- copy ----------------------------------------------------------------------------------------------------
def test_sources_are_own_earlier_ones_and_shared_ones_of_the_same_jabatan():
    skp = ja_jf()
    tertutup, terbuka = sejabatan(skp), sejabatan(skp)
    bagikan(terbuka)
    jabatan_lain = skp_disetujui()
    bagikan(jabatan_lain)
    isi = teks(klien(skp.pegawai).get(alamat("salin", skp.pk)))
    assert [f"?sumber={s.pk}" in isi for s in (terbuka, tertutup, jabatan_lain, skp)] == [
        True,
        False,
        False,
        False,
    ]


def test_copy_takes_the_ticked_rows_without_rhk_atasan_and_says_so():
    skp = ja_jf()
    sumber = sejabatan(
        skp, isi={"Terwujudnya satu": ["Jumlah a", "Jumlah b"], "Terwujudnya dua": ["Jumlah c"]}
    )
    bagikan(sumber)
    versi = sumber.daftar_versi.get()
    pilihan = [versi.isi["rhk"][0]["id"]]
    jawaban = kirim(skp.pegawai, skp, "salin", sumber=sumber.pk, pilihan=pilihan)
    assert jawaban["Location"] == alamat("detail", skp.pk) + "#rencana"
    assert isi_rencana(skp) == [("UTAMA", "Terwujudnya satu", None, 2)]
    # a perspektif of the other model does not come along
    assert set(Indikator.objects.filter(rhk__skp=skp).values_list("aspek", "perspektif")) == {("", "")}
    isi = teks(klien(skp.pegawai).get(alamat("detail", skp.pk)))
    assert isi.count("belum memilih RHK atasan") == 1
    assert skp.daftar_realisasi_bulanan.count() == 0


def test_copy_from_what_is_not_shared_does_not_exist():
    skp = ja_jf()
    sumber = sejabatan(skp)
    lama = potret(skp)
    assert klien(skp.pegawai).get(alamat("salin", skp.pk), {"sumber": sumber.pk}).status_code == 404
    assert kirim(skp.pegawai, skp, "salin", sumber=sumber.pk, pilihan=[1]).status_code == 404
    for palsu in ("0", "-1", "x", "1e9", "²", "9" * 30, "9" * 5000):
        assert kirim(skp.pegawai, skp, "salin", sumber=palsu, pilihan=[1]).status_code == 404
    assert potret(skp) == lama


def test_copy_with_a_row_of_another_version_or_none_is_refused():
    skp = ja_jf()
    sumber = sejabatan(skp)
    bagikan(sumber)
    asing = RencanaHasilKerja.objects.filter(skp=skp_konsep()).first()
    lama = potret(skp)
    for pilihan in ([], [asing.pk], ["x"]):
        assert kirim(skp.pegawai, skp, "salin", sumber=sumber.pk, pilihan=pilihan).status_code == 422
    assert potret(skp) == lama


def test_copy_twice_leaves_out_what_is_there_and_names_it():
    skp = ja_jf()
    sumber = sejabatan(skp)
    bagikan(sumber)
    pilihan = [rhk["id"] for rhk in sumber.daftar_versi.get().isi["rhk"]]
    kirim(skp.pegawai, skp, "salin", sumber=sumber.pk, pilihan=pilihan)
    segar = Skp.objects.get(pk=skp.pk)
    peramban = klien(skp.pegawai)
    isi = {"versi": segar.versi, "kunci": str(uuid4()), "sumber": sumber.pk, "pilihan": pilihan}
    jawaban = peramban.post(alamat("salin", skp.pk), isi, follow=True)
    assert "1 RHK dilewati karena sudah ada" in teks(jawaban)
    assert len(isi_rencana(skp)) == 1


# --- library ---------------------------------------------------------------------------------------------------
def test_library_offers_and_takes_rows_of_the_own_jabatan():
    skp = ja_jf()
    rhk, lain = pustaka(skp), pustaka(skp_konsep(), "Milik jabatan lain")
    pustaka(skp, "Tidak ditawarkan lagi")
    PustakaRhk.objects.filter(uraian="Tidak ditawarkan lagi").update(aktif=False)
    isi = teks(klien(skp.pegawai).get(alamat("pakai_pustaka", skp.pk)))
    assert [u in isi for u in (rhk.uraian, lain.uraian, "Tidak ditawarkan lagi")] == [True, False, False]
    assert kirim(skp.pegawai, skp, "pakai_pustaka", pilihan=[rhk.pk]).status_code == 302
    indikator = Indikator.objects.get(rhk__skp=skp)
    assert (indikator.uraian, indikator.aspek, indikator.target_tercetak) == (
        "Jumlah konsultasi",
        "KUANTITAS",
        "200 Kali",
    )


def test_library_row_of_another_jabatan_is_refused():
    skp = ja_jf()
    pustaka(skp)
    asing = pustaka(skp_konsep())
    lama = potret(skp)
    assert kirim(skp.pegawai, skp, "pakai_pustaka", pilihan=[asing.pk]).status_code == 422
    assert potret(skp) == lama


def test_empty_library_says_so(konsep):
    assert "masih kosong" in teks(klien(konsep.pegawai).get(alamat("pakai_pustaka", konsep.pk)))


# --- paste -------------------------------------------------------------------------------------------------------
def test_paste_is_shown_first_and_then_added():
    skp = ja_jf()
    lama = potret(skp)
    pratinjau = kirim(skp.pegawai, skp, "tempel", teks=TEMPELAN)
    assert pratinjau.status_code == 200
    assert "Tambahkan 2 RHK" in teks(pratinjau)
    assert potret(skp) == lama
    assert kirim(skp.pegawai, skp, "tempel", teks=TEMPELAN, lanjut="simpan").status_code == 302
    assert [baris[1::2] for baris in isi_rencana(skp)] == [
        ("Tersusunnya laporan kinerja", 2),
        ("Terkelolanya data kinerja", 1),
    ]
    assert set(Indikator.objects.filter(rhk__skp=skp).values_list("aspek", flat=True)) == {
        "KUANTITAS",
        "WAKTU",
        "KUALITAS",
    }


def test_paste_with_a_fault_names_the_row_and_adds_nothing():
    skp = ja_jf()
    lama = potret(skp)
    salah = TEMPELAN.replace("Kuantitas", "Keberanian")
    for lanjut in ("", "simpan"):
        jawaban = kirim(skp.pegawai, skp, "tempel", teks=salah, lanjut=lanjut)
        assert jawaban.status_code == 422
        assert "Baris 2" in teks(jawaban)
        assert "Keberanian" in teks(jawaban)
        assert "Tersusunnya laporan kinerja" in teks(jawaban)  # what he pasted is still in the box
    assert potret(skp) == lama


@pytest.mark.parametrize("isi", ["", " \n\t\n", "\x00", "x" * 250_000, "=cmd|' /C calc'!A0"])
def test_paste_of_anything_is_a_sentence_and_no_crash(isi):
    skp = ja_jf()
    lama = potret(skp)
    jawaban = kirim(skp.pegawai, skp, "tempel", teks=isi)
    assert jawaban.status_code in (200, 422)
    assert potret(skp) == lama


def test_paste_that_is_too_long_is_said_and_not_cut():
    skp = ja_jf()
    assert "maxlength" not in teks(klien(skp.pegawai).get(alamat("tempel", skp.pk)))
    jawaban = kirim(skp.pegawai, skp, "tempel", teks="x" * 300_001)
    assert jawaban.status_code == 422
    assert "Tempelan terlalu besar: 300001 huruf, paling banyak 300000. Tempel sebagian dahulu." in teks(
        jawaban
    )


def test_stale_paste_is_told_and_kept():
    skp = ja_jf()
    jawaban = kirim(skp.pegawai, skp, "tempel", teks=TEMPELAN, lanjut="simpan", versi=skp.versi - 1)
    assert jawaban.status_code == 409
    assert "Data sudah berubah" in teks(jawaban)
    assert "Tersusunnya laporan kinerja" in teks(jawaban)


# --- Tool Kinerja --------------------------------------------------------------------------------------------------
def ekspor(skp: Skp, **periode) -> bytes:
    """A file as Tool Kinerja would have exported it."""
    daftar = resources.baca_tempelan(TEMPELAN, model=skp.model).daftar
    masa = {"mulai": skp.mulai, "selesai": skp.selesai} | periode
    return resources.contoh_tool_kinerja(daftar, model=skp.model, **masa)


def berkas(isi: bytes, nama="tool-kinerja.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(nama, isi)


def test_tool_kinerja_of_the_same_period_says_what_the_manual_says():
    skp = ja_jf()
    peramban = klien(skp.pegawai)
    isi = {
        "versi": skp.versi,
        "kunci": str(uuid4()),
        "berkas": berkas(ekspor(skp)),
    }
    jawaban = peramban.post(alamat("impor_tool_kinerja", skp.pk), isi, follow=True)
    rhk, indikator = skp.daftar_rhk.count(), Indikator.objects.filter(rhk__skp=skp).count()
    assert (rhk > 0, indikator > 0) == (True, True)
    kalimat = (
        f"Berhasil Import {rhk} Rencana Hasil Kerja dan {indikator} Indikator dari aplikasi Tool Kinerja."
    )
    assert kalimat in teks(jawaban)


def test_tool_kinerja_of_another_period_imports_nothing():
    skp = ja_jf()
    lama = potret(skp)
    lain = ekspor(skp, selesai=skp.selesai.replace(month=6, day=30))
    jawaban = kirim(skp.pegawai, skp, "impor_tool_kinerja", berkas=berkas(lain))
    assert jawaban.status_code == 422
    assert "Gagal Import Rencana Hasil Kerja dari Tool Kinerja." in teks(jawaban)
    assert "30-06-2026" in teks(jawaban)
    assert potret(skp) == lama


@pytest.mark.parametrize("isi", [b"", b"PK\x03\x04rusak", b"bukan berkas", b"%PDF-1.7"])
def test_tool_kinerja_of_a_bad_file_imports_nothing(isi):
    skp = ja_jf()
    lama = potret(skp)
    assert kirim(skp.pegawai, skp, "impor_tool_kinerja", berkas=berkas(isi)).status_code == 422
    assert kirim(skp.pegawai, skp, "impor_tool_kinerja").status_code == 422
    assert potret(skp) == lama


# --- RHK atasan of all rows ----------------------------------------------------------------------------------------
def test_rhk_atasan_of_all_rows_is_chosen_on_one_page():
    skp = ja_jf()
    services.tempel(
        skp,
        oleh=skp.pegawai.pengguna,
        pada=KINI,
        daftar=resources.baca_tempelan(TEMPELAN, model=skp.model).daftar,
    )
    induk = daftar_rhk_atasan(skp, pada=KINI).first()
    satu, dua = skp.daftar_rhk.order_by("urutan")
    assert induk.uraian in teks(klien(skp.pegawai).get(alamat("pilih_rhk_atasan", skp.pk)))
    isi = {f"rhk_{satu.pk}": induk.pk, f"rhk_{dua.pk}": ""}
    assert kirim(skp.pegawai, skp, "pilih_rhk_atasan", **isi).status_code == 302
    assert [baris[2] for baris in isi_rencana(skp)] == [induk.pk, None]


def test_rhk_atasan_of_a_stranger_is_refused():
    skp = ja_jf()
    services.tempel(
        skp,
        oleh=skp.pegawai.pengguna,
        pada=KINI,
        daftar=resources.baca_tempelan(TEMPELAN, model=skp.model).daftar,
    )
    asing = RencanaHasilKerja.objects.filter(skp=skp_disetujui()).first()
    satu = skp.daftar_rhk.first()
    lama = potret(skp)
    assert kirim(skp.pegawai, skp, "pilih_rhk_atasan", **{f"rhk_{satu.pk}": asing.pk}).status_code == 422
    assert potret(skp) == lama


def test_former_parent_stays_selectable_where_it_stands(time_machine_ke):
    skp = ja_jf()
    induk = daftar_rhk_atasan(skp, pada=KINI).first()
    services.tambah_rhk(
        skp, oleh=skp.pegawai.pengguna, pada=KINI, jenis="UTAMA", uraian="Tersusunnya arsip", rhk_atasan=induk
    )
    skp.riwayat_jabatan.daftar_penilai.update(selesai=datetime(2026, 1, 20, tzinfo=WITA).date())
    baru = PegawaiFactory(perangkat_daerah=skp.perangkat_daerah)
    skp_disetujui(baru)
    time_machine_ke(22)
    tunjuk_penilai(skp.riwayat_jabatan, baru, mulai=datetime(2026, 1, 21, tzinfo=WITA).date())
    isi = teks(klien(skp.pegawai).get(alamat("pilih_rhk_atasan", skp.pk)))
    assert f"{induk.uraian} (penilai sebelumnya)" in isi
    rhk = skp.daftar_rhk.get()
    assert kirim(skp.pegawai, skp, "pilih_rhk_atasan", **{f"rhk_{rhk.pk}": induk.pk}).status_code == 302


def test_jpt_has_no_rhk_atasan_to_choose(konsep):
    assert klien(konsep.pegawai).get(alamat("pilih_rhk_atasan", konsep.pk)).status_code == 404


# --- who, and when ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("verba", ["salin", "pakai_pustaka", "tempel", "impor_tool_kinerja"])
def test_nobody_else_fills_a_plan(konsep, verba):
    lama = potret(konsep)
    for siapa, pengguna in (
        orang_luar(konsep) | {"penilai": konsep.riwayat_jabatan.daftar_penilai.get().user}
    ).items():
        jawaban = [
            klien(pengguna).get(alamat(verba, konsep.pk)),
            kirim(pengguna, konsep, verba, teks=TEMPELAN),
        ]
        assert {j.status_code for j in jawaban} <= {403, 404}, siapa
    assert potret(konsep) == lama


@pytest.mark.parametrize("verba", ["salin", "pakai_pustaka", "tempel", "impor_tool_kinerja"])
def test_only_a_draft_is_filled(diajukan, verba):
    lama = potret(diajukan)
    assert klien(diajukan.pegawai).get(alamat(verba, diajukan.pk)).status_code == 409
    assert kirim(diajukan.pegawai, diajukan, verba, teks=TEMPELAN, pilihan=[1]).status_code in (409, 422)
    assert potret(diajukan) == lama
