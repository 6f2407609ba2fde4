"""What the printed SKP says, as plain values: the Typst templates only lay it out."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.dateformat import format as tulis

from kinerja.kepegawaian.models import pangkat_tercetak
from kinerja.skp.lifecycle import StatusSkp
from kinerja.skp.models import (
    Aspek,
    JenisRhk,
    LampiranSkp,
    ModelSkp,
    Pendekatan,
    Perspektif,
    VersiSkp,
)
from kinerja.skp.models.versi import ABJAD, PANJANG_KODE
from kinerja.skp.queries.perbandingan import Isi, target_tercetak
from kinerja.ui.models import Identitas
from kinerja.ui.templatetags.ui import nip, tanggal, waktu

BELUM_DISETUJUI = "KONSEP, belum disetujui"
BAGI = {
    ModelSkp.JA_JF: "BAGI PEJABAT ADMINISTRASI DAN PEJABAT FUNGSIONAL",
    ModelSkp.JPT: "BAGI PEJABAT PIMPINAN TINGGI DAN PIMPINAN UNIT KERJA MANDIRI",
}
DIRI = ("NAMA", "NIP", "PANGKAT/GOL. RUANG", "JABATAN")
BELUM_ADA = dict.fromkeys(("nama", "nip", "pangkat", "jabatan", "unit_kerja"), "")
TANPA_TANGGAL = "." * 30


def data_skp(isi: Isi, versi: VersiSkp | None = None) -> Isi:
    """SASARAN KINERJA PEGAWAI. `isi`: a `potret`; `versi`: the approval it belongs to, None for a draft."""
    return _bersama(isi, versi) | {
        "judul": ["SASARAN KINERJA PEGAWAI", _pendekatan(isi), BAGI[isi["model"]]],
        "identitas": _identitas(isi),
        "hasil_kerja": _hasil_kerja(isi["rhk"]),
        "perilaku": isi["ekspektasi"],
    }


def data_lampiran(isi: Isi, versi: VersiSkp | None = None) -> Isi:
    """LAMPIRAN SASARAN KINERJA PEGAWAI: the three lists."""
    return _bersama(isi, versi) | {
        "judul": ["LAMPIRAN SASARAN KINERJA PEGAWAI", BAGI[isi["model"]], _pendekatan(isi)],
        "lampiran": [
            {"judul": jenis.label.upper(), "daftar": isi["lampiran"].get(jenis, [])}
            for jenis in LampiranSkp.Jenis
        ],
    }


def isi_versi(versi: VersiSkp) -> Isi:
    """As approved; only the last version follows its SKP when the position ended before the planned day."""
    if versi.skp.daftar_versi.filter(nomor__gt=versi.nomor).exists():
        return versi.isi
    return versi.isi | {"selesai": versi.skp.selesai.isoformat()}


def nama_berkas(awalan: str, isi: Isi, versi: VersiSkp | None) -> str:
    """`skp-2026-198001012005011001-v1.pdf`"""
    akhiran = f"v{versi.nomor}" if versi else "konsep"
    return f"{awalan}-{isi['tahun']}-{isi['pegawai']['nip']}-{akhiran}.pdf"


# --- parts -----------------------------------------------------------------------------------------------------


def _bersama(isi: Isi, versi: VersiSkp | None) -> Isi:
    pegawai, penilai = isi["pegawai"], isi["penilai"] or BELUM_ADA
    return {
        "konsep": "" if versi else BELUM_DISETUJUI,
        "jpt": isi["model"] == ModelSkp.JPT,
        "kuantitatif": isi["pendekatan"] == Pendekatan.KUANTITATIF,
        "instansi": Identitas.kini().nama_pemerintah.upper(),
        "periode": _periode(date.fromisoformat(isi["mulai"]), date.fromisoformat(isi["selesai"])),
        "pemilik": " · ".join(filter(None, (pegawai["nama"], nip(pegawai["nip"])))),
        "tempat_tanggal": f"{settings.TEMPAT_PENETAPAN}, {tanggal(versi.disetujui_pada) if versi else TANPA_TANGGAL}",
        "tanda_tangan": [
            _tanda_tangan("Pegawai Yang Dinilai", pegawai),
            _tanda_tangan("Pejabat Penilai Kinerja", penilai),
        ],
        "verifikasi": _verifikasi(versi) if versi else None,
    }


def _pendekatan(isi: Isi) -> str:
    return f"PENDEKATAN HASIL KERJA {Pendekatan(isi['pendekatan']).label.upper()}"


def _periode(mulai: date, selesai: date) -> str:
    return f"{tulis(mulai, 'j F')} SD {tulis(selesai, 'j F')} TAHUN {selesai.year}".upper()


def _tanda_tangan(jabatan: str, orang: Isi) -> Isi:
    """An official without NIP signs with his name alone."""
    return {"jabatan": jabatan, "nama": orang["nama"], "nip": nip(orang["nip"])}


def _identitas(isi: Isi) -> list[list[str]]:
    """Rows of (label, pegawai, label, penilai); under the owner's unit stands its office, unless it is the office."""
    pegawai, penilai = isi["pegawai"], isi["penilai"] or BELUM_ADA
    unit = dict.fromkeys(filter(None, (pegawai["unit_kerja"], isi["perangkat_daerah"])))
    return [
        *([n, satu, n, dua] for n, satu, dua in zip(DIRI, _diri(pegawai), _diri(penilai), strict=True)),
        ["UNIT KERJA", "\n".join(unit), *_rumah(penilai)],
    ]


