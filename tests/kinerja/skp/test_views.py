"""Pages of the SKP through HTTP: what they show, what they refuse, what they keep."""

import gzip
from pathlib import Path
from random import Random
from uuid import uuid4

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kinerja.dokumen.models import Riwayat
from kinerja.skp import services
from kinerja.skp.models import Indikator, Skp
from kinerja.skp.queries import daftar_rhk_atasan
from tests.factories import (
    PegawaiFactory,
    RiwayatJabatanFactory,
    isi_ekspektasi,
    skp_diajukan,
    skp_disetujui,
    skp_konsep,
    tunjuk_penilai,
)
from tests.kinerja.skp.conftest import KINI, alamat, ja_jf, kirim, klien, potret

pytestmark = pytest.mark.django_db
KATA = """administrasi akuntabel anggaran aparatur arsip berkas berkualitas bimbingan bulanan cepat data dinas dokumen
evaluasi fasilitasi hasil informasi jabatan jumlah kabupaten kegiatan kepegawaian kinerja kompetensi koordinasi lapangan
laporan layanan lingkup masyarakat optimal pegawai pelaksanaan pelatihan pelayanan pemerintah pendampingan penerapan
pengelolaan penilaian penyelesaian penyusunan perangkat persentase perencanaan provinsi rapat realisasi rekomendasi
selesai sistem sosialisasi tepat terlaksananya tersusunnya terwujudnya tindak triwulan usulan verifikasi waktu"""
INDIKATOR = {"uraian": "Baru", "perspektif": "ANGGARAN", "target": "1", "satuan": "Kali", "arah": "NAIK"}


def teks(jawaban) -> str:
    return jawaban.content.decode()


def buka(orang, verba, *args) -> str:
    return teks(klien(orang).get(alamat(verba, *args)))


# --- a new SKP ---------------------------------------------------------------------------------------------
def test_list_offers_each_active_position_without_skp(konsep):
    kedua = RiwayatJabatanFactory(pegawai=konsep.pegawai, peran="PLT")
    lewat = RiwayatJabatanFactory(pegawai=konsep.pegawai, aktif=False)
    isi = buka(konsep.pegawai, "daftar")
    assert alamat("tambah_skp", kedua.pk) in isi
    assert alamat("tambah_skp", konsep.riwayat_jabatan_id) not in isi
    assert alamat("tambah_skp", lewat.pk) not in isi
    assert alamat("detail", konsep.pk) in isi


def test_list_does_not_show_the_skp_of_another(konsep):
    assert alamat("detail", konsep.pk) not in buka(PegawaiFactory(), "daftar")


def test_new_skp_is_prefilled_and_saved(db):
    riwayat = RiwayatJabatanFactory()
    penilai = tunjuk_penilai(riwayat, PegawaiFactory()).pegawai
    isi = buka(riwayat.pegawai, "tambah_skp", riwayat.pk)
    for potongan in (riwayat.jabatan.nama, riwayat.unit_kerja.nama, penilai.nama, "2026-01-01", "2026-12-31"):
        assert potongan in isi
    jawaban = klien(riwayat.pegawai).post(
        alamat("tambah_skp", riwayat.pk),
        {
            "versi": riwayat.versi,
            "kunci": str(uuid4()),
            "mulai": "2026-02-01",
            "selesai": "31-12-2026",
            "model": "JA_JF",
            "pendekatan": "KUALITATIF",
        },
    )
    skp = Skp.objects.get()
    assert jawaban["Location"] == alamat("detail", skp.pk)
    assert (str(skp.mulai), skp.model, skp.pendekatan, skp.status) == (
        "2026-02-01",
        "JA_JF",
        "KUALITATIF",
        "KONSEP",
    )


def test_overlap_is_said_at_the_period_with_the_form_kept(konsep):
    kedua = RiwayatJabatanFactory(pegawai=konsep.pegawai, peran="PLT")
    jawaban = klien(konsep.pegawai).post(
        alamat("tambah_skp", kedua.pk),
        {
            "versi": kedua.versi,
            "kunci": str(uuid4()),
            "mulai": "2026-06-01",
            "selesai": "2026-12-31",
            "model": "JPT",
            "pendekatan": "KUANTITATIF",
        },
    )
    assert jawaban.status_code == 422
    assert '<a href="#id_mulai">Periode SKP bertumpang tindih' in teks(jawaban)
    assert 'value="2026-06-01"' in teks(jawaban)
    assert Skp.objects.count() == 1


