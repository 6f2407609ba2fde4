"""A box full of rows: which column is what, which rows are activities, and what is wrong with the others.

What is said here depends on the text, the SKP and its indicators only, never on what is logged already or on the hour:
so the same text sent twice is the same list, and its idempotency key finds the same receipt.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kinerja.aktivitas.queries import PilihanIndikator
from kinerja.aktivitas.resources.kolom import SEBUTAN, AktivitasResource
from kinerja.aktivitas.services import TERBANYAK_SEKALI, Isian
from kinerja.dokumen.errors import Ditolak, kumpulkan
from kinerja.skp.models import Indikator
from kinerja.ui.forms import kutip
from kinerja.ui.impor.baris import GALAT, TERLARANG, Baris
from kinerja.ui.impor.pembaca import Tabel
from kinerja.ui.impor.tempelan import pecah, rangkai

HURUF_TERBANYAK = 200_000
JUDUL_TERJAUH = 10
_JUDUL = {
    "tanggal": r"(?:hari )?(?:tanggal|tgl)(?: aktivitas| kegiatan)?",
    "mulai": r"(?:waktu |jam |pukul )?mulai",
    "selesai": r"(?:waktu |jam |pukul )?selesai",
    "aktivitas": r"(?:uraian |nama )?(?:aktivitas|aktifitas|kegiatan|pekerjaan)(?: harian)?|uraian",
    "indikator": r"(?:nomor |no )?(?:indikator(?: skp| kinerja| kinerja individu)?|iki)",
}
_TANPA_ISI = re.compile(r"no|nr|nomor|(?:no|nomor) urut|hari|waktu input|pilihan|")
_NOMOR = re.compile(r"\(?[0-9]{1,3}[.)]{0,2}")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_JAM_DETIK = re.compile(r"(\d{1,2}):(\d{2}):00", re.ASCII)

Sel = list[str]


@dataclass(frozen=True)
class Tempelan:
    """What the box said. `baris` are the rows with data, good and bad, numbered as in the box."""

    baris: list[Baris]
    diabaikan: list[str] = field(default_factory=list)  # titles of columns that carry nothing for the log

    @property
    def benar(self) -> bool:
        return all(b.tingkat != GALAT for b in self.baris)

    @property
    def terbaca(self) -> list[Baris]:
        return [b for b in self.baris if b.tingkat != GALAT]


def isian(baris: Baris) -> Isian:
    """A row without faults as the act takes it."""
    isi = baris.bersih
    return Isian(isi["tanggal"], isi["mulai"], isi["selesai"], isi["aktivitas"], isi["indikator"])


def baca_tempelan(teks: str, *, pilihan: PilihanIndikator, nomor: Sequence[Indikator]) -> Tempelan:
    """Every row with its complaints. Raises Ditolak when this is no table of activities at all."""
    if len(teks) > HURUF_TERBANYAK:
        raise Ditolak(
            f"Tempelan terlalu besar: {len(teks)} huruf, paling banyak {HURUF_TERBANYAK}. Tempel sebagian dahulu."
        )
    if "\0" in teks:
        raise Ditolak(
            "Tempelan berisi karakter NUL yang tidak dapat disimpan. Salin ulang dari lembar kerja."
        )
    semua = enumerate(pecah(teks, _pemisah(teks)), 1)
    daftar = [(n, sel) for n, sel in semua if any(s.strip() for s in sel)]
    if not daftar:
        raise Ditolak("Tempelan kosong. Salin baris-barisnya dari lembar kerja, lalu tempel di sini.")
    di = next((i for i, (_, sel) in enumerate(daftar[:JUDUL_TERJAUH]) if _is_judul(sel)), None)
    if di is None:
        letak, judul, atas = _letak_tanpa_judul(daftar), [], []
    else:
        judul, atas, daftar = daftar[di][1], daftar[:di], daftar[di + 1 :]
        letak = _letak(judul)
    if not daftar:
        raise Ditolak("Hanya baris judul yang terbaca. Salin juga baris di bawahnya, lalu tempel di sini.")
    if len(daftar) > TERBANYAK_SEKALI:
        raise Ditolak(
            f"Ada {len(daftar)} baris, sekali kirim paling banyak {TERBANYAK_SEKALI}. Kirim sebagian dahulu."
        )
    baris = [_baris(n, sel, letak, judul) for n, sel in daftar]
    AktivitasResource(pilihan, nomor).periksa([b for b in baris if not b.keluhan])
    diabaikan = [" ".join(s.split()) for i, s in enumerate(judul) if s.strip() and i not in letak.values()]
    return Tempelan([_di_atas_judul(n, sel) for n, sel in atas] + baris, diabaikan)


def sebagai_tempelan(tabel: Tabel) -> str:
    """An uploaded table as text for the box, dates and hours as people write them here."""
    return rangkai([[_rapi(s) for s in sel] for sel in (tabel.judul, *(sel for _, sel in tabel.baris))])


def _rapi(teks: str) -> str:
    teks = _ISO.sub(r"\3-\2-\1", teks) if _ISO.fullmatch(teks) else teks
    return _JAM_DETIK.sub(r"\1.\2", teks) if _JAM_DETIK.fullmatch(teks) else teks


def _pemisah(teks: str) -> str:
    """TAB where there is one; else what divides the first line into enough cells."""
    if "\t" in teks:
        return "\t"
    pertama = next((baris for baris in teks.splitlines() if baris.strip()), "")
    return "," if pertama.count(";") < 3 <= pertama.count(",") else ";"


# --- columns ---------------------------------------------------------------------------------------------


def _nama(teks: str) -> str:
    rata = _rata(teks)
    return next((nama for nama, pola in _JUDUL.items() if re.fullmatch(pola, rata)), "")


def _rata(teks: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", teks[:80].casefold()))


def _is_judul(sel: Sel) -> bool:
    return len(set(filter(None, map(_nama, sel)))) > 1


def _letak(judul: Sel) -> dict[str, int]:
    """Column -> its place. Missing, doubled, unknown and forbidden columns are all named at once."""
    nama = [_nama(s) for s in judul]
    keluhan = [
        f"Kolom {SEBUTAN[n]} ada {kali} kali. Sisakan satu."
        for n, kali in Counter(filter(None, nama)).items()
        if kali > 1
    ]
    for teks, n in zip(judul, nama, strict=True):
        if n or _TANPA_ISI.fullmatch(_rata(teks)):
            continue
        if _rata(teks).replace(" ", "_") in TERLARANG:
            keluhan.append(f"Kolom {kutip(teks.strip())} tidak boleh diimpor. Hapus kolom itu.")
        else:
            keluhan.append(f"Kolom {kutip(teks.strip())} tidak dikenal. Hapus kolom itu.")
    keluhan += [
        f"Kolom {label} tidak ada. Tambahkan kolom itu beserta judulnya."
        for n, label in SEBUTAN.items()
        if n not in nama
    ]
    kumpulkan(keluhan)
    return {n: i for i, n in enumerate(nama) if n}


def _letak_tanpa_judul(daftar: Iterable[tuple[int, Sel]]) -> dict[str, int]:
    """The usual order; a first column of nothing but row numbers may stand before it."""
    bernomor = all(_NOMOR.fullmatch(sel[0].strip()) for _, sel in daftar)
    return {n: i + bernomor for i, n in enumerate(SEBUTAN)}


# --- rows ------------------------------------------------------------------------------------------------


def _baris(nomor: int, sel: Sel, letak: dict[str, int], judul: Sel) -> Baris:
    baris = Baris(nomor, {n: sel[i] if i < len(sel) else "" for n, i in letak.items()})
    if sum(bool(s.strip()) for s in sel) == 1:
        teks = kutip(next(s for s in sel if s.strip()).strip())
        baris.isi["aktivitas"] = baris.isi["aktivitas"] or "".join(sel).strip()
        baris.keluhkan("", f"Hanya {teks} yang terbaca: pisahkan kelima kolomnya dengan TAB atau titik koma.")
        return baris
    for i, teks in enumerate(sel):
        if teks.strip() and i not in letak.values() and not _rata("".join(judul[i : i + 1])):
            lewat = i == 0 and not judul  # the row's own number
            if not lewat:
                baris.keluhkan(
                    "", f"{kutip(teks.strip())} ada di kolom ke-{i + 1} yang tidak dikenal: hapus isinya."
                )
                break
    return baris


def _di_atas_judul(nomor: int, sel: Sel) -> Baris:
    baris = Baris(nomor, dict.fromkeys(SEBUTAN, "") | {"aktivitas": " ".join(" ".join(sel).split())})
    baris.keluhkan("", "Berada di atas judul kolom: pindahkan ke bawahnya atau hapus.")
    return baris
