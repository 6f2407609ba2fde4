"""An office plans its year through HTTP, without JavaScript: from the pimpinan down, sent back once, revised in July."""

import pytest
import time_machine
from django.urls import reverse

from kinerja.dokumen.checks import INVARIAN
from kinerja.dokumen.models import Riwayat
from kinerja.skp.models import Indikator, NilaiBerakhlak, Skp
from tests.alur.kantor import (
    HARAPAN,
    JANUARI,
    JULI,
    LAMPIRAN,
    TEMPELAN,
    bangun,
    kode_verifikasi,
    tercetak,
)
from tests.alur.peramban import Peramban

ANTREAN = "/kerja/penilaian/skp/"


@pytest.fixture
def kantor(db):
    return bangun()


def orang(pegawai) -> Peramban:
    peramban = Peramban()
    peramban.client.force_login(pegawai.pengguna, backend="django.contrib.auth.backends.ModelBackend")
    return peramban


def halaman(pegawai) -> str:
    return reverse("skp:detail", args=[Skp.objects.get(pegawai=pegawai).pk])


def status(pegawai) -> str:
    return Skp.objects.get(pegawai=pegawai).status


def harapan() -> dict[str, str]:
    return dict.fromkeys(NilaiBerakhlak.objects.values_list("kode", flat=True), HARAPAN)


def test_office_plans_its_year(kantor):
    with time_machine.travel(JANUARI, tick=True) as jam:
        pimpinan_merencanakan(kantor)
        pimpinan_membagi(kantor)
        kabid_merencanakan(kantor)
        kabid_dikembalikan_lalu_diterima(kantor)
        pelaksana_merencanakan(kantor)
        rekan_merencanakan(kantor)
        kabid_menerima_sekaligus(kantor)
        kode = periksa_cetakan(kantor)
        jam.move_to(JULI)
        pelaksana_merevisi(kantor)
        periksa_kode_lama(kantor, kode)

    jenis = set(Riwayat.objects.values_list("jenis", flat=True))
    assert jenis >= {"skp.dikembalikan", "skp.dikomentari", "skp.komentar_dibalas", "skp.revisi_diterima"}
    assert {nama: list(periksa()) for nama, periksa in INVARIAN.items()} == {nama: [] for nama in INVARIAN}


def pimpinan_merencanakan(k) -> None:
    """Top of the cascade: the model of a pimpinan, perspektif, annex; the Sekda expects and accepts."""
    pimpinan = buat_skp(k.pimpinan)
    assert "JPT / Pimpinan Unit Mandiri · Kuantitatif" in pimpinan.teks
    pimpinan.klik("+ Utama").tekan("Simpan", uraian="Meningkatnya profesionalitas pegawai")
    pimpinan.klik("+ Indikator untuk RHK 1").tekan(
        "Simpan",
        perspektif="PENERIMA_LAYANAN",
        uraian="Indeks profesionalitas",
        target="82,5",
        satuan="Poin",
    )
    assert "82,5 Poin" in pimpinan.teks
    pimpinan.klik("Isi lampiran").tekan("Simpan lampiran", **LAMPIRAN)
    assert "Tersedianya dua server" in pimpinan.teks
    ajukan(pimpinan, "Mohon persetujuan rencana Badan Contoh.")

    sekda = orang(k.sekda).buka(ANTREAN).klik("Nilai SKP Pimpinan Demo")
    sekda.tekan("Simpan, lalu terima", **harapan()).tekan("Terima", catatan="Sudah sesuai.")
    assert "SKP Pimpinan Demo disetujui. Nomor tanda terima" in sekda.teks
    assert status(k.pimpinan) == "DISETUJUI"


def pimpinan_membagi(k) -> None:
    pimpinan = orang(k.pimpinan).buka(halaman(k.pimpinan)).klik("Matriks peran hasil")
    pimpinan.klik("+ Tugaskan").tekan("Tugaskan", uraian="Terselenggaranya manajemen kinerja")
    assert "Ditugaskan kepada Kabid Demo" in pimpinan.teks
    assert "Terselenggaranya manajemen kinerja (penugasan, belum diambil)" in pimpinan.teks


