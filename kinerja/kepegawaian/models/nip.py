"""NIP PNS and NI PPPK: 18 digits that say birth date, appointment, sex and serial (Perka BKN 22/2007)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

PERJANJIAN_PPPK_MULAI = 21  # digits 13-14 of an NI PPPK count contracts from 21; a PNS has a month there


class NipTidakSah(ValueError):
    """The sentence says which part is wrong."""


@dataclass(frozen=True)
class Nip:
    """A valid number. `tmt` is the month of appointment as CPNS (PNS), or only its year (PPPK)."""

    angka: str
    tanggal_lahir: date
    tahun_pengangkatan: int
    bulan_pengangkatan: int | None
    jenis_kelamin: str
    urut: int

    @property
    def jenis_kepegawaian(self) -> str:
        return "PNS" if self.bulan_pengangkatan else "PPPK"

    def __str__(self):
        a = self.angka
        return f"{a[:8]} {a[8:14]} {a[14]} {a[15:]}"

    @classmethod
    def urai(cls, teks: str) -> Nip:
        """Parse and validate all parts. Spaces and dots are allowed. Raises NipTidakSah with a sentence."""
        angka = str(teks).strip().replace(" ", "").replace(".", "")
        if not (angka.isascii() and angka.isdigit()) or len(angka) != 18:
            raise NipTidakSah(_bentuk_salah(angka))
        try:
            lahir = date(int(angka[:4]), int(angka[4:6]), int(angka[6:8]))
        except ValueError:
            raise NipTidakSah(
                f"NIP: tanggal lahir “{angka[:8]}” (angka 1–8) bukan tanggal yang ada."
            ) from None
        tahun, tengah = int(angka[8:12]), int(angka[12:14])
        bulan = tengah if 1 <= tengah <= 12 else None
        if bulan is None and tengah < PERJANJIAN_PPPK_MULAI:
            raise NipTidakSah(
                f"NIP: angka 13–14 “{angka[12:14]}” harus bulan 01–12 (PNS) atau 21 ke atas (PPPK)."
            )
        if not 16 <= tahun - lahir.year <= 70:
            raise NipTidakSah(
                f"NIP: tahun pengangkatan “{tahun}” tidak masuk akal untuk kelahiran {lahir.year}."
            )
        if angka[14] not in "12":
            raise NipTidakSah(f"NIP: jenis kelamin (angka 15) “{angka[14]}” harus 1 (pria) atau 2 (wanita).")
        if angka[15:] == "000":
            raise NipTidakSah("NIP: nomor urut (angka 16–18) dimulai dari 001.")
        return cls(angka, lahir, tahun, bulan, "L" if angka[14] == "1" else "P", int(angka[15:]))


def _bentuk_salah(angka: str) -> str:
    contoh = angka[:40]
    if "E+" in angka.upper() or "," in angka:
        return f"NIP tersimpan sebagai bilangan (“{contoh}”): jadikan kolom NIP teks, lalu tulis 18 angkanya."
    if not angka:
        return "NIP kosong: tulis 18 angka."
    if angka.isascii() and angka.isdigit():
        return f"NIP harus 18 angka, ditemukan {len(angka)} angka (“{contoh}”)."
    return f"NIP harus 18 angka tanpa huruf, ditemukan “{contoh}”."


def nip_sah(nilai: str) -> None:
    """Model validator."""
    from django.core.exceptions import ValidationError

    try:
        Nip.urai(nilai)
    except NipTidakSah as galat:
        raise ValidationError(str(galat)) from None
