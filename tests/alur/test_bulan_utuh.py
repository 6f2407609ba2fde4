"""February and March of one office through HTTP: late people, two moves, an outage, a silent penilai, one change."""

import io
from datetime import date

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from kinerja.aktivitas.models import Aktivitas
from kinerja.realisasi.models import PerubahanPenilaian, RealisasiBulanan
from tests.alur.bulan import (
    ajukan,
    akhiri_skp_lama,
    alamat_lembar,
    buka_draf,
    kantor_sebulan,
    laporan,
    nilai,
    orang,
    pindah,
    setujui_usulan,
    skp_baru,
    tetapkan_penilai,
    wita,
)


@pytest.fixture
def k(db):
    with time_machine.travel(wita(1, 15), tick=False):
        return kantor_sebulan()


def test_office_lives_february_to_march(k):
    with time_machine.travel(wita(2, 2, 16), tick=False) as jam:
        a_mencatat_aktivitas(k, jam)
        c_pindah_tanggal_lima(k, jam)
        d_pindah_tanggal_dua_puluh(k, jam)
        awal_maret(k, jam)
        penilai_i_pensiun(k, jam)
        malam_gangguan(k, jam)
        atasan_menilai_hari_terakhir(k, jam)
        a_diubah_sekali(k, jam)
        b_dibuka_kembali(k, jam)
        akhir_masa_penilaian(k, jam)
        b_menyusul(k, jam)
        baca_hasil(k)


def a_mencatat_aktivitas(k, jam) -> None:
    """Typed, planned and done, pasted, copied: seven activities, four of them marked as several at once."""
    a = orang(k.a).buka("/kerja/aktivitas/")
    indikator = str(k.a.daftar_skp.get().daftar_rhk.get().daftar_indikator.first().pk)
    isi = {"tanggal": "2026-02-02", "indikator": indikator}
    a.tekan("Simpan", uraian="Menyusun laporan", mulai="08:00", selesai="09:00", **isi)
    isi |= {"jenis": "RENCANA", "tanggal": "2026-02-03"}
    a.buka("/kerja/aktivitas/").tekan("Simpan", uraian="Rapat staf", mulai="10:00", selesai="11:00", **isi)
    assert (a.status, Aktivitas.objects.count()) == (200, 2)
    jam.move_to(wita(2, 3, 16))
    a = orang(k.a).buka("/kerja/aktivitas/").klik("Input Rapat staf")
    a.tekan("Input aktivitas", selesai="11:30")
    baris = "03-02-2026\t13.00\t14.00\tMemeriksa data\t1\n3/2/2026\t14:00\t15:30\tMelayani tamu\t2\n"
    a.buka("/kerja/aktivitas/tempel/?bulan=2026-02").tekan("Periksa", teks=baris)
    assert "Yang akan dicatat: 2 baris" in a.teks
    a.tekan("Simpan aktivitas")
    jam.move_to(wita(2, 4, 17))
    a = orang(k.a).buka("/kerja/aktivitas/salin/?ke=2026-02-04")
    a.tekan("Salin yang dicentang")
    assert a.status == 200, a.teks[:500]
    daftar = Aktivitas.objects.filter(pegawai=k.a, jenis="AKTIVITAS")
    assert [daftar.count(), daftar.filter(kiriman=None).count()] == [7, 2]


def c_pindah_tanggal_lima(k, jam) -> None:
    """First case: January with the old SKP and by the old penilai, February with the new one from the 5th."""
    jam.move_to(wita(2, 3))
    ajukan(k.c, bulan=1)
    jam.move_to(wita(2, 5))
    pindah(k, k.c, "kabid_dua", tmt=date(2026, 2, 5), aktif=True)
    akhiri_skp_lama(k.c, "2026-02-04", "Mutasi, Keputusan nomor 1 tanggal 2 Februari 2026.")
    jam.move_to(wita(2, 8))
    nilai(k.kabid, k.c, bulan=1)
    jam.move_to(wita(2, 9))
    skp_baru(k, k.c, k.kabid_dua, date(2026, 2, 5))