@pytest.mark.parametrize("mulai", ["31-02-2026", "0000-00-00", "besok", "2026-01-01\x00", "9" * 5000])
def test_dates_that_are_none_get_a_sentence(konsep, mulai):
    semula = potret(konsep)
    jawaban = kirim(
        konsep.pegawai,
        konsep,
        "ubah",
        mulai=mulai,
        selesai="2026-12-31",
        model="JPT",
        pendekatan="KUANTITATIF",
    )
    assert jawaban.status_code == 422
    assert "Tanggal tidak dapat dibaca" in teks(jawaban)
    assert potret(konsep) == semula


# --- the editor ------------------------------------------------------------------------------------------------
def test_whole_life_through_http(konsep):
    pemilik, penilai = konsep.pegawai, konsep.penilai
    rhk = konsep.daftar_rhk.get()
    assert kirim(pemilik, konsep, "tambah_rhk", jenis="TAMBAHAN", uraian="RHK kedua").status_code == 302
    kedua = konsep.daftar_rhk.get(uraian="RHK kedua")
    segar = Skp.objects.get(pk=konsep.pk)
    jawaban = kirim(pemilik, segar, "tambah_indikator", kedua.pk, **INDIKATOR | {"target": "1.234,5"})
    indikator = kedua.daftar_indikator.get()
    assert jawaban["Location"] == alamat("detail", konsep.pk) + f"#indikator-{indikator.pk}"
    assert str(indikator.target) == "1234.50"
    segar = Skp.objects.get(pk=konsep.pk)
    kirim(pemilik, segar, "hapus_indikator", rhk.daftar_indikator.first().pk)
    segar = Skp.objects.get(pk=konsep.pk)
    jawaban = kirim(pemilik, segar, "ajukan", catatan="Mohon koreksi.")
    nomor = Riwayat.objects.get(jenis="skp.diajukan").nomor
    assert f"Nomor tanda terima {nomor}." in teks(klien_lanjut(pemilik, jawaban))
    segar = Skp.objects.get(pk=konsep.pk)
    jawaban = kirim(penilai, segar, "kembalikan", catatan="Perbaiki <target>.")
    assert "Perbaiki &lt;target&gt;." in buka(pemilik, "detail", konsep.pk)
    segar = Skp.objects.get(pk=konsep.pk)
    kirim(pemilik, segar, "ajukan", catatan="Sudah diperbaiki.")
    segar = Skp.objects.get(pk=konsep.pk)
    isi_ekspektasi(segar)
    jawaban = kirim(penilai, segar, "terima", catatan="Setuju.")
    assert jawaban["Location"] == alamat("antrean")
    percakapan = buka(pemilik, "detail", konsep.pk)
    assert [percakapan.count(t) for t in ("Mohon koreksi.", "Sudah diperbaiki.", "Setuju.")] == [1, 1, 1]
    assert Skp.objects.get(pk=konsep.pk).status == "DISETUJUI"


def klien_lanjut(orang, jawaban):
    """Follow a redirect in the same browser, so that its message is read."""
    assert jawaban.status_code == 302
    return jawaban.client.get(jawaban["Location"])


def test_jpt_form_has_no_aspek_and_ja_jf_no_perspektif(konsep):
    isi = buka(konsep.pegawai, "tambah_indikator", konsep.pk, konsep.daftar_rhk.get().pk)
    assert 'name="perspektif"' in isi
    assert 'name="aspek"' not in isi
    assert 'name="rhk_atasan"' not in buka(konsep.pegawai, "tambah_rhk", konsep.pk)


def test_5_jpt_indicator_needs_its_perspektif(konsep):
    semula = potret(konsep)
    isi = {k: v for k, v in INDIKATOR.items() if k != "perspektif"} | {"aspek": "WAKTU"}
    jawaban = kirim(konsep.pegawai, konsep, "tambah_indikator", konsep.daftar_rhk.get().pk, **isi)
    assert jawaban.status_code == 422
    assert potret(konsep) == semula


