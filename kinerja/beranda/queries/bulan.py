"""The employee's month as a path, and the predikat of a year as a chart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from kinerja.beranda.queries.butir import BulanKu, Grafik, Langkah, Tugas
from kinerja.beranda.queries.pegawai import skp_milik
from kinerja.kalender.models import Bulan, Tahap
from kinerja.kalender.queries import Kalender, Masa, batas, waktu
from kinerja.kepegawaian.models import Pegawai
from kinerja.realisasi.models import Predikat, RealisasiBulanan
from kinerja.realisasi.queries import hari_penentu, is_usang
from kinerja.realisasi.queries.antrean import ringkas
from kinerja.skp.models import Skp

# How many months back an open window is looked for (a reopened one may lie a while back).
BULAN_DITENGOK = 6
SETAHUN = 12

# How many of the month's four steps lie behind a report in this status.
POSISI = {"PENILAIAN_HASIL_KERJA": 1, "TIDAK_DINILAI": 1, "PENILAIAN_PERILAKU": 2, "SELESAI": 4}


def laporan_setahun(pegawai: Pegawai, *, pada: datetime) -> list[RealisasiBulanan]:
    """The reports of the last twelve months that are over: for the path and the chart, in one query."""
    lalu = Bulan.dari(pada).sebelum()
    laporan = pegawai.daftar_realisasi_bulanan.filter(tahun__in={lalu.tahun, lalu.geser(1 - SETAHUN).tahun})
    daftar = laporan.select_related("penilai", "skp").defer("jejak", "catatan", "catatan_akhir").order_by()
    return [r for r in daftar if lalu.geser(1 - SETAHUN) <= r.nilai_bulan <= lalu and not is_usang(r)]


def bulan_ku(
    pegawai: Pegawai,
    *,
    pada: datetime,
    laporan: Sequence[RealisasiBulanan] | None = None,
    daftar_skp: Sequence[Skp] | None = None,
) -> BulanKu | None:
    """The oldest month with an open window that is not finished; else the last month that ended."""
    laporan = laporan_setahun(pegawai, pada=pada) if laporan is None else laporan
    daftar_skp = skp_milik(pegawai) if daftar_skp is None else daftar_skp
    lalu = Bulan.dari(pada).sebelum()
    calon = [lalu.geser(-n) for n in range(BULAN_DITENGOK - 1, -1, -1)]
    milik = {r.nilai_bulan: r for r in laporan}
    disetujui = [s for s in daftar_skp if s.disetujui_pada]
    pemilik = {b: next((s for s in disetujui if s.memuat(hari_penentu(b))), None) for b in calon}
    bermilik = [b for b in calon if pemilik[b]]
    if not bermilik:
        return None
    opd = {b: (milik.get(b) or pemilik[b]).perangkat_daerah_id for b in bermilik}
    kalender = Kalender(opd.items())

    def masa(tahap: Tahap, bulan: Bulan) -> Masa:
        return kalender.masa(tahap, bulan, opd[bulan], pegawai.pk)

    belum = [
        b
        for b in bermilik
        if (b not in milik or milik[b].status != "SELESAI") and masa(Tahap.PENILAIAN, b).memuat(pada)
    ]
    bulan = belum[0] if belum else bermilik[-1]
    isi, nilai = masa(Tahap.PENGISIAN, bulan), masa(Tahap.PENILAIAN, bulan)
    realisasi = milik.get(bulan)
    return BulanKu(
        bulan, _langkah(realisasi, isi, nilai, pada), _tugas_bulan(bulan, realisasi, isi, nilai, pada)
    )


def _langkah(realisasi: RealisasiBulanan | None, isi: Masa, nilai: Masa, pada: datetime) -> list[Langkah]:
    status = realisasi.status if realisasi else ""
    posisi = POSISI.get(status, 0)
    if status == "TIDAK_DINILAI" and realisasi.hasil_dinilai_pada:
        posisi = 2
    oleh = f"oleh {realisasi.penilai}, " if realisasi and realisasi.penilai else ""
    diisi = (
        f"diajukan {waktu(realisasi.diajukan_pada)}"
        if posisi
        else "tidak diajukan"
        if status == "TIDAK_LAPOR"
        else _sampai(isi, pada)
    )
    dinilai = f"{oleh}{_sampai(nilai, pada)}" if status != "TIDAK_DINILAI" else f"{oleh}tidak dinilai"
    keterangan = [
        diisi,
        dinilai if posisi < 2 else "",
        dinilai if posisi == 2 else "",
        realisasi.get_predikat_display() if realisasi and realisasi.predikat else "",
    ]
    label = ["Isi dan ajukan realisasi", "Penilaian hasil kerja", "Penilaian perilaku", "Predikat"]
    return [
        Langkah(teks, "selesai" if n < posisi else "kini" if n == posisi else "nanti", keterangan[n])
        for n, teks in enumerate(label)
    ]


def _sampai(masa: Masa, pada: datetime) -> str:
    jendela = masa.kini(pada)
    if pada < jendela.mulai:
        return f"mulai {waktu(jendela.mulai)}"
    return f"{'paling lambat' if pada < jendela.selesai else 'berakhir'} {batas(jendela)}"


def sisa(masa: Masa, pada: datetime) -> str:
    """` Sisa waktu 5 jam 20 menit.` in the last day of an open window; else nothing."""
    return f" Sisa waktu {ringkas(masa.kini(pada).selesai - pada)}." if masa.hari_terakhir(pada) else ""


def _tugas_bulan(
    bulan: Bulan, realisasi: RealisasiBulanan | None, isi: Masa, nilai: Masa, pada: datetime
) -> Tugas:
    daftar = reverse("realisasi:daftar")
    status = realisasi.status if realisasi else ""
    lembar = reverse("realisasi:lembar", args=[bulan.tahun, bulan.bulan])
    if status == "TIDAK_DINILAI" and not nilai.memuat(pada):
        return Tugas(
            f"Realisasi {bulan} sudah Anda ajukan, tetapi tidak dinilai",
            f"{realisasi.penilai} belum menilai ketika penilaian berakhir {batas(nilai.kini(pada))}. Ini dicatat sebagai "
            "“tidak dinilai”, bukan sebagai kelalaian Anda, dan tampil pada rekapitulasi BKD untuk ditindaklanjuti.",
            lembar,
        )
    if status not in ("", "DRAF", "TIDAK_LAPOR"):
        if realisasi.predikat:
            return Tugas(
                f"Predikat {bulan}: {realisasi.get_predikat_display()}", "", lembar, "Lihat penilaian"
            )
        return Tugas(f"Realisasi {bulan} sudah diajukan", f"Menunggu penilaian {realisasi.penilai}.", lembar)
    jendela = isi.kini(pada)
    if jendela.memuat(pada):
        tombol = "Lanjutkan draf" if status == "DRAF" else "Isi realisasi"
        kata = f"Paling lambat {batas(jendela)}.{sisa(isi, pada)}"
        return Tugas(f"Laporkan realisasi {bulan}", kata, lembar, tombol, True)
    if pada < jendela.mulai:
        return Tugas(f"Realisasi {bulan} belum dibuka", f"Pengisian mulai {waktu(jendela.mulai)}.", daftar)
    return Tugas(
        f"Realisasi {bulan} tidak diajukan",
        f"Pengisian berakhir {batas(jendela)}. Bila ada sebabnya, hubungi pengelola kepegawaian Anda; hanya BKD yang "
        "dapat membuka bulan ini kembali.",
        daftar,
    )


# --- the year -------------------------------------------------------------------------------------------------------

TINGKAT = {
    Predikat.SANGAT_BAIK: (5, "SB"),
    Predikat.BAIK: (4, "B"),
    Predikat.BUTUH_PERBAIKAN: (3, "BP"),
    Predikat.KURANG: (2, "K"),
    Predikat.SANGAT_KURANG: (1, "SK"),
}
SATU_TINGKAT = 9  # of the drawing


def grafik_predikat(laporan: list[RealisasiBulanan], *, pada: datetime) -> Grafik | None:
    """None as long as there is no predikat in these months."""
    lalu = Bulan.dari(pada).sebelum()
    setahun = [lalu.geser(n) for n in range(1 - SETAHUN, 1)]
    milik = {r.nilai_bulan: r for r in laporan if r.predikat}
    if not any(b in milik for b in setahun):
        return None
    batang, teks = [], []
    for bulan in setahun:
        tingkat, huruf = TINGKAT[milik[bulan].predikat] if bulan in milik else (0, "")
        batang.append((tingkat * SATU_TINGKAT, huruf, bulan.nama[:3]))
        if bulan in milik:
            teks.append(f"{bulan} {milik[bulan].get_predikat_display()}")
    sisanya = "; bulan lain belum berpredikat" if len(teks) < SETAHUN else ""
    return Grafik.susun(batang, lebar=24, teks=f"Predikat: {', '.join(teks)}{sisanya}.")
