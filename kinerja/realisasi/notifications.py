"""WHO hears of a monthly report."""

from __future__ import annotations

from django.urls import reverse

from kinerja.kalender.models import Tahap
from kinerja.kalender.queries import batas, masa_untuk
from kinerja.kepegawaian.models import Pegawai
from kinerja.notifikasi.notifications import on


def _pemilik(riwayat, realisasi) -> list:
    return [realisasi.pegawai.pengguna]


def _penilai(riwayat, realisasi) -> list:
    return [realisasi.penilai.pengguna] if realisasi.penilai else []


def _lembar(riwayat, realisasi) -> str:
    return reverse("realisasi:lembar", args=[realisasi.tahun, realisasi.bulan])


def _nilai(riwayat, realisasi) -> str:
    return reverse("realisasi:nilai", args=[realisasi.pk])


def _bila_sistem(kepada):
    """What one does oneself need not be told."""
    return lambda riwayat, realisasi: kepada(riwayat, realisasi) if riwayat.oleh.is_sistem else []


def _bila_atasan(riwayat, realisasi) -> list:
    """The penilai in whose stead his superior rated."""
    return _penilai(riwayat, realisasi) if riwayat.rincian.get("oleh_atasan") else []


def _sampai(tahap: Tahap, riwayat, realisasi) -> str:
    masa = masa_untuk(
        tahap,
        realisasi.nilai_bulan,
        perangkat_daerah_id=realisasi.perangkat_daerah_id,
        pegawai_id=realisasi.pegawai_id,
    )
    return batas(masa.kini(riwayat.pada))


# --- submitting, and what undoes it --------------------------------------------------------------------------------

on(
    "realisasi.diajukan",
    to=_penilai,
    judul=lambda riwayat, realisasi: (
        f"{realisasi.pegawai} mengajukan realisasi {realisasi.nilai_bulan}. Menunggu penilaian Anda."
    ),
    tautan=_nilai,
)
on(
    "realisasi.ditarik_kembali",
    to=lambda riwayat, realisasi: [_orang(riwayat.rincian.get("dari"))],
    judul=lambda riwayat, realisasi: (
        f"{realisasi.pegawai} menarik kembali realisasi {realisasi.nilai_bulan}. Anda tidak perlu menilainya sekarang."
    ),
    tautan=lambda riwayat, realisasi: reverse(
        "realisasi:antrean_bulan", args=[realisasi.tahun, realisasi.bulan]
    ),
)
on(
    "realisasi.dikembalikan",
    to=_pemilik,
    judul=lambda riwayat, realisasi: (
        f"Realisasi {realisasi.nilai_bulan} dikembalikan untuk diperbaiki: {_potong(riwayat.catatan)} "
        f"Ajukan lagi paling lambat {_sampai(Tahap.PENGISIAN, riwayat, realisasi)}."
    ),
    tautan=_lembar,
)

# --- rating -----------------------------------------------------------------------------------------------------------

on(
    "realisasi.hasil_kerja_dinilai",
    to=_bila_atasan,
    judul=lambda riwayat, realisasi: (
        f"Hasil kerja {realisasi.pegawai} {realisasi.nilai_bulan} dinilai oleh atasan pejabat penilai, "
        f"{realisasi.dinilai_oleh}, karena Anda belum menilai."
    ),
    tautan=_nilai,
)
on(
    "realisasi.perilaku_dinilai",
    to=_bila_atasan,
    judul=lambda riwayat, realisasi: (
        f"Realisasi {realisasi.nilai_bulan} {realisasi.pegawai} selesai dinilai oleh atasan pejabat penilai, "
        f"{realisasi.dinilai_oleh}, karena Anda belum menilai."
    ),
    tautan=_nilai,
)
on(
    "realisasi.perilaku_dinilai",
    to=_pemilik,
    judul=lambda riwayat, realisasi: (
        f"Realisasi {realisasi.nilai_bulan} selesai dinilai"
        f"{' oleh atasan pejabat penilai' if riwayat.rincian.get('oleh_atasan') else ''}. "
        f"Predikat: {realisasi.get_predikat_display()}."
    ),
    tautan=_lembar,
)
on(
    "realisasi.penilaian_diubah",
    to=_pemilik,
    judul=lambda riwayat, realisasi: (
        f"Penilaian realisasi {realisasi.nilai_bulan} Anda diubah. Predikat sekarang: "
        f"{realisasi.get_predikat_display()}. Penilaian semula dan alasannya dapat dibaca."
    ),
    tautan=_lembar,
)

