"""WHAT happens to a monthly report: one function per act (juknis BAB VI)."""

from __future__ import annotations

from decimal import Decimal
from textwrap import shorten

from kinerja.dokumen.acts import act
from kinerja.dokumen.errors import Ditolak, Keluhan, kumpulkan
from kinerja.kalender.models import Bulan, Tahap
from kinerja.kalender.queries import require_open
from kinerja.kepegawaian.permissions import penilai_berlaku
from kinerja.realisasi.lifecycle import StatusRealisasi
from kinerja.realisasi.models import (
    Rating,
    RealisasiBulanan,
    RealisasiIndikator,
    UmpanBalikPerilaku,
    hitung,
    indikator_versi,
)
from kinerja.realisasi.queries import hari_penentu, isi_baris, versi_bulan
from kinerja.skp.models import NilaiBerakhlak, Skp
from kinerja.skp.queries import skp_pemilik_bulan, versi_pada
from kinerja.skp.services import nama_jabatan_penilai

NILAI_TERBESAR = Decimal("9999999999999.99")
KONFIRMASI_ISI = "Centang pernyataan bahwa Anda telah mengisi realisasi dengan BENAR."
DIREVISI = "SKP Anda direvisi sejak draf ini dibuka. Simpan dahulu agar barisnya diperbarui."
KONFIRMASI_NILAI = "Centang pernyataan bahwa penilaian berdasarkan hasil kerja yang bersangkutan."


@act(Skp, "realisasi.dibuka")
def isi_realisasi(skp, *, oleh, pada, bulan: Bulan):
    """Open the month's draft with a row for every indicator of the version that the month is reported on.

    An approved version is enough: a revision or the final evaluation in progress does not block it.
    """
    pemilik = skp_pemilik_bulan(skp.pegawai, bulan)
    if pemilik is None or pemilik.pk != skp.pk:
        raise Ditolak(f"{bulan} bukan milik SKP ini, atau SKP belum pernah disetujui.")
    require_open(Tahap.PENGISIAN, bulan, pada=pada, perangkat_daerah_id=skp.perangkat_daerah_id)
    _buang_draf_skp_lain(skp, bulan)
    versi = versi_pada(skp, bulan)
    realisasi = RealisasiBulanan.objects.create(
        skp=skp,
        versi_skp=versi,
        pegawai_id=skp.pegawai_id,
        tahun=bulan.tahun,
        bulan=bulan.bulan,
        perangkat_daerah_id=skp.perangkat_daerah_id,
        diubah_pada=pada,
    )
    _tambah_baris(realisasi, indikator_versi(versi.isi))
    return realisasi


def _buang_draf_skp_lain(skp: Skp, bulan: Bulan) -> None:
    """A draft begun on an SKP that does not own the month any more (its period was ended): nobody can submit it."""
    draf = skp.pegawai.daftar_realisasi_bulanan.filter(tahun=bulan.tahun, bulan=bulan.bulan)
    draf.filter(status=StatusRealisasi.DRAF).exclude(skp=skp).delete()


def _tambah_baris(realisasi, daftar_id) -> None:
    RealisasiIndikator.objects.bulk_create(
        RealisasiIndikator(realisasi=realisasi, indikator_id=pk) for pk in daftar_id
    )


@act(RealisasiBulanan, "realisasi.disimpan")
def simpan(
    realisasi, *, oleh, pada, baris: dict[int, tuple[Decimal | None, str]], catatan_penilai: str | None = None
):
    """Store the draft: row id -> (value or None, evidence or ""). Not bound to the window: nothing is lost.

    If the SKP was approved anew for this month, the rows follow it; what was typed stays where the row stays.
    """
    milik = {b.pk: b for b in realisasi.daftar_baris.all()}
    berubah = []
    for pk, (nilai, bukti) in baris.items():
        if pk not in milik:
            raise Ditolak("Baris realisasi tidak ditemukan di bulan ini. Muat ulang halaman.")
        if nilai is not None and not 0 <= nilai <= NILAI_TERBESAR:
            raise Ditolak(
                Keluhan(
                    f"Realisasi harus bilangan 0 atau lebih, ditemukan “{str(nilai)[:40]}”.", f"#nilai_{pk}"
                )
            )
        if (milik[pk].nilai, milik[pk].bukti) != (nilai, bukti):
            milik[pk].nilai, milik[pk].bukti = nilai, bukti
            berubah.append(milik[pk])
    # An upsert of rows that exist: a third of the work of bulk_update's CASE for each cell.
    RealisasiIndikator.objects.bulk_create(
        berubah, update_conflicts=True, unique_fields=["id"], update_fields=["nilai", "bukti"]
    )
    if catatan_penilai is not None:
        realisasi.catatan = catatan_penilai.strip()
    return {"baris_berubah": len(berubah)} | _ikuti_versi(realisasi)


