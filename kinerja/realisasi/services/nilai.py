"""The penilai rates: results, behaviour, once a change; on the last day his superior in his stead (juknis BAB VI.2-3)."""

from __future__ import annotations

import re
from html import unescape
from textwrap import shorten

from kinerja.dokumen.acts import act
from kinerja.dokumen.errors import AksesDitolak, Ditolak, Keluhan, kumpulkan
from kinerja.kalender.models import Tahap
from kinerja.kalender.queries import Masa, require_open
from kinerja.kepegawaian.models import Pegawai
from kinerja.kepegawaian.permissions import penilai_berlaku
from kinerja.realisasi.lifecycle import StatusRealisasi
from kinerja.realisasi.models import (
    ALASAN_TERPENDEK,
    PerubahanPenilaian,
    Rating,
    RealisasiBulanan,
    RealisasiIndikator,
    UmpanBalikPerilaku,
    hitung,
)
from kinerja.realisasi.queries.alih import KEPADA_DIRI, penahan_pengalihan
from kinerja.realisasi.queries.antrean import bukan_gilirannya
from kinerja.realisasi.services.isi import catat_penilai
from kinerja.skp.models import NilaiBerakhlak

KONFIRMASI_NILAI = "Centang pernyataan bahwa penilaian berdasarkan hasil kerja yang bersangkutan."
PANJANG_UMPAN_BALIK = 1000
ALASAN_ALIH_TERPENDEK = 20
ALASAN_ALIH_PENDEK = f"Alasan pengalihan minimal {ALASAN_ALIH_TERPENDEK} karakter."
SUDAH_DIUBAH = "Perubahan penilaian hanya satu kali, dan sudah dipakai."
TIDAK_ADA_PERUBAHAN = "Kedua rating masih sama dengan semula: tidak ada yang diubah."


@act(
    RealisasiBulanan,
    "realisasi.hasil_kerja_dinilai",
    wajib={"rating": "Pilih rating hasil kerja.", "konfirmasi": KONFIRMASI_NILAI},
)
def nilai_hasil_kerja(
    realisasi, *, oleh, pada, umpan_balik: dict[int, str], rating: str = "", konfirmasi=False
):
    """Feedback on every indicator (row id -> text) and the rating of results."""
    penilai = _penilai(realisasi, oleh, pada)
    daftar = realisasi.baris_terurut()
    kumpulkan(
        Keluhan(
            f"Umpan balik untuk “{shorten(b.indikator.uraian, 60, placeholder='…')}” belum diisi.",
            f"#umpan_balik_{b.pk}",
        )
        for b in daftar
        if not umpan_balik.get(b.pk, "").strip()
    )
    for baris in daftar:
        baris.umpan_balik = umpan_balik[baris.pk].strip()
    RealisasiIndikator.objects.bulk_update(daftar, ["umpan_balik"])
    realisasi.rating_hasil, realisasi.hasil_dinilai_pada = _rating(rating), pada
    return {"rating_hasil": realisasi.rating_hasil} | _catat_yang_menilai(realisasi, penilai)


@act(
    RealisasiBulanan,
    "realisasi.perilaku_dinilai",
    wajib={
        "rating": "Pilih rating perilaku kerja.",
        "catatan_akhir": "Tuliskan catatan akhir / rekomendasi.",
        "konfirmasi": KONFIRMASI_NILAI,
    },
)
def nilai_perilaku(
    realisasi,
    *,
    oleh,
    pada,
    umpan_balik: dict[str, str],
    rating: str = "",
    catatan_akhir: str = "",
    konfirmasi=False,
):
    """Feedback on the seven values (code -> text), the rating, the closing note; the predikat is computed."""
    penilai = _penilai(realisasi, oleh, pada)
    daftar_nilai = list(NilaiBerakhlak.objects.all())
    kumpulkan(
        Keluhan(f"Umpan balik perilaku “{n.nama}” belum diisi.", f"#umpan_balik_{n.kode}")
        for n in daftar_nilai
        if not umpan_balik.get(n.kode, "").strip()
    )
    _simpan_perilaku(realisasi, umpan_balik)
    hasil = hitung(realisasi.rating_hasil, _rating(rating))
    realisasi.rating_perilaku, realisasi.perilaku_dinilai_pada = rating, pada
    realisasi.catatan_akhir = catatan_akhir.strip()
    realisasi.predikat, realisasi.jejak = hasil.nilai, hasil.jejak
    return {"rating_perilaku": rating, "predikat": hasil.nilai} | _catat_yang_menilai(realisasi, penilai)


