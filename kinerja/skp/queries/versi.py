"""Approved versions: the picture of an SKP, and which version a month is reported on."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Prefetch, Q
from django.utils import timezone

from kinerja.dokumen.checks import invarian
from kinerja.kalender.models import Bulan
from kinerja.kepegawaian.models import Pegawai
from kinerja.kepegawaian.queries import riwayat_aktif
from kinerja.skp.lifecycle import StatusSkp
from kinerja.skp.models import LampiranSkp, NilaiBerakhlak, RencanaHasilKerja, Skp, VersiSkp
from kinerja.skp.queries.perbandingan import Isi, banding

SEKALI_BACA = 200  # SKPs whose rows and versions are in memory at once


def potret(skp: Skp) -> Isi:
    """The whole document as plain values, enough to print it: who, under whom, what, and what is expected.

    Keys: model, pendekatan, tahun, mulai, selesai (ISO dates), perangkat_daerah, pegawai and penilai (nama, nip,
    pangkat = golongan code, jabatan, unit_kerja), rhk (id, jenis, uraian, atasan_id, atasan = its wording or "", indikator: id,
    uraian, aspek, perspektif, target = decimal text or None, target_teks, satuan, arah), lampiran by jenis (lists),
    ekspektasi (kode, nama, panduan, teks).
    """
    return {
        "model": skp.model,
        "pendekatan": skp.pendekatan,
        "tahun": skp.tahun,
        "mulai": skp.mulai.isoformat(),
        "selesai": skp.selesai.isoformat(),
        "perangkat_daerah": skp.perangkat_daerah.nama,
        "pegawai": {
            "nama": skp.pegawai.nama,
            "nip": skp.pegawai.nip or "",
            "pangkat": skp.pangkat,
            "jabatan": skp.jabatan_nama,
            "unit_kerja": skp.unit_nama,
        },
        "penilai": _penilai(skp.penilai, skp.penilai_jabatan) if skp.penilai_id else None,
        "rhk": [_rhk(rhk) for rhk in skp.isi_lengkap()],
        "lampiran": lampiran(skp),
        "ekspektasi": _ekspektasi(skp),
    }


def _penilai(penilai: Pegawai, jabatan: str) -> Isi:
    riwayat = riwayat_aktif(penilai)
    return {
        "nama": penilai.nama,
        "nip": penilai.nip or "",
        "pangkat": penilai.golongan,
        "jabatan": jabatan,
        "unit_kerja": riwayat.unit_kerja.nama if riwayat else "",
    }


def _rhk(rhk) -> Isi:
    nama = ("uraian", "aspek", "perspektif", "target_teks", "satuan", "arah")
    return {
        "id": rhk.pk,
        "jenis": rhk.jenis,
        "uraian": rhk.uraian,
        "atasan_id": rhk.rhk_atasan_id,
        "atasan": rhk.rhk_atasan.uraian if rhk.rhk_atasan else "",
        "indikator": [
            {
                "id": i.pk,
                "target": None if i.target is None else str(i.target),
                **{n: getattr(i, n) for n in nama},
            }
            for i in rhk.daftar_indikator_terurut
        ],
    }


def lampiran(skp: Skp) -> dict[str, list[str]]:
    """The annex: lines by kind, in order."""
    isi: dict[str, list[str]] = {jenis: [] for jenis in LampiranSkp.Jenis.values}
    for satu in skp.daftar_lampiran.order_by("urutan", "pk"):
        isi[satu.jenis].append(satu.uraian)
    return isi


def _ekspektasi(skp: Skp) -> list[Isi]:
    teks = dict(skp.daftar_ekspektasi.order_by().values_list("nilai_id", "teks"))
    return [
        {
            "kode": nilai.kode,
            "nama": nilai.nama,
            "panduan": [p.teks for p in nilai.daftar_panduan.all()],
            "teks": teks.get(nilai.kode, ""),
        }
        for nilai in NilaiBerakhlak.objects.prefetch_related("daftar_panduan")
    ]


def versi_terakhir(skp: Skp) -> VersiSkp | None:
    return skp.daftar_versi.order_by("-nomor").first()


def versi_pada(skp: Skp, bulan: Bulan) -> VersiSkp | None:
    """What a month is reported on: the last version approved before the month was over, else the first one.

    So a revision of July does not reach back to June, and an SKP approved late serves its first months too.
    """
    akhir = timezone.make_aware(datetime.combine(bulan.berikut().awal, datetime.min.time()))
    urut = skp.daftar_versi.order_by("-nomor")
    return urut.filter(disetujui_pada__lt=akhir).first() or urut.last()


def tetap(skp: Skp, jenis: str) -> set[int]:
    """Ids of the `rhk` or `indikator` that a revision may change but not delete: those once approved."""
    versi = versi_terakhir(skp) if skp.dalam_revisi else None
    return versi.daftar_id(jenis) if versi else set()


@invarian("skp: setiap SKP yang disetujui mempunyai versi yang disetujui")
def disetujui_berversi():
    for skp in Skp.objects.filter(disetujui_pada__isnull=False, daftar_versi=None).select_related("pegawai"):
        yield f"{skp} disetujui tanpa versi yang tersimpan."


@invarian("skp: isi SKP yang tidak sedang disusun sama dengan versi terakhirnya")
def isi_sama_dengan_versi():
    tertutup = Q(status__in=[StatusSkp.DISETUJUI, StatusSkp.REVISI, StatusSkp.SELESAI])
    rhk = RencanaHasilKerja.objects.select_related("rhk_atasan").order_by("-jenis", "urutan", "pk")
    bagian = (
        Prefetch("daftar_rhk", rhk),
        Prefetch("daftar_rhk__daftar_indikator", to_attr="daftar_indikator_terurut"),
        "daftar_versi",
    )
    semua = Skp.objects.filter(tertutup).select_related("pegawai").prefetch_related(*bagian)
    for skp in semua.iterator(chunk_size=SEKALI_BACA):
        kini = {"rhk": [_rhk(rhk) for rhk in skp.daftar_rhk.all()]}
        versi = max(skp.daftar_versi.all(), key=lambda v: v.nomor, default=None)
        if versi and any(beda.berubah for beda in banding(versi.isi, kini)):
            yield f"{skp}: isi berbeda dengan versi {versi.nomor} yang disetujui."
