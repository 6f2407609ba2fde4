"""A crowd of browsers: arrivals that do not wait for answers, over plain asyncio streams.

Times run from when a request was due, not from when it was sent: a client that falls behind must not flatter the
server.
"""

from __future__ import annotations

import asyncio
import gzip
import random
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode, urlsplit

TUNGGU_JAWABAN = 60
SIBUK = 503


@dataclass
class Jawaban:
    status: int
    kepala: dict[str, str]
    badan: bytes
    kuki: dict[str, str]

    @property
    def teks(self) -> str:
        isi = gzip.decompress(self.badan) if self.kepala.get("content-encoding") == "gzip" else self.badan
        return isi.decode()


@dataclass
class Peladen:
    """Where to, and under which public name: behind its proxy the server speaks https."""

    host: str
    porta: int
    nama: str

    async def minta(
        self, jalur: str, kuki: dict[str, str], data: list[tuple[str, str]] | None = None
    ) -> Jawaban:
        async with asyncio.timeout(TUNGGU_JAWABAN):
            baca, tulis = await asyncio.open_connection(self.host, self.porta)
            try:
                tulis.write(self._permintaan(jalur, kuki, data))
                await tulis.drain()
                return _urai(await baca.read())
            finally:
                tulis.close()

    def _permintaan(self, jalur: str, kuki: dict[str, str], data) -> bytes:
        badan = b"" if data is None else urlencode(data).encode()
        baris = [
            f"{'GET' if data is None else 'POST'} {jalur} HTTP/1.1",
            f"Host: {self.nama}",
            "X-Forwarded-Proto: https",
            "Accept: text/html",
            "Accept-Encoding: gzip",
            "Connection: close",
            "Cookie: " + "; ".join(f"{nama}={nilai}" for nama, nilai in kuki.items()),
        ]
        if data is not None:
            baris += [
                f"Origin: https://{self.nama}",
                "Content-Type: application/x-www-form-urlencoded",
                f"Content-Length: {len(badan)}",
            ]
        return "\r\n".join([*baris, "", ""]).encode() + badan


def _urai(mentah: bytes) -> Jawaban:
    kepala, pisah, badan = mentah.partition(b"\r\n\r\n")
    if not pisah:
        raise ConnectionError("Jawaban tidak utuh.")
    pertama, *baris = kepala.decode("latin-1").split("\r\n")
    pasang = [(n.lower(), v.strip()) for n, _, v in (b.partition(":") for b in baris)]
    kuki = dict(v.partition(";")[0].split("=", 1) for n, v in pasang if n == "set-cookie")
    sifat = dict(pasang)
    if len(badan) < int(sifat.get("content-length", 0)):
        raise ConnectionError("Jawaban tidak utuh.")
    return Jawaban(int(pertama.split()[1]), sifat, badan, kuki)


# --- forms ------------------------------------------------------------------------------------------------


@dataclass
class Formulir:
    """A form as a browser would send it, whatever fields it has by now."""

    alamat: str
    isian: list[tuple[str, str]]
    radio: dict[str, list[str]] = field(default_factory=dict)
    centang: list[tuple[str, str]] = field(default_factory=list)
    tombol: list[str] = field(default_factory=list)

    def diisi(self, nilai: Callable[[str], str | None]) -> list[tuple[str, str]]:
        """Every box ticked, every choice and every empty field filled with `nilai(name)`."""
        data = [(n, v or nilai(n) or "") for n, v in self.isian]
        data += [(n, nilai(n) or pilihan[0]) for n, pilihan in self.radio.items()]
        return data + self.centang


class _Pengurai(HTMLParser):
    def __init__(self):
        super().__init__()
        self.daftar: list[Formulir] = []
        self._form: Formulir | None = None
        self._teks: str | None = None

    def handle_starttag(self, tag, attrs):
        sifat = dict(attrs)
        nama, jenis = sifat.get("name") or "", (sifat.get("type") or "text").lower()
        if tag == "form":
            self._form = Formulir(sifat.get("action") or "", [])
            self.daftar.append(self._form)
        elif self._form is None:
            return
        elif tag == "button":
            self._form.tombol.append(sifat.get("formaction") or self._form.alamat)
        elif tag == "textarea" and nama:
            self._form.isian.append((nama, ""))
            self._teks = ""
        elif tag == "input" and nama and jenis not in ("submit", "button", "image", "file"):
            if jenis == "radio":
                self._form.radio.setdefault(nama, []).append(sifat.get("value") or "on")
            elif jenis == "checkbox":
                self._form.centang.append((nama, sifat.get("value") or "on"))
            else:
                self._form.isian.append((nama, sifat.get("value") or ""))

    def handle_data(self, data):
        if self._teks is not None:
            self._teks += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self._form and self._teks is not None:
            self._form.isian[-1] = (self._form.isian[-1][0], self._teks.removeprefix("\n"))
            self._teks = None
        if tag == "form":
            self._form = None


def formulir(html: str, akhiran: str) -> Formulir:
    """The form of the page with a button that leads to an address ending so."""
    urai = _Pengurai()
    urai.feed(html)
    for satu in urai.daftar:
        for alamat in satu.tombol:
            if urlsplit(alamat).path.endswith(akhiran):
                satu.alamat = alamat
                return satu
    judul = re.search(r"<h1[^>]*>(.*?)</h1>", html)
    raise LookupError(f"Tidak ada formulir {akhiran} di halaman “{judul[1] if judul else html[:80]}”.")


def keluhan(html: str) -> str:
    """What the page says is wrong, for whoever has to find out why the crowd was refused."""
    daftar = re.findall(r'class="(?:ringkasan|pesan|galat)[^>]*>(.*?)</(?:div|p|ul)>', html, re.DOTALL)
    return " ".join(re.sub(r"<[^>]*>|\s+", " ", " ".join(daftar)).split())[:300]


# --- arrivals ---------------------------------------------------------------------------------------------


@dataclass
class Catatan:
    jenis: str
    detik: float
    status: int  # 0: no answer


class Kedatangan:
    """Work that is due at its time, whoever is still waiting; `catatan` has one line for each that was counted."""

    def __init__(self, acak: random.Random):
        self.acak, self.catatan = acak, []
        self._berjalan: set[asyncio.Task] = set()
        self._galat: list[BaseException] = []

    async def alirkan(
        self, per_detik: float, sampai: float, kerja: Callable[[float], Awaitable[None]]
    ) -> None:
        """Start `kerja(when it was due)` at random moments, so many per second on average, until that instant."""
        saat = time.time()
        while per_detik and (saat := saat + self.acak.expovariate(per_detik)) < sampai:
            if (tunggu := saat - time.time()) > 0:
                await asyncio.sleep(tunggu)
            tugas = asyncio.create_task(kerja(saat))
            self._berjalan.add(tugas)
            tugas.add_done_callback(self._selesai)

    def _selesai(self, tugas: asyncio.Task) -> None:
        self._berjalan.discard(tugas)
        if galat := tugas.exception():
            self._galat.append(galat)

    async def tuntas(self) -> None:
        while self._berjalan:
            await asyncio.wait(self._berjalan)
        if self._galat:
            raise self._galat[0]

    async def catat(self, jenis: str, saat: float, permintaan: Awaitable[Jawaban]) -> Jawaban | None:
        try:
            jawaban = await permintaan
        except (OSError, ConnectionError, TimeoutError):
            jawaban = None
        self.catatan.append(Catatan(jenis, time.time() - saat, jawaban.status if jawaban else 0))
        return jawaban
