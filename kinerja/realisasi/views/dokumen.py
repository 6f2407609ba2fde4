"""One report as the penilai's side opens it: what he may see, which step is due, until when."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from kinerja.dokumen import policy
from kinerja.dokumen.acts import Act
from kinerja.dokumen.errors import AksesDitolak
from kinerja.kalender.models import Tahap
from kinerja.kalender.queries import Masa, masa_untuk
from kinerja.realisasi import services
from kinerja.realisasi.lifecycle import StatusRealisasi
from kinerja.realisasi.models import RealisasiBulanan
from kinerja.realisasi.queries.antrean import bukan_gilirannya

BUKAN_PENILAI = "Anda bukan pejabat penilai realisasi ini."
BUKAN_YANG_MENILAI = "Penilaian diubah oleh yang memberikannya, sesudah selesai."


def terlihat(request: HttpRequest, pk: int) -> RealisasiBulanan:
    """Outside his sight it does not exist."""
    daftar = policy.visible(RealisasiBulanan, request.user, pada=timezone.now())
    return get_object_or_404(
        daftar.select_related("pegawai", "penilai", "dinilai_oleh", "skp", "versi_skp"), pk=pk
    )


def masa(realisasi: RealisasiBulanan, tahap: Tahap = Tahap.PENILAIAN) -> Masa:
    """The window as it is for this report's office and person."""
    return masa_untuk(
        tahap,
        realisasi.nilai_bulan,
        perangkat_daerah_id=realisasi.perangkat_daerah_id,
        pegawai_id=realisasi.pegawai_id,
    )


def harus_berwenang(request: HttpRequest, act: Act, realisasi: RealisasiBulanan, pada: datetime) -> None:
    """Authority first: whose act it is not gets no form, and learns nothing of the state."""
    if not policy.can(request.user, act.verba, realisasi, pada=pada):
        raise AksesDitolak(BUKAN_YANG_MENILAI if act is services.ubah_penilaian else BUKAN_PENILAI)


def langkah(request: HttpRequest, realisasi: RealisasiBulanan, penilaian: Masa, pada: datetime) -> Act | None:
    """The rating that is due, if it is his to give: the penilai's, on the last day his superior's as well.

    A month closed as “tidak dinilai” goes on where it was as soon as its window is open again.
    """
    berwenang = policy.can(request.user, services.nilai_hasil_kerja.verba, realisasi, pada=pada)
    if not berwenang or bukan_gilirannya(realisasi, request.user.pegawai, penilaian, pada):
        return None
    status, dinilai = realisasi.status, realisasi.hasil_dinilai_pada
    if status == StatusRealisasi.TIDAK_DINILAI and penilaian.memuat(pada):
        return services.nilai_perilaku if dinilai else services.nilai_hasil_kerja
    return {
        StatusRealisasi.PENILAIAN_HASIL_KERJA: services.nilai_hasil_kerja,
        StatusRealisasi.PENILAIAN_PERILAKU: services.nilai_perilaku,
    }.get(status)


def pembuka(realisasi: RealisasiBulanan) -> Act | None:
    """What must be done before a rating: nothing, or opening what the clock had closed."""
    if realisasi.status != StatusRealisasi.TIDAK_DINILAI:
        return None
    return services.lanjutkan_penilaian if realisasi.hasil_dinilai_pada else services.buka_penilaian