@act(RealisasiBulanan, "realisasi.umpan_balik_disimpan")
def simpan_umpan_balik(
    realisasi,
    *,
    oleh,
    pada,
    umpan_balik: dict[int, str] | None = None,
    perilaku: dict[str, str] | None = None,
    semua: str = "",
    kosong_saja: bool = False,
    catatan_akhir: str | None = None,
):
    """Texts to begin with, for one person or (`.many`) for several, to be edited before they are given; no rating.

    `umpan_balik` by row id, `semua` for every row that is still empty, `perilaku` by code of the value;
    `kosong_saja` leaves alone what somebody has already written. Rows whose results are rated stay as they are.
    """
    _penilai(realisasi, oleh, pada)
    baris = _simpan_baris(realisasi, umpan_balik or {}, semua, kosong_saja)
    terisi = set(realisasi.daftar_umpan_balik.values_list("nilai_id", flat=True)) if kosong_saja else set()
    ditulis = {kode: teks for kode, teks in (perilaku or {}).items() if kode not in terisi}
    _simpan_perilaku(realisasi, ditulis)
    if catatan_akhir is not None:
        realisasi.catatan_akhir = catatan_akhir.strip()
    return {"baris": baris, "perilaku": len(ditulis)}


def _simpan_baris(realisasi, umpan_balik: dict[int, str], semua: str, kosong_saja: bool) -> int:
    if realisasi.status != StatusRealisasi.PENILAIAN_HASIL_KERJA:
        return 0
    daftar = list(realisasi.daftar_baris.all())
    baru = {b.pk: umpan_balik.get(b.pk, b.umpan_balik or semua).strip() for b in daftar}
    berubah = [b for b in daftar if b.umpan_balik != baru[b.pk] and not (kosong_saja and b.umpan_balik)]
    for baris in berubah:
        baris.umpan_balik = baru[baris.pk][:PANJANG_UMPAN_BALIK]
    RealisasiIndikator.objects.bulk_update(berubah, ["umpan_balik"])
    return len(berubah)


@act(
    RealisasiBulanan,
    "realisasi.penilaian_diubah",
    wajib={
        "rating_hasil": "Pilih rating hasil kerja.",
        "rating_perilaku": "Pilih rating perilaku kerja.",
        "alasan": "Tuliskan catatan perubahan penilaian.",
    },
)
def ubah_penilaian(
    realisasi, *, oleh, pada, rating_hasil: str = "", rating_perilaku: str = "", alasan: str = ""
):
    """The one change: both ratings again, with a reason of 200 characters; what it was is kept (juknis BAB VI.3)."""
    if PerubahanPenilaian.objects.filter(realisasi=realisasi).exists():
        raise Ditolak(SUDAH_DIUBAH)
    _jendela_penilaian(realisasi, pada)
    alasan = teks_polos(alasan)
    if len(alasan) < ALASAN_TERPENDEK:
        raise Ditolak(
            Keluhan(f"Alasan minimal {ALASAN_TERPENDEK} karakter (sekarang {len(alasan)}).", "#alasan")
        )
    lama = realisasi.rating_hasil, realisasi.rating_perilaku, realisasi.predikat
    hasil = hitung(_rating(rating_hasil), _rating(rating_perilaku))
    if lama[:2] == (rating_hasil, rating_perilaku):
        raise Ditolak(TIDAK_ADA_PERUBAHAN)
    PerubahanPenilaian.objects.create(
        realisasi=realisasi,
        rating_hasil_lama=lama[0],
        rating_perilaku_lama=lama[1],
        predikat_lama=lama[2],
        alasan=alasan,
        oleh=oleh.pegawai,
        pada=pada,
    )
    realisasi.rating_hasil, realisasi.rating_perilaku = rating_hasil, rating_perilaku
    realisasi.predikat, realisasi.jejak = hasil.nilai, hasil.jejak
    return {"lama": lama, "baru": (rating_hasil, rating_perilaku, hasil.nilai)}


