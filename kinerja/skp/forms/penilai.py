"""What the penilai types: seven expectations, notes, decisions."""

from __future__ import annotations

from kinerja.skp.forms.dasar import FormulirSkp
from kinerja.skp.models import NilaiBerakhlak, Skp
from kinerja.skp.queries import daftar_nilai
from kinerja.ui.forms import CatatanField
from kinerja.ui.tindakan import FormulirAksi as FormulirKantor

CONTOH_KEMBALIKAN = (
    "Contoh: Rencana hasil kerja ini belum sesuai dengan pembagian tugas yang telah ditetapkan, silakan "
    "menambahkan rencana hasil kerja sesuai kesepakatan hasil rapat."
)


class EkspektasiField(CatatanField):
    """Needed before TERIMA, not before saving: it is labelled as needed, and may be saved empty."""

    def validate(self, value):
        pass


class EkspektasiForm(FormulirSkp):
    """Seven values, each with its guides and one text; the anchors are those that the lifecycle's sentences link."""

    use_required_attribute = False

    def __init__(self, data=None, *, skp: Skp, nilai: list[NilaiBerakhlak] | None = None, teks=None):
        super().__init__(data, versi=skp.versi, auto_id="ekspektasi-%s", initial=teks)
        self.daftar_kode = []
        for satu in daftar_nilai() if nilai is None else nilai:
            self.daftar_kode.append(satu.kode)
            self.fields[satu.kode] = EkspektasiField(
                label=satu.nama,
                max_length=1000,
                help_text=" · ".join(p.teks for p in satu.daftar_panduan.all()),
            )

    @property
    def argumen(self) -> dict:
        bersih = self.cleaned_data
        isi = {kode: bersih[kode] for kode in self.daftar_kode}
        return {"versi": bersih["versi"], "kunci": bersih["kunci"], "ekspektasi": isi}


class CatatanKantorForm(FormulirKantor):
    """The same note in the back office's dialogs."""

    catatan = CatatanField(label="Catatan")
