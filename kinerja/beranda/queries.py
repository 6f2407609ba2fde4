"""What waits for me? One list of tasks per viewpoint, most urgent first, each with its deadline and its door."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils import timezone

from kinerja.akun.permissions import lihat_semua
from kinerja.dokumen.models import Riwayat
from kinerja.kalender.models import Bulan, JadwalBulanan, Jendela, Tahap
from kinerja.kalender.queries import jadwal_per_opd, waktu
from kinerja.kepegawaian.models import Pegawai
from kinerja.kepegawaian.permissions import KELOLA, VERIFIKASI, wilayah
from kinerja.kepegawaian.queries import riwayat_aktif
from kinerja.realisasi.models import RealisasiBulanan
from kinerja.realisasi.queries import is_usang, menunggu_penilaian
from kinerja.skp.lifecycle import StatusSkp
from kinerja.skp.models import Skp
from kinerja.skp.queries import MENUNGGU, jumlah_menunggu_keputusan, penugasan_ditawarkan
from kinerja.username.lifecycle import StatusBatch
from kinerja.username.models import BatchUsername

# How many months back an open window is looked for (a reopened one may lie a while back).
BULAN_DITENGOK = 3

# The last of these says why an SKP is a draft: sent back, or opened for revision.
PUTUSAN = ["skp.dikembalikan", "skp.diterima", "skp.revisi_diterima"]

# How many of the month's four steps lie behind a report in this status.
POSISI = {"PENILAIAN_HASIL_KERJA": 1, "TIDAK_DINILAI": 1, "PENILAIAN_PERILAKU": 2, "SELESAI": 4}


@dataclass(frozen=True)
class Tugas:
    """One thing to do or to know. `mendesak` puts it on top; a task without `tombol` is only told."""

    judul: str
    keterangan: str = ""
    tautan: str = ""
    tombol: str = ""
    mendesak: bool = False


@dataclass(frozen=True)
class Langkah:
    """One step of the month's path, for `ui/_tahapan.html`: keadaan is selesai, kini or nanti."""

    label: str
    keadaan: str
    keterangan: str = ""


@dataclass(frozen=True)
class BulanKu:
    """The month whose window matters now, as a path of four steps."""

    bulan: Bulan
    langkah: list[Langkah]
    tugas: Tugas


def tugas_pegawai(pegawai: Pegawai, *, pada: datetime) -> list[Tugas]:
    """The employee's own SKP. The month has a card of its own (`bulan_ku`)."""
    riwayat = riwayat_aktif(pegawai)
    if riwayat is None:
        return [
            Tugas(
                "Jabatan Anda belum tercatat aktif",
                "Hubungi pengelola kepegawaian perangkat daerah Anda; tanpa jabatan aktif, SKP belum dapat disusun.",
            )
        ]
    if riwayat.tahun < timezone.localtime(pada).year:
        return [
            Tugas(
                f"Tegaskan jabatan Anda untuk tahun {timezone.localtime(pada).year}",
                f"{riwayat.jabatan}, {riwayat.unit_kerja}. Bila masih benar, cukup satu ketukan.",
                reverse("skp:daftar"),
                "Masih benar?",
                True,
            )
        ]
    skp = Skp.objects.filter(riwayat_jabatan=riwayat).select_related("penilai").first()
    if skp is None:
        return [
            Tugas(
                f"Susun SKP {riwayat.tahun}",
                f"Untuk jabatan {riwayat.jabatan}.",
                reverse("skp:daftar"),
                "Tambah SKP",
                True,
            )
        ]
    tautan = reverse("skp:detail", args=[skp.pk])
    if skp.status == StatusSkp.KONSEP:
        return [_tugas_konsep(skp, tautan), *_tugas_penugasan(skp, tautan, pada)]
    if skp.status in MENUNGGU:
        apa = "Revisi SKP" if skp.status == StatusSkp.REVISI or skp.dalam_revisi else "SKP"
        tenang = "Tidak ada yang perlu Anda lakukan."
        return [Tugas(f"{apa} {skp.tahun} menunggu keputusan {skp.penilai}", tenang, tautan)]
    return []


def _tugas_penugasan(skp: Skp, tautan: str, pada: datetime) -> list[Tugas]:
    if not (n := penugasan_ditawarkan(skp, pada=pada).count()):
        return []
    return [
        Tugas(
            f"{n} penugasan pimpinan belum Anda ambil",
            "Jadikan rencana hasil kerja di SKP.",
            tautan,
            "Lihat",
            True,
        )
    ]


