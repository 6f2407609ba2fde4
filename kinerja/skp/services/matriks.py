"""Matriks Peran Hasil: the pimpinan assigns below his own results, the employee takes it up in his plan."""

from __future__ import annotations

from kinerja.dokumen.acts import act
from kinerja.dokumen.errors import Ditolak, Keluhan
from kinerja.kepegawaian.models import PejabatPenilai
from kinerja.skp.models import JenisRhk, PenugasanHasil, RencanaHasilKerja, Skp
from kinerja.skp.queries import penugasan_terbuka
from kinerja.skp.services.rencana import isi_rhk, milik_skp, urutan_berikut


@act(Skp, "hasil_ditugaskan", wajib={"uraian": "Tuliskan hasil kerja yang ditugaskan."})
def tugaskan(skp, *, oleh, pada, rhk: int, pegawai: int, uraian: str = "", jenis: str = JenisRhk.UTAMA):
    """A draft for somebody whom the owner of this SKP rates now, below the owner's own `rhk`."""
    induk = milik_skp(skp.daftar_rhk, rhk, "Rencana hasil kerja")
    dinilai = PejabatPenilai.objects.filter(PejabatPenilai.berlaku(pada), user=oleh, dinilai=pegawai)
    if not dinilai.exists():
        raise Ditolak(Keluhan("Pilih pegawai yang Anda nilai saat ini.", "#id_pegawai"))
    if jenis not in JenisRhk.values:
        raise Ditolak(Keluhan("Jenis rencana hasil kerja tidak dikenal.", "#id_jenis"))
    penugasan = PenugasanHasil.objects.create(
        rhk_atasan=induk, pegawai_id=pegawai, jenis=jenis, uraian=uraian.strip(), ditugaskan_pada=pada
    )
    return {"penugasan": penugasan.pk, "pegawai": pegawai, "uraian": penugasan.uraian}


@act(Skp, "penugasan_ditarik")
def batal_tugaskan(skp, *, oleh, pada, penugasan: int):
    """As long as nobody has taken it up."""
    baris = milik_skp(PenugasanHasil.objects.filter(rhk_atasan__skp=skp), penugasan, "Penugasan")
    if baris.rhk_id:
        raise Ditolak(
            f"“{baris.uraian[:60]}” sudah menjadi rencana hasil kerja pegawai, jadi tidak dapat ditarik."
        )
    rincian = {"pegawai": baris.pegawai_id, "uraian": baris.uraian}
    baris.delete()
    return rincian


@act(Skp, "penugasan_diambil")
def ambil_penugasan(skp, *, oleh, pada, penugasan: int):
    """The assignment becomes his RHK, intervening the one it was assigned below."""
    baris = milik_skp(penugasan_terbuka(skp), penugasan, "Penugasan")
    rhk = RencanaHasilKerja(skp=skp, urutan=urutan_berikut(skp.daftar_rhk))
    isi_rhk(rhk, skp, pada, baris.jenis, baris.uraian, baris.rhk_atasan if skp.is_ja_jf else None)
    baris.rhk = rhk
    baris.save(update_fields=["rhk"])
    return {"rhk": rhk.pk, "uraian": rhk.uraian}