# --- another penilai --------------------------------------------------------------------------------------------------

on(
    "realisasi.penilai_dialihkan",
    to=lambda riwayat, realisasi: [_orang(riwayat.rincian["dari"])],
    judul=lambda riwayat, realisasi: (
        f"Penilaian realisasi {realisasi.nilai_bulan} {realisasi.pegawai} dialihkan dari Anda kepada "
        f"{realisasi.penilai}."
    ),
)
on(
    "realisasi.penilai_dialihkan",
    to=_penilai,
    judul=lambda riwayat, realisasi: (
        f"Realisasi {realisasi.nilai_bulan} {realisasi.pegawai} dialihkan kepada Anda. Menunggu penilaian Anda."
    ),
    tautan=_nilai,
)
on(
    "realisasi.penilai_dialihkan",
    to=_pemilik,
    judul=lambda riwayat, realisasi: (
        f"Pejabat penilai realisasi {realisasi.nilai_bulan} Anda sekarang {realisasi.penilai}."
    ),
    tautan=_lembar,
)

# --- the clock ----------------------------------------------------------------------------------------------------------

for _jenis in ("realisasi.pengisian_ditutup", "realisasi.tidak_dilaporkan"):
    on(
        _jenis,
        to=_pemilik,
        judul=lambda riwayat, realisasi: (
            f"Masa pengisian realisasi {realisasi.nilai_bulan} sudah berakhir dan realisasi Anda belum diajukan, "
            "jadi tercatat “tidak lapor”."
        ),
        tautan=_lembar,
    )
on(
    "realisasi.penilaian_ditutup",
    to=_pemilik,
    judul=lambda riwayat, realisasi: (
        f"Realisasi {realisasi.nilai_bulan} Anda belum dinilai sampai masa penilaian berakhir, jadi tercatat "
        "“tidak dinilai”. Laporan Anda tetap tersimpan; tidak ada predikat yang dibuat dengan sendirinya."
    ),
    tautan=_lembar,
)
on(
    "realisasi.penilaian_ditutup",
    to=_penilai,
    judul=lambda riwayat, realisasi: (
        f"Realisasi {realisasi.nilai_bulan} {realisasi.pegawai} belum Anda nilai sampai masa penilaian berakhir, "
        "jadi tercatat “tidak dinilai”."
    ),
    tautan=_nilai,
)
on(
    "realisasi.pengisian_dibuka",
    to=_bila_sistem(_pemilik),
    judul=lambda riwayat, realisasi: (
        f"Pengisian realisasi {realisasi.nilai_bulan} dibuka kembali untuk Anda sampai "
        f"{_sampai(Tahap.PENGISIAN, riwayat, realisasi)}."
    ),
    tautan=_lembar,
)
for _jenis in ("realisasi.penilaian_dibuka", "realisasi.penilaian_dilanjutkan"):
    on(
        _jenis,
        to=_bila_sistem(_penilai),
        judul=lambda riwayat, realisasi: (
            f"Penilaian realisasi {realisasi.nilai_bulan} {realisasi.pegawai} dibuka kembali sampai "
            f"{_sampai(Tahap.PENILAIAN, riwayat, realisasi)}. Menunggu penilaian Anda."
        ),
        tautan=_nilai,
    )


def _orang(pk):
    """The account of a person named in the record; None when it names nobody."""
    pegawai = Pegawai.objects.filter(pk=pk).select_related("pengguna").first() if pk else None
    return pegawai.pengguna if pegawai else None


def _potong(teks: str) -> str:
    """A note as far as a notice has room for it; the whole of it stands on the page."""
    rapi = " ".join(teks.split())
    return f"“{rapi[:69]}…”" if len(rapi) > 70 else f"“{rapi}”"
