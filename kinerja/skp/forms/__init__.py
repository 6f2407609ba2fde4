"""What a person types into an SKP."""

from kinerja.skp.forms.dasar import CatatanForm, FormulirSkp, HapusForm
from kinerja.skp.forms.matriks import TugaskanForm
from kinerja.skp.forms.penilai import (
    CONTOH_KEMBALIKAN,
    CONTOH_REVISI,
    AlasanKantorForm,
    BagikanForm,
    CatatanBebasKantorForm,
    CatatanKantorForm,
    CatatanMassalForm,
    EkspektasiForm,
    EkspektasiMassalForm,
)
from kinerja.skp.forms.rencana import (
    CONTOH_AJUKAN,
    AkhiriPeriodeForm,
    IndikatorForm,
    LampiranForm,
    PeriodeForm,
    RhkForm,
    UrutkanForm,
)

__all__ = [
    "CONTOH_AJUKAN",
    "CONTOH_KEMBALIKAN",
    "CONTOH_REVISI",
    "AkhiriPeriodeForm",
    "AlasanKantorForm",
    "BagikanForm",
    "CatatanBebasKantorForm",
    "CatatanForm",
    "CatatanKantorForm",
    "CatatanMassalForm",
    "EkspektasiForm",
    "EkspektasiMassalForm",
    "FormulirSkp",
    "HapusForm",
    "IndikatorForm",
    "LampiranForm",
    "PeriodeForm",
    "RhkForm",
    "TugaskanForm",
    "UrutkanForm",
]