def d_pindah_tanggal_dua_puluh(k, jam) -> None:
    """Second case: the rest of February is “tugas kedinasan lain”; old SKP and old penilai; the new SKP from 1 March."""
    indikator = str(k.d.daftar_skp.get().daftar_rhk.get().daftar_indikator.first().pk)
    isi = {"indikator": indikator, "mulai": "08:00", "selesai": "09:00"}
    tutup(jam, wita(2, 11, 0, 31))  # January of those whose story begins in February
    jam.move_to(wita(2, 18, 16))
    d = orang(k.d).buka("/kerja/aktivitas/")
    d.tekan("Simpan", uraian="Menyusun laporan", tanggal="2026-02-18", **isi)
    riwayat = pindah(k, k.d, "kabid_dua", tmt=date(2026, 2, 20), aktif=False)
    jam.move_to(wita(2, 23, 16))
    d = orang(k.d).buka("/kerja/aktivitas/")
    pilihan = [o["value"] for o in d.halaman.find("select", {"name": "indikator"}).find_all("option")]
    lain = str(k.d.daftar_skp.get().indikator_kedinasan_lain.pk)
    assert pilihan == ["", lain]
    jawaban = d.tekan("Simpan", uraian="Melayani tamu", tanggal="2026-02-23", **isi)
    assert (jawaban.status, Aktivitas.objects.filter(pegawai=k.d).count()) == (422, 1)
    d.tekan("Simpan", indikator=lain)
    assert (d.status, Aktivitas.objects.filter(pegawai=k.d).count()) == (200, 2)

    jam.move_to(wita(3, 2))
    k.d.daftar_riwayat_jabatan.update(aktif=False)
    riwayat.aktif = True
    riwayat.save()
    akhiri_skp_lama(k.d, "2026-02-28", "Mutasi, Keputusan nomor 2 tanggal 18 Februari 2026.")
    skp_baru(k, k.d, k.kabid_dua, date(2026, 3, 1))
    d = orang(k.d).buka("/kerja/aktivitas/")
    baru = k.d.daftar_skp.get(mulai=date(2026, 3, 1)).daftar_rhk.get().daftar_indikator.get()
    d.tekan("Simpan", uraian="Memproses usul", tanggal="2026-03-02", mulai="08:00", selesai="08:30", indikator=str(baru.pk))  # fmt: skip
    assert d.status == 200, d.teks[:500]


def awal_maret(k, jam) -> None:
    """5 to 9 March: most file and are rated; one is returned and files again, one takes his back and forgets it."""
    jam.move_to(wita(3, 4))
    draf = buka_draf(k.b)
    draf.tekan("Simpan draf", **{draf.isian("nilai_")[0]: "4"})
    assert "Draf tersimpan." in draf.teks
    ajukan(k.d, catatan_penilai="Sejak 20 Februari pada jabatan baru.")
    assert [b.jumlah_aktivitas for b in laporan(k.d).baris_terurut()] == [1, 0, 1]
    jam.move_to(wita(3, 5))
    for satu in (k.a, k.c, k.f, k.g, k.h, k.i, k.l):
        ajukan(satu)
    buka_draf(k.e)
    assert (laporan(k.c).skp.mulai, laporan(k.c).penilai) == (date(2026, 2, 5), k.kabid_dua)
    assert (laporan(k.d).skp.mulai, laporan(k.d).penilai) == (date(2026, 1, 1), k.kabid)

    jam.move_to(wita(3, 6))
    menyusul = {"tanggal": "2026-02-27", "mulai": "08:00", "selesai": "09:00"}
    indikator = str(laporan(k.a).baris_terurut()[0].indikator_id)
    a = orang(k.a).buka("/kerja/aktivitas/")
    a.tekan("Simpan", uraian="Dicatat sesudah diajukan", indikator=indikator, **menyusul)
    assert (a.status, Aktivitas.objects.filter(pegawai=k.a, jenis="AKTIVITAS").count()) == (200, 8)
    assert "Total Aktivitas: 7" in a.buka(alamat_lembar(2)).teks
    nilai(k.kabid, k.a)
    nilai(k.kabid, k.d, "DI_ATAS", "SESUAI")
    nilai(k.kabid_dua, k.c, "SESUAI", "DI_ATAS")
    alamat = reverse("realisasi:kembalikan", args=[laporan(k.g).pk])
    kabid = orang(k.kabid).buka(alamat).tekan("Kembalikan")
    assert (kabid.status, laporan(k.g).status) == (422, "PENILAIAN_HASIL_KERJA")
    kabid.tekan("Kembalikan", catatan="Lampirkan laporan minggu keempat.")
    assert (kabid.status, laporan(k.g).status) == (200, "DRAF")
    h = orang(k.h).buka(alamat_lembar(2)).klik("Tarik kembali").tekan("Tarik kembali")
    assert (h.status, laporan(k.h).status) == (200, "DRAF")

    jam.move_to(wita(3, 9))
    g = buka_draf(k.g)
    assert "Lampirkan laporan minggu keempat." in g.teks
    ajukan(k.g, nilai="6")
    nilai(k.kabid, k.g, "DI_ATAS", "DI_ATAS")


