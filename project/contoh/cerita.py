"""What the people of the example have lived: every act by its service, at a plausible past time, in order.

The month to report is the month before today; the one before it is rated throughout. Acts are collected with
their times and then done in the order of time, so that the record reads as it would have been written.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from kinerja.aktivitas import services as aktivitas
from kinerja.aktivitas.queries import pilihan_indikator, skp_pada
from kinerja.kalender import services as kalender
from kinerja.kalender.models import AturanJadwal, Bulan, JadwalBulanan, Tahap
from kinerja.kalender.queries import jadwal_untuk
from kinerja.kepegawaian.queries import penilai_menurut_unit
from kinerja.realisasi import services as realisasi
from kinerja.realisasi.models import Rating, RealisasiBulanan, hitung
from kinerja.skp.models import NilaiBerakhlak, Skp
from project.contoh.register import SUMBER, Orang, Register
from project.contoh.rencana import BELUM_DISETUJUI, Rencana, waktu

# A rehearsal of a few days fits before every today, even on the first of a month.
DIUBAH = 4  # whose rating was changed once
HARI_TERCATAT = (1, 8, 19)  # days of the month, from 0, with an activity
HARI_TERBUKA_SEBELUM, HARI_TERBUKA_SESUDAH = 4, 10
BUKTI = "https://drive.google.com/drive/folders/contoh-bkd/{nip}/{tahun}-{bulan:02d}/{nomor}"


class Cerita(Rencana):
    def __init__(self, register: Register, pada: datetime):
        self.register, self.pada = register, timezone.localtime(pada)
        self.bulan = Bulan.dari(self.pada).sebelum()
        self.isi = json.loads((SUMBER / "skp.json").read_text(encoding="utf-8"))
        self.acara: list[tuple[datetime, int, Callable[[datetime], None]]] = []
        self.skp: dict[tuple[int, int], Skp] = {}

    def jalankan(self) -> None:
        self._jadwal()
        self._tentukan_penilai()
        self.pelaku = [o for o in self.register.daftar if o.punya_skp]
        for tahun in sorted({self.bulan.sebelum().tahun, self.bulan.tahun}):
            self._tahun(tahun)
        self._perubahan()
        self._bulan_lalu(self.bulan.sebelum())
        self._bulan_ini(self.bulan)
        self._hari_hari()
        self._gangguan(self.bulan.sebelum())
        for pada, _, tindakan in sorted(self.acara, key=lambda a: a[:2]):
            tindakan(pada)

    # --- when -------------------------------------------------------------------------------------------

    def _pada(self, pada: datetime, tindakan: Callable[[datetime], None]) -> None:
        self.acara.append((pada, len(self.acara), tindakan))

    def _hari_kerja(self, tahun: int, ke: int, jam: int, menit: int = 0) -> datetime:
        """The n-th working day of January."""
        hari = date(tahun, 1, 1)
        while ke:
            hari += timedelta(days=1)
            ke -= hari.weekday() < 5
        return waktu(hari, jam, menit)

    def _belakangan(self, bagian: float) -> datetime:
        """A working hour in the days that the demo's window has been open; never later than yesterday."""
        awal = jadwal_untuk(self.bulan).jendela(Tahap.PENGISIAN).mulai
        akhir = waktu(self.pada.date(), 0)
        titik = timezone.localtime(awal + (akhir - awal) * bagian)
        return titik.replace(hour=8 + titik.hour // 3)

    # --- the calendar and who rates whom --------------------------------------------------------------------

    def _jadwal(self) -> None:
        """The month to report is open today, whatever the date; the one before it had the juknis's days."""
        hari_ini, aturan = self.pada.date(), AturanJadwal.objects.first()
        JadwalBulanan.menurut_aturan(self.bulan.sebelum(), aturan).save()
        jadwal = JadwalBulanan.menurut_aturan(self.bulan, aturan)
        jadwal.mulai = min(jadwal.mulai, hari_ini - timedelta(days=HARI_TERBUKA_SEBELUM))
        jadwal.batas_isi = max(jadwal.batas_isi, hari_ini + timedelta(days=HARI_TERBUKA_SESUDAH))
        jadwal.batas_nilai = jadwal.batas_isi + timedelta(days=2)
        jadwal.absensi_selesai = jadwal.batas_isi
        jadwal.rilis_mulai = jadwal.batas_nilai + timedelta(days=1)
        jadwal.rilis_selesai = jadwal.batas_nilai + timedelta(days=3)
        jadwal.save()

    def _tentukan_penilai(self) -> None:
        menurut_pegawai = {o.pegawai.pk: o for o in self.register.daftar}
        for orang in self.register.daftar:
            if penilai := penilai_menurut_unit(orang.pegawai, orang.unit):
                orang.penilai = menurut_pegawai[penilai.pk]

    # --- the months ---------------------------------------------------------------------------------------------

    def _bulan_lalu(self, bulan: Bulan) -> None:
        """Filed on day 2 to 8, rated on day 9 to 11 of the month after."""
        lanjut = bulan.berikut().awal
        for n, orang in enumerate(self.pelaku):
            if bulan.tahun == self.bulan.tahun and orang.keadaan in BELUM_DISETUJUI:
                continue
            hasil = Rating.DI_ATAS if n % 9 == 0 else Rating.SESUAI
            lapor = waktu(lanjut + timedelta(days=1 + n % 7), 9, n % 60)
            nilai = waktu(lanjut + timedelta(days=8 + n % 3), 10, n % 60)
            self._lapor(orang, bulan, lapor)
            self._nilai(orang, bulan, hasil, hasil, nilai, nilai + timedelta(hours=3), n)
            if n == DIUBAH:
                self._pada(nilai + timedelta(hours=5), lambda p, o=orang: self._ubah_penilaian(o, bulan, p))

    def _bulan_ini(self, bulan: Bulan) -> None:
        for n, orang in enumerate(self.pelaku):
            keadaan, *rating = orang.keadaan.split()
            if keadaan in (*BELUM_DISETUJUI, "disetujui", "disetujui_kedua"):
                continue
            awal, bagian = 0.05 + 0.4 * n / 50, 0.2 * n / 50
            self._lapor(orang, bulan, self._belakangan(awal), ajukan=keadaan != "draf")
            if rating:
                perilaku = rating[1] if len(rating) > 1 else ""
                hasil_pada, perilaku_pada = self._belakangan(0.55 + bagian), self._belakangan(0.78 + bagian)
                self._nilai(orang, bulan, rating[0], perilaku, hasil_pada, perilaku_pada, n)

    # --- the days ------------------------------------------------------------------------------------------------

    def _hari_hari(self) -> None:
        """Some days of the month to report and the last working days; a plan for tomorrow."""
        kemarin = self.pada.date() - timedelta(days=1)
        hari = [self.bulan.awal + timedelta(days=n) for n in HARI_TERCATAT]
        hari += [kemarin - timedelta(days=n) for n in range(4)]
        hari = sorted({h for h in hari if h.weekday() < 5 and h <= kemarin})
        for n, orang in enumerate(self.pelaku):
            for tanggal in hari:
                saat = waktu(tanggal, 16, n % 60)
                self._pada(saat, lambda p, o=orang, t=tanggal, k=n: self._catat(o, t, k, p))
            self._pada(waktu(kemarin, 17, n % 60), lambda p, o=orang: self._rencanakan(o, p))

    def _catat(self, orang: Orang, tanggal: date, n: int, pada: datetime) -> None:
        teks = self.isi["aktivitas"][(n + tanggal.day) % len(self.isi["aktivitas"])]
        self._aktivitas(orang, tanggal, teks, (n + tanggal.day) % 3, "AKTIVITAS", pada)

    def _rencanakan(self, orang: Orang, pada: datetime) -> None:
        besok = timezone.localdate(pada) + timedelta(days=2)
        self._aktivitas(orang, besok, self.isi["rencana_aktivitas"], 0, "RENCANA", pada)

    def _aktivitas(self, orang: Orang, tanggal: date, teks: str, n: int, jenis: str, pada: datetime) -> None:
        rencana = skp_pada(orang.pegawai, tanggal)
        if rencana is None or rencana.disetujui_pada > pada:
            return
        pilihan = pilihan_indikator(rencana, tanggal)
        indikator = pilihan[n % max(1, len(pilihan) - 1)].pk  # the last one is “tugas kedinasan lain”
        isian = aktivitas.Isian(tanggal, time(8 + n), time(9 + n, 30), teks, indikator, jenis)
        aktivitas.catat_aktivitas(rencana, oleh=orang.pengguna, pada=pada, isian=isian)

    def _gangguan(self, bulan: Bulan) -> None:
        """Two hours of an evening of the month before: proposed by one of BKD, confirmed by another."""
        mulai = waktu(bulan.berikut().awal + timedelta(days=8), 19)
        self._pada(mulai + timedelta(hours=14), lambda p: self._catat_gangguan(mulai, p))

    def _catat_gangguan(self, mulai: datetime, pada: datetime) -> None:
        satu, dua = (self.register.peran[p].pengguna for p in ("admin_bkd", "admin_bkd_kedua"))
        tanda = kalender.usulkan_gangguan(
            satu,
            oleh=satu,
            pada=pada,
            mulai=mulai,
            selesai=mulai + timedelta(hours=2),
            keterangan=self.isi["gangguan"],
        )
        kalender.setujui_gangguan(tanda.objek, oleh=dua, pada=pada)

    def _ubah_penilaian(self, orang: Orang, bulan: Bulan, pada: datetime) -> None:
        laporan = self._laporan(orang, bulan)
        realisasi.ubah_penilaian(
            laporan,
            oleh=orang.penilai.pengguna,
            pada=pada,
            rating_hasil=Rating.DI_ATAS,
            rating_perilaku=laporan.rating_perilaku,
            alasan=self.isi["alasan_perubahan"],
        )

    def _lapor(self, orang: Orang, bulan: Bulan, pada: datetime, *, ajukan: bool = True) -> None:
        self._pada(pada, lambda p: self._isi(orang, bulan, p))
        if ajukan:
            self._pada(pada + timedelta(minutes=25), lambda p: self._ajukan_bulan(orang, bulan, p))

    def _isi(self, orang: Orang, bulan: Bulan, pada: datetime) -> None:
        rencana = self.skp[orang.pegawai.pk, bulan.tahun]
        laporan = realisasi.isi_realisasi(rencana, oleh=orang.pengguna, pada=pada, bulan=bulan).objek
        baris = {}
        for n, satu in enumerate(laporan.baris_terurut(), 1):
            bukti = BUKTI.format(nip=orang.pegawai.nip, tahun=bulan.tahun, bulan=bulan.bulan, nomor=n)
            baris[satu.pk] = (_nilai_wajar(satu.indikator, n), bukti)
        if orang.keadaan == "draf" and bulan == self.bulan:
            baris = dict(list(baris.items())[: len(baris) // 2])
        catatan = "Mohon penilaian Bapak/Ibu." if len(baris) % 2 else ""
        realisasi.simpan(laporan, oleh=orang.pengguna, pada=pada, baris=baris, catatan_penilai=catatan)

    def _laporan(self, orang: Orang, bulan: Bulan) -> RealisasiBulanan:
        return orang.pegawai.daftar_realisasi_bulanan.get(tahun=bulan.tahun, bulan=bulan.bulan)

    def _ajukan_bulan(self, orang: Orang, bulan: Bulan, pada: datetime) -> None:
        realisasi.ajukan(self._laporan(orang, bulan), oleh=orang.pengguna, pada=pada, konfirmasi=True)

    def _nilai(self, orang, bulan, hasil: str, perilaku: str, hasil_pada, perilaku_pada, n: int) -> None:
        self._pada(hasil_pada, lambda p: self._nilai_hasil(orang, bulan, hasil, n, p))
        if perilaku:
            self._pada(perilaku_pada, lambda p: self._nilai_perilaku(orang, bulan, hasil, perilaku, n, p))

    def _umpan_balik(self, n: int) -> str:
        return self.isi["umpan_balik"][n % len(self.isi["umpan_balik"])]

    def _nilai_hasil(self, orang: Orang, bulan: Bulan, rating: str, n: int, pada: datetime) -> None:
        laporan = self._laporan(orang, bulan)
        realisasi.nilai_hasil_kerja(
            laporan,
            oleh=orang.penilai.pengguna,
            pada=pada,
            umpan_balik={b.pk: self._umpan_balik(n + b.pk) for b in laporan.daftar_baris.all()},
            rating=rating,
            konfirmasi=True,
        )

    def _nilai_perilaku(self, orang, bulan, hasil: str, rating: str, n: int, pada: datetime) -> None:
        realisasi.nilai_perilaku(
            self._laporan(orang, bulan),
            oleh=orang.penilai.pengguna,
            pada=pada,
            umpan_balik={
                nilai.kode: self._umpan_balik(n + nilai.nomor) for nilai in NilaiBerakhlak.objects.all()
            },
            rating=rating,
            catatan_akhir=self.isi["catatan_akhir"][hitung(hasil, rating).nilai],
            konfirmasi=True,
        )


def _nilai_wajar(indikator, n: int) -> Decimal:
    """A month's plausible value: a share of a yearly count, nearly the target of a percentage."""
    if indikator.target is None:
        return Decimal(1)
    if indikator.satuan in ("Persen", "Nilai"):
        return min(indikator.target, Decimal(100)) - n % 3
    return max(Decimal(1), (indikator.target / 12).quantize(Decimal(1)))
