"""`python -m tests.bench.beban [--kecil] [--db postgres|sqlite] [--menit 5]`: the month's last days, driven at us.

Two gunicorn processes with the settings of production over a province sown by `benih`. First some minutes of an
ordinary busy day (40 pages, 8 submissions and 1 rating a second), then the last minute before the window closes (25
submissions a second), then whoever was told "busy" sends again with his ticket. Arrivals do not wait for answers.
Afterwards the database must hold what was acknowledged, exactly once, and nothing else.

Bounded in time; speaks to the loopback only. Prints a Markdown table, writes var/beban.json; the exit code says
whether the ledger is right. Times are never asserted: a timed test fails on a busy machine.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import random
import time
from collections import deque
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from tests.bench.__main__ import VAR, _mesin
from tests.bench.beban_klien import SIBUK, Catatan, Formulir, Jawaban, Kedatangan, Peladen, formulir, keluhan
from tests.bench.beban_peladen import (
    ALAMAT_POSTGRES,
    BATAS_SERENTAK,
    PROSES,
    UTAS,
    basis_data,
    jalankan,
    jalankan_peladen,
    langkah,
    lingkungan_produksi,
)

LOOPBACK = ("127.0.0.1", "localhost", "::1", None)


@dataclass(frozen=True)
class Ukuran:
    pegawai: int
    bulan: int
    halaman: float = 40
    ajukan: float = 8
    nilai: float = 1
    akhir: float = 25
    detik_akhir: float = 60
    batas: int = BATAS_SERENTAK


PENUH = Ukuran(14_140, 12)
# So few places that some are told "busy" even here: their way back is to be seen to work.
KECIL = Ukuran(600, 2, halaman=10, ajukan=4, nilai=1, akhir=25, detik_akhir=6, batas=1)
SASARAN = {"halaman": 0.8, "ajukan": 1.5, "nilai": 1.5}
SIBUK_TERBANYAK = 0.10
# What people look at; the two forms are also where the submissions and ratings come from.
HALAMAN = {"/": 30, "/kerja/realisasi/": 15, "/kerja/skp/": 10, "lembar": 35, "antrean": 6, "nilai": 4}
ISIAN = {"rating": "SESUAI", "catatan_penilai": "Mohon penilaian."}
BANYAK_PENONTON = 1500
SEKALIGUS = 4


def utama() -> None:
    pilihan = _pilihan()
    ukuran = KECIL if pilihan.kecil else PENUH
    menit = pilihan.menit if pilihan.menit is not None else (0.15 if pilihan.kecil else 5)
    with basis_data(pilihan.db, ukuran.pegawai, ukuran.bulan, simpan=pilihan.simpan) as alamat:
        lingkungan = lingkungan_produksi(alamat, ukuran.batas)
        jalankan(lingkungan, "manage.py", "collectstatic", "--noinput", "-v0")
        detik = menit * 60
        perlu = int(1.3 * (ukuran.ajukan * detik + ukuran.akhir * ukuran.detik_akhir)) + 40
        bahan = langkah(
            lingkungan,
            "siapkan",
            ajukan=perlu,
            nilai=int(1.3 * ukuran.nilai * detik) + 20,
            lihat=min(BANYAK_PENONTON, ukuran.pegawai // 5),
        )
        with jalankan_peladen(lingkungan) as peladen:
            uji = Uji(ukuran, peladen, bahan, lingkungan)
            asyncio.run(uji.jalankan(detik))
        hasil = uji.hasil(detik)
        hasil["buku"] = langkah(
            lingkungan, "periksa", ajukan=uji.diakui["ajukan"], nilai=uji.diakui["nilai"],
            tak_dijawab=uji.tak_dijawab,
        )  # fmt: skip
        jalankan(lingkungan, "manage.py", "periksa")
    hasil |= {"mesin": _mesin(), "pegawai": ukuran.pegawai, "bulan": ukuran.bulan, "db": pilihan.db}
    VAR.mkdir(exist_ok=True)
    (VAR / "beban.json").write_text(json.dumps(hasil, indent=1, ensure_ascii=False), encoding="utf-8")
    print(tabel(hasil))
    if hasil["keluhan"] or hasil["buku"]["jumlah"]:
        raise SystemExit("\n".join([*hasil["keluhan"], *hasil["buku"]["keluhan"]]))


def _pilihan() -> argparse.Namespace:
    urai = argparse.ArgumentParser(prog="python -m tests.bench.beban")
    urai.add_argument(
        "--kecil", action="store_true", help="data kecil, belasan detik: memastikan semuanya berjalan"
    )
    urai.add_argument("--db", choices=["postgres", "sqlite"], default="postgres")
    urai.add_argument("--menit", type=float, help="lama hari sibuk (bawaan 5), paling lama 15")
    urai.add_argument("--simpan", action="store_true", help="simpan basis data benih untuk uji berikutnya")
    pilihan = urai.parse_args()
    if pilihan.menit is not None and not 0 < pilihan.menit <= 15:
        urai.error("--menit antara 0 dan 15.")
    if urlsplit(ALAMAT_POSTGRES).hostname not in LOOPBACK:
        urai.error("Uji beban hanya dijalankan terhadap basis data di mesin ini (127.0.0.1).")
    return pilihan


# --- the crowd ------------------------------------------------------------------------------------------


@dataclass
class Orang:
    """A session, and the document it is about to act on."""

    kuki: dict[str, str]
    pk: int = 0
    form: Formulir | None = None


@dataclass
class Kiriman:
    orang: Orang
    data: list[tuple[str, str]]
    kunci: str


@dataclass
class Uji:
    """One run: who does what, what was answered, and which act was acknowledged under which key."""

    ukuran: Ukuran
    peladen: Peladen
    bahan: dict
    lingkungan: dict[str, str]
    diakui: dict[str, dict[str, int]] = field(default_factory=lambda: {"ajukan": {}, "nilai": {}})
    tak_dijawab: list[str] = field(default_factory=list)
    ditolak: list[str] = field(default_factory=list)
    sibuk: list[tuple[Kiriman, Jawaban]] = field(default_factory=list)
    ringkas: dict[str, int] = field(default_factory=dict)
    keluhan: list[str] = field(default_factory=list)

    def __post_init__(self):
        self.acak = random.Random(1)
        self.tahun, self.nomor_bulan = self.bahan["bulan"]
        self.antre = {
            jenis: deque(Orang({"sessionid": sesi}, pk) for pk, sesi in self.bahan[jenis])
            for jenis in ("ajukan", "nilai")
        }
        self.siap: dict[str, deque[Orang]] = {"ajukan": deque(), "nilai": deque()}
        self.penonton = itertools.cycle([Orang({"sessionid": s}) for s in self.bahan["lihat"]])
        self.penilai = itertools.cycle([Orang({"sessionid": s}) for _, s in self.bahan["nilai"]])
        self.fase = Kedatangan(self.acak)

    # --- phases

    async def jalankan(self, detik: float) -> None:
        u = self.ukuran
        await self._siapkan("ajukan", int(u.ajukan * 10))
        await self._siapkan("nilai", int(u.nilai * 10))
        self.fase = sibuk = Kedatangan(self.acak)
        sampai = time.time() + detik
        await asyncio.gather(
            sibuk.alirkan(u.halaman, sampai, self._halaman),
            sibuk.alirkan(u.ajukan, sampai, lambda saat: self._bertindak("ajukan", saat)),
            sibuk.alirkan(u.nilai, sampai, lambda saat: self._bertindak("nilai", saat)),
        )
        await sibuk.tuntas()
        self.hari_sibuk = sibuk.catatan
        # A page that was too busy in the ordinary hours is sent again like any other.
        self.fase = Kedatangan(self.acak)
        await self._kirim_ulang()
        await self._siapkan("ajukan", int(u.akhir * u.detik_akhir * 1.2) + 3)
        await self._menit_terakhir()

    async def _menit_terakhir(self) -> None:
        u = self.ukuran
        self.fase = akhir = Kedatangan(self.acak)
        saat = (await asyncio.to_thread(langkah, self.lingkungan, "tutup", detik=u.detik_akhir + 3))["saat"]
        await asyncio.sleep(max(0, saat - u.detik_akhir - time.time()))
        await akhir.alirkan(u.akhir, saat, lambda s: self._bertindak("ajukan", s))
        await akhir.tuntas()
        self.terakhir = akhir.catatan
        self.fase = Kedatangan(self.acak)
        await asyncio.sleep(max(0, saat + 1 - time.time()))
        self.ringkas["sibuk"] = len(self.sibuk)
        self.ringkas["diterima_ulang"] = await self._kirim_ulang()
        await self._terlambat()

    async def _kirim_ulang(self) -> int:
        """Press the button of each page that said "busy", until it is answered otherwise. How many were taken?"""
        semua = list(self.sibuk)
        giliran = deque(semua)
        await asyncio.gather(*(self._tekan_kirim_ulang(giliran) for _ in range(SEKALIGUS)))
        self.sibuk.clear()
        diakui = self.diakui["ajukan"].keys() | self.diakui["nilai"].keys()
        return sum(kiriman.kunci in diakui for kiriman, _ in semua)

    async def _tekan_kirim_ulang(self, giliran: deque[tuple[Kiriman, Jawaban]]) -> None:
        while giliran:
            kiriman, jawaban = giliran.popleft()
            for _ in range(20):
                lagi = formulir(jawaban.teks, urlsplit(kiriman.orang.form.alamat).path)
                if dict(lagi.isian).get("kunci") != kiriman.kunci or not dict(lagi.isian).get("tiket"):
                    self.keluhan.append("Halaman sibuk tanpa tiket.")
                ulang = Kiriman(kiriman.orang, lagi.isian, kiriman.kunci)
                jawaban = await self._kirim("ulang", ulang, time.time())
                if jawaban is None or jawaban.status != SIBUK:
                    break
                await asyncio.sleep(1)

    async def _terlambat(self) -> None:
        """After closing, without a ticket: refused, whoever he is."""
        for orang in [self.siap["ajukan"].popleft() for _ in range(min(3, len(self.siap["ajukan"])))]:
            data = orang.form.diisi(_isian)
            jawaban = await self.peladen.minta(orang.form.alamat, orang.kuki, data)
            if jawaban.status != 409:
                self.keluhan.append(f"Kiriman sesudah penutupan dijawab {jawaban.status}, bukan 409.")

    # --- what people do

    async def _halaman(self, saat: float) -> None:
        pilih = self.acak.choices(list(HALAMAN), list(HALAMAN.values()))[0]
        if pilih == "lembar" and self.antre["ajukan"]:
            await self._ambil_formulir("ajukan", saat)
        elif pilih == "nilai" and self.antre["nilai"]:
            await self._ambil_formulir("nilai", saat)
        else:
            jalur = "/kerja/penilaian/realisasi/" if pilih in ("antrean", "nilai") else pilih
            orang = next(self.penilai if jalur.startswith("/kerja/penilaian") else self.penonton)
            jalur = "/kerja/realisasi/" if jalur == "lembar" else jalur
            jawaban = await self.fase.catat("halaman", saat, self.peladen.minta(jalur, orang.kuki))
            if jawaban and jawaban.status not in (200, SIBUK):
                self.keluhan.append(f"{jalur}: {jawaban.status}")

    async def _siapkan(self, jenis: str, banyak: int) -> None:
        """Have so many forms at hand, a few pages at a time; not counted."""
        fase, self.fase = self.fase, Kedatangan(self.acak)
        while len(self.siap[jenis]) < banyak and self.antre[jenis]:
            sekali = min(SEKALIGUS, banyak - len(self.siap[jenis]), len(self.antre[jenis]))
            await asyncio.gather(*(self._ambil_formulir(jenis, time.time()) for _ in range(sekali)))
        self.fase = fase

    async def _ambil_formulir(self, jenis: str, saat: float) -> None:
        orang = self.antre[jenis].popleft()
        jalur, akhiran = (
            (f"/kerja/realisasi/{self.tahun}/{self.nomor_bulan}/", "/ajukan/")
            if jenis == "ajukan"
            else (f"/kerja/penilaian/realisasi/{orang.pk}/", "/nilai_hasil_kerja/")
        )
        jawaban = await self.fase.catat("halaman", saat, self.peladen.minta(jalur, orang.kuki))
        if jawaban is None or jawaban.status != 200:
            self.antre[jenis].append(orang)
            return
        orang.kuki |= jawaban.kuki
        orang.form = formulir(jawaban.teks, akhiran)
        self.siap[jenis].append(orang)

    async def _bertindak(self, jenis: str, saat: float) -> None:
        if not self.siap[jenis]:
            self.ringkas["tanpa_formulir"] = self.ringkas.get("tanpa_formulir", 0) + 1
            return
        orang = self.siap[jenis].popleft()
        data = orang.form.diisi(_isian)
        await self._kirim(jenis, Kiriman(orang, data, dict(data)["kunci"]), saat)

    async def _kirim(self, catat: str, kiriman: Kiriman, saat: float) -> Jawaban | None:
        """Send it and enter the answer: acknowledged, busy, refused, or none at all."""
        orang = kiriman.orang
        jenis = "nilai" if orang.form.alamat.endswith("/nilai_hasil_kerja/") else "ajukan"
        permintaan = self.peladen.minta(orang.form.alamat, orang.kuki, kiriman.data)
        jawaban = await self.fase.catat(catat, saat, permintaan)
        if jawaban is None:
            self.tak_dijawab.append(kiriman.kunci)
        elif jawaban.status in (302, 303) and "/login/" not in jawaban.kepala["location"]:
            self.diakui[jenis][kiriman.kunci] = orang.pk
        elif jawaban.status == SIBUK:
            self.sibuk.append((kiriman, jawaban))
        else:
            # Every form was good and came in time: whatever is refused here is a fault of ours.
            self.ditolak.append(f"{jenis}: {jawaban.status} {keluhan(jawaban.teks)}")
        return jawaban

    # --- what came of it

    def hasil(self, detik: float) -> dict:
        akhir = [c for c in self.terakhir if c.jenis == "ajukan"]
        sibuk = sum(c.status == SIBUK for c in akhir)
        return {
            "detik": detik,
            "hari_sibuk": {j: _ukur([c for c in self.hari_sibuk if c.jenis == j], detik) for j in SASARAN},
            "menit_terakhir": _ukur(akhir, self.ukuran.detik_akhir)
            | {"sibuk": sibuk, "bagian": sibuk / max(1, len(akhir)), "diterima_ulang": self.ringkas["diterima_ulang"]},
            "tanpa_formulir": self.ringkas.get("tanpa_formulir", 0),
            "diakui": {jenis: len(isi) for jenis, isi in self.diakui.items()},
            "tak_dijawab": len(self.tak_dijawab),
            "ditolak": self.ditolak[:20],
            "keluhan": sorted({*self.keluhan, *(f"Ditolak: {d}" for d in self.ditolak)})[:20],
        }  # fmt: skip


def _isian(nama: str) -> str | None:
    if nama.startswith("umpan_balik_"):
        return "Bagus dan pertahankan"
    if nama.startswith("nilai_"):
        return "5"
    if nama.startswith("bukti_"):
        return "https://drive.google.com/drive/folders/beban"
    return ISIAN.get(nama)


def _ukur(daftar: list[Catatan], detik: float) -> dict:
    waktu = sorted(c.detik for c in daftar)

    def persen(p: float) -> float | None:
        return round(waktu[min(len(waktu) - 1, int(p * len(waktu)))], 3) if waktu else None

    return {
        "jumlah": len(daftar),
        "per_detik": round(len(daftar) / detik, 1),
        "p50": persen(0.50),
        "p95": persen(0.95),
        "p99": persen(0.99),
        "galat_5xx": sum(c.status >= 500 for c in daftar),
        "tanpa_jawaban": sum(c.status == 0 for c in daftar),
        "lain": sum(c.status not in (0, 200, 302, 303) and c.status < 500 for c in daftar),
    }


def tabel(hasil: dict) -> str:
    """Markdown, as docs/kinerja.md carries it."""
    nama = {"halaman": "halaman", "ajukan": "ajukan realisasi", "nilai": "nilai hasil kerja"}
    garis = [
        json.dumps(hasil["mesin"]),
        "",
        f"{hasil['pegawai']} pegawai x {hasil['bulan']} bulan, {hasil['db']}, {PROSES} proses x {UTAS} utas, "
        f"{hasil['detik']:g} s; lalu menit terakhir.",
        "",
        "| | jumlah | per s | p50 | p95 | p99 | 5xx | sasaran | ya |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for jenis, batas in SASARAN.items():
        u = hasil["hari_sibuk"][jenis]
        gagal = u["galat_5xx"] + u["tanpa_jawaban"] + u["lain"]
        ya = bool(u["jumlah"]) and u["p95"] <= batas and not gagal
        garis.append(_garis(nama[jenis], u, f"p95 <= {batas:g} s, tanpa 5xx", ya))
    u = hasil["menit_terakhir"]
    ya = u["bagian"] <= SIBUK_TERBANYAK and u["diterima_ulang"] == u["sibuk"]
    garis.append(
        _garis("ajukan, menit terakhir", u, f"503 <= {SIBUK_TERBANYAK:.0%}, semua diterima ulang", ya)
    )
    buku = "ya" if not hasil["buku"]["jumlah"] else "BELUM"
    garis += [
        "",
        f"Menit terakhir: {u['sibuk']} dari {u['jumlah']} dijawab 503 ({u['bagian']:.1%}); "
        f"{u['diterima_ulang']} diterima ulang sesudah penutupan dengan tiketnya.",
        f"Diakui: {hasil['diakui']['ajukan']} pengajuan, {hasil['diakui']['nilai']} penilaian; "
        f"tercatat tepat sekali: {buku}. Tanpa jawaban: {hasil['tak_dijawab']}; ditolak: {len(hasil['ditolak'])}; "
        f"tidak berangkat karena halamannya belum terbuka: {hasil['tanpa_formulir']}.",
    ]
    return "\n".join(garis)


def _garis(nama: str, u: dict, sasaran: str, ya: bool) -> str:
    angka = [u["jumlah"], u["per_detik"], u["p50"], u["p95"], u["p99"], u["galat_5xx"]]
    return f"| {nama} | {' | '.join(map(str, angka))} | {sasaran} | {'ya' if ya else 'BELUM'} |"


if __name__ == "__main__":
    utama()
