"""WHAT happens to an SKP: one function per act (juknis BAB III)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from kinerja.dokumen.acts import act
from kinerja.dokumen.errors import Ditolak, Keluhan
from kinerja.kepegawaian.models import RiwayatJabatan
from kinerja.kepegawaian.permissions import penilai_berlaku
from kinerja.skp.models import (
    Ekspektasi,
    Indikator,
    ModelSkp,
    NilaiBerakhlak,
    Pendekatan,
    RencanaHasilKerja,
    Skp,
)
from kinerja.skp.queries import daftar_rhk_atasan, tumpang_tindih


def model_bawaan(riwayat: RiwayatJabatan) -> str:
    """JPT for the pimpinan of an office or of an independent unit, JA/JF for everybody else (juknis BAB III.2)."""
    unit = riwayat.unit_kerja
    pimpinan_mandiri = unit.pimpinan_mandiri and unit.kepala_id == riwayat.pegawai_id
    return ModelSkp.JPT if riwayat.jabatan.pimpinan or pimpinan_mandiri else ModelSkp.JA_JF


def periode_bawaan(riwayat: RiwayatJabatan) -> tuple[date, date]:
    """From its TMT (or 1 January) to 31 December of its year."""
    return max(riwayat.tmt, date(riwayat.tahun, 1, 1)), date(riwayat.tahun, 12, 31)


@act(RiwayatJabatan, "skp.dibuat")
def tambah_skp(
    riwayat,
    *,
    oleh,
    pada,
    mulai: date | None = None,
    selesai: date | None = None,
    model: str = "",
    pendekatan: str = Pendekatan.KUANTITATIF,
):
    """A draft for this position, by default for all of its year that it covers."""
    if not riwayat.aktif:
        raise Ditolak("SKP hanya dapat dibuat dari riwayat jabatan yang aktif dan terverifikasi.")
    if Skp.objects.filter(riwayat_jabatan=riwayat).exists():
        raise Ditolak("Riwayat jabatan ini sudah dipakai SKP lain.")
    awal, akhir = periode_bawaan(riwayat)
    mulai, selesai = mulai or awal, selesai or akhir
    _periksa_periode(riwayat.pegawai_id, riwayat.tahun, mulai, selesai)
    skp = Skp(
        pegawai_id=riwayat.pegawai_id,
        riwayat_jabatan=riwayat,
        tahun=riwayat.tahun,
        mulai=mulai,
        selesai=selesai,
        model=model or model_bawaan(riwayat),
        pendekatan=pendekatan,
        diubah_pada=pada,
    )
    _potret(skp, penilai_berlaku(riwayat, pada=pada))
    skp.save(force_insert=True)
    return skp


@act(Skp, "diubah")
def ubah(skp, *, oleh, pada, mulai: date, selesai: date, model: str, pendekatan: str):
    """Period, model and approach. Changing the model empties what the other model does not have."""
    _periksa_periode(skp.pegawai_id, skp.tahun, mulai, selesai, kecuali=skp.pk)
    if model != skp.model:
        milik = Indikator.objects.filter(rhk__skp=skp)
        milik.update(**({"aspek": ""} if model == ModelSkp.JPT else {"perspektif": ""}))
        if model == ModelSkp.JPT:
            skp.daftar_rhk.update(rhk_atasan=None)
    skp.mulai, skp.selesai, skp.model, skp.pendekatan = mulai, selesai, model, pendekatan


@act(Skp, "rhk_ditambah")
def tambah_rhk(skp, *, oleh, pada, jenis: str, uraian: str, rhk_atasan: RencanaHasilKerja | None = None):
    rhk = RencanaHasilKerja(skp=skp, urutan=skp.daftar_rhk.count() + 1)
    _isi_rhk(rhk, skp, pada, jenis, uraian, rhk_atasan)
    return {"rhk": rhk.pk, "uraian": rhk.uraian}


@act(Skp, "rhk_diubah")
def ubah_rhk(
    skp, *, oleh, pada, rhk: int, jenis: str, uraian: str, rhk_atasan: RencanaHasilKerja | None = None
):
    baris = _milik(skp.daftar_rhk, rhk, "Rencana hasil kerja")
    lama = baris.uraian
    _isi_rhk(baris, skp, pada, jenis, uraian, rhk_atasan)
    return {"rhk": baris.pk, "lama": lama, "baru": baris.uraian}


@act(Skp, "rhk_dihapus")
def hapus_rhk(skp, *, oleh, pada, rhk: int):
    baris = _milik(skp.daftar_rhk, rhk, "Rencana hasil kerja")
    if baris.daftar_rhk_bawahan.exists():
        raise Ditolak(f"RHK “{baris.uraian[:60]}” sudah diintervensi RHK bawahan, jadi tidak dapat dihapus.")
    rincian = {"rhk": baris.pk, "uraian": baris.uraian}
    baris.delete()
    return rincian


@act(Skp, "indikator_ditambah")
def tambah_indikator(skp, *, oleh, pada, rhk: int, **isi):
    """`isi`: uraian, aspek or perspektif, target and satuan or target_teks, arah."""
    induk = _milik(skp.daftar_rhk, rhk, "Rencana hasil kerja")
    indikator = Indikator(rhk=induk, urutan=induk.daftar_indikator.count() + 1)
    _isi_indikator(indikator, skp, **isi)
    return {"indikator": indikator.pk, "uraian": indikator.uraian}


@act(Skp, "indikator_diubah")
def ubah_indikator(skp, *, oleh, pada, indikator: int, **isi):
    baris = _milik(Indikator.objects.filter(rhk__skp=skp), indikator, "Indikator")
    lama = f"{baris.uraian} ({baris.target_tercetak})"
    _isi_indikator(baris, skp, **isi)
    return {"indikator": baris.pk, "lama": lama, "baru": f"{baris.uraian} ({baris.target_tercetak})"}


@act(Skp, "indikator_dihapus")
def hapus_indikator(skp, *, oleh, pada, indikator: int):
    baris = _milik(Indikator.objects.filter(rhk__skp=skp), indikator, "Indikator")
    rincian = {"indikator": baris.pk, "uraian": baris.uraian}
    baris.delete()
    return rincian


@act(Skp, "diajukan", wajib={"catatan": "Tuliskan catatan kepada penilai."})
def ajukan(skp, *, oleh, pada, catatan=""):
    """To the penilai in force at that moment; from here on the document keeps him."""
    penugasan = penilai_berlaku(skp.riwayat_jabatan, pada=pada)
    if penugasan is None:
        raise Ditolak(
            "Pejabat penilai Anda belum ditetapkan. Hubungi pengelola kepegawaian perangkat daerah Anda."
        )
    _potret(skp, penugasan)
    skp.diajukan_pada = pada


@act(Skp, "ekspektasi_disimpan")
def simpan_ekspektasi(skp, *, oleh, pada, ekspektasi: dict[str, str]):
    """Text by value code; an emptied text is removed. Editable until the plan is decided."""
    for nilai in NilaiBerakhlak.objects.all():
        teks = ekspektasi.get(nilai.kode, "").strip()
        if teks:
            Ekspektasi.objects.update_or_create(skp=skp, nilai=nilai, defaults={"teks": teks})
        elif nilai.kode in ekspektasi:
            skp.daftar_ekspektasi.filter(nilai=nilai).delete()


@act(Skp, "diterima", wajib={"catatan": "Tuliskan catatan persetujuan."})
def terima(skp, *, oleh, pada, catatan=""):
    """The plan is set."""
    skp.disetujui_pada = pada


@act(Skp, "dikembalikan", wajib={"catatan": "Tuliskan catatan koreksi."})
def kembalikan(skp, *, oleh, pada, catatan=""):
    """Back to the owner with what to correct."""


def _potret(skp: Skp, penugasan) -> None:
    """Copy who and what the document stands under at this moment."""
    riwayat = RiwayatJabatan.objects.select_related("jabatan", "unit_kerja", "pegawai").get(
        pk=skp.riwayat_jabatan_id
    )
    skp.jabatan_nama = riwayat.jabatan.nama
    skp.pangkat = riwayat.pegawai.golongan
    skp.unit_nama = riwayat.unit_kerja.nama
    skp.perangkat_daerah_id = riwayat.perangkat_daerah_id
    skp.penugasan = penugasan
    skp.penilai = penugasan.pegawai if penugasan else None
    skp.penilai_jabatan = nama_jabatan_penilai(penugasan) if penugasan else ""


def nama_jabatan_penilai(penugasan) -> str:
    """As printed: “Plt. Kepala Bidang …” for an acting penilai."""
    aktif = penugasan.pegawai.daftar_riwayat_jabatan.filter(aktif=True).select_related("jabatan").first()
    awalan = {"PLT": "Plt. ", "PLH": "Plh. "}.get(penugasan.peran, "")
    tercetak = f"{awalan}{aktif.jabatan.nama}" if aktif else awalan.strip()
    return tercetak[: Skp._meta.get_field("penilai_jabatan").max_length]  # the prefix may be too much


def _periksa_periode(
    pegawai_id: int, tahun: int, mulai: date, selesai: date, *, kecuali: int | None = None
) -> None:
    if not (mulai.year == selesai.year == tahun):
        raise Ditolak(Keluhan(f"Periode SKP harus berada di tahun {tahun}.", "#id_mulai"))
    if mulai > selesai:
        raise Ditolak(Keluhan("Periode akhir mendahului periode awal.", "#id_selesai"))
    if lain := tumpang_tindih(pegawai_id, mulai, selesai, kecuali=kecuali):
        raise Ditolak(
            Keluhan(
                f"Periode SKP bertumpang tindih dengan SKP lain ({lain.mulai:%d-%m-%Y} s.d. {lain.selesai:%d-%m-%Y}).",
                "#id_mulai",
            )
        )


def _milik(daftar, pk: int, sebutan: str):
    """A part of this very SKP: a tampered id of another's part finds nothing."""
    baris = daftar.filter(pk=pk).first()
    if baris is None:
        raise Ditolak(f"{sebutan} tidak ditemukan di SKP ini. Muat ulang halaman.")
    return baris


