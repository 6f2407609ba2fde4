"""Matriks Peran Hasil: the pimpinan assigns below his own results, the employee takes it up in his plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from kinerja.dokumen.acts import act
from kinerja.dokumen.errors import AksesDitolak, DataBerubah, Ditolak, Keluhan, StatusTidakSesuai
from kinerja.dokumen.models import Riwayat
from kinerja.kepegawaian.permissions import penilai_berlaku
from kinerja.skp.models import JenisRhk, PenugasanHasil, Skp
from kinerja.skp.queries import dinilai_dalam_periode, penugasan_terbuka, sudah_mendapat
from kinerja.skp.services.rencana import isi_rhk, milik_skp, rhk_baru


@act(Skp, "hasil_ditugaskan", wajib={"uraian": "Tuliskan hasil kerja yang ditugaskan."})
def tugaskan(skp, *, oleh, pada, rhk: int, pegawai: int, uraian: str = "", jenis: str = JenisRhk.UTAMA):
    """A draft for somebody whom the owner of this SKP rates now, below the owner's own `rhk`."""
    induk, uraian = milik_skp(skp.daftar_rhk, rhk, "Rencana hasil kerja"), uraian.strip()
    if not dinilai_dalam_periode(skp, pada=pada).filter(dinilai=pegawai).exists():
        raise Ditolak(Keluhan("Pilih pegawai yang Anda nilai saat ini dalam periode SKP ini.", "#id_pegawai"))
    if jenis not in JenisRhk.values:
        raise Ditolak(Keluhan("Jenis rencana hasil kerja tidak dikenal.", "#id_jenis"))
    if pegawai in sudah_mendapat(induk, uraian):
        raise Ditolak(Keluhan("Pegawai ini sudah mendapat hasil kerja yang sama.", "#id_uraian"))
    penugasan = PenugasanHasil.objects.create(
        rhk_atasan=induk, pegawai_id=pegawai, jenis=jenis, uraian=uraian, ditugaskan_pada=pada
    )
    return {"penugasan": penugasan.pk, "pegawai": pegawai, "uraian": penugasan.uraian}


@dataclass
class HasilTugaskan:
    """What became of one text for several people: receipts, and by Pegawai id why one was refused."""

    berhasil: list[Riwayat] = field(default_factory=list)
    ditolak: list[tuple[int, Ditolak]] = field(default_factory=list)


class TugaskanBeberapa:
    """`tugaskan` once for each person, each with a receipt of its own; a page runs it as it runs an act."""

    verba, wajib, periksa = tugaskan.verba, tugaskan.wajib, tugaskan.periksa

    def __call__(
        self,
        skp: Skp,
        *,
        oleh,
        pada: datetime,
        pegawai: Iterable[int],
        versi: int | None = None,
        kunci: str = "",
        **isi,
    ) -> HasilTugaskan:
        """Refused for all alike (authority, state, version, or nobody left): Ditolak. Else who got it and who not."""
        hasil = HasilTugaskan()
        for satu in pegawai:
            sendiri = f"{kunci}:{satu}" if kunci else ""
            try:
                tanda = tugaskan(skp, oleh=oleh, pada=pada, versi=versi, kunci=sendiri, pegawai=satu, **isi)
            except (AksesDitolak, StatusTidakSesuai, DataBerubah):
                if not hasil.berhasil:
                    raise
                raise Ditolak(
                    f"Baru {len(hasil.berhasil)} pegawai yang ditugasi, karena SKP Anda berubah. Muat ulang halaman."
                ) from None
            except Ditolak as penolakan:
                hasil.ditolak.append((satu, penolakan))
            else:
                hasil.berhasil.append(tanda)
                versi = None if versi is None else skp.versi  # the act brought it up to date
        if not hasil.berhasil:
            raise Ditolak(*dict.fromkeys(k for _, penolakan in hasil.ditolak for k in penolakan.keluhan))
        return hasil


tugaskan_beberapa = TugaskanBeberapa()


@act(Skp, "penugasan_ditarik")
def batal_tugaskan(skp, *, oleh, pada, penugasan: int):
    """As long as nobody has taken it up."""
    milik = PenugasanHasil.objects.filter(rhk_atasan__skp=skp)
    baris = milik_skp(milik.select_for_update(of=("self",), no_key=True), penugasan, "Penugasan")
    if baris.rhk_id:
        raise Ditolak(
            f"“{baris.uraian[:60]}” sudah menjadi rencana hasil kerja pegawai, jadi tidak dapat ditarik."
        )
    rincian = {"pegawai": baris.pegawai_id, "uraian": baris.uraian}
    baris.delete()
    return rincian


@act(Skp, "penugasan_diambil")
def ambil_penugasan(skp, *, oleh, pada, penugasan: int):
    """The assignment becomes his RHK, intervening the one it was assigned below (a JPT's intervenes nothing).

    Its row is locked: it may be withdrawn at this moment, or taken up in another SKP of the same period.
    """
    baris = milik_skp(
        penugasan_terbuka(skp).select_for_update(of=("self",), no_key=True), penugasan, "Penugasan"
    )
    pimpinan, berlaku = baris.rhk_atasan.skp.pegawai, penilai_berlaku(skp.riwayat_jabatan, pada=pada)
    if berlaku is None or berlaku.pegawai_id != pimpinan.pk:
        raise Ditolak(
            f"“{baris.uraian[:60]}” ditugaskan {pimpinan}, yang bukan pejabat penilai Anda lagi, jadi tidak dapat "
            "diambil."
        )
    rhk = rhk_baru(skp)
    isi_rhk(rhk, skp, pada, baris.jenis, baris.uraian, baris.rhk_atasan if skp.is_ja_jf else None)
    baris.rhk = rhk
    baris.save(update_fields=["rhk"])
    return {"rhk": rhk.pk, "uraian": rhk.uraian}
