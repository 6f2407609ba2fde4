"""Trim the theme's weight: `python -m kinerja.ui.aset` makes the icon font anew with only the icons in use.

Run it after an icon was added (a test says so) and after each change of Unfold's version. Needs fonttools (dev).
Besides the font two files stand in for the theme's own by the order of INSTALLED_APPS: `fonts/inter/styles.css`
(system fonts) and `js/chart/chart.js` (no charts). `ASLI` are the originals they were written against.
"""

from __future__ import annotations

import re
from pathlib import Path

import unfold

TEMA = Path(unfold.__file__).parent
KITA = Path(__file__).resolve().parent.parent.parent
BAYANGAN = Path(__file__).resolve().parent / "static" / "unfold"
HURUF = "fonts/material-symbols/Material-Symbols-Outlined.woff2"
ASLI = {
    "css/styles.css": "51c00f1b4d2495e42b9a83377b66ecff",
    "fonts/inter/styles.css": "42a7607af5d57dc0fabd91a8f1c89291",
    "fonts/material-symbols/Material-Symbols-Outlined.woff2": "3561c9446adfd6d0b08bc7c2bced0f64",
    "fonts/material-symbols/styles.css": "7bd6dd1c24b4fcf79a050ec19969027f",
    "js/app.js": "be01a34d18a89dc961f6d96e8f5a98c5",
    "js/chart/chart.js": "db65ba70511147e08494c38a46030c89",
}
# Drawn by scripts, or by templates through a condition that the search below does not see.
IKON_TAMBAHAN = {"check_small", "close_small", "question_mark", "progress_activity", "expand_less", "sync"}
_DALAM_TEMPLAT = re.compile(
    r"material-symbols-outlined[^>]*>\s*([a-z][a-z0-9_]+)\s*<|\bicon=[\"']([a-z][a-z0-9_]+)[\"']"
)
_DALAM_CSS = re.compile(r"content:\s*[\"']([a-z][a-z0-9_]{2,})[\"']")


def ikon_terpakai() -> set[str]:
    """The icons that templates, the menus and the declared acts name."""
    from django.contrib import admin

    from kinerja.ui import menu, navigasi

    templat = [*TEMA.glob("templates/**/*.html"), *TEMA.glob("contrib/filters/templates/**/*.html")]
    templat += [*TEMA.glob("contrib/forms/templates/**/*.html"), *KITA.glob("kinerja/**/templates/**/*.html")]
    nama = {
        n for t in templat for pasang in _DALAM_TEMPLAT.findall(t.read_text("utf-8")) for n in pasang if n
    }
    nama |= set(_DALAM_CSS.findall((TEMA / "static/unfold/css/styles.css").read_text("utf-8")))
    nama |= {ikon for _, isi in navigasi.KELOMPOK for _, ikon, _ in isi} | {navigasi.IKON_LAIN}
    nama |= {b.ikon for b in menu._daftar.values() if b.ikon}
    nama |= {t.ikon for a in admin.site._registry.values() for t in a.tindakan}
    return nama | IKON_TAMBAHAN | {"workspace_premium", "settings"}


def ligatur(huruf) -> dict[str, str]:
    """Word -> glyph: the font draws an icon where its name is written."""
    tulisan = {glif: chr(kode) for kode, glif in huruf.getBestCmap().items()}
    hasil = {}
    for lookup in huruf["GSUB"].table.LookupList.Lookup:
        for sub in lookup.SubTable:
            sub = getattr(sub, "ExtSubTable", sub)
            for awal, daftar in getattr(sub, "ligatures", {}).items():
                for satu in daftar:
                    hasil["".join(tulisan.get(g, "?") for g in (awal, *satu.Component))] = satu.LigGlyph
    return hasil


def buat_huruf() -> int:
    """Subset the theme's icon font; returns the new size in bytes."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    asal = TTFont(TEMA / "static" / "unfold" / HURUF)
    kata, peta = ligatur(asal), asal.getBestCmap()
    pilihan = subset.Options(layout_features=["*"], layout_closure=False, flavor="woff2")
    pemotong = subset.Subsetter(pilihan)
    abjad = [peta[ord(c)] for c in "abcdefghijklmnopqrstuvwxyz0123456789_"]
    pemotong.populate(glyphs=[*abjad, *(kata[ikon] for ikon in ikon_terpakai() if ikon in kata)])
    pemotong.subset(asal)
    tujuan = BAYANGAN / HURUF
    tujuan.parent.mkdir(parents=True, exist_ok=True)
    subset.save_font(asal, tujuan, pilihan)
    return tujuan.stat().st_size


def ikon_dalam_huruf(berkas: Path = BAYANGAN / HURUF) -> set[str]:
    """The icons that the shipped font can draw."""
    from fontTools.ttLib import TTFont

    return set(ligatur(TTFont(berkas)))


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings.dev")
    django.setup()
    print(f"{buat_huruf()} byte, {len(ikon_terpakai())} ikon")
