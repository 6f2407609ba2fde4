"""The first page after logging in: what waits for me, whoever I am."""

from __future__ import annotations

from django.shortcuts import render
from django.utils import timezone

from kinerja.akun.permissions import lihat_semua
from kinerja.beranda import queries
from kinerja.kalender.queries import pengumuman_jadwal
from kinerja.kepegawaian.permissions import pegawai_dari
from kinerja.realisasi.views.penilai import jumlah_menunggu as laporan_menunggu
from kinerja.skp.views.menu import dinilai, jumlah_menunggu


def beranda(request, *, daftar_pengumuman=(), tautan_informasi=""):
    """Announcements come from project/: kinerja does not know the CMS."""
    pengguna, pada = request.user, timezone.now()
    pegawai = pegawai_dari(pengguna)
    rekap = queries.rekap_beranda(pengguna, pada=pada)
    isi = {
        "judul": f"Selamat datang, {pengguna.nama}",
        "rekap": rekap,
        "laju": queries.laju_pengisian(rekap.bulan, rekap.semua, pada=pada)
        if rekap and lihat_semua(pengguna)
        else None,
        "daftar_pengumuman": daftar_pengumuman,
        "tautan_informasi": tautan_informasi,
    }
    tugas = queries.tugas_batch(pengguna, pada=pada)
    if pegawai:
        bawahan = dinilai(request)
        laporan = queries.laporan_setahun(pegawai, pada=pada)
        skp = queries.skp_milik(pegawai)
        bulan = queries.bulan_ku(pegawai, pada=pada, laporan=laporan, daftar_skp=skp)
        menunggu = {"rencana": jumlah_menunggu(request), "laporan": laporan_menunggu(request)}
        tugas = [
            *queries.tugas_pegawai(pegawai, pada=pada, daftar_skp=skp),
            *([bulan.tugas] if bulan and bulan.tugas.mendesak else []),
            *queries.tugas_penilai(pengguna, pada=pada, dinilai=bawahan, **menunggu),
            *tugas,
            *queries.tugas_aktivitas(pegawai, pada=pada, daftar_skp=skp),
        ]
        isi |= {
            "bulan": bulan,
            "grafik": queries.grafik_predikat(laporan, pada=pada),
            "pergeseran": pengumuman_jadwal(
                perangkat_daerah_id=pegawai.perangkat_daerah_id,
                pegawai_id=pegawai.pk,
                pada=pada,
                dinilai=[p.pk for p in bawahan],
            ),
        }
    isi["daftar_tugas"] = sorted(tugas, key=lambda t: not t.mendesak)
    return render(request, "beranda/beranda.html", isi)
