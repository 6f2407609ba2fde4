"""An office that is about to plan its year: people, positions and who rates whom; not one SKP yet."""

from __future__ import annotations

import io
import re
from datetime import date, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pypdf

from kinerja.kepegawaian.models import Pegawai, UnitKerja
from kinerja.skp.models import PustakaIndikator, PustakaRhk
from tests.factories import (
    JabatanFactory,
    PegawaiFactory,
    PenggunaFactory,
    PerangkatDaerahFactory,
    RiwayatJabatanFactory,
    UnitKerjaFactory,
    tunjuk_penilai,
)

WITA = ZoneInfo("Asia/Makassar")
JANUARI = datetime(2026, 1, 6, 9, 0, tzinfo=WITA)
JULI = datetime(2026, 7, 6, 9, 0, tzinfo=WITA)
HARAPAN = "Menyelesaikan pekerjaan tepat waktu dan menerima masukan."
LAMPIRAN = {
    "SUMBER_DAYA": "Tersedianya anggaran pengembangan pegawai\nTersedianya dua server",
    "PERTANGGUNGJAWABAN": "Laporan kepada Gubernur setiap triwulan",
    "KONSEKUENSI": "Penghargaan bila target terlampaui",
}
TEMPELAN = (
    "Rencana hasil kerja\tIndikator\tTarget\tSatuan\tAspek\n"
    "Tersedianya data kepegawaian yang mutakhir\tPersentase data yang dimutakhirkan\t95\tPersen\tKualitas\n"
    "Terlaksananya uji kompetensi\tJumlah pegawai yang diuji\t1.250\tOrang\tKuantitas\n"
)
PUSTAKA = {
    "Tersusunnya laporan kinerja bulanan": ["Jumlah laporan kinerja", "KUANTITAS", 12, "Dokumen"],
    "Melaksanakan pencadangan basis data": ["Jumlah pencadangan basis data", "KUANTITAS", 50, "Kali"],
}


def bangun() -> SimpleNamespace:
    """Sekda rates the pimpinan, he the kabid, she two pelaksana of one jabatan."""
    opd = PerangkatDaerahFactory(nama="Badan Contoh Provinsi NTT")
    k = SimpleNamespace(
        sekda=_orang(opd, "Sekretaris Demo", "IV/e"),
        pimpinan=_orang(opd, "Pimpinan Demo", "IV/c"),
        kabid=_orang(opd, "Kabid Demo", "IV/a"),
        pelaksana=_orang(opd, "Pelaksana Demo", "III/b"),
        rekan=_orang(opd, "Rekan Demo", "III/a"),
    )
    badan = UnitKerjaFactory(perangkat_daerah=opd, nama="Badan Contoh", kepala=k.pimpinan)
    bidang = UnitKerjaFactory(perangkat_daerah=opd, nama="Bidang Kinerja", induk=badan, kepala=k.kabid)
    _jabatan(k.pimpinan, badan, JabatanFactory(nama="Kepala Badan Contoh", pimpinan=True), k.sekda)
    _jabatan(k.kabid, bidang, JabatanFactory(nama="Kepala Bidang Kinerja"), k.pimpinan)
    pranata = JabatanFactory(nama="Pranata Komputer Ahli Pertama")
    for orang in (k.pelaksana, k.rekan):
        _jabatan(orang, bidang, pranata, k.kabid)
    for n, (uraian, (indikator, aspek, target, satuan)) in enumerate(PUSTAKA.items(), 1):
        rhk = PustakaRhk.objects.create(jabatan=pranata, uraian=uraian, urutan=n)
        PustakaIndikator.objects.create(
            rhk=rhk, uraian=indikator, aspek=aspek, target=target, satuan=satuan, urutan=1
        )
    return k


def _orang(opd, nama: str, golongan: str) -> Pegawai:
    return PegawaiFactory(pengguna=PenggunaFactory(nama=nama), perangkat_daerah=opd, golongan=golongan)


def _jabatan(orang: Pegawai, unit: UnitKerja, jabatan, penilai: Pegawai) -> None:
    riwayat = RiwayatJabatanFactory(pegawai=orang, unit_kerja=unit, jabatan=jabatan, tmt=date(2021, 1, 3))
    tunjuk_penilai(riwayat, penilai)


def tercetak(pdf: bytes) -> str:
    """The words of a print on one line."""
    return " ".join(" ".join(h.extract_text() for h in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())


def kode_verifikasi(pdf: bytes) -> str:
    """As printed below the QR code. Spaces that the extraction puts between glyphs do not count."""
    return re.search(r"[A-Z2-9]{4}(?:-[A-Z2-9]{4}){3}", tercetak(pdf).replace(" ", "")).group()
