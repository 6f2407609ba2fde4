"""What is measured on one seeded database, side by side in one process. Prints JSON: `python -m tests.bench.ukur`.

DATABASE_URL names the database (seeded by `benih`); the argument says how many months to file.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import statistics
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings.test")
django.setup()

from django.contrib import admin as django_admin  # noqa: E402
from django.contrib.auth.hashers import Argon2PasswordHasher  # noqa: E402
from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.db import OperationalError, connection, connections, transaction  # noqa: E402
from django.db.models import Count  # noqa: E402
from django.test.utils import override_settings  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402
from guardian.models import UserObjectPermission  # noqa: E402
from guardian.shortcuts import get_objects_for_user  # noqa: E402

from kinerja.aktivitas.models import Aktivitas  # noqa: E402
from kinerja.akun.backends import Argon2OwaspHasher  # noqa: E402
from kinerja.akun.models import Pengguna  # noqa: E402
from kinerja.akun.permissions import GRUP_ADMIN_BKD  # noqa: E402
from kinerja.akun.services import isi_lembar_kode  # noqa: E402
from kinerja.kalender.models import Bulan, JadwalBulanan  # noqa: E402
from kinerja.kepegawaian.models import PejabatPenilai, PerangkatDaerah  # noqa: E402
from kinerja.realisasi import services  # noqa: E402
from kinerja.realisasi.models import RealisasiBulanan, RealisasiIndikator  # noqa: E402
from kinerja.realisasi.queries import menunggu_penilaian  # noqa: E402
from kinerja.realisasi.queries.rekap import rekap_opd  # noqa: E402
from kinerja.skp.models import Indikator, RencanaHasilKerja, Skp, VersiSkp  # noqa: E402
from kinerja.skp.queries import data_skp, isi_versi  # noqa: E402
from kinerja.ui.pdf import cetak  # noqa: E402
from tests.bench.alat import baris, bergantian, masuk, ms, ms_proses_baru, timbang  # noqa: E402

PROSES, UTAS = 2, 8
DAFTAR = "admin:realisasi_realisasibulanan_changelist"
DAFTAR_AKTIVITAS = "admin:aktivitas_aktivitas_changelist"
BUKTI = "https://drive.google.com/drive/folders/bench"


def semua(jumlah_lapor: int) -> list[dict]:
    bulan = Bulan(*RealisasiBulanan.objects.order_by("-tahun", "-bulan").values_list("tahun", "bulan")[0])
    return [
        *pdf(),
        *sandi(),
        *antrean(bulan),
        *rekap(bulan),
        *daftar_admin(),
        *halaman(bulan),
        *susun(),
        *lapor(bulan, jumlah_lapor),
    ]


# --- documents and passwords -----------------------------------------------------------------------------------


def pdf() -> list[dict]:
    """First in a process, then warm, then a hundred different ones; the sheet of a code and an approved SKP."""
    daftar_versi = list(VersiSkp.objects.select_related("skp").order_by("pk")[:100])
    data = [data_skp(isi_versi(versi), versi) for versi in daftar_versi]
    jenis = {
        "resmi": lambda n: cetak("cetak/kode_aktivasi.typ", _lembar_kode(n)),
        "SKP": lambda n: cetak("cetak/skp.typ", data[n % len(data)]),
    }
    # Both firsts before this process prints anything: the printer's own threads do not survive a fork.
    pertama = {nama: ms_proses_baru(lambda k=kerja: k(0)) for nama, kerja in jenis.items()}
    hasil = []
    for nama, kerja in jenis.items():
        kerja(0)
        hangat = statistics.median(ms(lambda n=n, k=kerja: k(n)) for n in range(1, 8))
        seratus = ms(lambda k=kerja: [k(n) for n in range(100)])
        hasil += [
            baris(f"PDF {nama}, pertama", None, pertama[nama], "<= 100 ms", pertama[nama] <= 100),
            baris(f"PDF {nama}, hangat", None, hangat, "<= 30 ms", hangat <= 30),
            baris(f"100 PDF {nama}", None, seratus, "<= 3.000 ms", seratus <= 3000),
        ]
    return hasil


def _lembar_kode(n: int) -> dict:
    orang = Pengguna(username="198001012005011001", nama=f"Pegawai Demo {n:03d}")
    return isi_lembar_kode(
        [(orang, "ABCD-EFGH-JKMN-PQRS")], judul="Badan Kepegawaian Daerah", pada=timezone.now()
    )


def sandi() -> list[dict]:
    bawaan, kita = Argon2PasswordHasher(), Argon2OwaspHasher()
    stok, milik = bergantian(
        lambda: bawaan.encode("rahasia", "garamgaram"), lambda: kita.encode("rahasia", "garamgaram")
    )
    return [baris("login: satu hash Argon2", stok, milik, "< bawaan", milik < stok)]


# --- the penilai's queue -----------------------------------------------------------------------------------------


def antrean(bulan: Bulan) -> list[dict]:
    """List and count of what waits for a penilai of 15: foreign key, ours, and a guardian row for each document."""
    akun = _penilai_biasa()
    _izin_per_dokumen()
    saring = {"tahun": bulan.tahun, "bulan": bulan.bulan}

    def fk():
        daftar = RealisasiBulanan.objects.filter(penilai__pengguna=akun, **saring).select_related("pegawai")
        return len(daftar), daftar.count()

    def guardian():
        izin = "realisasi.view_realisasibulanan"
        daftar = (
            get_objects_for_user(akun, izin, accept_global_perms=False)
            .filter(**saring)
            .select_related("pegawai")
        )
        return len(daftar), daftar.count()

    def kita():
        daftar = menunggu_penilaian(akun)
        return len(daftar), daftar.count()

    t_fk, t_guardian, t_kita = bergantian(fk, guardian, kita)
    return [
        baris("menunggu saya: daftar + jumlah, lawan FK", t_fk, t_kita, "<= 2x", t_kita <= 2 * t_fk),
        baris(
            "menunggu saya, lawan izin guardian per dokumen",
            t_guardian,
            t_kita,
            "< stok",
            t_kita < t_guardian,
        ),
    ]


def _penilai_biasa() -> Pengguna:
    """A penilai with about fifteen people, in force now."""
    berlaku = PejabatPenilai.objects.filter(PejabatPenilai.berlaku(timezone.now()))
    jumlah: dict[int, int] = {}
    for pk in berlaku.values_list("user_id", flat=True):
        jumlah[pk] = jumlah.get(pk, 0) + 1
    terdekat = min(jumlah, key=lambda pk: (abs(jumlah[pk] - 15), pk))
    return Pengguna.objects.get(pk=terdekat)


def _izin_per_dokumen() -> None:
    """What assign_perm would leave behind for every document and its penilai."""
    tipe = ContentType.objects.get_for_model(RealisasiBulanan)
    izin = tipe.permission_set.get(codename="view_realisasibulanan")
    with connection.cursor() as kursor:
        kursor.execute(
            f"INSERT INTO {UserObjectPermission._meta.db_table} (permission_id, content_type_id, object_pk, user_id) "
            "SELECT %s, %s, CAST(r.id AS varchar(255)), p.pengguna_id FROM realisasi_realisasibulanan r "
            "JOIN kepegawaian_pegawai p ON p.id = r.penilai_id",
            [izin.pk, tipe.pk],
        )
        kursor.execute("ANALYZE")


# --- the recapitulation ------------------------------------------------------------------------------------------


def rekap(bulan: Bulan) -> list[dict]:
    """Everybody of a month by office, state and predikat: one aggregate over the months, and ours, which drops nobody."""
    daerah = list(PerangkatDaerah.objects.values_list("pk", flat=True))
    admin = Pengguna.objects.filter(groups__name=GRUP_ADMIN_BKD).first()

    def agregat():
        laporan = RealisasiBulanan.objects.filter(tahun=bulan.tahun, bulan=bulan.bulan).order_by()
        return len(laporan.values_list("perangkat_daerah", "status", "predikat").annotate(n=Count("pk")))

    t_agregat, t_kita = bergantian(agregat, lambda: rekap_opd(bulan, daerah))
    alamat = reverse("realisasi:rekap_bulan", args=[bulan.tahun, bulan.bulan])
    waktu = _median_halaman(admin, alamat)
    return [
        baris("rekap sebulan, lawan satu agregat", t_agregat, t_kita, "<= 2x", t_kita <= 2 * t_agregat),
        baris("rekap sebulan: halaman", None, waktu, "<= 300 ms", waktu <= 300),
    ]


# --- the back office -------------------------------------------------------------------------------------------


def daftar_admin() -> list[dict]:
    """Hundreds of thousands of months, a million activities: ours against the stock ModelAdmin."""
    pengawas = Pengguna.objects.create_user("bench-stok", "Bench", is_superuser=True)
    admin = Pengguna.objects.filter(groups__name=GRUP_ADMIN_BKD).first()
    nip = RealisasiBulanan.objects.select_related("pegawai").first().pegawai.nip
    akhir = (RealisasiBulanan.objects.count() - 1) // 100 + 1
    halaman = {"halaman pertama": "", "cari NIP": f"?q={nip}"}
    hasil = _lawan_stok(
        pengawas, admin, DAFTAR, "realisasi", halaman | {"halaman terakhir": f"?p={akhir}"}, 4
    )
    banyak = Aktivitas.objects.count()
    return hasil + _lawan_stok(pengawas, admin, DAFTAR_AKTIVITAS, f"{banyak} aktivitas", halaman, 10)


def _lawan_stok(
    pengawas: Pengguna, admin: Pengguna, daftar: str, apa: str, halaman: dict[str, str], sekali: int
) -> list[dict]:
    templat = [dict(t) for t in django.conf.settings.TEMPLATES]
    templat[0]["DIRS"] = [Path(django_admin.__file__).parent / "templates"]
    hasil = []
    for nama, param in halaman.items():
        # override_settings empties the caches of templates and URLs: each side warms up, then runs by itself.
        with override_settings(ROOT_URLCONF="tests.bench.urls_stok", TEMPLATES=templat):
            stok = _median_halaman(pengawas, reverse(daftar) + param)
        kita = _median_halaman(admin, reverse(daftar) + param)
        sasaran = (f"<= 1/{sekali}", kita <= stok / sekali)
        hasil.append(baris(f"daftar {apa} back office: {nama}", stok, kita, *sasaran))
    return hasil


def _median_halaman(pengguna: Pengguna, alamat: str) -> float:
    client = masuk(pengguna)

    def buka():
        jawaban = client.get(alamat)
        if jawaban.status_code != 200:
            raise AssertionError(f"{alamat}: {jawaban.status_code}")

    return bergantian(buka)[0]


# --- weights ---------------------------------------------------------------------------------------------------


def halaman(bulan: Bulan) -> list[dict]:
    penilai = _penilai_biasa()
    pegawai = RealisasiBulanan.objects.filter(tahun=bulan.tahun, bulan=bulan.bulan, status="DRAF").first()
    pegawai = (pegawai or RealisasiBulanan.objects.first()).pegawai.pengguna
    nilai = menunggu_penilaian(penilai).first()
    admin = Pengguna.objects.filter(groups__name=GRUP_ADMIN_BKD).first()
    lembar = reverse("realisasi:lembar", args=[bulan.tahun, bulan.bulan])
    lean = [
        ("beranda", pegawai, reverse("admin:index")),
        ("lembar realisasi", pegawai, lembar),
        ("antrean penilai", penilai, reverse("realisasi:antrean_bulan", args=[bulan.tahun, bulan.bulan])),
        ("aktivitas harian", pegawai, reverse("aktivitas:harian")),
        ("aktivitas sebulan", pegawai, reverse("aktivitas:daftar", args=[bulan.tahun, bulan.bulan])),
    ]
    if nilai:
        lean.append(("halaman penilaian", penilai, reverse("realisasi:nilai", args=[nilai.pk])))
    hasil = []
    for nama, pengguna, alamat in lean:
        dingin, hangat, permintaan, kueri, waktu = timbang(pengguna, alamat)
        hasil += [
            baris(
                f"{nama}: dingin, {permintaan} permintaan",
                None,
                dingin,
                "<= 15 KiB, 5",
                dingin <= 15 and permintaan <= 5,
                "KiB",
            ),
            baris(f"{nama}: hangat", None, hangat, "<= 6 KiB", hangat <= 6, "KiB"),
            baris(
                f"{nama}: kueri",
                None,
                kueri,
                "<= 8" if "antrean" in nama else "",
                "antrean" not in nama or kueri <= 8,
                "kueri",
            ),
            baris(f"{nama}: waktu peladen", None, waktu, "<= 300 ms", waktu <= 300),
        ]
    dingin, hangat, _, _, _ = timbang(admin, reverse(DAFTAR))
    return [
        *hasil,
        baris("back office: dingin", None, dingin, "<= 260 KiB", dingin <= 260, "KiB"),
        baris("back office: hangat", None, hangat, "<= 25 KiB", hangat <= 25, "KiB"),
    ]


def susun() -> list[dict]:
    """The editor of a plan of usual size, and of one ten times as long."""
    skp = Skp.objects.filter(status="KONSEP", model="JA_JF").order_by("pk").last()
    hasil = []
    for per_rhk in (3, 30):
        _rencana(skp, 10, per_rhk)
        pengguna, alamat = skp.pegawai.pengguna, reverse("skp:detail", args=[skp.pk])
        _, hangat, _, kueri, waktu = timbang(pengguna, alamat)
        nama = f"penyunting SKP, 10 RHK x {per_rhk} indikator"
        hasil += [
            baris(f"{nama}: hangat", None, hangat, "", True, "KiB"),
            baris(f"{nama}: kueri", None, kueri, "", True, "kueri"),
            baris(f"{nama}: waktu peladen", None, waktu, "<= 300 ms", waktu <= 300),
        ]
    return hasil


def _rencana(skp: Skp, jumlah_rhk: int, per_rhk: int) -> None:
    atasan = skp.daftar_rhk.first().rhk_atasan_id
    skp.daftar_rhk.all().delete()
    for n in range(jumlah_rhk):
        rhk = RencanaHasilKerja.objects.create(
            skp=skp,
            uraian=f"Terlaksananya layanan kepegawaian {n} tepat waktu",
            rhk_atasan_id=atasan,
            urutan=n,
        )
        Indikator.objects.bulk_create(
            Indikator(rhk=rhk, uraian=f"Persentase layanan {m} yang diselesaikan tepat waktu", aspek="KUALITAS",
                      target=Decimal(95), satuan="Persen", urutan=m)
            for m in range(per_rhk)
        )  # fmt: skip


# --- filing ------------------------------------------------------------------------------------------------------


def lapor(bulan: Bulan, jumlah: int) -> list[dict]:
    """Months filed per second by two processes of eight threads: bare writes, then the acts; no error allowed."""
    hari = timezone.localdate()
    buka = {
        "mulai": hari - timedelta(days=20),
        "batas_isi": hari + timedelta(days=5),
        "batas_nilai": hari + timedelta(days=7),
    }
    lain = {"absensi_mulai": hari, "absensi_selesai": hari, "rilis_mulai": hari, "rilis_selesai": hari}
    JadwalBulanan.objects.create(tahun=bulan.tahun, bulan=bulan.bulan, **buka, **lain)
    draf = RealisasiBulanan.objects.filter(status="DRAF", skp__status="DISETUJUI").order_by("pk")
    daftar = list(draf.values_list("pk", flat=True)[:jumlah])
    polos, _ = _per_detik(_tulis_polos, daftar)
    tindakan, gagal = _per_detik(_lapor_satu, daftar)
    diajukan = RealisasiBulanan.objects.filter(pk__in=daftar, status="PENILAIAN_HASIL_KERJA").count()
    if diajukan != len(daftar) - gagal:
        raise AssertionError(f"{diajukan} dari {len(daftar)} bulan terkirim, {gagal} ditolak.")
    nama = f"lapor sebulan ({len(daftar)} bulan, {PROSES} proses x {UTAS} utas)"
    return [
        baris(nama, polos, tindakan, ">= 1/4", tindakan >= polos / 4, "per detik"),
        baris("lapor sebulan: gagal karena antre terlalu lama", None, gagal, "0", gagal == 0, "kali"),
    ]


def _per_detik(kerja: Callable[[int], None], daftar: list[int]) -> tuple[float, int]:
    """(done per second, refused because the database was busy for longer than its timeout)."""
    connections.close_all()
    konteks = multiprocessing.get_context("fork")
    hitung = konteks.Value("i", 0)
    proses = [konteks.Process(target=_proses, args=(kerja, daftar[n::PROSES], hitung)) for n in range(PROSES)]
    mulai = time.perf_counter()
    for satu in proses:
        satu.start()
    for satu in proses:
        satu.join()
    if any(satu.exitcode for satu in proses):
        raise AssertionError("Ada pelaporan yang gagal.")
    return (len(daftar) - hitung.value) / (time.perf_counter() - mulai), hitung.value


def _proses(kerja: Callable[[int], None], daftar: list[int], hitung) -> None:
    def satu(pk: int) -> None:
        try:
            kerja(pk)
        except OperationalError:
            with hitung.get_lock():
                hitung.value += 1

    with ThreadPoolExecutor(UTAS) as utas:
        list(utas.map(satu, daftar))


def _tulis_polos(pk: int) -> None:
    """Twelve rows and the state, one transaction, nothing else."""
    with transaction.atomic():
        isi = list(RealisasiIndikator.objects.filter(realisasi=pk))
        for satu in isi:
            satu.nilai, satu.bukti = Decimal(3), BUKTI
        RealisasiIndikator.objects.bulk_update(isi, ["nilai", "bukti"])
        RealisasiBulanan.objects.filter(pk=pk).update(diubah_pada=timezone.now())


def _lapor_satu(pk: int) -> None:
    """The two acts of filing, as the page does them: draft saved with values, then submitted."""
    realisasi = RealisasiBulanan.objects.select_related("pegawai__pengguna").get(pk=pk)
    oleh = realisasi.pegawai.pengguna
    isi = {satu.pk: (Decimal(4), BUKTI) for satu in realisasi.daftar_baris.all()}
    services.simpan(
        realisasi, oleh=oleh, pada=timezone.now(), versi=realisasi.versi, kunci=f"s{pk}", baris=isi
    )
    services.ajukan(
        realisasi, oleh=oleh, pada=timezone.now(), versi=realisasi.versi, kunci=f"a{pk}", konfirmasi=True
    )


if __name__ == "__main__":
    print(json.dumps(semua(int(sys.argv[1]))))