def _isi_rhk(rhk, skp, pada, jenis: str, uraian: str, rhk_atasan) -> None:
    if not uraian.strip():
        raise Ditolak(Keluhan("Rencana hasil kerja harus diisi.", "#id_uraian"))
    if skp.is_ja_jf:
        if rhk_atasan is None:
            raise Ditolak(
                Keluhan(f"RHK “{uraian[:60]}” belum memilih RHK atasan yang diintervensi.", "#id_rhk_atasan")
            )
        tetap = rhk.pk and rhk.rhk_atasan_id == rhk_atasan.pk
        if not tetap and not daftar_rhk_atasan(skp, pada=pada).filter(pk=rhk_atasan.pk).exists():
            raise Ditolak(
                Keluhan("RHK atasan harus dari SKP penilai yang sudah disetujui.", "#id_rhk_atasan")
            )
    elif rhk_atasan is not None:
        raise Ditolak("SKP model JPT tidak memakai RHK atasan.")
    rhk.jenis, rhk.uraian, rhk.rhk_atasan = jenis, uraian.strip(), rhk_atasan
    rhk.save()


def _isi_indikator(
    indikator,
    skp,
    *,
    uraian: str,
    aspek: str = "",
    perspektif: str = "",
    target: Decimal | None = None,
    target_teks: str = "",
    satuan: str = "",
    arah: str = "NAIK",
) -> None:
    """The model decides which of aspek and perspektif exists; the other one sent along is a tampered form."""
    if skp.is_ja_jf and perspektif:
        raise Ditolak("Indikator SKP JA/JF memakai aspek, bukan perspektif.")
    if not skp.is_ja_jf and aspek:
        raise Ditolak("Indikator SKP JPT memakai perspektif, bukan aspek.")
    if target is None and not target_teks.strip():
        raise Ditolak(Keluhan("Target harus diisi: bilangan dengan satuannya, atau teks.", "#id_target"))
    if target is not None and not satuan.strip():
        raise Ditolak(Keluhan("Satuan target harus diisi.", "#id_satuan"))
    indikator.uraian, indikator.aspek, indikator.perspektif = uraian.strip(), aspek, perspektif
    indikator.target, indikator.arah = target, arah
    indikator.target_teks = "" if target is not None else target_teks.strip()
    indikator.satuan = satuan.strip() if target is not None else ""
    indikator.save()
