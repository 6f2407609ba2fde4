"""The owner writes his plan: period, RHK, indicators, their order, the annex (juknis BAB III.2-5)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Max, Model
from django.utils.text import capfirst

from kinerja.dokumen.acts import act
from kinerja.dokumen.errors import Ditolak, Keluhan
from kinerja.kepegawaian.models import RiwayatJabatan
from kinerja.kepegawaian.permissions import penilai_berlaku
from kinerja.skp.models import (
    KEDINASAN_LAIN,
    Indikator,
    LampiranSkp,
    ModelSkp,
    Pendekatan,
    RencanaHasilKerja,
    Skp,
)
from kinerja.skp.queries import daftar_rhk_atasan, tetap, tumpang_tindih

RHK_TERBANYAK = 100
INDIKATOR_TERBANYAK = 50  # of one RHK
BARIS_LAMPIRAN_TERBANYAK = 20
PANJANG_URAIAN = LampiranSkp._meta.get_field("uraian").max_length


def model_bawaan(riwayat: RiwayatJabatan) -> str:
    """JPT for the pimpinan of an office or of an independent unit, JA/JF for everybody else (juknis BAB III.2)."""
    unit = riwayat.unit_kerja
    pimpinan_mandiri = unit.pimpinan_mandiri and unit.kepala_id == riwayat.pegawai_id
    return ModelSkp.JPT if riwayat.jabatan.pimpinan or pimpinan_mandiri else ModelSkp.JA_JF


def periode_bawaan(riwayat: RiwayatJabatan) -> tuple[date, date]:
    """From its TMT (or 1 January) to 31 December of its year.

    A move after the day that decides whose the month is leaves the rest of the month to the SKP before it: the new
    one begins on the 1st of the next (juknis BAB VII, second case).
    """
    mulai = max(riwayat.tmt, date(riwayat.tahun, 1, 1))
    if mulai.day > settings.HARI_PENENTU_PEMILIK_BULAN and mulai.month < 12:
        sebelum = Skp.objects.filter(pegawai=riwayat.pegawai_id, tahun=riwayat.tahun, mulai__lt=mulai)
        if sebelum.exists():
            mulai = date(mulai.year, mulai.month + 1, 1)
    return mulai, date(riwayat.tahun, 12, 31)


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
    periksa_periode(riwayat.pegawai_id, riwayat.tahun, mulai, selesai)
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
    catat_pihak(skp, penilai_berlaku(riwayat, pada=pada))
    skp.save(force_insert=True)
    Indikator.objects.create(skp_kedinasan_lain=skp, uraian=KEDINASAN_LAIN)
    return skp


@act(Skp, "diubah")
def ubah(skp, *, oleh, pada, mulai: date, selesai: date, model: str, pendekatan: str):
    """Period, model and approach. Changing the model empties what the other model does not have."""
    if skp.dalam_revisi and (mulai, selesai, model) != (skp.mulai, skp.selesai, skp.model):
        raise Ditolak("Selama revisi, periode dan model SKP tidak dapat diubah; yang direvisi adalah isinya.")
    periksa_periode(skp.pegawai_id, skp.tahun, mulai, selesai, kecuali=skp.pk)
    if model != skp.model:
        milik = Indikator.objects.filter(rhk__skp=skp)
        milik.update(**({"aspek": ""} if model == ModelSkp.JPT else {"perspektif": ""}))
        if model == ModelSkp.JPT:
            skp.daftar_rhk.update(rhk_atasan=None)
    skp.mulai, skp.selesai, skp.model, skp.pendekatan = mulai, selesai, model, pendekatan
    periksa_isian(skp)


@act(Skp, "rhk_ditambah")
def tambah_rhk(skp, *, oleh, pada, jenis: str, uraian: str, rhk_atasan: RencanaHasilKerja | None = None):
    rhk = rhk_baru(skp)
    isi_rhk(rhk, skp, pada, jenis, uraian, rhk_atasan)
    return {"rhk": rhk.pk, "uraian": rhk.uraian}


@act(Skp, "rhk_diubah")
def ubah_rhk(
    skp, *, oleh, pada, rhk: int, jenis: str, uraian: str, rhk_atasan: RencanaHasilKerja | None = None
):
    baris = milik_skp(skp.daftar_rhk, rhk, "Rencana hasil kerja")
    lama = baris.uraian
    isi_rhk(baris, skp, pada, jenis, uraian, rhk_atasan)
    return {"rhk": baris.pk, "lama": lama, "baru": baris.uraian}


@act(Skp, "rhk_atasan_dipilih")
def pilih_rhk_atasan(skp, *, oleh, pada, pilihan: dict[int, int]):
    """For many RHK at once, after copying or when the penilai changed: id of an own RHK -> id of the one it intervenes."""
    if not skp.is_ja_jf:
        raise Ditolak("SKP model JPT tidak memakai RHK atasan.")
    tersedia = set(daftar_rhk_atasan(skp, pada=pada).values_list("pk", flat=True))
    milik = {rhk.pk: rhk for rhk in skp.daftar_rhk.all()}
    berubah = []
    for pk, induk in pilihan.items():
        if pk not in milik:
            raise Ditolak("Rencana hasil kerja tidak ditemukan di SKP ini. Muat ulang halaman.")
        if milik[pk].rhk_atasan_id == induk:
            continue
        if induk not in tersedia:
            raise Ditolak(Keluhan("RHK atasan harus dari SKP penilai yang sudah disetujui.", f"#id_rhk_{pk}"))
        milik[pk].rhk_atasan_id = induk
        berubah.append(milik[pk])
    RencanaHasilKerja.objects.bulk_update(berubah, ["rhk_atasan"])
    return {"rhk": sorted(rhk.pk for rhk in berubah)}


@act(Skp, "rhk_dihapus")
def hapus_rhk(skp, *, oleh, pada, rhk: int):
    baris = milik_skp(skp.daftar_rhk, rhk, "Rencana hasil kerja")
    _bukan_yang_disetujui(skp, "rhk", baris)
    if baris.daftar_rhk_bawahan.exists():
        raise Ditolak(f"RHK “{baris.uraian[:60]}” sudah diintervensi RHK bawahan, jadi tidak dapat dihapus.")
    if baris.daftar_penugasan.exists():
        raise Ditolak(
            f"RHK “{baris.uraian[:60]}” sudah dibagi di matriks peran hasil. Tarik penugasannya dahulu."
        )
    rincian = {"rhk": baris.pk, "uraian": baris.uraian}
    baris.delete()
    return rincian


@act(Skp, "indikator_ditambah")
def tambah_indikator(skp, *, oleh, pada, rhk: int, **isi):
    """`isi`: uraian, aspek or perspektif, target and satuan or target_teks, arah."""
    induk = milik_skp(skp.daftar_rhk, rhk, "Rencana hasil kerja")
    periksa_jumlah_indikator(induk.uraian, induk.daftar_indikator.count() + 1)
    indikator = Indikator(rhk=induk, urutan=urutan_berikut(induk.daftar_indikator))
    _isi_indikator(indikator, skp, **isi)
    return {"indikator": indikator.pk, "uraian": indikator.uraian}


@act(Skp, "indikator_diubah")
def ubah_indikator(skp, *, oleh, pada, indikator: int, **isi):
    baris = milik_skp(Indikator.objects.filter(rhk__skp=skp), indikator, "Indikator")
    lama = f"{baris.uraian} ({baris.target_tercetak})"
    _isi_indikator(baris, skp, **isi)
    return {"indikator": baris.pk, "lama": lama, "baru": f"{baris.uraian} ({baris.target_tercetak})"}


@act(Skp, "indikator_dihapus")
def hapus_indikator(skp, *, oleh, pada, indikator: int):
    baris = milik_skp(Indikator.objects.filter(rhk__skp=skp), indikator, "Indikator")
    _bukan_yang_disetujui(skp, "indikator", baris)
    rincian = {"indikator": baris.pk, "uraian": baris.uraian}
    baris.delete()
    return rincian


@act(Skp, "diurutkan")
def urutkan(
    skp, *, oleh, pada, bagian: str, urutan: Sequence[int] = (), pindah: int | None = None, arah: str = ""
):
    """`bagian` is "rhk" (of one kind) or "indikator" (of one RHK). Either `urutan`: the ids of that group, all of
    them; or `pindah`: the id of one that goes up (`arah` "naik") or down ("turun")."""
    if bagian == "rhk":
        semua, kelompok = skp.daftar_rhk.all(), "jenis"
    else:
        semua, kelompok = Indikator.objects.filter(rhk__skp=skp), "rhk_id"
    satu = milik_skp(semua, pindah or next(iter(urutan), 0), "Baris yang diurutkan")
    baris = {b.pk: b for b in semua.filter(**{kelompok: getattr(satu, kelompok)}).order_by("urutan", "pk")}
    if pindah:
        urutan = _geser(list(baris), satu, arah)
    if sorted(urutan) != sorted(baris):
        raise Ditolak("Urutan tidak cocok dengan isi SKP ini. Muat ulang halaman.")
    for nomor, pk in enumerate(urutan, 1):
        baris[pk].urutan = nomor
    type(satu).objects.bulk_update(baris.values(), ["urutan"])
    return {bagian: satu.pk}


def _geser(urutan: list[int], satu, arah: str) -> list[int]:
    """The same ids with that one a place up or down."""
    dari = urutan.index(satu.pk)
    ke = dari - 1 if arah == "naik" else dari + 1
    if not 0 <= ke < len(urutan):
        raise Ditolak(f"“{satu.uraian[:60]}” sudah paling {'atas' if arah == 'naik' else 'bawah'}.")
    urutan[dari], urutan[ke] = urutan[ke], urutan[dari]
    return urutan


@act(Skp, "lampiran_disimpan")
def simpan_lampiran(skp, *, oleh, pada, lampiran: dict[str, list[str]]):
    """The annex anew: lines by kind, in order; empty lines do not count."""
    isi = {
        jenis: [t.strip() for t in lampiran.get(jenis, []) if t.strip()] for jenis in LampiranSkp.Jenis.values
    }
    for jenis, daftar in isi.items():
        if len(daftar) > BARIS_LAMPIRAN_TERBANYAK:
            raise Ditolak(
                Keluhan(
                    f"{LampiranSkp.Jenis(jenis).label}: {len(daftar)} baris, paling banyak {BARIS_LAMPIRAN_TERBANYAK}.",
                    f"#id_{jenis}",
                )
            )
        if panjang := next((t for t in daftar if len(t) > PANJANG_URAIAN), None):
            raise Ditolak(
                Keluhan(
                    f"{LampiranSkp.Jenis(jenis).label}: “{panjang[:40]}…” terlalu panjang, paling banyak "
                    f"{PANJANG_URAIAN} huruf sebaris.",
                    f"#id_{jenis}",
                )
            )
    skp.daftar_lampiran.all().delete()
    LampiranSkp.objects.bulk_create(
        LampiranSkp(skp=skp, jenis=jenis, uraian=teks, urutan=n)
        for jenis, daftar in isi.items()
        for n, teks in enumerate(daftar, 1)
    )
    return {jenis: len(daftar) for jenis, daftar in isi.items()}


def rhk_baru(skp: Skp) -> RencanaHasilKerja:
    """Behind the others; not yet stored."""
    periksa_jumlah_rhk(skp.daftar_rhk.count() + 1)
    return RencanaHasilKerja(skp=skp, urutan=urutan_berikut(skp.daftar_rhk))


def periksa_jumlah_rhk(jumlah: int) -> None:
    if jumlah > RHK_TERBANYAK:
        raise Ditolak(f"Satu SKP paling banyak {RHK_TERBANYAK} rencana hasil kerja.")


def periksa_jumlah_indikator(uraian: str, jumlah: int) -> None:
    if jumlah > INDIKATOR_TERBANYAK:
        raise Ditolak(f"RHK “{uraian[:60]}” paling banyak {INDIKATOR_TERBANYAK} indikator.")


def urutan_berikut(daftar) -> int:
    return (daftar.aggregate(terbesar=Max("urutan"))["terbesar"] or 0) + 1


def _bukan_yang_disetujui(skp: Skp, jenis: str, baris) -> None:
    """A revision adds and changes; what was approved stays, since months were reported on it (juknis BAB III.7)."""
    if baris.pk in tetap(skp, jenis):
        raise Ditolak(
            f"“{baris.uraian[:60]}” sudah pernah disetujui, jadi tidak dapat dihapus dalam revisi. Ubah saja isinya."
        )


def catat_pihak(skp: Skp, penugasan) -> None:
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


def periksa_periode(
    pegawai_id: int, tahun: int, mulai: date, selesai: date, *, kecuali: int | None = None
) -> None:
    if mulai > selesai:
        raise Ditolak(Keluhan("Periode akhir mendahului periode awal.", "#id_selesai"))
    if not (mulai.year == selesai.year == tahun):
        raise Ditolak(Keluhan(f"Periode SKP harus berada di tahun {tahun}.", "#id_mulai"))
    if lain := tumpang_tindih(pegawai_id, mulai, selesai, kecuali=kecuali):
        raise Ditolak(
            Keluhan(
                f"Periode SKP bertumpang tindih dengan SKP lain ({lain.mulai:%d-%m-%Y} s.d. {lain.selesai:%d-%m-%Y}).",
                "#id_mulai",
            )
        )


def milik_skp(daftar, pk: int, sebutan: str):
    """A part of this very SKP: a tampered id of another's part finds nothing."""
    baris = daftar.filter(pk=pk).first()
    if baris is None:
        raise Ditolak(f"{sebutan} tidak ditemukan di SKP ini. Muat ulang halaman.")
    return baris