def test_ja_jf_chooses_among_the_parents(db):
    skp = ja_jf()
    induk = daftar_rhk_atasan(skp, pada=KINI).get()
    assert f'<option value="{induk.pk}">{induk.uraian}</option>' in buka(skp.pegawai, "tambah_rhk", skp.pk)
    kirim(skp.pegawai, skp, "tambah_rhk", jenis="UTAMA", uraian="Anak", rhk_atasan=induk.pk)
    assert skp.daftar_rhk.get().rhk_atasan == induk


@pytest.mark.parametrize("pilihan", ["", "asing", "9" * 30, "1 OR 1=1", "\x00"])
def test_4_other_parents_are_refused(pilihan):
    skp = ja_jf()
    asing = skp_disetujui().daftar_rhk.get()
    semula = potret(skp)
    pilihan = str(asing.pk) if pilihan == "asing" else pilihan
    jawaban = kirim(skp.pegawai, skp, "tambah_rhk", jenis="UTAMA", uraian="Anak", rhk_atasan=pilihan)
    assert jawaban.status_code == 422
    assert potret(skp) == semula


def test_penilai_without_approved_skp_is_explained(db):
    skp = skp_konsep(model="JA_JF", isi={})
    for verba in ("tambah_rhk", "detail"):
        isi = buka(skp.pegawai, verba, skp.pk)
        assert "RHK atasan belum dapat dipilih." in isi
        assert f"{skp.penilai}, pejabat penilai Anda, belum mempunyai SKP yang disetujui" in isi


def test_16_twin_indicator_is_refused_with_the_text_kept(konsep):
    rhk = konsep.daftar_rhk.get()
    kembar = rhk.daftar_indikator.first().uraian
    semula = potret(konsep)
    jawaban = kirim(konsep.pegawai, konsep, "tambah_indikator", rhk.pk, **INDIKATOR | {"uraian": kembar})
    assert jawaban.status_code == 422
    assert "harus berbeda satu dengan yang lain" in teks(jawaban)
    assert f"{kembar}</textarea>" in teks(jawaban)
    assert potret(konsep) == semula


@pytest.mark.parametrize(
    ("bidang", "isi", "kalimat"),
    [
        ("target", "-5", "Angka tidak boleh negatif"),
        ("target", "1e309", "bukan angka"),
        ("target", "NaN", "bukan angka"),
        ("target", "١٢", "bukan angka"),
        ("target", "9" * 40, "15 angka"),
        ("target", "1,234", "desimal"),
        ("target", "", "Target harus diisi"),
        ("satuan", "", "Satuan target harus diisi"),
        ("satuan", "x" * 51, "50"),
        ("uraian", "", "harus diisi"),
        ("uraian", "x" * 501, "Paling banyak 500 karakter (sekarang 501)"),
        ("uraian", "a\x00b", "karakter yang tidak dapat disimpan"),
        ("target_teks", "1 minggu", "bukan keduanya"),
        ("perspektif", "SENDIRI", "bukan salah satu"),
        ("arah", "MIRING", "bukan salah satu"),
        ("versi", "", "Formulir tidak utuh"),
        ("versi", "-1", "Formulir tidak utuh"),
        ("kunci", "", "Formulir tidak utuh"),
        ("kunci", "<script>", "Formulir tidak utuh"),
    ],
)
def test_bad_input_gets_a_sentence(konsep, bidang, isi, kalimat):
    semula = potret(konsep)
    rhk = konsep.daftar_rhk.get()
    jawaban = kirim(konsep.pegawai, konsep, "tambah_indikator", rhk.pk, **INDIKATOR | {bidang: isi})
    assert jawaban.status_code == 422
    assert kalimat in teks(jawaban)
    assert potret(konsep) == semula


def test_odd_targets_are_saved_with_a_warning(konsep):
    rhk = konsep.daftar_rhk.get()
    for target, satuan, kalimat in (("0", "Kali", "Target 0"), ("120", "Persen", "lebih dari 100 persen")):
        segar = Skp.objects.get(pk=konsep.pk)
        isi = INDIKATOR | {"target": target, "satuan": satuan, "uraian": kalimat}
        jawaban = kirim(konsep.pegawai, segar, "tambah_indikator", rhk.pk, **isi)
        assert kalimat in teks(klien_lanjut(konsep.pegawai, jawaban))