def kabid_merencanakan(k) -> None:
    """What was assigned, and two rows of a spreadsheet that are shown before they are saved."""
    kabid = buat_skp(k.kabid)
    assert "Jabatan Administrasi / Jabatan Fungsional" in kabid.teks
    kabid.klik("Ambil ke SKP: Terselenggaranya manajemen kinerja").tekan("Ambil ke SKP")
    kabid.klik("Tempel dari lembar kerja").tekan("Periksa", teks=TEMPELAN)
    assert "Jumlah pegawai yang diuji: 1.250 Orang · Kuantitas" in kabid.teks
    assert Skp.objects.get(pegawai=k.kabid).daftar_rhk.count() == 1
    kabid.tekan("Tambahkan 2 RHK")
    assert "2 RHK dan 2 indikator ditambahkan. ! RHK atasan yang diintervensi belum dipilih." in kabid.teks
    assert "Sebelum diajukan, lengkapi 3 hal" in kabid.teks

    kabid.klik("Ajukan").tekan("Ajukan", catatan="Mohon persetujuan.")
    assert kabid.status == 422
    assert kabid.teks.count("belum memilih RHK atasan yang diintervensi") == 2
    assert "RHK “Terselenggaranya manajemen kinerja” belum mempunyai indikator." in kabid.teks

    kabid.buka(halaman(k.kabid)).klik("Pilih RHK atasan sekaligus")
    atasan = Skp.objects.get(pegawai=k.pimpinan).daftar_rhk.get()
    kabid.tekan("Simpan", **{nama: str(atasan.pk) for nama in kabid.isian("rhk_")})
    kabid.klik("+ Indikator untuk RHK 1").tekan(
        "Simpan", aspek="KUALITAS", uraian="Persentase SKP tepat waktu", target="100", satuan="Persen"
    )
    assert "Rencana sudah lengkap dan siap diajukan." in kabid.teks
    ajukan(kabid, "Mohon persetujuan rencana Bidang Kinerja.")


def kabid_dikembalikan_lalu_diterima(k) -> None:
    pimpinan = orang(k.pimpinan).buka(ANTREAN).klik("Nilai SKP Kabid Demo")
    assert pimpinan.halaman.find("a", {"aria-current": "page"}).get_text().startswith("Penilaian SKP")
    pimpinan.klik("Komentari indikator 1 RHK 3").tekan(
        "Kirim komentar", catatan="Apakah 1.250 orang terjangkau?"
    )
    pimpinan.klik("Kembalikan").tekan("Kembalikan", catatan="Perbaiki target uji kompetensi.")
    assert status(k.kabid) == "KONSEP"

    kabid = orang(k.kabid).buka(halaman(k.kabid))
    assert "SKP ini dikembalikan Pimpinan Demo. Perbaiki sesuai catatan" in kabid.teks
    kabid.klik("Balas komentar indikator 1 RHK 3").tekan("Kirim balasan", catatan="Diturunkan menjadi 800.")
    kabid.klik("Ubah indikator 1 RHK 3").tekan("Simpan", target="800")
    ajukan(kabid, "Target sudah diperbaiki.")

    pimpinan.buka(ANTREAN).klik("Nilai SKP Kabid Demo")
    assert "800 Orang" in pimpinan.teks
    assert "Diturunkan menjadi 800." in pimpinan.teks
    pimpinan.tekan("Simpan, lalu terima")
    assert (pimpinan.tekan("Terima", catatan="Setuju.").status, pimpinan.teks.count("belum diisi")) == (
        422,
        7,
    )
    pimpinan.buka(halaman(k.kabid)).tekan("Simpan, lalu terima", **harapan()).tekan(
        "Terima", catatan="Setuju."
    )
    assert status(k.kabid) == "DISETUJUI"


