"""A person at a browser without JavaScript: opens pages, fills in the forms that are there, follows redirects."""

from __future__ import annotations

from bs4 import BeautifulSoup
from django.test import Client


class Peramban:
    """What he sees is `halaman` (parsed), `status` and `alamat`. Hidden fields travel as the page gave them."""

    def __init__(self):
        self.client = Client(enforce_csrf_checks=True)
        self.jawaban, self.halaman = None, None

    def buka(self, alamat: str) -> Peramban:
        return self._terima(self.client.get(alamat, follow=True))

    @property
    def status(self) -> int:
        return self.jawaban.status_code

    @property
    def alamat(self) -> str:
        return self.jawaban.request["PATH_INFO"]

    @property
    def teks(self) -> str:
        return " ".join(self.halaman.find("main").get_text(" ").split())

    def klik(self, tulisan: str) -> Peramban:
        """Follow the first link in the page's body whose text begins so."""
        for tautan in self.halaman.find("main").find_all("a"):
            if " ".join(tautan.get_text(" ").split()).startswith(tulisan):
                return self.buka(tautan["href"])
        raise AssertionError(f"Tidak ada tautan “{tulisan}” di {self.alamat}: {self.teks[:500]}")

    def tekan(self, tulisan: str, **isian) -> Peramban:
        """Fill in the form that has this button, and press it. A field must exist to be filled in."""
        formulir, tombol = self._formulir(tulisan)
        data = self._terisi(formulir)
        for nama, nilai in isian.items():
            assert formulir.find(attrs={"name": nama}), f"Tidak ada isian {nama}: {sorted(data)}"
            data[nama] = nilai
        if tombol.get("name"):
            data[tombol["name"]] = tombol.get("value", "")
        tujuan = tombol.get("formaction") or formulir.get("action") or self.alamat
        return self._terima(self.client.post(tujuan, data, follow=True))

    def isian(self, awalan: str) -> list[str]:
        """Names of the visible fields that begin so, in the page's order, each once."""
        nama = [i["name"] for i in self.halaman.find_all(["input", "select", "textarea"]) if i.get("name")]
        return list(dict.fromkeys(n for n in nama if n.startswith(awalan)))

    def _formulir(self, tulisan: str):
        for formulir in self.halaman.find_all("form"):
            for tombol in formulir.find_all("button"):
                if " ".join(tombol.get_text(" ").split()).startswith(tulisan):
                    return formulir, tombol
        raise AssertionError(f"Tidak ada tombol “{tulisan}” di {self.alamat}: {self.teks[:500]}")

    @staticmethod
    def _terisi(formulir) -> dict:
        """What a browser would send untouched."""
        data = {}
        for isian in formulir.find_all(["input", "select", "textarea"]):
            nama = isian.get("name")
            if not nama or isian.get("type") in ("submit", "file"):
                continue
            if isian.name == "select":
                pilih = isian.find("option", selected=True) or isian.find("option")
                data[nama] = pilih.get("value", "") if pilih else ""
            elif isian.name == "textarea":
                data[nama] = isian.get_text()
            elif isian.get("type") in ("checkbox", "radio"):
                if isian.has_attr("checked"):
                    data[nama] = isian.get("value", "on")
            else:
                data[nama] = isian.get("value", "")
        return data

    def _terima(self, jawaban) -> Peramban:
        self.jawaban = jawaban
        isi = getattr(jawaban, "content", b"")
        self.halaman = (
            BeautifulSoup(isi, "html.parser") if "html" in jawaban.get("Content-Type", "") else None
        )
        return self

    def masuk(self, nip: str, password: str) -> Peramban:
        return self.buka("/login/").tekan("Masuk", username=nip, password=password)
