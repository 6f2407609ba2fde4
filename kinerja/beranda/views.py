"""The first page after logging in: what waits for me, whoever I am."""

from __future__ import annotations

from django.shortcuts import render
from django.utils import timezone

from kinerja.akun.permissions import lihat_semua
from kinerja.beranda import queries
from kinerja.kepegawaian.permissions import pegawai_dari


def beranda(request, *, daftar_pengumuman=(), tautan_informasi=""):
    """Announcements come from project/: kinerja does not know the CMS."""
    pengguna, pada = request.user, timezone.now()
    pegawai = pegawai_dari(pengguna)
    bulan = queries.bulan_ku(pegawai, pada=pada) if pegawai else None
    tugas = [
        *(queries.tugas_pegawai(pegawai, pada=pada) if pegawai else []),
        *([bulan.tugas] if bulan and bulan.tugas.mendesak else []),
        *queries.tugas_penilai(pengguna, pada=pada),
        *queries.tugas_batch(pengguna, pada=pada),
    ]
    return render(
        request,
        "beranda/beranda.html",
        {
            "judul": f"Selamat datang, {pengguna.nama}",
            "daftar_tugas": sorted(tugas, key=lambda t: not t.mendesak),
            "bulan": bulan,
            "pengisian": queries.pengisian_bulan(pada=pada) if lihat_semua(pengguna) else None,
            "daftar_pengumuman": daftar_pengumuman,
            "tautan_informasi": tautan_informasi,
        },
    )