def pelaksana_merencanakan(k) -> None:
    """From the library of his jabatan; a target in words; advice that refuses nothing."""
    pelaksana = buat_skp(k.pelaksana).klik("Ambil dari pustaka jabatan")
    pelaksana.tekan(
        "Ambil yang dicentang",
        pilihan=[p["value"] for p in pelaksana.halaman.find_all(attrs={"name": "pilihan"})],
    )
    pelaksana.klik("Pilih RHK atasan sekaligus")
    atasan = Skp.objects.get(pegawai=k.kabid).daftar_rhk.order_by("urutan").first()
    pelaksana.tekan("Simpan", **{nama: str(atasan.pk) for nama in pelaksana.isian("rhk_")})
    pelaksana.tekan("Naikkan RHK 2")
    assert "1. Melaksanakan pencadangan basis data" in pelaksana.teks
    pelaksana.klik("+ Indikator untuk RHK 1").tekan(
        "Simpan", aspek="WAKTU", uraian="Waktu pemulihan data", target_teks="1 minggu"
    )
    assert "1 minggu" in pelaksana.teks
    assert "menyebut kegiatan. Tulislah hasilnya" in pelaksana.teks
    ajukan(pelaksana, "Mohon koreksi, terima kasih.")


def rekan_merencanakan(k) -> None:
    """A qualitative plan: the measure may stand in its wording."""
    rekan = buat_skp(k.rekan)
    rekan.klik("Ubah periode dan model").tekan("Simpan", pendekatan="KUALITATIF")
    atasan = Skp.objects.get(pegawai=k.kabid).daftar_rhk.order_by("urutan").first()
    rekan.klik("+ Utama").tekan("Simpan", rhk_atasan=str(atasan.pk), uraian="Terlayaninya pengguna aplikasi")
    rekan.klik("+ Indikator untuk RHK 1").tekan(
        "Simpan", aspek="KUALITAS", uraian="Keluhan dijawab sesuai standar pelayanan"
    )
    ajukan(rekan, "Mohon koreksi.")


def kabid_menerima_sekaligus(k) -> None:
    """One expectation for one of them first: it is kept, and its words are offered for both."""
    satu, *lain = NilaiBerakhlak.objects.values_list("kode", flat=True)
    kabid = orang(k.kabid).buka(ANTREAN).klik("Nilai SKP Pelaksana Demo")
    kabid.tekan("Simpan ekspektasi", **{satu: "Melayani dengan ramah."})
    kabid.buka(ANTREAN)
    dua = [k["value"] for k in kabid.halaman.find_all("input", {"name": "skp"})]
    kabid.tekan("Isi ekspektasi sekaligus", skp=dua)
    assert "Sudah terisi 1: Berorientasi Pelayanan" in kabid.teks
    isi = {f"frasa_{satu}": "Melayani dengan ramah."} | dict.fromkeys(lain, HARAPAN)
    kabid.tekan("Simpan pada 2 SKP", **isi)
    assert "Ekspektasi: 2 SKP berhasil. Pelaksana Demo (tanda terima" in kabid.teks
    kabid.tekan("Terima sekaligus", skp=dua).tekan("Terima 2 SKP", catatan="Disetujui.")
    assert "Terima: 2 SKP berhasil." in kabid.teks
    assert (status(k.pelaksana), status(k.rekan)) == ("DISETUJUI", "DISETUJUI")
    assert dict(Skp.objects.get(pegawai=k.rekan).daftar_ekspektasi.values_list("nilai", "teks")) == {
        satu: "Melayani dengan ramah."
    } | dict.fromkeys(lain, HARAPAN)