def _tugas_konsep(skp: Skp, tautan: str) -> Tugas:
    putusan = Riwayat.objects.filter(objek_tipe="skp.skp", objek_id=skp.pk, jenis__in=PUTUSAN).first()
    if putusan and putusan.jenis == "skp.dikembalikan":
        catatan = f"Catatan penilai: {putusan.catatan}"
        return Tugas(f"Perbaiki SKP {skp.tahun}", catatan, tautan, "Buka SKP", True)
    if skp.dalam_revisi:
        berjalan = "Laporan bulanan tetap memakai versi yang sudah disetujui."
        return Tugas(f"Ubah SKP {skp.tahun}, lalu ajukan lagi", berjalan, tautan, "Buka SKP", True)
    return Tugas(f"Lengkapi dan ajukan SKP {skp.tahun}", "Masih berupa konsep.", tautan, "Buka SKP", True)


def bulan_ku(pegawai: Pegawai, *, pada: datetime) -> BulanKu | None:
    """The oldest month with an open window that is not finished; else the last month that ended."""
    lalu = Bulan.dari(pada).sebelum()
    calon = [lalu.geser(-n) for n in range(BULAN_DITENGOK - 1, -1, -1)]
    milik = {
        r.nilai_bulan: r
        for r in pegawai.daftar_realisasi_bulanan.filter(tahun__in={b.tahun for b in calon}).select_related(
            "penilai", "skp"
        )
        if not is_usang(r)
    }
    daftar_skp = list(pegawai.daftar_skp.filter(disetujui_pada__isnull=False))
    hari = settings.HARI_PENENTU_PEMILIK_BULAN
    pemilik = {b: next((s for s in daftar_skp if s.memuat(b.awal.replace(day=hari))), None) for b in calon}
    bermilik = [b for b in calon if pemilik[b]]
    if not bermilik:
        return None
    opd = {b: (milik.get(b) or pemilik[b]).perangkat_daerah_id for b in bermilik}
    jadwal = {b: satu for (b, _), satu in jadwal_per_opd(opd.items()).items()}
    belum = [
        b
        for b in bermilik
        if (b not in milik or milik[b].status != "SELESAI")
        and jadwal[b].jendela(Tahap.PENILAIAN).memuat(pada)
    ]
    bulan = belum[0] if belum else bermilik[-1]
    return _rakit_bulan(bulan, milik.get(bulan), jadwal[bulan], pada)


def _rakit_bulan(
    bulan: Bulan, realisasi: RealisasiBulanan | None, jadwal: JadwalBulanan, pada: datetime
) -> BulanKu:
    isi, nilai = jadwal.jendela(Tahap.PENGISIAN), jadwal.jendela(Tahap.PENILAIAN)
    status = realisasi.status if realisasi else ""
    posisi = POSISI.get(status, 0)
    keterangan = [
        f"paling lambat {_batas(isi)}",
        f"oleh {realisasi.penilai}, paling lambat {_batas(nilai)}"
        if realisasi and realisasi.penilai
        else f"paling lambat {_batas(nilai)}",
        "",
        realisasi.get_predikat_display() if realisasi and realisasi.predikat else "",
    ]
    label = ["Isi dan ajukan realisasi", "Penilaian hasil kerja", "Penilaian perilaku", "Predikat"]
    langkah = [
        Langkah(teks, "selesai" if n < posisi else "kini" if n == posisi else "nanti", keterangan[n])
        for n, teks in enumerate(label)
    ]
    return BulanKu(bulan, langkah, _tugas_bulan(bulan, realisasi, isi, pada))


def _tugas_bulan(bulan: Bulan, realisasi: RealisasiBulanan | None, isi: Jendela, pada: datetime) -> Tugas:
    if realisasi and realisasi.status != "DRAF":
        tautan = reverse("realisasi:lembar", args=[bulan.tahun, bulan.bulan])
        if realisasi.predikat:
            return Tugas(
                f"Predikat {bulan}: {realisasi.get_predikat_display()}", "", tautan, "Lihat penilaian"
            )
        return Tugas(f"Realisasi {bulan} sudah diajukan", f"Menunggu penilaian {realisasi.penilai}.", tautan)
    if isi.memuat(pada):
        tombol = "Lanjutkan draf" if realisasi else "Isi realisasi"
        tautan = (
            reverse("realisasi:lembar", args=[bulan.tahun, bulan.bulan])
            if realisasi
            else reverse("realisasi:daftar")
        )
        return Tugas(f"Laporkan realisasi {bulan}", f"Paling lambat {_batas(isi)}.", tautan, tombol, True)
    if pada < isi.mulai:
        return Tugas(
            f"Realisasi {bulan} belum dibuka",
            f"Pengisian mulai {waktu(isi.mulai)}.",
            reverse("realisasi:daftar"),
        )
    return Tugas(
        f"Realisasi {bulan} tidak diajukan",
        f"Pengisian berakhir {_batas(isi)}. Hubungi pengelola kepegawaian Anda.",
        reverse("realisasi:daftar"),
    )