def test_script_is_printed_as_text(konsep):
    jahat = "<script>alert(1)</script>"
    kirim(konsep.pegawai, konsep, "ubah_rhk", konsep.daftar_rhk.get().pk, jenis="UTAMA", uraian=jahat)
    segar = Skp.objects.get(pk=konsep.pk)
    kirim(konsep.pegawai, segar, "ajukan", catatan=jahat)
    for orang in (konsep.pegawai, konsep.penilai):
        isi = buka(orang, "detail", konsep.pk)
        assert isi.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 2
        assert "<script>" not in isi


def test_part_of_another_skp_in_the_address_is_refused(konsep):
    asing = skp_konsep().daftar_rhk.get()
    lain = asing.daftar_indikator.first()
    semula, semula_asing = potret(konsep), potret(asing.skp)
    orang = konsep.pegawai
    for verba, pk, isi in [
        ("ubah_rhk", asing.pk, {"jenis": "UTAMA", "uraian": "Dibajak"}),
        ("hapus_rhk", asing.pk, {}),
        ("tambah_indikator", asing.pk, INDIKATOR),
        ("ubah_indikator", lain.pk, INDIKATOR),
        ("hapus_indikator", lain.pk, {}),
        ("hapus_indikator", 10**30, {}),
    ]:
        assert klien(orang).get(alamat(verba, konsep.pk, pk)).status_code == 404
        assert kirim(orang, konsep, verba, pk, **isi).status_code == 422
    assert potret(konsep) == semula
    assert potret(asing.skp) == semula_asing


# --- what is missing -----------------------------------------------------------------------------------------------
def test_6_all_that_is_missing_with_links_to_where(db):
    skp = skp_konsep(isi={"RHK pertama": [], "RHK kedua": []})
    semula = potret(skp)
    jawaban = kirim(skp.pegawai, skp, "ajukan", catatan="Mohon koreksi.")
    assert jawaban.status_code == 422
    for rhk in skp.daftar_rhk.all():
        assert f'<a href="{alamat("detail", skp.pk)}#rhk-{rhk.pk}">' in teks(jawaban)
        assert f'id="rhk-{rhk.pk}"' in buka(skp.pegawai, "detail", skp.pk)
    assert "Mohon koreksi.</textarea>" in teks(jawaban)
    assert potret(skp) == semula


def test_7_empty_note_is_refused(konsep):
    semula = potret(konsep)
    jawaban = kirim(konsep.pegawai, konsep, "ajukan", catatan="  ")
    assert jawaban.status_code == 422
    assert "Tuliskan catatan kepada penilai." in teks(jawaban)
    assert potret(konsep) == semula


def test_8_missing_expectations_link_to_their_fields(diajukan):
    isi_ekspektasi(diajukan)
    diajukan.daftar_ekspektasi.get(nilai="LOYAL").delete()
    semula = potret(diajukan)
    jawaban = kirim(diajukan.penilai, diajukan, "terima", catatan="Setuju.")
    assert jawaban.status_code == 422
    assert f'<a href="{alamat("detail", diajukan.pk)}#ekspektasi-LOYAL">' in teks(jawaban)
    assert 'id="ekspektasi-LOYAL"' in buka(diajukan.penilai, "detail", diajukan.pk)
    assert potret(diajukan) == semula


def test_9_return_without_correction_is_refused(diajukan):
    semula = potret(diajukan)
    jawaban = kirim(diajukan.penilai, diajukan, "kembalikan", catatan="")
    assert jawaban.status_code == 422
    assert "Tuliskan catatan koreksi." in teks(jawaban)
    assert potret(diajukan) == semula


def test_expectations_are_saved_and_lead_on_to_the_decision(diajukan):
    jawaban = kirim(diajukan.penilai, diajukan, "simpan_ekspektasi", LOYAL="Setia", lanjut="terima")
    assert jawaban["Location"] == alamat("terima", diajukan.pk)
    assert diajukan.daftar_ekspektasi.get().teks == "Setia"
    assert "Setia</textarea>" in buka(diajukan.penilai, "detail", diajukan.pk)
    assert "<textarea" not in buka(diajukan.pegawai, "detail", diajukan.pk)