def penilai_i_pensiun(k, jam) -> None:
    """The pengelola designates another, then hands over what the old one held; nobody else could."""
    jam.move_to(wita(3, 9, 13))
    k.kabid_tiga.status = "PENSIUN"
    k.kabid_tiga.save()
    pengelola = orang(k.pengelola).buka(reverse("realisasi:pengalihan"))
    assert "Tetapkan dahulu pejabat penilai yang baru" in pengelola.teks
    tetapkan_penilai(k, k.i, k.kabid, "2026-03-09")
    pilih = {"realisasi": str(laporan(k.i).pk)}
    assert (
        orang(k.i).buka(reverse("realisasi:alihkan_penilai") + f"?realisasi={pilih['realisasi']}").status
        == 403
    )
    pengelola.buka(reverse("realisasi:pengalihan")).tekan("Alihkan ke penilai sekarang", **pilih)
    assert "Dari Kabid Ketiga Demo kepada Kabid Demo" in pengelola.teks
    pengelola.tekan("Alihkan 1 laporan", alasan="Kabid Ketiga Demo pensiun 9 Maret 2026.")
    assert "dialihkan kepada Kabid Demo. Nomor tanda terima" in pengelola.teks
    nilai(k.kabid, k.i, "SESUAI", "DI_BAWAH")


def tutup(jam, saat) -> None:
    jam.move_to(saat)
    call_command("berkala", "tutup_bulan", stdout=io.StringIO())


def status_bulan() -> dict[str, str]:
    return {
        r.pegawai.nama.removeprefix("Pegawai Demo "): r.status
        for r in RealisasiBulanan.objects.filter(tahun=2026, bulan=2).select_related("pegawai")
    }


def malam_gangguan(k, jam) -> None:
    """10 March 20.00 to 11 March 02.00. The clock had closed four people's month; two of BKD record the outage, and
    they have until 05.59."""
    tutup(jam, wita(3, 11, 0, 29))
    assert set(status_bulan().values()) & {"TIDAK_LAPOR"} == set()
    tutup(jam, wita(3, 11, 0, 31))
    ditutup = {n for n, s in status_bulan().items() if s == "TIDAK_LAPOR"}
    assert ditutup == {"102", "105", "108", "110"}

    jam.move_to(wita(3, 11, 2, 30))
    bkd = orang(k.bkd).buka(reverse("kalender:usulkan_gangguan"))
    bkd.tekan(
        "Lihat akibatnya",
        mulai_tanggal="2026-03-10",
        mulai_jam="20:00",
        selesai_tanggal="2026-03-11",
        selesai_jam="02:00",
        keterangan="Sistem tidak dapat diakses.",
    )
    assert "11 Maret 2026 pukul 05.59 WITA" in bkd.teks
    assert "13 Maret 2026 pukul 05.59 WITA" in bkd.teks
    bkd.tekan("Usulkan")
    assert not bkd.ada_tombol("Setujui")
    setujui_usulan(k, "gangguan")
    tutup(jam, wita(3, 11, 2, 46))
    assert [status_bulan()[n] for n in ("102", "105", "108", "110")] == ["DRAF"] * 4

    jam.move_to(wita(3, 11, 3))
    e = orang(k.e).buka(alamat_lembar(2))
    assert "Batas pengisian: 11 Maret 2026 pukul 05.59 WITA" in e.teks
    ajukan(k.e)
    jam.move_to(wita(3, 11, 6, 0))
    terlambat = buka_draf(k.h).tekan("Ajukan realisasi", konfirmasi="on")
    assert (terlambat.status, laporan(k.h).status) == (409, "DRAF")
    assert "berakhir 11 Maret 2026 pukul 05.59 WITA" in terlambat.teks
    tutup(jam, wita(3, 11, 6, 29))
    assert [status_bulan()[n] for n in ("102", "108", "110")] == ["DRAF"] * 3
    tutup(jam, wita(3, 11, 6, 30))
    ditutup = {n for n, s in status_bulan().items() if s == "TIDAK_LAPOR"}
    assert ditutup == {"102", "108", "110"}
    jam.move_to(wita(3, 11, 9))
    nilai(k.kabid, k.e)


