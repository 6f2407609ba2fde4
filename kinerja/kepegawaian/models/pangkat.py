"""Pangkat and golongan: a PNS has both, a PPPK a golongan without a name (Perpres 98/2020)."""

from __future__ import annotations

PANGKAT = {
    "I/a": "Juru Muda",
    "I/b": "Juru Muda Tingkat I",
    "I/c": "Juru",
    "I/d": "Juru Tingkat I",
    "II/a": "Pengatur Muda",
    "II/b": "Pengatur Muda Tingkat I",
    "II/c": "Pengatur",
    "II/d": "Pengatur Tingkat I",
    "III/a": "Penata Muda",
    "III/b": "Penata Muda Tingkat I",
    "III/c": "Penata",
    "III/d": "Penata Tingkat I",
    "IV/a": "Pembina",
    "IV/b": "Pembina Tingkat I",
    "IV/c": "Pembina Utama Muda",
    "IV/d": "Pembina Utama Madya",
    "IV/e": "Pembina Utama",
}
GOLONGAN_PPPK = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII"
GOLONGAN = {"PNS": list(PANGKAT), "PPPK": GOLONGAN_PPPK.split()}


def pangkat_tercetak(golongan: str) -> str:
    """`Penata Muda / III/a`; a golongan without a name stands alone."""
    return f"{PANGKAT[golongan]} / {golongan}" if golongan in PANGKAT else golongan
