"""Eleven people of one office who live February and March 2026 differently, and what each does at his browser.

Their SKPs were approved in January. A move is entered by BKD's register, for which the product has no page of its own.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from django.urls import reverse

from kinerja.kepegawaian.models import Pegawai
from kinerja.kepegawaian.permissions import KELOLA
from kinerja.realisasi.models import RealisasiBulanan
from kinerja.skp.models import NilaiBerakhlak
from tests.alur.kantor import HARAPAN, bangun
from tests.alur.peramban import Peramban
from tests.factories import (
    JabatanFactory,
    PegawaiFactory,
    PenggunaFactory,
    RiwayatJabatanFactory,
    UnitKerjaFactory,
    beri_wilayah,
    jadikan_admin_bkd,
    skp_disetujui,
    tunjuk_penilai,
)

WITA = ZoneInfo("Asia/Makassar")
TAUTAN = "https://drive.google.com/drive/folders/contoh"

# Who, and by whom he is rated in January.
PEGAWAI = {
    "a": ("Pegawai Demo 101", "kabid"),
    "b": ("Pegawai Demo 102", "kabid"),
    "c": ("Pegawai Demo 103", "kabid"),
    "d": ("Pegawai Demo 104", "kabid"),
    "e": ("Pegawai Demo 105", "kabid"),
    "f": ("Pegawai Demo 106", "kabid_dua"),
    "g": ("Pegawai Demo 107", "kabid"),
    "h": ("Pegawai Demo 108", "kabid"),
    "i": ("Pegawai Demo 109", "kabid_tiga"),
    "j": ("Pegawai Demo 110", "kabid"),
    "l": ("Pegawai Demo 111", "kabid_dua"),
}


def wita(bulan: int, hari: int, jam: int = 9, menit: int = 0, detik: int = 0) -> datetime:
    return datetime(2026, bulan, hari, jam, menit, detik, tzinfo=WITA)


def kantor_sebulan() -> SimpleNamespace:
    """`tests.alur.kantor` with two more heads of a bidang, a pengelola, and two of BKD in an office of their own."""
    k = bangun()
    k.opd = k.pimpinan.perangkat_daerah
    badan = k.kabid.daftar_riwayat_jabatan.get().unit_kerja.induk
    k.bidang = {"kabid": k.kabid.daftar_riwayat_jabatan.get().unit_kerja}
    for nama, sebutan, unit in (
        ("kabid_dua", "Kabid Kedua Demo", "Bidang Mutasi"),
        ("kabid_tiga", "Kabid Ketiga Demo", "Bidang Diklat"),
    ):
        orang = _orang(k.opd, sebutan, "IV/a")
        setattr(k, nama, orang)
        k.bidang[nama] = UnitKerjaFactory(perangkat_daerah=k.opd, nama=unit, induk=badan, kepala=orang)
        riwayat = RiwayatJabatanFactory(
            pegawai=orang, unit_kerja=k.bidang[nama], jabatan=JabatanFactory(nama=f"Kepala {unit}")
        )
        tunjuk_penilai(riwayat, k.pimpinan)
    for satu in (k.pelaksana, k.rekan):  # of the planning story; here they are nobody
        satu.daftar_riwayat_jabatan.all().delete()
    k.jabatan = JabatanFactory(nama="Analis Kinerja Ahli Pertama")
    for nama, (sebutan, penilai) in PEGAWAI.items():
        orang = _orang(k.opd, sebutan, "III/b")
        setattr(k, nama, orang)
        riwayat = RiwayatJabatanFactory(pegawai=orang, unit_kerja=k.bidang[penilai], jabatan=k.jabatan)
        tunjuk_penilai(riwayat, getattr(k, penilai))
        skp_disetujui(orang)
    k.pengelola = _orang(k.opd, "Pengelola Demo", "III/c")
    beri_wilayah(k.pengelola.pengguna, k.opd, KELOLA)
    k.bkd, k.bkd_dua = (
        PegawaiFactory(pengguna=PenggunaFactory(nama=n)) for n in ("Admin BKD Demo", "Admin BKD Kedua")
    )
    for satu in (k.bkd, k.bkd_dua):
        jadikan_admin_bkd(satu.pengguna)
    return k


def _orang(opd, nama: str, golongan: str) -> Pegawai:
    return PegawaiFactory(pengguna=PenggunaFactory(nama=nama), perangkat_daerah=opd, golongan=golongan)


def orang(pegawai: Pegawai) -> Peramban:
    """Logged in just now: sessions do not last from one day to the next."""
    peramban = Peramban()
    peramban.client.force_login(pegawai.pengguna, backend="django.contrib.auth.backends.ModelBackend")
    return peramban


def pindah(k, pegawai: Pegawai, ke: str, *, tmt: date, aktif: bool):
    """The register has his new position; if it is not active yet, the old one still is."""
    if aktif:
        pegawai.daftar_riwayat_jabatan.update(aktif=False)
    riwayat = RiwayatJabatanFactory(
        pegawai=pegawai, unit_kerja=k.bidang[ke], jabatan=k.jabatan, tmt=tmt, aktif=aktif
    )
    tunjuk_penilai(riwayat, getattr(k, ke), mulai=tmt)
    return riwayat


# --- the owner -------------------------------------------------------------------------------------------------------


def alamat_lembar(bulan: int) -> str:
    return reverse("realisasi:lembar", args=[2026, bulan])


def laporan(pegawai: Pegawai, bulan: int = 2) -> RealisasiBulanan:
    return RealisasiBulanan.objects.get(pegawai=pegawai, tahun=2026, bulan=bulan)


def buka_draf(pegawai: Pegawai, bulan: int = 2) -> Peramban:
    """The grid: opened with the button of the month, or gone on with."""
    peramban = orang(pegawai).buka(alamat_lembar(bulan))
    for tombol in ("Isi Realisasi", "Tulis draf"):
        if peramban.ada_tombol(tombol):
            return peramban.tekan(tombol)
    return peramban


def ajukan(pegawai: Pegawai, bulan: int = 2, nilai: str = "5", **lain) -> Peramban:
    """Every row has this value and a link."""
    peramban = buka_draf(pegawai, bulan)
    isi = dict.fromkeys(peramban.isian("nilai_"), nilai) | dict.fromkeys(peramban.isian("bukti_"), TAUTAN)
    peramban.tekan("Ajukan realisasi", **isi | lain, konfirmasi="on")
    assert peramban.status == 200, peramban.teks[:800]
    assert "Realisasi berhasil diajukan. Nomor tanda terima" in peramban.teks
    return peramban


# --- who rates -------------------------------------------------------------------------------------------------------


def nilai(penilai: Pegawai, dinilai: Pegawai, hasil="SESUAI", perilaku="SESUAI", bulan: int = 2) -> Peramban:
    """Both steps, with the same feedback for every row; returns at the page of the predikat."""
    realisasi = laporan(dinilai, bulan)
    peramban = orang(penilai).buka(reverse("realisasi:nilai", args=[realisasi.pk]))
    for rating, catatan in ((hasil, {}), (perilaku, {"catatan_akhir": "Pertahankan kinerja yang baik."})):
        umpan = dict.fromkeys(peramban.isian("umpan_balik_"), "Bagus dan pertahankan")
        peramban.tekan("Simpan Penilaian", **umpan, **catatan, rating=rating, konfirmasi="on")
        assert peramban.status == 200, peramban.teks[:800]
    assert "Penilaian selesai. Nomor tanda terima" in peramban.teks
    return peramban


# --- a new SKP after a move ------------------------------------------------------------------------------------------


def akhiri_skp_lama(pegawai: Pegawai, hari: str, alasan: str) -> None:
    lama = pegawai.daftar_skp.get()
    peramban = orang(pegawai).buka(reverse("skp:tutup_periode", args=[lama.pk]))
    peramban.tekan("Akhiri periode", selesai=hari, alasan=alasan)
    assert peramban.status == 200, peramban.teks[:800]


def skp_baru(k, pegawai: Pegawai, penilai: Pegawai, mulai: date):
    """Drafted, held up until BKD lets it go ahead of the old one, submitted, approved by the new penilai."""
    peramban = orang(pegawai).buka("/kerja/skp/").klik("Tambah SKP")
    peramban.tekan("Simpan", model="JPT", mulai=mulai.isoformat())
    assert peramban.status == 200, peramban.teks[:800]
    peramban.klik("+ Utama").tekan("Simpan", uraian="Terlayaninya pegawai yang mutasi")
    peramban.klik("+ Indikator untuk RHK 1").tekan(
        "Simpan", perspektif="PENERIMA_LAYANAN", uraian="Jumlah usul diproses", target="12", satuan="Usul"
    )
    peramban.klik("Isi lampiran").tekan("Simpan lampiran", SUMBER_DAYA="Anggaran", PERTANGGUNGJAWABAN="Laporan bulanan", KONSEKUENSI="Penghargaan")  # fmt: skip
    skp = pegawai.daftar_skp.get(mulai=mulai)
    ditolak = orang(pegawai).buka(reverse("skp:ajukan", args=[skp.pk]))
    if ditolak.ada_tombol("Ajukan"):
        ditolak.tekan("Ajukan", catatan="Mohon persetujuan.")
    assert "belum selesai dinilai" in ditolak.teks, ditolak.teks[:800]
    skp_izin(k, skp)
    orang(pegawai).buka(reverse("skp:ajukan", args=[skp.pk])).tekan("Ajukan", catatan="Mohon persetujuan.")
    harapan = dict.fromkeys(NilaiBerakhlak.objects.values_list("kode", flat=True), HARAPAN)
    peramban = orang(penilai).buka(reverse("skp:detail", args=[skp.pk]))
    peramban.tekan("Simpan, lalu terima", **harapan).tekan("Terima", catatan="Sesuai.")
    skp.refresh_from_db()
    assert (skp.status, skp.mulai) == ("DISETUJUI", mulai), peramban.teks[:800]
    return skp


# --- BKD and the pengelola -------------------------------------------------------------------------------------------


def skp_izin(k, skp) -> None:
    """BKD's exception: the final evaluation of the old SKP is not made in February."""
    kantor(k.bkd, "admin:skp_skp_izinkan_mendahului", skp.pk, alasan="Mutasi di tengah tahun.")