def _batas(jendela: Jendela) -> str:
    """`10 Maret 2026 pukul 23.59 WITA`."""
    return waktu(jendela.selesai - timedelta(minutes=1))


def tugas_penilai(pengguna, *, pada: datetime) -> list[Tugas]:
    """What others wait for from me: a plan to decide, a month to rate."""
    daftar = []
    if n := jumlah_menunggu_keputusan(pengguna, pada=pada):
        daftar.append(
            Tugas(
                f"{n} SKP menunggu keputusan Anda",
                "Tetapkan ekspektasi, lalu terima atau kembalikan.",
                reverse("skp:antrean"),
                "Buka antrean SKP",
                True,
            )
        )
    kelompok = menunggu_penilaian(pengguna).order_by().values_list("tahun", "bulan", "perangkat_daerah")
    jumlah = {(Bulan(t, b), opd): n for t, b, opd, n in kelompok.annotate(n=Count("pk"))}
    hitung, jendela_bulan = Counter(), {}
    for (bulan, opd), jadwal in sorted(jadwal_per_opd(jumlah).items(), key=lambda p: p[0]):
        jendela = jadwal.jendela(Tahap.PENILAIAN)
        hitung[bulan] += jumlah[bulan, opd]
        # Several offices, several windows: the earliest end is the one to heed.
        jendela_bulan[bulan] = min(jendela, jendela_bulan.get(bulan, jendela), key=lambda j: j.selesai)
    for bulan, n in hitung.items():
        jendela = jendela_bulan[bulan]
        buka = jendela.memuat(pada)
        kata = f"Paling lambat {_batas(jendela)}." if buka else f"Masa penilaian berakhir {_batas(jendela)}."
        daftar.append(
            Tugas(
                f"{n} realisasi {bulan} menunggu penilaian Anda",
                kata,
                reverse("realisasi:antrean_bulan", args=[bulan.tahun, bulan.bulan]),
                "Nilai sekarang" if buka else "Lihat",
                buka,
            )
        )
    return daftar


def tugas_batch(pengguna, *, pada: datetime) -> list[Tugas]:
    """Username lists that wait for the pengelola, the verifikatur or BKD."""
    terlihat = _batch_terlihat(pengguna, pada)
    if terlihat is None:
        return []
    hitung = dict(terlihat.order_by().values_list("status").annotate(n=Count("pk")))
    tautan = reverse("username:daftar")
    kalimat = {
        StatusBatch.TERVALIDASI: "daftar username sudah diperiksa dan belum diajukan",
        StatusBatch.DIKEMBALIKAN: "daftar username dikembalikan verifikatur",
        StatusBatch.MENUNGGU_VERIFIKASI: "daftar username menunggu verifikasi",
        StatusBatch.TERVERIFIKASI: "daftar username siap diterapkan",
    }
    return [
        Tugas(f"{hitung[status]} {teks}", "", tautan, "Buka daftar", True)
        for status, teks in kalimat.items()
        if hitung.get(status)
    ]


def _batch_terlihat(pengguna, pada: datetime) -> QuerySet[BatchUsername] | None:
    if lihat_semua(pengguna):
        return BatchUsername.objects.all()
    daerah = wilayah(pengguna, KELOLA, pada=pada) | wilayah(pengguna, VERIFIKASI, pada=pada)
    return BatchUsername.objects.filter(perangkat_daerah__in=daerah) if daerah else None


def pengisian_bulan(*, pada: datetime) -> dict | None:
    """BKD's view of the last month: how many have filed and been rated, of how many people. Two queries."""
    bulan = Bulan.dari(pada).sebelum()
    hitung = dict(
        RealisasiBulanan.objects.filter(tahun=bulan.tahun, bulan=bulan.bulan)
        .order_by()
        .values_list("status")
        .annotate(n=Count("pk"))
    )
    orang = Pegawai.objects.filter(status=Pegawai.Status.AKTIF).exclude(jenis_kepegawaian="NON_ASN").count()
    selesai = hitung.get("SELESAI", 0)
    menunggu = hitung.get("PENILAIAN_HASIL_KERJA", 0) + hitung.get("PENILAIAN_PERILAKU", 0)
    return {
        "bulan": bulan,
        "orang": orang,
        "menunggu": menunggu,
        "selesai": selesai,
        "belum": orang - selesai - menunggu,
    }
