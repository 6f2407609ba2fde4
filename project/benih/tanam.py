"""A province of N people over M months, invented and reproducible: the same seed gives the same rows."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.contrib.auth.models import Permission
from django.db import transaction
from django.utils import timezone

from kinerja.aktivitas.models import Aktivitas
from kinerja.akun.models import Pengguna
from kinerja.dokumen.models import Riwayat
from kinerja.kalender.models import Bulan
from kinerja.kepegawaian.models import (
    KewenanganWilayah,
    Pegawai,
    PejabatPenilai,
    RiwayatJabatan,
    UnitKerja,
)
from kinerja.kepegawaian.permissions import NILAI
from kinerja.realisasi.models import RealisasiBulanan, RealisasiIndikator, UmpanBalikPerilaku, hitung
from kinerja.skp.models import (
    KEDINASAN_LAIN,
    Aspek,
    Ekspektasi,
    Indikator,
    LampiranSkp,
    RencanaHasilKerja,
    Skp,
    VersiSkp,
)
from kinerja.skp.models.versi import ABJAD, PANJANG_KODE
from kinerja.skp.queries import daftar_nilai
from project.benih.orang import PASSWORD, Orang, Penduduk
from project.benih.penulis import Penulis

URUTAN = [
    Pengguna, Pegawai, UnitKerja, KewenanganWilayah, RiwayatJabatan, PejabatPenilai,
    Skp, RencanaHasilKerja, Indikator, Ekspektasi, VersiSkp,
    Aktivitas, RealisasiBulanan, RealisasiIndikator, UmpanBalikPerilaku,
]  # fmt: skip
RHK, INDIKATOR_PER_RHK = 4, 3
PASANGAN_RATING = (
    [("SESUAI", "SESUAI")] * 70
    + [("DI_ATAS", "DI_ATAS")] * 12
    + [("SESUAI", "DI_ATAS")] * 8
    + [("DI_BAWAH", "SESUAI")] * 6
    + [("SESUAI", "DI_BAWAH")] * 3
    + [("DI_BAWAH", "DI_BAWAH")]
)
HASIL = {pasangan: hitung(*pasangan) for pasangan in set(PASANGAN_RATING)}
# Of a hundred people, in the months gone by and in the month that is being reported.
STATUS_LALU = ["SELESAI"] * 96 + ["TIDAK_LAPOR"] * 2 + ["TIDAK_DINILAI"] * 2
STATUS_KINI = (
    [""] * 5 + ["DRAF"] * 20 + ["PENILAIAN_HASIL_KERJA"] * 40 + ["PENILAIAN_PERILAKU"] * 10 + ["SELESAI"] * 25
)
BERVERSI = ("DISETUJUI", "SELESAI")
STATUS_SKP = ["DISETUJUI"] * 96 + ["KONSEP"] * 2 + ["PENILAIAN_RENCANA"] * 2
UMPAN_BALIK = ("Sangat memuaskan", "Bagus dan pertahankan", "Sudah baik namun dapat lebih ditingkatkan")


class Benih(Penduduk):
    def __init__(
        self,
        pegawai: int,
        bulan: int,
        seed: int,
        *,
        pada: datetime,
        kenari: bool = False,
        aktivitas: int = 0,
    ):
        self.acak, self.jumlah, self.kenari = random.Random(seed), pegawai, kenari  # noqa: S311 not a secret
        self.aktivitas = aktivitas  # of each person and working day, in the month that is being reported
        self.pada = pada
        terakhir = Bulan.dari(pada).sebelum()
        self.daftar_bulan = [terakhir.geser(n) for n in range(1 - bulan, 1)]
        self.tulis = Penulis(URUTAN)
        self.orang: list[Orang] = []
        self.izin = dict(
            Permission.objects.filter(content_type__app_label="kepegawaian").values_list("codename", "pk")
        )
        self.daftar_nilai = daftar_nilai()

    def tanam(self) -> dict:
        """Write everything; returns one login per role, and how many rows there are."""
        self._penduduk()
        self._peran()
        for tahun in sorted({b.tahun for b in self.daftar_bulan}):
            self._tahun(tahun)
        self.tulis.selesai()
        sistem = Pengguna.objects.sistem()
        rincian = {m._meta.model_name: n for m, n in self.tulis.jumlah.items()}
        with transaction.atomic():
            Riwayat.tambah(sistem, "pengguna.benih_dimuat", oleh=sistem, pada=self.pada, rincian=rincian)
        return {
            "password": PASSWORD,
            "akun": self.akun,
            "bulan": str(self.daftar_bulan[-1]),
            "baris": rincian,
        }

    # --- a year ---------------------------------------------------------------------------------------------

    def _tahun(self, tahun: int) -> None:
        terakhir = tahun == self.daftar_bulan[-1].tahun
        bulan_bulan = [b for b in self.daftar_bulan if b.tahun == tahun]
        for orang in self.orang:
            self._riwayat(orang, tahun, terakhir)
            if orang.atasan is None:
                continue
            status = "DISETUJUI" if terakhir else "SELESAI"
            if terakhir and orang.jabatan.jenis != "STRUKTURAL":
                status = self.acak.choice(STATUS_SKP)
            skp = self._skp(orang, tahun, status)
            if status in BERVERSI:
                versi = self._versi(orang, skp)
                for bulan in bulan_bulan:
                    self._bulan(orang, skp["id"], versi, bulan)

    def _riwayat(self, orang: Orang, tahun: int, terakhir: bool) -> None:
        pemeriksa = self.orang[-1] if orang is not self.orang[-1] else self.orang[0]
        orang.riwayat = self.tulis.tambah(
            RiwayatJabatan,
            pegawai_id=orang.pk,
            tahun=tahun,
            jabatan_id=orang.jabatan.pk,
            tmt=date(tahun - 2, 1, 3),
            selesai=None if terakhir else date(tahun, 12, 31),
            perangkat_daerah_id=orang.opd.pk,
            unit_kerja_id=orang.unit,
            aktif=terakhir,
            diusulkan_oleh_id=orang.akun,
            diverifikasi_oleh_id=pemeriksa.akun,
            diverifikasi_pada=_pada(date(tahun, 1, 2), 8),
        )
        if orang.atasan:
            orang.penugasan = self.tulis.tambah(
                PejabatPenilai,
                user_id=orang.atasan.akun,
                permission_id=self.izin[NILAI],
                content_object_id=orang.riwayat,
                pegawai_id=orang.atasan.pk,
                dinilai_id=orang.pk,
                mulai=date(tahun, 1, 1),
                selesai=None if terakhir else date(tahun, 12, 31),
            )

    def _skp(self, orang: Orang, tahun: int, status: str) -> dict:
        """Its columns, with its key and with what is expected."""
        jpt, diajukan = orang.pimpinan, status != "KONSEP"
        skp = {
            **self._snapshot(orang, diajukan=True),
            "status": status,
            "pegawai_id": orang.pk,
            "riwayat_jabatan_id": orang.riwayat,
            "tahun": tahun,
            "mulai": date(tahun, 1, 1),
            "selesai": date(tahun, 12, 31),
            "model": "JPT" if jpt else "JA_JF",
            "predikat": "BAIK" if status == "SELESAI" else "",
            "diajukan_pada": _pada(date(tahun, 1, 10), 9) if diajukan else None,
            "disetujui_pada": _pada(date(tahun, 1, 15), 9) if status in BERVERSI else None,
        }
        skp["id"] = pk = self.tulis.tambah(Skp, **skp)
        self.tulis.tambah(Indikator, skp_kedinasan_lain_id=pk, uraian=KEDINASAN_LAIN)
        induk = [None] * RHK if jpt else orang.atasan.rhk
        orang.rhk = [self._rhk(orang, pk, n, induk[n]) for n in range(RHK)]
        skp["ekspektasi"] = {}
        for nilai in self.daftar_nilai if diajukan else ():
            teks = self._teks(orang, "Bekerja dengan jujur, ramah, dan tepat waktu")
            skp["ekspektasi"][nilai.kode] = teks
            self.tulis.tambah(Ekspektasi, skp_id=pk, nilai_id=nilai.kode, teks=teks)
        return skp

    def _rhk(self, orang: Orang, skp: int, n: int, induk: dict | None) -> dict:
        isi = {
            "jenis": "UTAMA" if n < RHK - 1 else "TAMBAHAN",
            "uraian": self._teks(
                orang, f"Terlaksananya layanan kepegawaian bagian {n + 1} tepat waktu dan berkualitas"
            ),
        }
        atasan = induk["id"] if induk else None
        rhk = self.tulis.tambah(RencanaHasilKerja, skp_id=skp, rhk_atasan_id=atasan, urutan=n + 1, **isi)
        return {
            "id": rhk,
            **isi,
            "atasan_id": atasan,
            "atasan": induk["uraian"] if induk else "",
            "indikator": [self._indikator(orang, rhk, m) for m in range(INDIKATOR_PER_RHK)],
        }

    def _indikator(self, orang: Orang, rhk: int, n: int) -> dict:
        isi = {
            "uraian": self._teks(orang, f"Jumlah atau persentase layanan yang diselesaikan, ukuran {n + 1}"),
            "aspek": "" if orang.pimpinan else Aspek.values[n],
            "perspektif": "PROSES_BISNIS" if orang.pimpinan else "",
            "target_teks": "",
            "satuan": "Persen",
            "arah": "NAIK",
        }
        pk = self.tulis.tambah(Indikator, rhk_id=rhk, target=_PERSEN[n], urutan=n + 1, **isi)
        return {"id": pk, "target": str(_PERSEN[n]), **isi}

    def _versi(self, orang: Orang, skp: dict) -> int:
        """The approved version, as `potret` would take it."""
        return self.tulis.tambah(
            VersiSkp,
            skp_id=skp["id"],
            nomor=1,
            kode="".join(self.acak.choices(ABJAD, k=PANJANG_KODE)),
            disetujui_pada=skp["disetujui_pada"],
            isi={
                "model": skp["model"],
                "pendekatan": "KUANTITATIF",
                "tahun": skp["tahun"],
                "mulai": skp["mulai"].isoformat(),
                "selesai": skp["selesai"].isoformat(),
                "perangkat_daerah": orang.opd.nama,
                "pegawai": orang.pihak,
                "penilai": orang.atasan.pihak,
                "rhk": orang.rhk,
                "lampiran": {jenis: [] for jenis in LampiranSkp.Jenis.values},
                "ekspektasi": [
                    {
                        "kode": nilai.kode,
                        "nama": nilai.nama,
                        "panduan": [p.teks for p in nilai.daftar_panduan.all()],
                        "teks": skp["ekspektasi"][nilai.kode],
                    }
                    for nilai in self.daftar_nilai
                ],
            },
        )

    # --- a month --------------------------------------------------------------------------------------------

    def _bulan(self, orang: Orang, skp: int, versi: int, bulan: Bulan) -> None:
        kini = bulan == self.daftar_bulan[-1]
        status = self.acak.choice(STATUS_KINI if kini else STATUS_LALU)
        lanjut = bulan.berikut().awal
        diajukan = status not in ("", "DRAF", "TIDAK_LAPOR")
        diajukan_pada = self._sampai_kini(lanjut, 8 + orang.nomor % 9) if diajukan else None
        jumlah = self._kegiatan(orang, skp, bulan, diajukan_pada) if kini else {}
        if not status:
            return
        hasil = status in ("PENILAIAN_PERILAKU", "SELESAI")
        rating = self.acak.choice(PASANGAN_RATING)
        isi: dict = {}
        if diajukan:
            isi |= {"diajukan_pada": diajukan_pada, "jumlah_aktivitas": sum(jumlah.values())}
        if hasil:
            isi |= {
                "rating_hasil": rating[0],
                "hasil_dinilai_pada": self._sampai_kini(lanjut + timedelta(days=1), 9),
                "dinilai_oleh_id": orang.atasan.pk,
            }
        if status == "SELESAI":
            isi |= {
                "rating_perilaku": rating[1],
                "perilaku_dinilai_pada": self._sampai_kini(lanjut + timedelta(days=1), 10),
                "catatan_akhir": self._teks(orang, "Pertahankan hasil kerja."),
                "predikat": HASIL[rating].nilai,
                "jejak": HASIL[rating].jejak,
            }
        realisasi = self.tulis.tambah(
            RealisasiBulanan,
            **self._snapshot(orang, diajukan=diajukan),
            status=status,
            skp_id=skp,
            versi_skp_id=versi,
            pegawai_id=orang.pk,
            tahun=bulan.tahun,
            bulan=bulan.bulan,
            catatan=self._teks(orang, "Mohon penilaian."),
            **isi,
        )
        if status != "TIDAK_LAPOR":
            self._baris(orang, realisasi, bulan, jumlah if diajukan else {}, terisi=diajukan, dinilai=hasil)
        if status == "SELESAI":
            for nilai in self.daftar_nilai:
                self.tulis.tambah(
                    UmpanBalikPerilaku,
                    realisasi_id=realisasi,
                    nilai_id=nilai.kode,
                    teks=self._teks(orang, UMPAN_BALIK[orang.nomor % 3]),
                )

    def _kegiatan(self, orang: Orang, skp: int, bulan: Bulan, dihitung: datetime | None) -> dict[int, int]:
        """The working days of the month; returns the number by indicator. Entered the same evening."""
        indikator = [i["id"] for rhk in orang.rhk for i in rhk["indikator"]]
        jumlah: dict[int, int] = {}
        for hari in range(bulan.akhir.day if self.aktivitas else 0):
            tanggal = bulan.awal + timedelta(days=hari)
            for n in range(self.aktivitas if tanggal.weekday() < 5 else 0):
                pk = indikator[(orang.nomor + hari + n) % len(indikator)]
                jumlah[pk] = jumlah.get(pk, 0) + 1
                self.tulis.tambah(
                    Aktivitas,
                    skp_id=skp,
                    pegawai_id=orang.pk,
                    indikator_id=pk,
                    tanggal=tanggal,
                    mulai=time(8 + n % 8),
                    selesai=time(8 + n % 8, 50),
                    uraian=self._teks(orang, "Menyelesaikan layanan kepegawaian sesuai antrean hari itu"),
                    dicatat_pada=_pada(tanggal, 17),
                    dihitung_pada=dihitung,
                )
        return jumlah

    def _baris(
        self,
        orang: Orang,
        realisasi: int,
        bulan: Bulan,
        jumlah: dict[int, int],
        *,
        terisi: bool,
        dinilai: bool,
    ):
        bukti = f"https://bukti.contoh.invalid/{orang.opd.kode}/{orang.nip}/{bulan.tahun}-{bulan.bulan:02d}"
        for n, indikator in enumerate(i for rhk in orang.rhk for i in rhk["indikator"]):
            self.tulis.tambah(
                RealisasiIndikator,
                realisasi_id=realisasi,
                indikator_id=indikator["id"],
                nilai=_PERSEN[(orang.nomor + n) % len(_PERSEN)] if terisi else None,
                bukti=self._teks(orang, f"{bukti}/{n}") if terisi else "",
                jumlah_aktivitas=jumlah.get(indikator["id"], 0),
                umpan_balik=self._teks(orang, UMPAN_BALIK[n % 3]) if dinilai else "",
            )

    def _snapshot(self, orang: Orang, *, diajukan: bool) -> dict:
        isi = {
            "jabatan_nama": orang.jabatan.nama,
            "pangkat": orang.golongan,
            "unit_nama": orang.unit_nama,
            "perangkat_daerah_id": orang.opd.pk,
        }
        if diajukan:
            isi |= {
                "penilai_id": orang.atasan.pk,
                "penilai_jabatan": orang.atasan.jabatan.nama,
                "penugasan_id": orang.penugasan,
            }
        return isi

    def _sampai_kini(self, hari: date, jam: int) -> datetime:
        """Sown on the first days of a month, its reports are of today at the latest: none lies in the future."""
        return min(_pada(hari, jam), self.pada)

    def _teks(self, orang: Orang, teks: str) -> str:
        """With --kenari every free text says whose it is, so that a test sees where it leaks."""
        if not self.kenari:
            return teks
        orang.kenari += 1
        return f"{teks} KNR-{orang.opd.kode}-{orang.nip}-{orang.kenari}"


_PERSEN = [Decimal(f"{n}.00") for n in (90, 95, 97, 98, 100)]


def _pada(hari: date, jam: int) -> datetime:
    return timezone.make_aware(datetime.combine(hari, time(jam)))