def tetapkan_penilai(k, pegawai: Pegawai, penilai: Pegawai, mulai: str) -> None:
    riwayat = pegawai.daftar_riwayat_jabatan.get(aktif=True)
    isi = {"penilai": penilai.nip, "mulai": mulai, "peran": "DEFINITIF", "selesai": "", "nomor_surat": ""}
    kantor(k.pengelola, "admin:kepegawaian_riwayatjabatan_tetapkan_penilai", riwayat.pk, **isi)


def kantor(pegawai: Pegawai, nama: str, pk: int, **isi) -> None:
    """An act of the back office: its page, its hidden fields, and what is typed."""
    peramban, alamat = orang(pegawai), reverse(nama, args=[pk])
    peramban.buka(alamat)
    rahasia = {i["name"]: i.get("value", "") for i in peramban.halaman.find_all("input", type="hidden")}
    jawaban = peramban.client.post(alamat, rahasia | isi)
    assert jawaban.status_code == 302, jawaban.content.decode()[:2000]


def setujui_usulan(k, jenis: str) -> Peramban:
    """Proposed by one, so agreed to by the other, from the list of what waits."""
    peramban = orang(k.bkd_dua).buka(reverse("kalender:usulan"))
    tautan = peramban.halaman.find("main").find("a", href=re.compile(rf"/{jenis}/\d+/$"))
    peramban.buka(tautan["href"]).klik("Setujui").tekan("Setujui")
    assert "Setujui: berhasil." in peramban.teks
    return peramban