def test_too_long_expectation_is_kept_and_refused(diajukan):
    semula = potret(diajukan)
    jawaban = kirim(diajukan.penilai, diajukan, "simpan_ekspektasi", LOYAL="x" * 1001)
    assert jawaban.status_code == 422
    assert "Paling banyak 1000 karakter (sekarang 1001)" in teks(jawaban)
    assert "x" * 1001 in teks(jawaban)
    assert potret(diajukan) == semula


# --- stale, repeated -------------------------------------------------------------------------------------------------
def test_stale_version_keeps_the_text_and_says_so(konsep):
    services.tambah_rhk(
        konsep, oleh=konsep.pegawai.pengguna, pada=KINI, jenis="UTAMA", uraian="Dari tab lain"
    )
    semula = potret(konsep)
    isi = {"jenis": "UTAMA", "uraian": "Ketikan saya", "versi": konsep.versi - 1}
    jawaban = kirim(konsep.pegawai, konsep, "tambah_rhk", **isi)
    assert jawaban.status_code == 409
    assert "Data sudah berubah sejak Anda membukanya" in teks(jawaban)
    assert "Ketikan saya</textarea>" in teks(jawaban)
    assert f'name="versi" value="{konsep.versi}"' in teks(jawaban)
    assert potret(konsep) == semula


def test_same_key_again_is_the_same_receipt(konsep):
    isi = {"catatan": "Mohon koreksi.", "kunci": "kunci-ganda-1"}
    versi = konsep.versi
    satu = kirim(konsep.pegawai, konsep, "ajukan", versi=versi, **isi)
    semula = potret(konsep)
    dua = kirim(konsep.pegawai, konsep, "ajukan", versi=versi, **isi)
    assert (satu.status_code, dua.status_code) == (302, 302)
    assert teks(klien_lanjut(konsep.pegawai, satu)).count("Nomor tanda terima") == 1
    assert potret(konsep) == semula


def test_deletion_sent_twice_is_one_deletion(konsep):
    rhk, versi = konsep.daftar_rhk.get(), konsep.versi
    for _ in range(2):
        jawaban = kirim(konsep.pegawai, konsep, "hapus_rhk", rhk.pk, versi=versi, kunci="kunci-hapus-1")
        assert jawaban.status_code == 302
    assert Riwayat.objects.filter(jenis="skp.rhk_dihapus").count() == 1


def test_same_key_with_another_text_is_refused(konsep):
    kirim(konsep.pegawai, konsep, "tambah_rhk", kunci="kunci-ganda-2", jenis="UTAMA", uraian="Satu")
    semula = potret(konsep)
    segar = Skp.objects.get(pk=konsep.pk)
    jawaban = kirim(konsep.pegawai, segar, "tambah_rhk", kunci="kunci-ganda-2", jenis="UTAMA", uraian="Dua")
    assert jawaban.status_code == 409
    assert "kunci-ganda-2" not in teks(jawaban)
    assert potret(konsep) == semula


def test_every_page_of_an_act_carries_version_and_key(konsep):
    rhk = konsep.daftar_rhk.get()
    for verba, lagi in [("ubah", []), ("tambah_rhk", []), ("ajukan", []), ("hapus_rhk", [rhk.pk])]:
        isi = buka(konsep.pegawai, verba, konsep.pk, *lagi)
        assert f'name="versi" value="{konsep.versi}"' in isi
        assert isi.count('name="kunci"') == 1


# --- the queue --------------------------------------------------------------------------------------------------------
def test_queue_shows_who_waits_first_and_who_has_none(db):
    penilai = PegawaiFactory()
    konsep = skp_konsep(PegawaiFactory(nama="Aaa"), penilai=penilai)
    menunggu = skp_diajukan(PegawaiFactory(nama="Zzz"), penilai=penilai)
    tunjuk_penilai(RiwayatJabatanFactory(pegawai=PegawaiFactory(nama="Belum Membuat")), penilai)
    isi = buka(penilai, "antrean")
    assert "1 SKP menunggu keputusan Anda" in isi
    assert isi.index(alamat("detail", menunggu.pk)) < isi.index(alamat("detail", konsep.pk))
    assert "Belum membuat SKP: 1" in isi
    assert "Belum Membuat" in isi


