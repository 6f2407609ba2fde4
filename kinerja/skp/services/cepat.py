"""A plan in minutes: rows copied, taken from the library, pasted or imported (juknis BAB III.4).

Every way ends in the same place: RHK with their indicators are added to the draft, without RHK atasan, which the
owner chooses himself. A row that is already there is left out and said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date

from kinerja.dokumen.acts import act
from kinerja.dokumen.errors import Ditolak
from kinerja.skp.models import Indikator, PustakaRhk, RencanaHasilKerja, Skp, UsulanRhk, usulan_dari_isi
from kinerja.skp.models.usulan import UsulanIndikator
from kinerja.skp.queries import dapat_disalin, pustaka_untuk, versi_terakhir
from kinerja.skp.services.rencana import (
    periksa_isian,
    periksa_jumlah_indikator,
    periksa_jumlah_rhk,
    urutan_berikut,
)

PILIH = {"pilihan": "Pilih paling sedikit satu rencana hasil kerja."}
GAGAL_TOOL_KINERJA = "Gagal Import Rencana Hasil Kerja dari Tool Kinerja."


@act(Skp, "disalin", wajib=PILIH)
def salin(skp, *, oleh, pada, sumber: int, pilihan: Sequence[int] = ()):
    """From an own earlier SKP, or one of the same jabatan that its penilai shared: the approved version's rows.

    `pilihan`: ids of RHK in that version. Neither RHK atasan nor realisasi come along.
    """
    asal = dapat_disalin(skp).filter(pk=sumber).first()
    versi = versi_terakhir(asal) if asal else None
    if versi is None:
        raise Ditolak("SKP ini tidak tersedia untuk disalin. Muat ulang halaman.")
    dipilih = [rhk for rhk in versi.isi["rhk"] if rhk["id"] in set(pilihan)]
    if not dipilih:
        raise Ditolak("Pilihan Anda tidak ada di SKP itu. Muat ulang halaman.")
    return _tambahkan(skp, usulan_dari_isi({"rhk": dipilih})) | {"dari": asal.pk}


@act(Skp, "pustaka_dipakai", wajib=PILIH)
def pakai_pustaka(skp, *, oleh, pada, pilihan: Sequence[int] = ()):
    """`pilihan`: ids of PustakaRhk offered for his jabatan."""
    dipilih = [rhk for rhk in pustaka_untuk(skp) if rhk.pk in set(pilihan)]
    if not dipilih:
        raise Ditolak("Pilihan Anda tidak ada di pustaka jabatan Anda. Muat ulang halaman.")
    return _tambahkan(skp, [_dari_pustaka(rhk) for rhk in dipilih])


@act(
    Skp, "ditempel", wajib={"daftar": "Tempelkan paling sedikit satu baris yang berisi rencana hasil kerja."}
)
def tempel(skp, *, oleh, pada, daftar: Sequence[UsulanRhk] = ()):
    """Rows read from what he pasted, as he saw them in the preview."""
    return _tambahkan(skp, daftar)


@act(Skp, "tool_kinerja_diimpor")
def impor_tool_kinerja(skp, *, oleh, pada, daftar: Sequence[UsulanRhk], periode: tuple[date, date]):
    """All rows of the file, or none: its period must be that of the SKP."""
    if periode != (skp.mulai, skp.selesai):
        raise Ditolak(
            f"{GAGAL_TOOL_KINERJA} Periode SKP tidak cocok: di berkas {periode[0]:%d-%m-%Y} s.d. "
            f"{periode[1]:%d-%m-%Y}, di SKP ini {skp.mulai:%d-%m-%Y} s.d. {skp.selesai:%d-%m-%Y}. Samakan "
            "periodenya di aplikasi Tool Kinerja atau di SKP ini, lalu import ulang."
        )
    if not daftar:
        raise Ditolak(f"{GAGAL_TOOL_KINERJA} Berkas tidak berisi rencana hasil kerja.")
    return _tambahkan(skp, daftar)


def _tambahkan(skp: Skp, daftar: Iterable[UsulanRhk]) -> dict:
    """Add them in order. Returns how many RHK and indicators, and the wordings that were there already."""
    sudah_ada = set(skp.daftar_rhk.values_list("uraian", flat=True))
    urutan, rhk_baru, dilewati = urutan_berikut(skp.daftar_rhk), [], []
    for usulan in daftar:
        uraian = usulan.uraian.strip()
        if uraian in sudah_ada:
            dilewati.append(uraian)
            continue
        sudah_ada.add(uraian)
        rhk = RencanaHasilKerja(skp=skp, jenis=usulan.jenis, uraian=uraian, urutan=urutan + len(rhk_baru))
        rhk_baru.append((rhk, _tanpa_kembar(usulan.daftar_indikator)))
    periksa_jumlah_rhk(len(sudah_ada))
    for rhk, daftar_usulan in rhk_baru:
        periksa_jumlah_indikator(rhk.uraian, len(daftar_usulan))
        periksa_isian(rhk)
        rhk.save(force_insert=True)
    indikator = [
        _indikator(skp, rhk, usulan, n)
        for rhk, daftar_usulan in rhk_baru
        for n, usulan in enumerate(daftar_usulan, 1)
    ]
    for baris in indikator:
        periksa_isian(baris)
    Indikator.objects.bulk_create(indikator)
    return {"rhk": len(rhk_baru), "indikator": len(indikator), "dilewati": dilewati}


def _tanpa_kembar(daftar: Iterable[UsulanIndikator]) -> list[UsulanIndikator]:
    pertama: dict[str, UsulanIndikator] = {}
    for usulan in daftar:
        pertama.setdefault(usulan.uraian.strip(), usulan)
    return list(pertama.values())


def _indikator(skp: Skp, rhk: RencanaHasilKerja, usulan: UsulanIndikator, urutan: int) -> Indikator:
    """Of aspek and perspektif only the one that this SKP's model has."""
    return Indikator(
        rhk=rhk,
        uraian=usulan.uraian.strip(),
        aspek=usulan.aspek if skp.is_ja_jf else "",
        perspektif="" if skp.is_ja_jf else usulan.perspektif,
        target=usulan.target,
        target_teks=usulan.target_teks,
        satuan=usulan.satuan,
        arah=usulan.arah,
        urutan=urutan,
    )


def _dari_pustaka(rhk: PustakaRhk) -> UsulanRhk:
    nama = [kolom.name for kolom in fields(UsulanIndikator)]
    return UsulanRhk(
        rhk.uraian,
        rhk.jenis,
        tuple(UsulanIndikator(**{n: getattr(i, n) for n in nama}) for i in rhk.daftar_indikator.all()),
    )
