"""A person at a browser without JavaScript: opens pages, fills in the forms that are there, follows redirects."""

from __future__ import annotations

from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag
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
    def alamat_lengkap(self) -> str:
        """With its query: what a relative link and a form without an address of its own refer to."""
        return f"{self.alamat}?{self.jawaban.request['QUERY_STRING']}".rstrip("?")

    @property
    def teks(self) -> str:
        return " ".join(self.halaman.find("main").get_text(" ").split())

    def klik(self, tulisan: str) -> Peramban:
        """Follow the first link in the page's body whose text begins so."""
        for tautan in self.halaman.find("main").find_all("a"):
            if sebutan(tautan).startswith(tulisan):
                return self.buka(urljoin(self.alamat_lengkap, tautan["href"]))
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
        tujuan = urljoin(self.alamat_lengkap, tombol.get("formaction") or formulir.get("action") or "")
        kirim = self.client.get if formulir.get("method", "get") == "get" else self.client.post
        return self._terima(kirim(tujuan, data, follow=True))

    def ada_tombol(self, tulisan: str) -> bool:
        """A link or a button that begins so."""
        return any(
            sebutan(satu).startswith(tulisan) for satu in self.halaman.find("main").find_all(["a", "button"])
        )

    def isian(self, awalan: str) -> list[str]:
        """Names of the visible fields that begin so, in the page's order, each once."""
        nama = [i["name"] for i in self.halaman.find_all(["input", "select", "textarea"]) if i.get("name")]
        return list(dict.fromkeys(n for n in nama if n.startswith(awalan)))

    def _formulir(self, tulisan: str) -> tuple[Tag, Tag]:
        for tombol in self.halaman.find_all("button"):
            if sebutan(tombol).startswith(tulisan):
                luar = tombol.get("form")
                return self.halaman.find(id=luar) if luar else tombol.find_parent("form"), tombol
        raise AssertionError(f"Tidak ada tombol “{tulisan}” di {self.alamat}: {self.teks[:500]}")

    @staticmethod
    def _terisi(formulir) -> dict:
        """What a browser would send untouched; a name that stands there several times has a list."""
        data = {}
        for isian in formulir.find_all(["input", "select", "textarea"]):
            nama = isian.get("name")
            if not nama or isian.get("type") in ("submit", "file"):
                continue
            if isian.name == "select":
                pilih = isian.find("option", selected=True) or isian.find("option")
                data[nama] = pilih.get("value", pilih.get_text()) if pilih else ""
            elif isian.name == "textarea":
                data[nama] = isian.get_text()
            elif isian.get("type") in ("checkbox", "radio"):
                if isian.has_attr("checked"):
                    data.setdefault(nama, []).append(isian.get("value", "on"))
            else:
                data.setdefault(nama, []).append(isian.get("value", ""))
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


def sebutan(simpul: Tag) -> str:
    """What a link or a button is called: without marks that are only to be seen."""
    buang = {id(teks) for tanda in simpul.find_all(attrs={"aria-hidden": "true"}) for teks in tanda.strings}
    return " ".join("".join(teks for teks in simpul.strings if id(teks) not in buang).split())