def periksa_isian(baris: Model) -> None:
    """Length, choice and number of every column: SQLite would store what PostgreSQL refuses without a sentence."""
    bukan_isian = {k.name for k in baris._meta.concrete_fields if k.is_relation or not k.editable}
    try:
        baris.clean_fields(exclude=bukan_isian)
    except ValidationError as galat:
        sebutan = {nama: capfirst(baris._meta.get_field(nama).verbose_name) for nama in galat.message_dict}
        raise Ditolak(
            *(
                Keluhan(f"{sebutan[nama]}: {pesan}", f"#id_{nama}")
                for nama, daftar in galat.message_dict.items()
                for pesan in daftar
            )
        ) from galat


def isi_rhk(rhk, skp, pada, jenis: str, uraian: str, rhk_atasan) -> None:
    if not uraian.strip():
        raise Ditolak(Keluhan("Rencana hasil kerja harus diisi.", "#id_uraian"))
    if skp.is_ja_jf:
        if rhk_atasan is None:
            raise Ditolak(
                Keluhan(f"RHK “{uraian[:60]}” belum memilih RHK atasan yang diintervensi.", "#id_rhk_atasan")
            )
        dari_dulu = rhk.pk and rhk.rhk_atasan_id == rhk_atasan.pk
        if not dari_dulu and not daftar_rhk_atasan(skp, pada=pada).filter(pk=rhk_atasan.pk).exists():
            raise Ditolak(
                Keluhan("RHK atasan harus dari SKP penilai yang sudah disetujui.", "#id_rhk_atasan")
            )
    elif rhk_atasan is not None:
        raise Ditolak("SKP model JPT tidak memakai RHK atasan.")
    rhk.jenis, rhk.uraian, rhk.rhk_atasan = jenis, uraian.strip(), rhk_atasan
    periksa_isian(rhk)
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
    if skp.pendekatan == Pendekatan.KUANTITATIF and target is None and not target_teks.strip():
        raise Ditolak(Keluhan("Target harus diisi: bilangan dengan satuannya, atau teks.", "#id_target"))
    if target is not None and not satuan.strip():
        raise Ditolak(Keluhan("Satuan target harus diisi.", "#id_satuan"))
    indikator.uraian, indikator.aspek, indikator.perspektif = uraian.strip(), aspek, perspektif
    indikator.target, indikator.arah = target, arah
    indikator.target_teks = "" if target is not None else target_teks.strip()
    indikator.satuan = satuan.strip() if target is not None else ""
    periksa_isian(indikator)
    indikator.save()
