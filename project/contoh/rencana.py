"""The plans of the example: how they come about, and what happens to them afterwards. The other half of `Cerita`."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

from django.utils import timezone

from kinerja.aktivitas import services as aktivitas
from kinerja.aktivitas.queries import pilihan_indikator
from kinerja.akun.models import Pengguna
from kinerja.kalender.models import Bulan
from kinerja.kepegawaian import services as kepegawaian
from kinerja.kepegawaian.models import Jabatan
from kinerja.skp import services as skp
from kinerja.skp.models import PustakaIndikator, PustakaRhk, RencanaHasilKerja, Skp
from kinerja.skp.queries import penugasan_terbuka
from project.contoh.register import Orang

BELUM_DISETUJUI = ("rencana_konsep", "rencana_diajukan", "rencana_dikembalikan")


class Rencana:
    # --- the plan of a year -----------------------------------------------------------------------------------

    def _tahun(self, tahun: int) -> None:
        terakhir = tahun == self.bulan.tahun
        self._pada(self._hari_kerja(tahun, 1, 7, 30), lambda p: self.register.mulai_tahun(tahun, p))
        for n, orang in enumerate(o for o in self.register.daftar if o.penilai):
            self._pada(self._hari_kerja(tahun, 1, 8, n), lambda p, o=orang: self._tetapkan(o, tahun, p))
        for n, orang in enumerate(self.pelaku):
            if not terakhir:
                baik = "SANGAT_BAIK" if n % 9 == 0 else "BAIK"
                self._pada(
                    waktu(date(tahun, 12, 30), 15),
                    lambda p, o=orang, b=baik: self._selesaikan(o, tahun, b, p),
                )
            if terakhir and orang.keadaan in BELUM_DISETUJUI:
                self._rencana_belum(orang, tahun, n)
            else:
                self._rencana(orang, tahun, n % 55)

    def _tetapkan(self, orang: Orang, tahun: int, pada: datetime) -> None:
        kepegawaian.tetapkan_penilai(
            orang.riwayat,
            oleh=self.register.pengurus(orang),
            pada=pada,
            penilai=orang.penilai.pegawai,
            mulai=date(tahun, 1, 1),
        )

    def _rencana(self, orang: Orang, tahun: int, menit: int) -> None:
        """Superiors first: whoever plans intervenes an approved plan. One plan came back once."""
        hari = 3 * orang.tingkat - 1
        self._pada(self._hari_kerja(tahun, hari, 9, menit), lambda p: self._susun(orang, tahun, p))
        self._pada(self._hari_kerja(tahun, hari, 14, menit), lambda p: self._ajukan(orang, tahun, p))
        if orang.keadaan == "disetujui_kedua" and tahun == self.bulan.tahun:
            self._pada(self._hari_kerja(tahun, hari, 15, menit), lambda p: self._kembalikan(orang, tahun, p))
            self._pada(self._hari_kerja(tahun, hari + 1, 9, menit), lambda p: self._perbaiki(orang, tahun, p))
        self._pada(self._hari_kerja(tahun, hari + 2, 8, menit), lambda p: self._terima(orang, tahun, p))

    def _rencana_belum(self, orang: Orang, tahun: int, n: int) -> None:
        """A plan of these days: begun, waiting, or sent back."""
        langkah = BELUM_DISETUJUI.index(orang.keadaan)
        self._pada(self._belakangan(0.05 + n / 1000), lambda p: self._susun(orang, tahun, p))
        if langkah >= 1:
            self._pada(self._belakangan(0.4 + n / 1000), lambda p: self._ajukan(orang, tahun, p))
        if langkah == 2:
            self._pada(self._belakangan(0.8 + n / 1000), lambda p: self._kembalikan(orang, tahun, p))

    def _susun(self, orang: Orang, tahun: int, pada: datetime) -> None:
        oleh = orang.pengguna
        pendekatan = orang.isi.get("pendekatan", "KUANTITATIF")
        rencana = skp.tambah_skp(orang.riwayat, oleh=oleh, pada=pada, pendekatan=pendekatan).objek
        self.skp[orang.pegawai.pk, tahun] = rencana
        atasan = self._rhk_atasan(orang, tahun)
        daftar = self._daftar_rhk(orang)
        if orang.keadaan == "rencana_konsep" and tahun == self.bulan.tahun:
            daftar = daftar[:1]
        for n, rhk in enumerate(daftar):
            induk = atasan[n % len(atasan)] if rencana.is_ja_jf else None
            tanda = skp.tambah_rhk(
                rencana,
                oleh=oleh,
                pada=pada,
                jenis=rhk.get("jenis", "UTAMA"),
                uraian=rhk["uraian"],
                rhk_atasan=induk,
            )
            for indikator in rhk["indikator"]:
                skp.tambah_indikator(
                    rencana,
                    oleh=oleh,
                    pada=pada,
                    rhk=tanda.rincian["rhk"],
                    **isi_indikator(indikator, rencana.is_ja_jf),
                )
        self._ambil_penugasan(orang, rencana, pada)
        if orang.jabatan.pimpinan:
            skp.simpan_lampiran(rencana, oleh=oleh, pada=pada, lampiran=self.isi["lampiran"])

    def _daftar_rhk(self, orang: Orang) -> list[dict]:
        """From the example's texts: a head of units answers for them, a head for his products, staff for parts."""
        isi = self.isi
        if orang.jabatan.pimpinan:
            return isi["pimpinan"]
        if kunci := orang.isi.get("skp"):
            return isi[kunci]
        if orang.kepala and orang.isi["daftar_anak"]:
            tertulis = orang.isi.get("rhk") or []
            daftar = [isi_pola(isi["kepala_unit"], nama) for nama in orang.isi["daftar_anak"]]
            return (
                [{**rhk, "uraian": t} for rhk, t in zip(daftar, tertulis, strict=True)]
                if tertulis
                else daftar
            )
        daftar = [isi_pola(isi["kepala" if orang.kepala else "staf"], produk) for produk in orang.produk]
        return daftar if orang.kepala else [*daftar, {"jenis": "TAMBAHAN", **isi["tambahan"]}]

    def _rhk_atasan(self, orang: Orang, tahun: int) -> list[RencanaHasilKerja]:
        """What he intervenes: his head's results, or the one result of a higher head that is about his unit."""
        atas = orang.penilai
        rencana = self.skp.get((atas.pegawai.pk, tahun))
        if rencana is None:
            return []
        daftar = list(rencana.daftar_rhk.order_by("urutan"))
        return daftar if atas.unit == orang.unit else [daftar[orang.urutan_unit % len(daftar)]]

    def _ajukan(self, orang: Orang, tahun: int, pada: datetime) -> None:
        rencana = self.skp[orang.pegawai.pk, tahun]
        skp.ajukan(rencana, oleh=orang.pengguna, pada=pada, catatan="Mohon persetujuan rencana SKP saya.")

    def _kembalikan(self, orang: Orang, tahun: int, pada: datetime) -> None:
        catatan = "Lengkapi target indikator kualitas dan sesuaikan dengan perjanjian kinerja unit."
        rencana = self.skp[orang.pegawai.pk, tahun]
        skp.kembalikan(rencana, oleh=orang.penilai.pengguna, pada=pada, catatan=catatan)

    def _perbaiki(self, orang: Orang, tahun: int, pada: datetime) -> None:
        rencana = self.skp[orang.pegawai.pk, tahun]
        indikator = rencana.isi_lengkap()[0].daftar_indikator_terurut[1]
        skp.ubah_indikator(
            rencana,
            oleh=orang.pengguna,
            pada=pada,
            indikator=indikator.pk,
            uraian=indikator.uraian,
            aspek=indikator.aspek,
            target=Decimal(98),
            satuan=indikator.satuan,
        )
        skp.ajukan(rencana, oleh=orang.pengguna, pada=pada, catatan="Target sudah diperbaiki.")

    def _selesaikan(self, orang: Orang, tahun: int, predikat: str, pada: datetime) -> None:
        """As the final evaluation will: before the plan of the next year is submitted."""
        sistem = Pengguna.objects.sistem()
        skp.selesaikan(self.skp[orang.pegawai.pk, tahun], oleh=sistem, pada=pada, predikat=predikat)

    def _terima(self, orang: Orang, tahun: int, pada: datetime) -> None:
        rencana, oleh = self.skp[orang.pegawai.pk, tahun], orang.penilai.pengguna
        skp.simpan_ekspektasi(rencana, oleh=oleh, pada=pada, ekspektasi=self.isi["ekspektasi"])
        skp.terima(rencana, oleh=oleh, pada=pada, catatan="Rencana disetujui.")

    # --- what comes to a plan ---------------------------------------------------------------------------------

    def _perubahan(self) -> None:
        """Each thing once, to somebody whose role in the example is named after it."""
        peran, hari = self.register.peran, self._hari
        self._pustaka()
        akhir = [hari(25, 9), hari(25, 14), hari(26, 9), hari(26, 11), hari(27, 9)]
        self._revisi(peran["direvisi"], *akhir)
        self._revisi(peran["minta_revisi"], self._belakangan(0.9))
        self._revisi(peran["revisi_terbuka"], *(self._belakangan(b) for b in (0.5, 0.6, 0.7)))
        for n, satu in enumerate(self.isi["penugasan"]):
            self._pada(self._belakangan((n + 1) / 1000), lambda p, s=satu: self._tugaskan(s, p))
        self._pada(self._belakangan(0.3), lambda p: self._bagikan(peran["dibagikan"], p))
        self._pada(self._belakangan(0.75), lambda p: self._komentari(peran["penyusun_skp"], p))
        self._pada(self._belakangan(0.95), lambda p: self._balas(peran["penyusun_skp"], p))
        self._mutasi(peran["mutasi"])

    def _hari(self, hari: int, jam: int, bulan: Bulan | None = None) -> datetime:
        """A day of the month that is being reported: its last week finds all plans approved."""
        return waktu((bulan or self.bulan).awal.replace(day=hari), jam)

    def _pustaka(self) -> None:
        for jabatan, daftar in self.isi["pustaka"].items():
            milik = Jabatan.objects.get(nama=jabatan)
            for n, isi in enumerate(daftar, 1):
                rhk = PustakaRhk.objects.create(
                    jabatan=milik, jenis=isi.get("jenis", "UTAMA"), uraian=isi["uraian"], urutan=n
                )
                PustakaIndikator.objects.bulk_create(
                    PustakaIndikator(rhk=rhk, urutan=m, **isi_indikator(satu, True))
                    for m, satu in enumerate(isi["indikator"], 1)
                )

    def _revisi(self, orang: Orang, *daftar_pada: datetime) -> None:
        """As many steps as there are times; five make a new version."""
        langkah = (self._minta_revisi, self._buka_revisi, self._ubah_isi, self._ajukan, self._terima)
        for pada, tindakan in zip(daftar_pada, langkah, strict=False):
            self._pada(pada, lambda p, t=tindakan: t(orang, self.bulan.tahun, p))

    def _minta_revisi(self, orang: Orang, tahun: int, pada: datetime) -> None:
        rencana, catatan = self.skp[orang.pegawai.pk, tahun], self.isi["revisi"]["catatan"]
        skp.ajukan_revisi(rencana, oleh=orang.pengguna, pada=pada, catatan=catatan)

    def _buka_revisi(self, orang: Orang, tahun: int, pada: datetime) -> None:
        rencana = self.skp[orang.pegawai.pk, tahun]
        skp.terima_revisi(rencana, oleh=orang.penilai.pengguna, pada=pada, catatan="Silakan disesuaikan.")

    def _ubah_isi(self, orang: Orang, tahun: int, pada: datetime) -> None:
        """One target raised, one measure more."""
        rencana, isi = self.skp[orang.pegawai.pk, tahun], self.isi["revisi"]
        rhk = rencana.isi_lengkap()[0]
        lama = rhk.daftar_indikator_terurut[0]
        skp.ubah_indikator(
            rencana,
            oleh=orang.pengguna,
            pada=pada,
            indikator=lama.pk,
            uraian=lama.uraian,
            aspek=lama.aspek,
            target=Decimal(isi["target"]),
            satuan=lama.satuan,
        )
        baru = isi_indikator(isi["indikator"], rencana.is_ja_jf)
        skp.tambah_indikator(rencana, oleh=orang.pengguna, pada=pada, rhk=rhk.pk, **baru)

    def _tugaskan(self, isi: dict, pada: datetime) -> None:
        """From the matrix of his penilai, below the first result there."""
        orang = self.register.peran[isi["peran"]]
        atas = self.skp[orang.penilai.pegawai.pk, self.bulan.tahun]
        skp.tugaskan(
            atas,
            oleh=orang.penilai.pengguna,
            pada=pada,
            rhk=atas.isi_lengkap()[0].pk,
            pegawai=orang.pegawai.pk,
            uraian=isi["uraian"],
        )

    def _ambil_penugasan(self, orang: Orang, rencana: Skp, pada: datetime) -> None:
        """What he takes up is what the example has a measure for; the rest stays open."""
        ukuran = {isi["uraian"]: isi["indikator"] for isi in self.isi["penugasan"] if "indikator" in isi}
        for satu in penugasan_terbuka(rencana).filter(uraian__in=ukuran):
            tanda = skp.ambil_penugasan(rencana, oleh=orang.pengguna, pada=pada, penugasan=satu.pk)
            isi = isi_indikator(ukuran[satu.uraian], rencana.is_ja_jf)
            skp.tambah_indikator(rencana, oleh=orang.pengguna, pada=pada, rhk=tanda.rincian["rhk"], **isi)

    def _bagikan(self, orang: Orang, pada: datetime) -> None:
        rencana = self.skp[orang.pegawai.pk, self.bulan.tahun]
        skp.bagikan(rencana, oleh=orang.penilai.pengguna, pada=pada, boleh=True)

    def _komentari(self, orang: Orang, pada: datetime) -> None:
        """About a result and about a measure, just before the plan goes back."""
        rencana, isi = self.skp[orang.pegawai.pk, self.bulan.tahun], self.isi["komentar"]
        rhk = rencana.isi_lengkap()[0]
        for sasaran, catatan in (
            ({"rhk": rhk.pk}, isi["rhk"]),
            ({"indikator": rhk.daftar_indikator_terurut[0].pk}, isi["indikator"]),
        ):
            skp.komentari(rencana, oleh=orang.penilai.pengguna, pada=pada, catatan=catatan, **sasaran)

    def _balas(self, orang: Orang, pada: datetime) -> None:
        rencana = self.skp[orang.pegawai.pk, self.bulan.tahun]
        rhk, catatan = rencana.isi_lengkap()[0].pk, self.isi["komentar"]["balasan"]
        skp.balas_komentar(rencana, oleh=orang.pengguna, pada=pada, catatan=catatan, rhk=rhk)

    def _mutasi(self, orang: Orang) -> None:
        """Moved on the 5th: the month before is still the old office's, then the old SKP ends and the new begins."""
        bulan = self.bulan if self.bulan.bulan > 1 else self.bulan.sebelum()
        langkah = (
            (12, 15, self._tutup),
            (12, 16, lambda o, tahun, p: self._selesaikan(o, tahun, "BAIK", p)),
            (13, 8, lambda o, tahun, p: self._pindah(o, bulan.awal.replace(day=5), p)),
            (13, 10, self._susun),
            (13, 14, self._ajukan),
            (14, 9, self._terima),
            (14, 10, self._pindahkan_aktivitas),
        )
        for hari, jam, tindakan in langkah:
            self._pada(self._hari(hari, jam, bulan), lambda p, t=tindakan: t(orang, bulan.tahun, p))

    def _tutup(self, orang: Orang, tahun: int, pada: datetime) -> None:
        akhir = timezone.localdate(pada).replace(day=4)
        alasan = f"Mutasi ke {orang.isi['pindah']['unit']} terhitung tanggal 5."
        skp.tutup_periode(
            self.skp[orang.pegawai.pk, tahun], oleh=orang.pengguna, pada=pada, selesai=akhir, alasan=alasan
        )

    def _pindahkan_aktivitas(self, orang: Orang, tahun: int, pada: datetime) -> None:
        """What he logged since the move under the old plan serves the new one."""
        baru = self.skp[orang.pegawai.pk, tahun]
        for satu in orang.pegawai.daftar_aktivitas.filter(tanggal__gte=baru.mulai):
            indikator = pilihan_indikator(baru, satu.tanggal)[0].pk
            isian = aktivitas.Isian(satu.tanggal, satu.mulai, satu.selesai, satu.uraian, indikator)
            aktivitas.ubah(satu, oleh=orang.pengguna, pada=pada, isian=isian)

    def _pindah(self, orang: Orang, tmt: date, pada: datetime) -> None:
        self.register.pindahkan(orang, tmt, pada)
        hari = timezone.localdate(pada)
        kepegawaian.tetapkan_penilai(
            orang.riwayat,
            oleh=self.register.pengurus(orang),
            pada=pada,
            penilai=orang.penilai.pegawai,
            mulai=hari,
        )


def waktu(hari: date, jam: int, menit: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(hari, time(jam, menit)))


def isi_pola(pola: dict, nama: str) -> dict:
    """A pattern of the example with its product put in: “Subbidang X” answers for “x”."""
    for awalan in ("Subbidang ", "Subbagian ", "Bidang "):
        nama = nama.removeprefix(awalan)
    hasil = nama[0].lower() + nama[1:] if not nama.isupper() else nama
    return {
        "uraian": pola["uraian"].format(hasil=hasil),
        "indikator": [[uraian.format(hasil=hasil), *lain] for uraian, *lain in pola["indikator"]],
    }


def isi_indikator(isi: list, is_ja_jf: bool) -> dict:
    """[text, aspek or perspektif, target, satuan, and TURUN if lower is better]; a target in words has no satuan."""
    uraian, dimensi, target, satuan, *arah = isi
    jenis = {"aspek" if is_ja_jf else "perspektif": dimensi, "arah": arah[0] if arah else "NAIK"}
    if isinstance(target, str):
        return {"uraian": uraian, "target_teks": target, **jenis}
    return {"uraian": uraian, "target": Decimal(target), "satuan": satuan, **jenis}
