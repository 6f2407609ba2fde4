"""WHAT happens in the register."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.models import Permission
from django.utils import timezone

from kinerja.dokumen.acts import act
from kinerja.dokumen.errors import Ditolak, Pelanggaran
from kinerja.dokumen.models import Riwayat
from kinerja.kepegawaian.models import Pegawai, PejabatPenilai, RiwayatJabatan
from kinerja.kepegawaian.permissions import NILAI
from kinerja.kepegawaian.queries import melingkar

MASA_PLT_TERLAMA = timedelta(days=184)


@act(RiwayatJabatan, "riwayatjabatan.penilai_ditetapkan")
def tetapkan_penilai(
    riwayat, *, oleh, pada, penilai: Pegawai, mulai=None, selesai=None, peran="DEFINITIF", nomor_surat=""
):
    """Designate who rates the holder of this position from `mulai` (default: today, WITA) on.

    The designation before it ends the day before; documents keep the penilai they were submitted to.
    """
    mulai = mulai or timezone.localtime(pada).date()
    Riwayat.antre()  # one designation at a time: two at once could close a circle that neither sees
    _periksa_calon(riwayat, penilai, mulai, selesai)
    if oleh.pk == penilai.pengguna_id:
        raise Pelanggaran("Calon penilai tidak boleh menetapkan dirinya sendiri.")
    if peran != PejabatPenilai.Peran.DEFINITIF and selesai and selesai - mulai > MASA_PLT_TERLAMA:
        raise Ditolak(f"Penugasan Plt/Plh paling lama {MASA_PLT_TERLAMA.days} hari.")
    lama = riwayat.daftar_penilai.filter(PejabatPenilai.berlaku(mulai)).first()
    if lama and lama.mulai >= mulai:
        raise Ditolak("Masa penugasan pejabat penilai bertumpang tindih.")
    if lama:
        lama.selesai = mulai - timedelta(days=1)
        lama.save(update_fields=["selesai"])
    if riwayat.daftar_penilai.filter(mulai__gte=mulai).exists():
        raise Ditolak("Masa penugasan pejabat penilai bertumpang tindih.")
    PejabatPenilai.objects.create(
        user_id=penilai.pengguna_id,
        permission=Permission.objects.get(codename=NILAI, content_type__app_label="kepegawaian"),
        content_object=riwayat,
        pegawai=penilai,
        dinilai_id=riwayat.pegawai_id,
        peran=peran,
        mulai=mulai,
        selesai=selesai,
        nomor_surat=nomor_surat,
    )
    return {"penilai": penilai.pk, "sebelumnya": lama.pegawai_id if lama else None, "peran": str(peran)}


def _periksa_calon(riwayat, penilai: Pegawai, mulai, selesai) -> None:
    if penilai.pk == riwayat.pegawai_id:
        raise Pelanggaran("Pejabat penilai tidak boleh diri sendiri.")
    if penilai.status != Pegawai.Status.AKTIF:
        raise Ditolak(f"{penilai} berstatus {penilai.get_status_display()}: tidak dapat menjadi penilai.")
    if melingkar(riwayat.pegawai_id, (penilai.pk, mulai, selesai)):
        raise Pelanggaran("Penilai ini berada di bawah pegawai yang dinilai (lingkaran penilaian).")