def a_diubah_sekali(k, jam) -> None:
    jam.move_to(wita(3, 12))
    alamat = reverse("realisasi:ubah_penilaian", args=[laporan(k.a).pk])
    kabid, alasan = orang(k.kabid).buka(alamat), "Bukti yang menyusul memperlihatkan hasil lebih. " * 5
    pendek, cukup = alasan[:199], alasan[:200]
    kabid.tekan("Lanjutkan", rating_hasil="DI_ATAS", rating_perilaku="DI_ATAS", alasan=pendek)
    assert "Alasan minimal 200 karakter (sekarang 199)." in kabid.teks
    kabid.tekan("Lanjutkan", rating_hasil="DI_ATAS", rating_perilaku="DI_ATAS", alasan=cukup)
    assert "Predikat berubah dari Baik menjadi Sangat Baik" in kabid.teks
    kabid.tekan("Simpan perubahan")
    assert "Perubahan penilaian tersimpan. Nomor tanda terima" in kabid.teks
    assert not kabid.ada_tombol("Ubah Penilaian")
    kedua = orang(k.kabid).buka(alamat)
    assert "Perubahan penilaian hanya satu kali, dan sudah dipakai." in kedua.teks
    assert PerubahanPenilaian.objects.count() == 1
    a = orang(k.a).buka(alamat_lembar(2))
    assert "Sangat Baik" in a.teks
    assert cukup.strip() in a.teks


def b_dibuka_kembali(k, jam) -> None:
    """One of BKD proposes, another agrees: his draft is where he left it, and he has until the 15th."""
    jam.move_to(wita(3, 12, 10))
    assert not orang(k.b).buka(alamat_lembar(2)).ada_tombol("Isi Realisasi")
    bkd = orang(k.bkd).buka(reverse("kalender:usulkan_pembukaan")).tekan("Cari", cari="Pegawai Demo 102")
    bkd.klik("Pegawai Demo 102")
    bkd.tekan(
        "Usulkan",
        bulan="2026-2",
        mulai="2026-03-12",
        batas_isi="2026-03-15",
        batas_nilai="2026-03-17",
        alasan="Dirawat di rumah sakit 1-11 Maret.",
    )
    assert "Pembukaan kembali diusulkan." in bkd.teks
    setujui_usulan(k, "pembukaan")


def b_menyusul(k, jam) -> None:
    jam.move_to(wita(3, 14))
    b = buka_draf(k.b)
    assert [b.halaman.find(attrs={"name": n}).get("value", "") for n in b.isian("nilai_")] == ["4", ""]
    ajukan(k.b, nilai="4")
    jam.move_to(wita(3, 14, 10))
    nilai(k.kabid, k.b, "DI_BAWAH", "SESUAI")
    tutup(jam, wita(3, 18, 1))