def _diri(orang: Isi) -> tuple[str, ...]:
    return orang["nama"], nip(orang["nip"]), pangkat_tercetak(orang["pangkat"]), orang["jabatan"]


def _rumah(penilai: Isi) -> tuple[str, str]:
    """A penilai of no unit (the Gubernur) stands for the government itself."""
    if penilai["nama"] and not penilai["unit_kerja"]:
        return "INSTANSI", Identitas.kini().nama_pemerintah
    return "UNIT KERJA", penilai["unit_kerja"]


def _hasil_kerja(daftar: Iterable[Isi]) -> list[Isi]:
    """The two bands; numbers start anew in each."""
    return [
        {
            "judul": f"{huruf}. {jenis.label.upper()}",
            "daftar": [_rhk(rhk) for rhk in daftar if rhk["jenis"] == jenis],
        }
        for huruf, jenis in zip("AB", JenisRhk, strict=True)
    ]


def _rhk(rhk: Isi) -> Isi:
    return {
        "uraian": rhk["uraian"],
        "atasan": rhk["atasan"],
        "indikator": [_indikator(satu) for satu in rhk["indikator"]],
    }


def _indikator(satu: Isi) -> Isi:
    return {
        "uraian": satu["uraian"],
        "aspek": Aspek(satu["aspek"]).label if satu["aspek"] else "",
        "perspektif": Perspektif(satu["perspektif"]).label if satu["perspektif"] else "",
        "target": target_tercetak(satu),
    }


def _verifikasi(versi: VersiSkp) -> Isi:
    alamat = settings.ALAMAT_APLIKASI + reverse("skp:verifikasi_kode", args=[versi.kode])
    return {
        "kode": versi.kode_tercetak,
        "alamat": settings.ALAMAT_APLIKASI + reverse("skp:verifikasi"),
        "disetujui": f"Disetujui di {Identitas.kini().nama_aplikasi} pada {waktu(versi.disetujui_pada)}, versi {versi.nomor}.",
        "qr": qr(alamat),
    }


@functools.lru_cache(maxsize=256)
def qr(alamat: str) -> str:
    """The QR code as SVG; the paper around it is its quiet zone."""
    gambar = BytesIO()
    segno.make(alamat, error="m", micro=False).save(gambar, kind="svg", border=0, xmldecl=False)
    return gambar.getvalue().decode()


# --- verification ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Keaslian:
    """All that the public learns of a print."""

    status: str
    disetujui_pada: datetime
    digantikan_pada: datetime | None


def keaslian(diketik: str) -> Keaslian | None:
    """Of the approval with this code, typed or pasted in whatever way; None if there is none."""
    kode = "".join(filter(str.isalnum, diketik.upper()))
    if len(kode) != PANJANG_KODE or not set(kode) <= set(ABJAD):
        return None
    versi = VersiSkp.objects.select_related("skp").filter(kode=kode).first()
    if versi is None:
        return None
    pengganti = versi.skp.daftar_versi.filter(nomor__gt=versi.nomor).order_by("nomor").first()
    # A revision that is asked for or being written leaves the approved version in force: not the public's business.
    status = StatusSkp.SELESAI if versi.skp.status == StatusSkp.SELESAI else StatusSkp.DISETUJUI
    return Keaslian(
        "Digantikan" if pengganti else status.label,
        versi.disetujui_pada,
        pengganti.disetujui_pada if pengganti else None,
    )
