"""An approved plan is opened again: asked for, granted or refused (juknis BAB III.7).

While it is open the approved version stays what months are reported on; it ends with the next `terima`.
"""

from __future__ import annotations

from kinerja.dokumen.acts import act
from kinerja.skp.models import Skp
from kinerja.skp.services.pengajuan import kirim_ke_penilai


@act(
    Skp,
    "revisi_diajukan",
    wajib={"catatan": "Tuliskan alasan revisi dan apa yang akan diubah atau ditambah."},
)
def ajukan_revisi(skp, *, oleh, pada, catatan=""):
    """The penilai in force now decides, who may be another than the one who set the plan."""
    kirim_ke_penilai(skp, pada)


@act(Skp, "revisi_diterima")
def terima_revisi(skp, *, oleh, pada, catatan=""):
    skp.dalam_revisi = True


@act(Skp, "revisi_ditolak", wajib={"catatan": "Tuliskan alasan penolakan revisi."})
def tolak_revisi(skp, *, oleh, pada, catatan=""):
    """Nothing in the plan changed."""