def test_queue_of_another_is_empty(diajukan):
    isi = buka(PegawaiFactory(), "antrean")
    assert "Saat ini tidak ada pegawai yang Anda nilai." in isi
    assert alamat("detail", diajukan.pk) not in isi


def test_menu_counts_what_waits(diajukan):
    assert 'Penilaian SKP <span class="hitung">1' in buka(diajukan.penilai, "antrean")
    assert "Penilaian SKP" not in buka(diajukan.pegawai, "daftar")


# --- weight and queries -------------------------------------------------------------------------------------------------
def hitung(orang, verba, *args) -> int:
    """Queries of the whole page, session and account included; what is read once per process is not."""
    peramban = klien(orang)
    peramban.get(alamat(verba, *args))
    with CaptureQueriesContext(connection) as catatan:
        assert peramban.get(alamat(verba, *args)).status_code == 200
    return len(catatan)


def besar(n: int, m: int) -> dict:
    return {f"Rencana hasil kerja {i}": [f"Indikator {i}.{j}" for j in range(m)] for i in range(n)}


def test_page_of_an_skp_costs_the_same_at_any_size(tanpa_menu):
    kecil, penuh = skp_konsep(isi=besar(1, 1)), skp_konsep(isi=besar(10, 3))
    assert hitung(kecil.pegawai, "detail", kecil.pk) == hitung(penuh.pegawai, "detail", penuh.pk)
    assert hitung(penuh.pegawai, "detail", penuh.pk) == 16


def test_page_for_the_penilai_costs_the_same_at_any_size(tanpa_menu):
    kecil, penuh = skp_diajukan(isi=besar(1, 1)), skp_diajukan(isi=besar(10, 3))
    assert hitung(kecil.penilai, "detail", kecil.pk) == hitung(penuh.penilai, "detail", penuh.pk)
    assert hitung(penuh.penilai, "detail", penuh.pk) == 15


@pytest.mark.parametrize("jumlah", [1, 3])
def test_queue_costs_the_same_at_any_size(tanpa_menu, jumlah):
    penilai = PegawaiFactory()
    for _ in range(jumlah):
        skp_diajukan(penilai=penilai)
        tunjuk_penilai(RiwayatJabatanFactory(), penilai)
    assert hitung(penilai, "antrean") == 9


@pytest.mark.parametrize("jumlah", [1, 3])
def test_list_costs_the_same_at_any_size(tanpa_menu, jumlah):
    pegawai = PegawaiFactory()
    for tahun in range(2026, 2026 + jumlah):
        skp_tahun(pegawai, tahun)
    assert hitung(pegawai, "daftar") == 6


def skp_tahun(pegawai, tahun):
    riwayat = RiwayatJabatanFactory(pegawai=pegawai, tahun=tahun, peran="PLT")
    services.tambah_skp(riwayat, oleh=pegawai.pengguna, pada=KINI, model="JPT")


def nyata(n: int, m: int) -> dict:
    """As many words as people write, no two alike."""
    acak = Random(2026)

    def kalimat(panjang: int) -> str:
        return " ".join(acak.sample(KATA.split(), panjang)).capitalize()

    return {kalimat(9): [kalimat(7) for _ in range(m)] for _ in range(n)}


def test_full_page_is_light(db):
    """10 RHK of 3 indicators, with the stylesheet and the script, from an empty cache."""
    skp = skp_konsep(isi=nyata(10, 3))
    jawaban = klien(skp.pegawai).get(alamat("detail", skp.pk), headers={"accept-encoding": "gzip"})
    assert jawaban["Content-Encoding"] == "gzip"
    aset = [Path(finders.find(f"ui/{nama}")).read_bytes() for nama in ("lean.css", "lean.js")]
    assert len(jawaban.content) + sum(len(gzip.compress(isi, 6)) for isi in aset) <= 15 * 1024
    assert Indikator.objects.exclude(rhk=None).count() == 30


def test_pages_have_the_strict_policy(konsep):
    for verba, args in (("detail", [konsep.pk]), ("daftar", []), ("antrean", [])):
        kebijakan = klien(konsep.pegawai).get(alamat(verba, *args))["Content-Security-Policy"]
        assert "unsafe" not in kebijakan
