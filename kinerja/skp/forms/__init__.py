"""What a person types into an SKP."""

from kinerja.skp.forms.dasar import CatatanForm, FormulirSkp, HapusForm
from kinerja.skp.forms.penilai import CONTOH_KEMBALIKAN, CatatanKantorForm, EkspektasiForm
from kinerja.skp.forms.rencana import CONTOH_AJUKAN, IndikatorForm, PeriodeForm, RhkForm

__all__ = [
    "CONTOH_AJUKAN",
    "CONTOH_KEMBALIKAN",
    "CatatanForm",
    "CatatanKantorForm",
    "EkspektasiForm",
    "FormulirSkp",
    "HapusForm",
    "IndikatorForm",
    "PeriodeForm",
    "RhkForm",
]
