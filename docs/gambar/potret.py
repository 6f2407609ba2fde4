"""Pictures for the README and the guides, taken anew from a server that shows the example data.

While `make run` serves: .venv/bin/python docs/gambar/potret.py http://localhost:8000 NIP PASSWORD /kerja/skp/44/ skp.png 1440,390
One page at one width, or at several beside each other; `/alamat/#bagian` begins at that part of the page.
"""

import io
import os
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

LAYAR = {1440: (900, 0.75), 390: (844, 0.8)}  # width: (height, scale)
CELAH, LATAR, WARNA = 24, "#e4e2da", 64


def potret(alamat: str, nip: str, password: str, jalur: str, daftar_lebar: list[int]) -> list[Image.Image]:
    gambar = []
    with sync_playwright() as main:
        peramban = main.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"]
        )
        for lebar in daftar_lebar:
            tinggi, skala = LAYAR[lebar]
            halaman = peramban.new_page(viewport={"width": lebar, "height": tinggi}, locale="id-ID")
            halaman.goto(f"{alamat}/login/")
            halaman.fill("#id_username", nip)
            halaman.fill("#id_password", password)
            halaman.click("main button")
            halaman.goto(f"{alamat}{jalur}")
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
    alamat, nip, password, jalur, berkas, lebar = sys.argv[1:7]
    keluaran = Path(__file__).with_name(berkas)
    susun(potret(alamat, nip, password, jalur, [int(n) for n in lebar.split(",")])).save(
        keluaran, optimize=True
    )
    print(f"{keluaran}: {keluaran.stat().st_size} byte")
