"""Between owner and penilai: submit, talk, expect, decide (juknis BAB III.3 and III.6)."""

from __future__ import annotations

from datetime import date

from kinerja.dokumen.acts import act
from kinerja.dokumen.errors import Ditolak, Keluhan, kumpulkan
from kinerja.kepegawaian.models import Pegawai
from kinerja.kepegawaian.permissions import penilai_berlaku
from kinerja.skp.models import Ekspektasi, Indikator, NilaiBerakhlak, Predikat, Skp, VersiSkp
from kinerja.skp.queries import penahan_periode, potret, versi_terakhir
from kinerja.skp.services.rencana import catat_pihak, milik_skp, periksa_periode

PANJANG_EKSPEKTASI = Ekspektasi._meta.get_field("teks").max_length
TANPA_PENILAI = "Pejabat penilai Anda belum ditetapkan. Hubungi pengelola kepegawaian perangkat daerah Anda."


def kirim_ke_penilai(skp: Skp, pada) -> None:
    """To the penilai in force at that moment; from here on the document keeps him."""
    penugasan = penilai_berlaku(skp.riwayat_jabatan, pada=pada)
    if penugasan is None:
        raise Ditolak(TANPA_PENILAI)
    if penugasan.pegawai.status != Pegawai.Status.AKTIF:
        raise Ditolak(
            f"Pejabat penilai Anda, {penugasan.pegawai}, tidak sedang bertugas (status "
            f"{penugasan.pegawai.get_status_display()}). Hubungi pengelola kepegawaian perangkat daerah Anda."
        )
    catat_pihak(skp, penugasan)


@act(Skp, "diajukan", wajib={"catatan": "Tuliskan catatan kepada penilai."})
def ajukan(skp, *, oleh, pada, catatan=""):
    """The plan, or the plan as revised."""
    kirim_ke_penilai(skp, pada)
    skp.diajukan_pada = pada


@act(Skp, "ekspektasi_disimpan")
def simpan_ekspektasi(skp, *, oleh, pada, ekspektasi: dict[str, str], timpa: bool = True):
    """Text by value code; an emptied text is removed. Editable until the plan is decided.

    Without `timpa` only values that have no text yet are filled, and nothing is removed.
    """
    if not timpa:
        kosong = {nilai.kode for nilai in skp.nilai_tanpa_ekspektasi()}
        ekspektasi = {kode: teks for kode, teks in ekspektasi.items() if kode in kosong and teks.strip()}
        if not ekspektasi:
            raise Ditolak("Ekspektasi yang Anda tulis sudah terisi semua pada SKP ini.")
    dikenal = {nilai.kode: nilai.nama for nilai in NilaiBerakhlak.objects.all()}
    isi = {kode: teks.strip() for kode, teks in ekspektasi.items() if kode in dikenal}
    kumpulkan(
        Keluhan(
            f"Ekspektasi untuk “{dikenal[kode]}” paling banyak {PANJANG_EKSPEKTASI} huruf, sekarang {len(teks)}.",
            f"#ekspektasi-{kode}",
        )
        for kode, teks in isi.items()
        if len(teks) > PANJANG_EKSPEKTASI
    )
    # In two statements, for a page may bring a hundred plans.
    skp.daftar_ekspektasi.filter(nilai__in=[kode for kode, teks in isi.items() if not teks]).delete()
    Ekspektasi.objects.bulk_create(
        [Ekspektasi(skp=skp, nilai_id=kode, teks=teks) for kode, teks in isi.items() if teks],
        update_conflicts=True,
        unique_fields=["skp", "nilai"],
        update_fields=["teks"],
    )


@act(Skp, "dikomentari", wajib={"catatan": "Tuliskan komentar Anda."})
def komentari(skp, *, oleh, pada, catatan="", rhk: int | None = None, indikator: int | None = None):
    """About one RHK, one indicator, or the plan as a whole; it stays in the record with what it was about."""
    return _tentang(skp, rhk, indikator)


@act(Skp, "komentar_dibalas", wajib={"catatan": "Tuliskan balasan Anda."})
def balas_komentar(skp, *, oleh, pada, catatan="", rhk: int | None = None, indikator: int | None = None):
    return _tentang(skp, rhk, indikator)


def _tentang(skp: Skp, rhk: int | None, indikator: int | None) -> dict:
    if indikator:
        baris = milik_skp(Indikator.objects.filter(rhk__skp=skp), indikator, "Indikator")
        return {"rhk": baris.rhk_id, "indikator": baris.pk, "tentang": baris.uraian}
    if rhk:
        baris = milik_skp(skp.daftar_rhk, rhk, "Rencana hasil kerja")
        return {"rhk": baris.pk, "tentang": baris.uraian}
    return {}


@act(Skp, "diterima", wajib={"catatan": "Tuliskan catatan persetujuan."})
def terima(skp, *, oleh, pada, catatan=""):
    """The plan is set, and kept as the next version."""
    skp.disetujui_pada, skp.dalam_revisi = pada, False
    sebelum = versi_terakhir(skp)
    versi = VersiSkp.objects.create(
        skp=skp, nomor=sebelum.nomor + 1 if sebelum else 1, disetujui_pada=pada, isi=potret(skp)
    )
    return {"versi_skp": versi.nomor}


@act(Skp, "dikembalikan", wajib={"catatan": "Tuliskan catatan koreksi."})
def kembalikan(skp, *, oleh, pada, catatan=""):
    """Back to the owner with what to correct."""


@act(Skp, "dibagikan")
def bagikan(skp, *, oleh, pada, boleh: bool):
    """May colleagues of the same jabatan begin with this plan?"""
    if skp.dibagikan == boleh:
        raise Ditolak("SKP ini sudah boleh disalin." if boleh else "SKP ini memang tidak boleh disalin.")
    skp.dibagikan = boleh
    return {"boleh": boleh}


@act(Skp, "diizinkan_mendahului", wajib={"alasan": "Tuliskan alasan pemberian izin."})
def izinkan_mendahului(skp, *, oleh, pada, alasan=""):
    """BKD's exception to “finish the SKP before it first”, for this SKP alone."""
    if skp.boleh_mendahului:
        raise Ditolak("SKP ini sudah diizinkan mendahului SKP sebelumnya.")
    skp.boleh_mendahului = True


@act(Skp, "periode_diakhiri", wajib={"alasan": "Tuliskan alasan, misalnya mutasi beserta nomor suratnya."})
def tutup_periode(skp, *, oleh, pada, selesai: date, alasan=""):
    """The position ended before the planned day: only ever earlier, and not before a month that was reported."""
    if selesai >= skp.selesai:
        raise Ditolak(Keluhan(f"Periode akhir baru harus sebelum {skp.selesai:%d-%m-%Y}.", "#id_selesai"))
    periksa_periode(skp.pegawai_id, skp.tahun, skp.mulai, selesai, kecuali=skp.pk)
    kumpulkan(kalimat for penahan in penahan_periode for kalimat in penahan(skp, selesai))
    lama, skp.selesai = skp.selesai, selesai
    return {"lama": lama.isoformat(), "baru": selesai.isoformat()}


@act(Skp, "diselesaikan")
def selesaikan(skp, *, oleh, pada, predikat: str):
    """The final evaluation is done; its predikat stands on the SKP. Called by the system for the evaluation."""
    if predikat not in Predikat.values:
        raise Ditolak(f"Predikat “{predikat[:40]}” tidak dikenal.")
    skp.predikat = predikat
    return {"predikat": predikat}