def teks_polos(teks: str) -> str:
    """What a reader reads: without tags, entities resolved, runs of white space as one."""
    return " ".join(unescape(re.sub(r"<[^<>]*>", " ", teks)).split())


@act(RealisasiBulanan, "realisasi.penilai_dialihkan", wajib={"alasan": "Tuliskan alasan pengalihan."})
def alihkan_penilai(realisasi, *, oleh, pada, alasan: str = ""):
    """To who is designated for the position now: the one who holds it cannot rate it any more."""
    if len(teks_polos(alasan)) < ALASAN_ALIH_TERPENDEK:
        raise Ditolak(Keluhan(ALASAN_ALIH_PENDEK, "#alasan"))
    penugasan = penilai_berlaku(realisasi.skp.riwayat_jabatan, pada=pada)
    if halangan := penahan_pengalihan(realisasi, penugasan, pada=pada):
        raise Ditolak(halangan)
    if penugasan.user_id == oleh.pk:
        raise AksesDitolak(KEPADA_DIRI)
    lama = realisasi.penilai
    catat_penilai(realisasi, penugasan)
    return {"dari": lama.pk, "kepada": penugasan.pegawai_id}


@act(RealisasiBulanan, "realisasi.penilaian_dibuka")
def buka_penilaian(realisasi, *, oleh, pada):
    """A month nobody rated, in a window opened again."""
    _boleh_membuka(realisasi, oleh, pada)


@act(RealisasiBulanan, "realisasi.penilaian_dilanjutkan")
def lanjutkan_penilaian(realisasi, *, oleh, pada):
    """The same, where the results had been rated."""
    _boleh_membuka(realisasi, oleh, pada)


def _boleh_membuka(realisasi, oleh, pada) -> None:
    """The clock whenever the window is open; people when they may rate."""
    if oleh.is_sistem:
        _jendela_penilaian(realisasi, pada)
    else:
        _penilai(realisasi, oleh, pada)


def _jendela_penilaian(realisasi, pada) -> Masa:
    return require_open(
        Tahap.PENILAIAN,
        realisasi.nilai_bulan,
        pada=pada,
        perangkat_daerah_id=realisasi.perangkat_daerah_id,
        pegawai_id=realisasi.pegawai_id,
    )


def _penilai(realisasi, oleh, pada) -> Pegawai:
    """Who is rating: the penilai, or on the last day of the window his superior."""
    masa, diri = _jendela_penilaian(realisasi, pada), oleh.pegawai
    if sebab := bukan_gilirannya(realisasi, diri, masa, pada):
        raise AksesDitolak(sebab)
    return diri


def _catat_yang_menilai(realisasi, penilai: Pegawai) -> dict:
    """The report keeps that the superior had a part in it; the record says which of the two steps was his."""
    oleh_atasan = penilai.pk != realisasi.penilai_id
    realisasi.dinilai_oleh, realisasi.oleh_atasan = penilai, realisasi.oleh_atasan or oleh_atasan
    return {"oleh_atasan": True} if oleh_atasan else {}


def _simpan_perilaku(realisasi, umpan_balik: dict[str, str]) -> None:
    """Texts on the values; an empty one is none."""
    isi = {kode: teks.strip()[:PANJANG_UMPAN_BALIK] for kode, teks in umpan_balik.items()}
    realisasi.daftar_umpan_balik.filter(nilai__in=[k for k, teks in isi.items() if not teks]).delete()
    UmpanBalikPerilaku.objects.bulk_create(
        [
            UmpanBalikPerilaku(realisasi=realisasi, nilai=nilai, teks=isi[nilai.kode])
            for nilai in NilaiBerakhlak.objects.filter(pk__in=[k for k, teks in isi.items() if teks])
        ],
        update_conflicts=True,
        unique_fields=["realisasi", "nilai"],
        update_fields=["teks"],
    )


def _rating(rating: str) -> str:
    if rating not in Rating.values:
        raise Ditolak(f"Rating “{rating[:40]}” tidak dikenal.")
    return rating
