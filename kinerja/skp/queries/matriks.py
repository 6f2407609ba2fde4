"""Matriks Peran Hasil: columns are the pimpinan's results, rows his people, cells what they contribute."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from kinerja.dokumen import policy
from kinerja.kepegawaian.models import Pegawai, PejabatPenilai
from kinerja.skp.lifecycle import StatusSkp
from kinerja.skp.models import PenugasanHasil, RencanaHasilKerja, Skp
from kinerja.skp.queries.versi import versi_terakhir
from kinerja.ui.templatetags.ui import tanggal, waktu

BELUM_DISETUJUI = (StatusSkp.KONSEP, StatusSkp.PENILAIAN_RENCANA)
TANPA_SKP = "belum membuat SKP"
TIDAK_TERLIHAT = "SKP tidak termasuk yang dapat Anda lihat"
TIDAK_DINILAI = "tidak dinilai lagi"
BELUM_DIAMBIL = "penugasan, belum diambil"
TIDAK_TERHUBUNG = "Tidak terhubung"


@dataclass(frozen=True)
class Kolom:
    rhk: int
    uraian: str


@dataclass(frozen=True)
class Butir:
    """One bullet: an RHK, with its SKP's status while that is not approved; or an assignment not taken up yet."""

    uraian: str
    status: str = ""
    label: str = ""
    penugasan: int | None = None
    keterangan: str = ""

    @property
    def tanda(self) -> str:
        """What stands behind it on paper."""
        return BELUM_DIAMBIL if self.penugasan else self.label.lower()


@dataclass
class Baris:
    """One person. `sel` has a list for each column, `lain` is what belongs to none of them."""

    pegawai: Pegawai
    jabatan: str = ""
    skp: int | None = None
    dinilai: bool = False
    keterangan: str = ""
    sel: list[tuple[Kolom, list[Butir]]] = field(default_factory=list)
    lain: list[Butir] = field(default_factory=list)


@dataclass(frozen=True)
class Matriks:
    skp: Skp
    kolom: list[Kolom]
    pimpinan: Baris
    baris: list[Baris]

    @property
    def judul(self) -> str:
        return f"Matriks Peran Hasil {self.skp.unit_nama}"

    @property
    def ada_lain(self) -> bool:
        return any(baris.lain for baris in self.baris)


def dinilai_dalam_periode(skp: Skp, *, pada: datetime) -> QuerySet[PejabatPenilai]:
    """Whom the owner of this SKP rates now, by designations that touch its period."""
    return (
        PejabatPenilai.objects.filter(
            PejabatPenilai.berlaku(pada),
            Q(selesai=None) | Q(selesai__gte=skp.mulai),
            user=skp.pegawai.pengguna_id,
            mulai__lte=skp.selesai,
        )
        .select_related("dinilai", "content_object__jabatan")
        .order_by("dinilai__nama", "dinilai_id", "-mulai")
    )


def sudah_mendapat(rhk: RencanaHasilKerja, uraian: str) -> set[int]:
    """Ids of the Pegawai who have this very text below `rhk` already, as an assignment or as their RHK."""
    ditugasi = rhk.daftar_penugasan.filter(uraian=uraian).values_list("pegawai", flat=True)
    merencanakan = rhk.daftar_rhk_bawahan.filter(uraian=uraian).values_list("skp__pegawai", flat=True)
    return {*ditugasi, *merencanakan}


def kolom_matriks(skp: Skp) -> list[Kolom]:
    """The results as last approved, also during a revision; of a plan never approved, as they stand."""
    if versi := versi_terakhir(skp):
        return [Kolom(rhk["id"], rhk["uraian"]) for rhk in versi.isi["rhk"]]
    return [Kolom(rhk.pk, rhk.uraian) for rhk in skp.daftar_rhk.order_by("-jenis", "urutan", "pk")]


def susun_matriks(skp: Skp, *, oleh, pada: datetime) -> Matriks:
    """The matrix of this SKP as `oleh` may see it: no cell of an SKP outside his sight."""
    kolom = kolom_matriks(skp)
    orang = _Orang(kolom)
    terlihat = policy.visible(Pegawai, oleh, pada=pada)
    penugasan = list(dinilai_dalam_periode(skp, pada=pada).filter(dinilai__in=terlihat))
    for satu in penugasan:
        baris = orang.baris(satu.dinilai)
        baris.dinilai, baris.jabatan = True, baris.jabatan or satu.content_object.jabatan.nama
        baris.keterangan = TANPA_SKP
    _isi_skp(orang, skp, {satu.content_object_id for satu in penugasan}, oleh, pada)
    terbuka = PenugasanHasil.objects.filter(rhk_atasan__skp=skp, rhk=None).select_related("pegawai")
    for satu in terbuka.filter(pegawai__in=terlihat) if oleh.pk != skp.pegawai.pengguna_id else terbuka:
        orang.taruh(satu.pegawai, satu.rhk_atasan_id, Butir(satu.uraian, penugasan=satu.pk))
    pimpinan = Baris(skp.pegawai, skp.jabatan_nama, skp.pk, sel=[(k, []) for k in kolom])
    return Matriks(skp, kolom, pimpinan, orang.urut())