def _ikuti_versi(realisasi) -> dict:
    """Add and drop rows as the version of the month has them by now. A dropped row that said something is told."""
    versi = versi_bulan(realisasi)
    if versi.pk == realisasi.versi_skp_id:
        return {}
    ada = {b.indikator_id: b for b in realisasi.baris_terurut()}
    menurut_versi = indikator_versi(versi.isi)
    baru = [pk for pk in menurut_versi if pk not in ada]
    lepas = [b for b in ada.values() if b.indikator_id not in menurut_versi and b.indikator.rhk_id]
    _tambah_baris(realisasi, baru)
    realisasi.daftar_baris.filter(pk__in=[b.pk for b in lepas]).delete()
    realisasi.versi_skp = versi
    return {
        "versi_skp": versi.nomor,
        "baris_baru": len(baru),
        "baris_lepas": isi_baris(lepas),
    }


@act(RealisasiBulanan, "realisasi.diajukan", wajib={"konfirmasi": KONFIRMASI_ISI})
def ajukan(realisasi, *, oleh, pada, konfirmasi: bool = False):
    """Inside the window, to the penilai in force now; from here on the document keeps him."""
    require_open(
        Tahap.PENGISIAN, realisasi.nilai_bulan, pada=pada, perangkat_daerah_id=realisasi.perangkat_daerah_id
    )
    # Locked, for its period may be ended at this very moment: the second of the two sees what the first did.
    terkunci = Skp.objects.select_for_update(of=("self",), no_key=True).select_related("riwayat_jabatan")
    skp = realisasi.skp = terkunci.get(pk=realisasi.skp_id)
    if not skp.memuat(hari_penentu(realisasi.nilai_bulan)):
        raise Ditolak(
            f"Periode SKP ini sudah diakhiri, jadi {realisasi.nilai_bulan} dilaporkan dengan SKP Anda yang baru."
        )
    if versi_bulan(realisasi).pk != realisasi.versi_skp_id:
        raise Ditolak(DIREVISI)
    penugasan = penilai_berlaku(skp.riwayat_jabatan, pada=pada)
    if penugasan is None:
        raise Ditolak(
            "Pejabat penilai Anda belum ditetapkan. Hubungi pengelola kepegawaian perangkat daerah Anda."
        )
    realisasi.penugasan, realisasi.penilai = penugasan, penugasan.pegawai
    realisasi.penilai_jabatan = nama_jabatan_penilai(penugasan)
    realisasi.jabatan_nama, realisasi.unit_nama = skp.jabatan_nama, skp.unit_nama
    realisasi.pangkat = realisasi.pegawai.golongan
    realisasi.diajukan_pada = pada


@act(
    RealisasiBulanan,
    "realisasi.hasil_kerja_dinilai",
    wajib={"rating": "Pilih rating hasil kerja.", "konfirmasi": KONFIRMASI_NILAI},
)
def nilai_hasil_kerja(
    realisasi, *, oleh, pada, umpan_balik: dict[int, str], rating: str = "", konfirmasi=False
):
    """Feedback on every indicator (row id -> text) and the rating of results."""
    _jendela_penilaian(realisasi, pada)
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
    return {"rating_hasil": realisasi.rating_hasil}


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
    _jendela_penilaian(realisasi, pada)
    daftar_nilai = list(NilaiBerakhlak.objects.all())
    kumpulkan(
        Keluhan(f"Umpan balik perilaku “{n.nama}” belum diisi.", f"#umpan_balik_{n.kode}")
        for n in daftar_nilai
        if not umpan_balik.get(n.kode, "").strip()
    )
    UmpanBalikPerilaku.objects.bulk_create(
        UmpanBalikPerilaku(realisasi=realisasi, nilai=n, teks=umpan_balik[n.kode].strip())
        for n in daftar_nilai
    )
    hasil = hitung(realisasi.rating_hasil, _rating(rating))
    realisasi.rating_perilaku, realisasi.perilaku_dinilai_pada = rating, pada
    realisasi.catatan_akhir = catatan_akhir.strip()
    realisasi.predikat, realisasi.jejak = hasil.nilai, hasil.jejak
    return {"rating_perilaku": rating, "predikat": hasil.nilai}


def _jendela_penilaian(realisasi, pada) -> None:
    require_open(
        Tahap.PENILAIAN, realisasi.nilai_bulan, pada=pada, perangkat_daerah_id=realisasi.perangkat_daerah_id
    )


def _rating(rating: str) -> str:
    if rating not in Rating.values:
        raise Ditolak(f"Rating “{rating[:40]}” tidak dikenal.")
    return rating
