"""What the forms of both sides share: a complaint at its field, and all of them in one list on top.

A field's id is its name (`nilai_12`), so that a complaint's link `#nilai_12` finds its field.
"""

from __future__ import annotations

from django.core.validators import MaxLengthValidator

from kinerja.dokumen.acts import Act
from kinerja.dokumen.errors import Ditolak, Keluhan
from kinerja.ui.forms import RUSAK, FormulirTindakan


class LembarTindakan(FormulirTindakan):
    """A form with a field for each row, which tells each complaint at its field and in one list on top."""

    def __init__(self, objek, data=None):
        super().__init__(data, auto_id="%s", versi=objek.versi)
        # The key of `ajukan` is lengthened for the `simpan` before it; the column holds 80 characters.
        self.fields["kunci"].validators.append(MaxLengthValidator(64, RUSAK))
        self.objek = objek
        self.keluhan_lain: list[Keluhan] = []
        self.kalimat_lengkap: set[str] = set()

    def tolak(self, act: Act, penolakan: Ditolak) -> None:
        """Lay the complaints of an act where they belong: at the field they name, else on top."""
        kolom_wajib = {kalimat: nama for nama, kalimat in act.wajib.items()}
        for keluhan in penolakan.keluhan:
            nama = kolom_wajib.get(keluhan.kalimat) or keluhan.tautan.removeprefix("#")
            if nama in self.fields:
                self.kalimat_lengkap.add(keluhan.kalimat)
                self.add_error(nama, keluhan.kalimat)
            else:
                self.keluhan_lain.append(keluhan)

    @property
    def keluhan(self) -> list[Keluhan]:
        """Everything that is wrong, in the order of the page, each with a link to its field."""
        if not self.is_bound:
            return self.keluhan_lain
        daftar = [*self.keluhan_lain, *(Keluhan(str(g)) for g in self.non_field_errors())]
        for kolom in self:
            for galat in dict.fromkeys(kolom.errors):
                sebut = kolom.is_hidden or galat in self.kalimat_lengkap
                kalimat = galat if sebut else f"{self.sebutan(kolom.name)}: {galat}"
                daftar.append(Keluhan(kalimat, "" if kolom.is_hidden else f"#{kolom.name}"))
        return daftar

    def sebutan(self, nama: str) -> str:
        """How the list on top names a field."""
        return self.fields[nama].label
