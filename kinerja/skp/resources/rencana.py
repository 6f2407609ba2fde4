"""A plan as a table. Every row ends in one place: a proposal, a complaint, or among those that carry no data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kinerja.dokumen.errors import Ditolak, Keluhan
from kinerja.skp.models import Aspek, Indikator, JenisRhk, Perspektif, UsulanIndikator, UsulanRhk
from kinerja.skp.resources.kolom import SEBUTAN, Letak, Sel, is_penanda, pita
from kinerja.skp.resources.target import HURUF_SATUAN, HURUF_TARGET, baca_target
from kinerja.ui.forms import kutip
from kinerja.ui.impor.baris import GALAT, Baris, BarisResource
from kinerja.ui.impor.kolom import Kolom, Pilihan, Teks

HURUF_URAIAN = Indikator._meta.get_field("uraian").max_length
BARIS_TERBANYAK = 200
_TANDA_KOSONG = {"-", "–", "—"}


@dataclass(frozen=True)
class Tempelan:
    """What a table said. `baris` are the rows with data, good and bad; `penanda` the numbers of the others."""

    daftar: list[UsulanRhk]
    baris: list[Baris]
    keluhan: list[Keluhan]
    penanda: list[int]
    diabaikan: list[str]  # titles of the columns that this plan does not have

    @property
    def jumlah_indikator(self) -> int:
        return sum(rhk.jumlah_indikator for rhk in self.daftar)


def baca_rencana(
    daftar: Iterable[tuple[int, Sel]],
    *,
    letak: Letak,
    judul: Sel = (),
    di_atas: Iterable[tuple[int, Sel]] = (),
) -> Tempelan:
    """`judul`: the header as written, if there is one; `di_atas`: rows above it, which cannot be read."""
    daftar, di_atas = list(daftar), list(di_atas)
    terlalu_atas = [_di_atas_judul(nomor, sel) for nomor, sel in di_atas if not is_penanda(sel)]
    isi, jenis = [], ""
    for nomor, sel in daftar:
        jenis = pita(sel) or jenis
        if not is_penanda(sel):
            isi.append(_baris(nomor, sel, letak, judul, jenis))
    RencanaResource().periksa(isi)
    baris = terlalu_atas + isi
    penanda = [nomor for nomor, sel in di_atas + daftar if is_penanda(sel)]
    diabaikan = [" ".join(s.split()) for i, s in enumerate(judul) if s.strip() and i not in letak.values()]
    return Tempelan(_usulan(isi), baris, _keluhan(baris), penanda, diabaikan)


def _di_atas_judul(nomor: int, sel: Sel) -> Baris:
    baris = Baris(nomor, dict.fromkeys(SEBUTAN, ""))
    teks = kutip(" ".join(" ".join(sel).split()))
    baris.keluhkan("", f"{teks} berada di atas judul kolom: pindahkan ke bawahnya atau hapus.")
    return baris


def _baris(nomor: int, sel: Sel, letak: Letak, judul: Sel, jenis: str = "") -> Baris:
    baris = Baris(nomor, {n: _isi(sel, letak[n]) if n in letak else "" for n in SEBUTAN}, {"pita": jenis})
    for i, teks in enumerate(sel):
        if teks.strip() and i not in letak.values() and not "".join(judul[i : i + 1]).strip():
            kalimat = (
                f"{kutip(teks.strip())} ada di kolom ke-{i + 1} yang tidak dikenal: hapus atau beri judul."
            )
            baris.keluhkan("", kalimat)
            break
    return baris


def _isi(sel: Sel, i: int) -> str:
    teks = sel[i] if i < len(sel) else ""
    return "" if teks.strip() in _TANDA_KOSONG else teks


def _keluhan(daftar: list[Baris]) -> list[Keluhan]:
    return [
        Keluhan(
            f"Baris {b.nomor}{', kolom ' + SEBUTAN[k['kolom']] if k['kolom'] else ''}: {k['kalimat']}",
            f"#baris-{b.nomor}",
        )
        for b in daftar
        for k in b.keluhan
    ]


class RencanaResource(BarisResource):
    """The columns of a plan. An empty RHK cell continues the RHK above it, as merged cells do."""

    rhk = Kolom(widget=Teks(HURUF_URAIAN), wajib=False)
    indikator = Kolom(widget=Teks(HURUF_URAIAN), wajib=False)
    target = Kolom(widget=Teks(HURUF_TARGET), wajib=False)
    satuan = Kolom(widget=Teks(HURUF_SATUAN), wajib=False)
    aspek = Kolom(
        widget=Pilihan(Aspek.values, {a.label: a.value for a in Aspek}, ", ".join(Aspek.labels)), wajib=False
    )
    perspektif = Kolom(
        widget=Pilihan(
            Perspektif.values, {p.label: p.value for p in Perspektif}, ", ".join(Perspektif.labels)
        ),
        wajib=False,
    )
    jenis = Kolom(widget=Pilihan(JenisRhk.values, sebutan=", ".join(JenisRhk.labels)), wajib=False)

    class Meta:
        fields = list(SEBUTAN)

    def periksa_bersama(self, daftar: list[Baris]) -> None:
        atas, dikenal = None, {}
        for baris in daftar:
            self._periksa_sel(baris)
            if not baris.isi["rhk"].strip() and not baris.isi["indikator"].strip():
                if baris.tingkat != GALAT:
                    baris.keluhkan("rhk", "Kosong, begitu pula indikatornya: isi atau hapus baris ini.")
                continue
            if "rhk" in baris.bersih:
                self._periksa_induk(baris, atas)
            if baris.tingkat != GALAT:
                self._periksa_kembar(baris, dikenal)
            atas = baris

    @staticmethod
    def _periksa_sel(baris: Baris) -> None:
        """The target out of its two cells; and no target without an indicator."""
        isi = baris.bersih
        if "target" in isi and "satuan" in isi:
            try:
                isi |= baca_target(isi["target"] or "", isi["satuan"] or "")
            except Ditolak as penolakan:
                baris.keluhkan("target", str(penolakan))
        di_sebelah = ("target", "satuan", "aspek", "perspektif")
        if not baris.isi["indikator"].strip() and any(baris.isi[k].strip() for k in di_sebelah):
            baris.keluhkan("indikator", "Kosong, padahal kolom sesudahnya terisi: tulis indikatornya.")

    @staticmethod
    def _periksa_induk(baris: Baris, atas: Baris | None) -> None:
        """The RHK and its jenis, perhaps those of the row above."""
        isi = baris.bersih
        if not isi["rhk"]:
            del isi["rhk"]
            if atas is None or atas.bersih["pita"] != isi["pita"]:
                baris.keluhkan(
                    "rhk", "Kosong, dan di atasnya tidak ada yang dapat dilanjutkan: isi kolom ini."
                )
                return
            if "rhk" not in atas.bersih:
                baris.keluhkan("rhk", f"Melanjutkan baris {atas.nomor} yang belum benar: perbaiki baris itu.")
                return
            isi["rhk"] = atas.bersih["rhk"]
            isi["jenis"] = isi.get("jenis") or atas.bersih["jenis"]
        isi["jenis"] = isi.get("jenis") or isi["pita"] or JenisRhk.UTAMA.value

    @staticmethod
    def _periksa_kembar(baris: Baris, dikenal: dict[str, dict]) -> None:
        """An RHK may come back, with the same jenis and with other indicators."""
        isi = baris.bersih
        induk = dikenal.setdefault(
            isi["rhk"].casefold(), {"jenis": isi["jenis"], "nomor": baris.nomor, "indikator": {}}
        )
        if isi["jenis"] != induk["jenis"]:
            jenis = JenisRhk(induk["jenis"]).label
            baris.keluhkan(
                "jenis", f"Rencana hasil kerja ini sudah ada di baris {induk['nomor']} sebagai {jenis}."
            )
        elif isi["indikator"]:
            pertama = induk["indikator"].setdefault(isi["indikator"].casefold(), baris.nomor)
            if pertama != baris.nomor:
                baris.keluhkan(
                    "indikator",
                    f"{kutip(isi['indikator'])} sudah ada di baris {pertama}: indikator dalam satu rencana hasil "
                    "kerja harus berbeda.",
                )


def _usulan(daftar: list[Baris]) -> list[UsulanRhk]:
    hasil: dict[str, tuple[str, str, list[UsulanIndikator]]] = {}
    for baris in daftar:
        if baris.tingkat == GALAT:
            continue
        isi = baris.bersih
        _, _, indikator = hasil.setdefault(isi["rhk"].casefold(), (isi["rhk"], isi["jenis"], []))
        if isi["indikator"]:
            indikator.append(
                UsulanIndikator(
                    isi["indikator"],
                    aspek=isi["aspek"] or "",
                    perspektif=isi["perspektif"] or "",
                    target=isi["target"],
                    target_teks=isi["target_teks"],
                    satuan=isi["satuan"],
                )
            )
    return [UsulanRhk(uraian, jenis, tuple(indikator)) for uraian, jenis, indikator in hasil.values()]
