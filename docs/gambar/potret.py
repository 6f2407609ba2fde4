"""The README's picture, taken anew from a server that shows the example data.

The penilai's queue at 1440 beside 390 pixels. While `make run` serves: .venv/bin/python docs/gambar/potret.py http://localhost:8000 NIP PASSWORD
"""

import io
import os
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

KELUARAN = Path(__file__).with_name("beranda.png")
LAYAR = ((1440, 900, 0.75), (390, 844, 0.8))
CELAH, LATAR, WARNA = 24, "#e4e2da", 128


def potret(alamat: str, nip: str, password: str) -> list[Image.Image]:
    gambar = []
    with sync_playwright() as main:
        peramban = main.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"]
        )
        for lebar, tinggi, skala in LAYAR:
            halaman = peramban.new_page(viewport={"width": lebar, "height": tinggi}, locale="id-ID")
            halaman.goto(f"{alamat}/login/")
            halaman.fill("#id_username", nip)
            halaman.fill("#id_password", password)
            halaman.click("main button")
            halaman.goto(f"{alamat}/kerja/penilaian/realisasi/")
            satu = Image.open(io.BytesIO(halaman.screenshot())).convert("RGB")
            gambar.append(satu.resize((int(lebar * skala), int(tinggi * skala)), Image.LANCZOS))
        peramban.close()
    return gambar


def susun(daftar: list[Image.Image]) -> Image.Image:
    """Side by side on one ground; few colours, so that the file stays small."""
    lebar = sum(g.width for g in daftar) + CELAH * (len(daftar) + 1)
    lembar = Image.new("RGB", (lebar, max(g.height for g in daftar) + 2 * CELAH), LATAR)
    kiri = CELAH
    for satu in daftar:
        lembar.paste(satu, (kiri, CELAH))
        kiri += satu.width + CELAH
    return lembar.quantize(WARNA)


if __name__ == "__main__":
    susun(potret(*sys.argv[1:4])).save(KELUARAN, optimize=True)
    print(f"{KELUARAN}: {KELUARAN.stat().st_size} byte")