def atasan_menilai_hari_terakhir(k, jam) -> None:
    """Kabid Kedua is silent. His superior may read, but rate on the last day only, which the outage has moved."""
    alamat = reverse("realisasi:nilai", args=[laporan(k.f).pk])
    jam.move_to(wita(3, 12, 5, 59, 59))
    atasan = orang(k.pimpinan).buka(reverse("realisasi:atasan"))
    assert "Kabid Kedua Demo" in atasan.teks
    assert not atasan.ada_tombol("Nilai")
    assert not atasan.buka(alamat).halaman.find(attrs={"name": "rating"})
    jam.move_to(wita(3, 12, 6))
    atasan = orang(k.pimpinan).buka(reverse("realisasi:atasan"))
    assert atasan.ada_tombol("Nilai")
    nilai(k.pimpinan, k.f)
    assert (laporan(k.f).dinilai_oleh, laporan(k.f).oleh_atasan) == (k.pimpinan, True)


def akhir_masa_penilaian(k, jam) -> None:
    tutup(jam, wita(3, 13, 6, 29))
    assert "TIDAK_DINILAI" not in status_bulan().values()
    tutup(jam, wita(3, 13, 6, 30))
    sekali = status_bulan()
    tutup(jam, wita(3, 13, 6, 31))
    assert status_bulan() == sekali


# What became of everybody: status, ratings of results and behaviour, predikat, who rated.
HASIL = """
101 SELESAI       DI_ATAS  DI_ATAS  SANGAT_BAIK     Kabid Demo
102 SELESAI       DI_BAWAH SESUAI   BUTUH_PERBAIKAN Kabid Demo
103 SELESAI       SESUAI   DI_ATAS  BAIK            Kabid Kedua Demo
104 SELESAI       DI_ATAS  SESUAI   BAIK            Kabid Demo
105 SELESAI       SESUAI   SESUAI   BAIK            Kabid Demo
106 SELESAI       SESUAI   SESUAI   BAIK            Pimpinan Demo
107 SELESAI       DI_ATAS  DI_ATAS  SANGAT_BAIK     Kabid Demo
108 TIDAK_LAPOR   -        -        -               -
109 SELESAI       SESUAI   DI_BAWAH KURANG          Kabid Demo
110 TIDAK_LAPOR   -        -        -               -
111 TIDAK_DINILAI -        -        -               -
"""

