"""The employee's plan and his day. The month has a card of its own (`bulan.py`)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from kinerja.aktivitas.models import Aktivitas
from kinerja.beranda.queries.butir import Tugas
from kinerja.dokumen.models import Riwayat
from kinerja.kalender.queries import tanggal
from kinerja.kepegawaian.models import Pegawai
from kinerja.kepegawaian.queries import riwayat_aktif
from kinerja.skp.lifecycle import StatusSkp
from kinerja.skp.models import Skp
from kinerja.skp.queries import MENUNGGU, penugasan_ditawarkan

# The last of these says why an SKP is a draft: sent back, or opened for revision.
PUTUSAN = ["skp.dikembalikan", "skp.diterima", "skp.revisi_diterima"]
SABTU = 5


def skp_milik(pegawai: Pegawai) -> list[Skp]:
    """All his plans, oldest first: the tasks below and the month's card ask the same few rows."""
    return list(pegawai.daftar_skp.select_related("penilai").order_by("mulai", "pk"))


def tugas_aktivitas(
    pegawai: Pegawai, *, pada: datetime, daftar_skp: Sequence[Skp] | None = None
) -> list[Tugas]:
    """On a working day: what he did today is not in the log yet. Holidays are not known here, so it only offers."""
    hari = timezone.localtime(pada).date()
    daftar_skp = skp_milik(pegawai) if daftar_skp is None else daftar_skp
    if hari.weekday() >= SABTU or not any(s.disetujui_pada and s.memuat(hari) for s in daftar_skp):
        return []
    if Aktivitas.objects.ada().filter(pegawai=pegawai, tanggal=hari).exists():
        return []
    return [
        Tugas(
            f"Belum ada aktivitas tercatat untuk hari ini, {tanggal(hari)}",
            "",
            reverse("aktivitas:harian"),
            "Catat aktivitas",
        )
    ]


def tugas_pegawai(
    pegawai: Pegawai, *, pada: datetime, daftar_skp: Sequence[Skp] | None = None
) -> list[Tugas]:
    """The employee's own SKP. The month has a card of its own (`bulan_ku`)."""
    riwayat = riwayat_aktif(pegawai)
    if riwayat is None:
        return [
            Tugas(
                "Jabatan Anda belum tercatat aktif",
                "Hubungi pengelola kepegawaian perangkat daerah Anda; tanpa jabatan aktif, SKP belum dapat disusun.",
            )
        ]
    if riwayat.tahun < timezone.localtime(pada).year:
        return [
            Tugas(
                f"Tegaskan jabatan Anda untuk tahun {timezone.localtime(pada).year}",
                f"{riwayat.jabatan}, {riwayat.unit_kerja}. Bila masih benar, cukup satu ketukan.",
                reverse("skp:daftar"),
                "Masih benar?",
                True,
            )
        ]
    daftar_skp = skp_milik(pegawai) if daftar_skp is None else daftar_skp
    skp = next((s for s in daftar_skp if s.riwayat_jabatan_id == riwayat.pk), None)
    if skp is None:
        return [
            Tugas(
                f"Susun SKP {riwayat.tahun}",
                f"Untuk jabatan {riwayat.jabatan}.",
                reverse("skp:daftar"),
                "Tambah SKP",
                True,
            )
        ]
    tautan = reverse("skp:detail", args=[skp.pk])
    if skp.status == StatusSkp.KONSEP:
        return [_tugas_konsep(skp, tautan), *_tugas_penugasan(skp, tautan, pada)]
    if skp.status in MENUNGGU:
        apa = "Revisi SKP" if skp.status == StatusSkp.REVISI or skp.dalam_revisi else "SKP"
        tenang = "Tidak ada yang perlu Anda lakukan."
        return [Tugas(f"{apa} {skp.tahun} menunggu keputusan {skp.penilai}", tenang, tautan)]
    return []


def _tugas_penugasan(skp: Skp, tautan: str, pada: datetime) -> list[Tugas]:
    if not (n := penugasan_ditawarkan(skp, pada=pada).count()):
        return []
    return [
        Tugas(
            f"{n} penugasan pimpinan belum Anda ambil",
            "Jadikan rencana hasil kerja di SKP.",
            tautan,
            "Lihat",
            True,
        )
    ]


def _tugas_konsep(skp: Skp, tautan: str) -> Tugas:
    putusan = Riwayat.objects.filter(objek_tipe="skp.skp", objek_id=skp.pk, jenis__in=PUTUSAN).first()
    if putusan and putusan.jenis == "skp.dikembalikan":
        catatan = f"Catatan penilai: {putusan.catatan}"
        return Tugas(f"Perbaiki SKP {skp.tahun}", catatan, tautan, "Buka SKP", True)
    if skp.dalam_revisi:
        berjalan = "Laporan bulanan tetap memakai versi yang sudah disetujui."
        return Tugas(f"Ubah SKP {skp.tahun}, lalu ajukan lagi", berjalan, tautan, "Buka SKP", True)
    return Tugas(f"Lengkapi dan ajukan SKP {skp.tahun}", "Masih berupa konsep.", tautan, "Buka SKP", True)