class _Orang:
    """Rows by person, made when first asked for."""

    def __init__(self, kolom: list[Kolom]):
        self.kolom, self.posisi = kolom, {k.rhk: n for n, k in enumerate(kolom)}
        self.daftar: dict[int, Baris] = {}

    def baris(self, pegawai: Pegawai) -> Baris:
        if pegawai.pk not in self.daftar:
            sel: list[tuple[Kolom, list[Butir]]] = [(k, []) for k in self.kolom]
            self.daftar[pegawai.pk] = Baris(pegawai, keterangan=TIDAK_DINILAI, sel=sel)
        return self.daftar[pegawai.pk]

    def taruh(self, pegawai: Pegawai, rhk: int | None, butir: Butir) -> None:
        baris, n = self.baris(pegawai), self.posisi.get(rhk)
        (baris.lain if n is None else baris.sel[n][1]).append(butir)

    def urut(self) -> list[Baris]:
        return sorted(self.daftar.values(), key=lambda b: (b.pegawai.nama, b.pegawai.pk))


def _isi_skp(orang: _Orang, skp: Skp, daftar_riwayat: set[int], oleh, pada: datetime) -> None:
    """SKPs of this period that were submitted to the pimpinan, or are of positions that he rates now."""
    tampak: dict[int, Skp] = {}
    diajukan = Q(penilai=skp.pegawai_id, diajukan_pada__isnull=False)
    daftar = Skp.objects.filter(
        diajukan | Q(riwayat_jabatan__in=daftar_riwayat), mulai__lte=skp.selesai, selesai__gte=skp.mulai
    ).annotate(tampak=Exists(policy.visible(Skp, oleh, pada=pada).filter(pk=OuterRef("pk"))))
    for milik in daftar.select_related("pegawai").order_by("mulai"):
        if milik.tampak:
            tampak[milik.pk], baris = milik, orang.baris(milik.pegawai)
            baris.skp, baris.jabatan = milik.pk, milik.jabatan_nama
            baris.keterangan = "" if baris.dinilai else TIDAK_DINILAI
        elif milik.pegawai_id in orang.daftar and not orang.baris(milik.pegawai).skp:
            orang.baris(milik.pegawai).keterangan = TIDAK_TERLIHAT
    daftar_rhk = RencanaHasilKerja.objects.filter(skp__in=tampak)
    for rhk in daftar_rhk.select_related("rhk_atasan__skp__pegawai", "penugasan").order_by(
        "skp__mulai", "skp", "-jenis", "urutan", "pk"
    ):
        milik = tampak[rhk.skp_id]
        orang.taruh(milik.pegawai, *_butir(rhk, milik, orang.posisi))


def _butir(rhk: RencanaHasilKerja, milik: Skp, posisi: dict[int, int]) -> tuple[int | None, Butir]:
    """(its column, the bullet). A JPT's RHK intervenes nothing: it stands where it was assigned, if it was."""
    penugasan = getattr(rhk, "penugasan", None)
    induk = rhk.rhk_atasan_id or (penugasan and penugasan.rhk_atasan_id)
    asal = f"di bawah {rhk.rhk_atasan.skp.pegawai}" if rhk.rhk_atasan and induk not in posisi else ""
    belum = milik.status in BELUM_DISETUJUI
    status, label = (milik.status, milik.get_status_display()) if belum else ("", "")
    return induk, Butir(rhk.uraian, status, label, keterangan=asal)


# --- on paper --------------------------------------------------------------------------------------------------


def data_matriks(matriks: Matriks, *, pada: datetime) -> dict[str, Any]:
    """For `cetak/matriks.typ`."""
    skp, kolom = matriks.skp, [k.uraian for k in matriks.kolom]
    lain = [TIDAK_TERHUBUNG] if matriks.ada_lain else []
    return {
        "judul": matriks.judul,
        "keterangan": f"Periode {tanggal(skp.mulai)} s.d. {tanggal(skp.selesai)}",
        "dicetak": f"Dicetak {waktu(pada)}",
        "perangkat_daerah": skp.perangkat_daerah.nama,
        "kolom": [*kolom, *lain],
        "lain": bool(lain),
        "baris": [_tercetak(baris, bool(lain)) for baris in [matriks.pimpinan, *matriks.baris]],
    }


def _tercetak(baris: Baris, lain: bool) -> dict[str, Any]:
    sel = [isi for _, isi in baris.sel] + ([baris.lain] if lain else [])
    return {
        "nama": baris.pegawai.nama,
        "jabatan": baris.jabatan,
        "keterangan": baris.keterangan,
        "sel": [
            [{"uraian": b.uraian, "tanda": ", ".join(filter(None, (b.tanda, b.keterangan)))} for b in isi]
            for isi in sel
        ],
    }
