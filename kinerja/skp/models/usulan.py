"""Rows that somebody is about to add to a plan: copied, taken from the library, pasted or imported. Pure values."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from kinerja.skp.models.rencana import Aspek, Perspektif


@dataclass(frozen=True)
class UsulanIndikator:
    """`target` with `satuan`, or `target_teks`, or none of them; aspek and perspektif are codes or empty."""

    uraian: str
    aspek: str = ""
    perspektif: str = ""
    target: Decimal | None = None
    target_teks: str = ""
    satuan: str = ""
    arah: str = "NAIK"

    @property
    def sumbu(self) -> str:
        """The label of its aspek or perspektif, or empty."""
        if self.aspek:
            return Aspek(self.aspek).label
        return Perspektif(self.perspektif).label if self.perspektif else ""


@dataclass(frozen=True)
class UsulanRhk:
    uraian: str
    jenis: str = "UTAMA"
    daftar_indikator: tuple[UsulanIndikator, ...] = field(default=())

    @property
    def jumlah_indikator(self) -> int:
        return len(self.daftar_indikator)


def usulan_dari_isi(isi: dict[str, Any]) -> list[UsulanRhk]:
    """The RHK of an approved version's `isi`, without ids and without RHK atasan."""
    nama = ("uraian", "aspek", "perspektif", "target_teks", "satuan", "arah")
    return [
        UsulanRhk(
            rhk["uraian"],
            rhk["jenis"],
            tuple(
                UsulanIndikator(
                    target=None if i["target"] is None else Decimal(i["target"]), **{n: i[n] for n in nama}
                )
                for i in rhk["indikator"]
            ),
        )
        for rhk in isi["rhk"]
    ]
