"""What a person types into an SKP."""

from kinerja.skp.forms.dasar import CatatanForm, FormulirSkp, HapusForm
from kinerja.skp.forms.rencana import CONTOH_AJUKAN, IndikatorForm, PeriodeForm, RhkForm
from kinerja.skp.forms.penilai import (
    CONTOH_KEMBALIKAN,
    CONTOH_REVISI,
    CatatanKantorForm,
    CatatanMassalForm,
    EkspektasiForm,
    EkspektasiMassalForm,
)

__all__ = [
    "CONTOH_AJUKAN",
    "CONTOH_KEMBALIKAN",
    "CONTOH_REVISI",
    "CatatanForm",
    "CatatanKantorForm",
    "CatatanMassalForm",
    "EkspektasiForm",
    "EkspektasiMassalForm",
    "FormulirSkp",
    "HapusForm",
    "IndikatorForm",
    "PeriodeForm",
    "RhkForm",
]