# Pegawai, tanpa SKP, belum lapor, tidak lapor, menunggu, tidak dinilai, selesai; then the five predikat from best to
# worst. Four are in no unit (the Sekda, the pengelola, two without a position); a retired head is nobody's any more.
REKAP = """
(unit kerja belum tercatat) |  4 | 4 | |   | |   |   |   |   |   |   |
Badan Contoh                |  1 | 1 | |   | |   |   |   |   |   |   |
Bidang Diklat               |  1 |   | |   | |   | 1 |   |   |   | 1 |
Bidang Kinerja              |  8 | 1 | | 2 | |   | 5 | 2 | 2 | 1 |   |
Bidang Mutasi               |  4 | 1 | |   | | 1 | 2 |   | 2 |   |   |
Jumlah                      | 18 | 7 | | 2 | | 1 | 8 | 2 | 4 | 1 | 1 |
"""
TIDAK_LAPOR = (
    "Masa pengisian realisasi Februari 2026 sudah berakhir dan realisasi Anda belum diajukan, "
    "jadi tercatat “tidak lapor”."
)
DIBUKA_GANGGUAN = (
    "Pengisian realisasi Februari 2026 dibuka kembali untuk Anda sampai 11 Maret 2026 pukul 05.59 WITA."
)
KOTAK_MASUK = {
    "a": [
        "Realisasi Februari 2026 selesai dinilai. Predikat: Baik.",
        "Penilaian realisasi Februari 2026 Anda diubah. Predikat sekarang: Sangat Baik. Penilaian semula dan "
        "alasannya dapat dibaca.",
    ],
    "b": [
        TIDAK_LAPOR,
        DIBUKA_GANGGUAN,
        TIDAK_LAPOR,
        "Februari 2026 bagi Pegawai Demo 102 dibuka kembali: pengisian sampai 15 Maret 2026, penilaian sampai "
        "17 Maret 2026",
        "Pengisian realisasi Februari 2026 dibuka kembali untuk Anda sampai 15 Maret 2026 pukul 23.59 WITA.",
        "Realisasi Februari 2026 selesai dinilai. Predikat: Butuh Perbaikan.",
    ],
    "c": ["Realisasi Februari 2026 selesai dinilai. Predikat: Baik."],
    "d": ["Realisasi Februari 2026 selesai dinilai. Predikat: Baik."],
    "e": [TIDAK_LAPOR, DIBUKA_GANGGUAN, "Realisasi Februari 2026 selesai dinilai. Predikat: Baik."],
    "f": ["Realisasi Februari 2026 selesai dinilai oleh atasan pejabat penilai. Predikat: Baik."],
    "g": [
        "Realisasi Februari 2026 dikembalikan untuk diperbaiki: “Lampirkan laporan minggu keempat.” Ajukan lagi "
        "paling lambat 10 Maret 2026 pukul 23.59 WITA.",
        "Realisasi Februari 2026 selesai dinilai. Predikat: Sangat Baik.",
    ],
    "h": [TIDAK_LAPOR, DIBUKA_GANGGUAN, TIDAK_LAPOR],
    "i": [
        "Pejabat penilai realisasi Februari 2026 Anda sekarang Kabid Demo.",
        "Realisasi Februari 2026 selesai dinilai. Predikat: Kurang.",
    ],
    "j": [TIDAK_LAPOR, DIBUKA_GANGGUAN, TIDAK_LAPOR],
    "l": [
        "Realisasi Februari 2026 Anda belum dinilai sampai masa penilaian berakhir, jadi tercatat “tidak dinilai”. "
        "Laporan Anda tetap tersimpan; tidak ada predikat yang dibuat dengan sendirinya.",
    ],
    "kabid_dua": [
        *(
            f"Pegawai Demo {n} mengajukan realisasi Februari 2026. Menunggu penilaian Anda."
            for n in (103, 106, 111)
        ),
        "Hasil kerja Pegawai Demo 106 Februari 2026 dinilai oleh atasan pejabat penilai, Pimpinan Demo, karena Anda "
        "belum menilai.",
        "Realisasi Februari 2026 Pegawai Demo 106 selesai dinilai oleh atasan pejabat penilai, Pimpinan Demo, karena "
        "Anda belum menilai.",
        "Realisasi Februari 2026 Pegawai Demo 111 belum Anda nilai sampai masa penilaian berakhir, jadi tercatat "
        "“tidak dinilai”.",
    ],
}


def baca_hasil(k) -> None:
    kini = []
    bulan_itu = RealisasiBulanan.objects.filter(tahun=2026, bulan=2).order_by("pegawai__nama")
    for r in bulan_itu.select_related("pegawai", "dinilai_oleh"):
        isi = (r.pegawai.nama[-3:], r.status, r.rating_hasil, r.rating_perilaku, r.predikat, r.dinilai_oleh)
        kini.append([str(x) if x else "-" for x in isi])
    assert kini == [baris.split(maxsplit=5) for baris in HASIL.strip().splitlines()]
    keluar = io.StringIO()
    call_command("periksa", stdout=keluar)
    assert "0 pelanggaran." in keluar.getvalue()
    rekap = orang(k.pimpinan).buka(reverse("realisasi:rekap_opd", args=[2026, 2, k.opd.pk]))
    tabel = [
        [sel.get_text(" ", strip=True) for sel in baris.find_all(["th", "td"])]
        for baris in rekap.halaman.find("table").find("tbody").find_all("tr")
    ]
    assert tabel == [[satu.strip() for satu in baris.split("|")] for baris in REKAP.strip().splitlines()]
    for nama, kalimat in KOTAK_MASUK.items():
        tentang_februari = [satu for satu in kotak_masuk(getattr(k, nama)) if "Februari 2026" in satu]
        assert tentang_februari == kalimat, nama


def kotak_masuk(pegawai) -> list[str]:
    """The sentences of his inbox, oldest first, as he reads them."""
    peramban = orang(pegawai).buka("/kerja/pemberitahuan/")
    return [
        kartu.find("p").get_text(" ", strip=True).removeprefix("Baru ")
        for kartu in peramban.halaman.find_all("article")
    ][::-1]
