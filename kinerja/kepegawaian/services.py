"""WHAT happens in the register."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.contrib.auth.models import Permission
from django.db.models import F, ProtectedError, Q
from django.db.models.deletion import Collector
from django.utils import timezone

from kinerja.dokumen.acts import act
from kinerja.dokumen.errors import Ditolak, Pelanggaran
from kinerja.dokumen.models import Riwayat
from kinerja.kepegawaian.models import Pegawai, PejabatPenilai, RiwayatJabatan
from kinerja.kepegawaian.permissions import NILAI, penilai_berlaku
from kinerja.kepegawaian.queries import melingkar

HUBUNGI = "Hubungi pengelola kepegawaian perangkat daerah Anda."
TERKAIT_SKP = (
    "Data riwayat tersebut tidak dapat dihapus lagi karena terkait dengan SKP yang telah dibuat. Jika data tersebut "
    "benar-benar akan dihapus, silakan menghubungi pengelola aplikasi untuk mendapatkan arahan lebih lanjut."
)
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


@act(RiwayatJabatan, "riwayatjabatan.ditegaskan")
def tegaskan(riwayat, *, oleh, pada):
    """“Masih benar”: the verified position of an earlier year goes on in this one, with the penilai in force.

    Nothing is proposed anew, so nobody needs to verify again: the row carries the verification of the one before.
    """
    hari = timezone.localtime(pada).date()
    if not riwayat.aktif or riwayat.tahun >= hari.year:
        raise Ditolak("Jabatan ini sudah berlaku untuk tahun ini, atau tidak aktif lagi.")
    if riwayat.selesai and riwayat.selesai < hari:
        raise Ditolak(f"Jabatan ini sudah berakhir pada {riwayat.selesai:%d-%m-%Y}. {HUBUNGI}")
    if not riwayat.jabatan.aktif:
        raise Ditolak(f"Jabatan {riwayat.jabatan} tidak dipakai lagi. {HUBUNGI}")
    penugasan = penilai_berlaku(riwayat, pada=pada)
    if penugasan is None or penugasan.pegawai.status != Pegawai.Status.AKTIF:
        raise Ditolak(f"Pejabat penilai Anda tidak berlaku lagi. {HUBUNGI}")
    if riwayat.diverifikasi_oleh_id == oleh.pk:
        raise Ditolak(
            f"Anda sendiri yang memverifikasi jabatan ini, jadi orang lain yang menegaskannya. {HUBUNGI}"
        )
    baru = _lanjutkan(riwayat, hari.year, oleh)
    for satu in riwayat.daftar_penilai.filter(Q(selesai=None) | Q(selesai__gte=hari)):
        _teruskan(satu, baru, hari)
    return baru


def _teruskan(lama: PejabatPenilai, baru: RiwayatJabatan, hari: date) -> None:
    """A designation in force, or one already made for later, goes on; for the old year it ends when that is done."""
    awal_tahun = date(hari.year, 1, 1)
    PejabatPenilai.objects.create(
        user_id=lama.user_id,
        permission_id=lama.permission_id,
        content_object=baru,
        pegawai_id=lama.pegawai_id,
        dinilai_id=lama.dinilai_id,
        peran=lama.peran,
        mulai=max(awal_tahun, lama.mulai),
        selesai=lama.selesai,
        nomor_surat=lama.nomor_surat,
    )
    if lama.selesai is None:
        berakhir = awal_tahun + timedelta(days=settings.HARI_PENILAI_TAHUN_LALU)
        lama.selesai = max(berakhir, hari, lama.mulai)
        lama.save(update_fields=["selesai"])


def _lanjutkan(lama: RiwayatJabatan, tahun: int, oleh) -> RiwayatJabatan:
    """The same position in `tahun`; the old row is not the active one any more."""
    RiwayatJabatan.objects.filter(pk=lama.pk).update(aktif=False, versi=F("versi") + 1)
    return RiwayatJabatan.objects.create(
        pegawai_id=lama.pegawai_id,
        tahun=tahun,
        jabatan_id=lama.jabatan_id,
        tmt=lama.tmt,
        selesai=lama.selesai,
        perangkat_daerah_id=lama.perangkat_daerah_id,
        unit_kerja_id=lama.unit_kerja_id,
        peran=lama.peran,
        aktif=True,
        diusulkan_oleh=oleh,
        diverifikasi_oleh_id=lama.diverifikasi_oleh_id,
        diverifikasi_pada=lama.diverifikasi_pada,
    )


@act(Pegawai, "riwayatjabatan.dihapus")
def hapus_riwayat(pegawai, *, oleh, pada, riwayat: int):
    """A row that nothing uses. The holder himself may take back only what nobody has verified."""
    baris = pegawai.daftar_riwayat_jabatan.filter(pk=riwayat).first()
    if baris is None:
        raise Ditolak("Riwayat jabatan tidak ditemukan. Muat ulang halaman.")
    if _dipakai(baris):
        raise Ditolak(TERKAIT_SKP)
    if baris.diverifikasi_oleh_id and oleh.pk == pegawai.pengguna_id:
        raise Pelanggaran(
            "Riwayat jabatan yang sudah diverifikasi hanya dapat dihapus pengelola kepegawaian."
        )
    rincian = {"riwayat": baris.pk, "jabatan": str(baris), "tmt": baris.tmt.isoformat()}
    baris.delete()
    return rincian


def _dipakai(riwayat: RiwayatJabatan) -> bool:
    """Does a document stand on this position, or on a designation that would be deleted with it?"""
    pengumpul = Collector(using=riwayat._state.db, origin=riwayat)
    try:
        pengumpul.collect([riwayat])
    except ProtectedError:
        return True
    return False


def _periksa_calon(riwayat, penilai: Pegawai, mulai, selesai) -> None:
    if penilai.pk == riwayat.pegawai_id:
        raise Pelanggaran("Pejabat penilai tidak boleh diri sendiri.")
    if penilai.status != Pegawai.Status.AKTIF:
        raise Ditolak(f"{penilai} berstatus {penilai.get_status_display()}: tidak dapat menjadi penilai.")
    if melingkar(riwayat.pegawai_id, (penilai.pk, mulai, selesai)):
        raise Pelanggaran("Penilai ini berada di bawah pegawai yang dinilai (lingkaran penilaian).")