def pelaksana_merevisi(k) -> None:
    alamat = halaman(k.pelaksana)
    pelaksana = orang(k.pelaksana).buka(alamat)
    pelaksana.klik("Ajukan revisi").tekan("Ajukan revisi", catatan="Target pencadangan dinaikkan.")
    kabid = orang(k.kabid).buka(ANTREAN).klik("Putuskan revisi SKP Pelaksana Demo")
    kabid.klik("Terima revisi").tekan("Terima revisi", catatan="Silakan.")

    pelaksana.buka(alamat)
    assert not pelaksana.ada_tombol("Hapus")
    lama = Indikator.objects.get(uraian="Jumlah pencadangan basis data", rhk__isnull=False)
    pelaksana.buka(f"{alamat}hapus_indikator/{lama.pk}/").tekan("Hapus")
    assert pelaksana.status == 422
    assert "sudah pernah disetujui, jadi tidak dapat dihapus dalam revisi" in pelaksana.teks
    pelaksana.buka(f"{alamat}hapus_rhk/{lama.rhk_id}/").tekan("Hapus")
    assert (pelaksana.status, Skp.objects.get(pegawai=k.pelaksana).daftar_rhk.count()) == (422, 2)

    pelaksana.buka(alamat).klik("Ubah indikator 1 RHK 1").tekan("Simpan", target="104")
    pelaksana.klik("+ Indikator untuk RHK 1").tekan(
        "Simpan", aspek="KUALITAS", uraian="Persentase pencadangan berhasil", target="97,5", satuan="Persen"
    )
    assert pelaksana.ada_tombol("Hapus indikator 3 RHK 1")
    ajukan(pelaksana, "Sudah disesuaikan.")

    kabid.buka(ANTREAN).klik("Nilai SKP Pelaksana Demo")
    assert "Yang berubah sejak versi 1" in kabid.teks
    assert "50 Kali" in kabid.teks
    assert "104 Kali" in kabid.teks
    kabid.tekan("Simpan, lalu terima").tekan("Terima", catatan="Setuju.")
    pelaksana.buka(alamat).klik("Bandingkan versi")
    assert "Versi 1 (6 Januari 2026)" in pelaksana.teks
    assert "Versi 2 (6 Juli 2026)" in pelaksana.teks
    assert "Indikator baru Persentase pencadangan berhasil · 97,5 Persen" in pelaksana.teks


# --- steps that return -----------------------------------------------------------------------------------------


def buat_skp(pegawai) -> Peramban:
    """Everything is filled in beforehand: what to press is all that is left."""
    return orang(pegawai).buka("/kerja/skp/").klik("Tambah SKP").tekan("Simpan")


def ajukan(peramban: Peramban, catatan: str) -> None:
    peramban.klik("Ajukan").tekan("Ajukan", catatan=catatan)
    assert "Nomor tanda terima" in peramban.teks


def cetakan(pegawai, verba: str) -> bytes:
    jawaban = orang(pegawai).buka(f"{halaman(pegawai)}{verba}/").jawaban
    assert (jawaban.status_code, jawaban["Content-Type"]) == (200, "application/pdf")
    return jawaban.content


def periksa_cetakan(k) -> str:
    """Each form says what it is, and its code is known to everybody. Returns the pelaksana's."""
    daftar = [
        (k.pimpinan, "cetak", "KUANTITATIF BAGI PEJABAT PIMPINAN TINGGI DAN PIMPINAN UNIT KERJA MANDIRI"),
        (k.pimpinan, "cetak_lampiran", "LAMPIRAN SASARAN KINERJA PEGAWAI"),
        (k.rekan, "cetak", "PENDEKATAN HASIL KERJA KUALITATIF BAGI PEJABAT ADMINISTRASI"),
        (k.pelaksana, "cetak", "PENDEKATAN HASIL KERJA KUANTITATIF BAGI PEJABAT ADMINISTRASI"),
    ]
    for pegawai, verba, judul in daftar:
        pdf = cetakan(pegawai, verba)
        assert judul in tercetak(pdf)
        kode = kode_verifikasi(pdf)
        assert "Asli. Kode ini milik Sasaran Kinerja Pegawai" in Peramban().buka(f"/verifikasi/{kode}/").teks
    return kode


def periksa_kode_lama(k, lama: str) -> None:
    orang_luar = Peramban().buka("/verifikasi/").tekan("Periksa", kode=lama.lower())
    assert (
        "Asli, tetapi sudah digantikan. Versi yang lebih baru berlaku sejak 6 Juli 2026." in orang_luar.teks
    )
    baru = kode_verifikasi(cetakan(k.pelaksana, "cetak"))
    assert baru != lama
    assert "Asli. Kode ini milik" in orang_luar.tekan("Periksa", kode=baru).teks
