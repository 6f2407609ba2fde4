"""What a person types into an SKP. Rules of the document itself stay with the services; here: shape and choice."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.db.models import Q

from kinerja.kepegawaian.models import RiwayatJabatan
from kinerja.skp.models import (
    Arah,
    Aspek,
    Indikator,
    JenisRhk,
    ModelSkp,
    NilaiBerakhlak,
    Pendekatan,
    Perspektif,
    RencanaHasilKerja,
    Skp,
)
from kinerja.skp.queries import daftar_nilai, daftar_rhk_atasan
from kinerja.skp.services import model_bawaan, periode_bawaan
from kinerja.ui.forms import RUSAK, CatatanField, DesimalField, FormulirTindakan
from kinerja.ui.tindakan import FormulirAksi as FormulirKantor

CONTOH_AJUKAN = (
    "Contoh: Mohon berkenan Bapak/Ibu penilai untuk melakukan koreksi terhadap rencana hasil kerja ini "
    "jika terdapat kekeliruan, terima kasih."
)
CONTOH_KEMBALIKAN = (
    "Contoh: Rencana hasil kerja ini belum sesuai dengan pembagian tugas yang telah ditetapkan, silakan "
    "menambahkan rencana hasil kerja sesuai kesepakatan hasil rapat."
)
KETERANGAN_MODEL = (
    "JPT / Pimpinan Unit Mandiri bagi pimpinan perangkat daerah, kepala UPTD, kepala cabang dinas, dan kepala "
    "sekolah. Jabatan Administrasi / Jabatan Fungsional bagi pejabat administrator, pengawas, fungsional "
    "tertentu, dan fungsional umum."
)


class FormulirSkp(FormulirTindakan):
    """Every act on an SKP carries the version that its user saw; without it nothing is compared, so it is a must."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["versi"].required = True
        self.fields["versi"].error_messages["required"] = RUSAK

    def perbarui(self, objek) -> None:
        """After “Data sudah berubah”: keep what he typed, take the present version and a new key."""
        self.data = self.data.copy()
        self.data["versi"], self.data["kunci"] = objek.versi, self.fields["kunci"].initial()


def _pilihan(choices, **kwargs) -> forms.ChoiceField:
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **kwargs)


def _tanggal(label: str) -> forms.DateField:
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    galat = {"invalid": "Tanggal tidak dapat dibaca. Tulis seperti 31-12-2026."}
    return forms.DateField(
        label=label, widget=widget, input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"], error_messages=galat
    )


class PeriodeForm(FormulirSkp):
    """Period, model and approach: for a new SKP filled in from its riwayat jabatan, later from the SKP itself."""

    mulai = _tanggal("Periode awal")
    selesai = _tanggal("Periode akhir")
    model = _pilihan(ModelSkp.choices, label="Model SKP", help_text=KETERANGAN_MODEL)
    pendekatan = _pilihan(Pendekatan.choices, label="Pendekatan")

    @classmethod
    def baru(cls, data, riwayat: RiwayatJabatan):
        mulai, selesai = periode_bawaan(riwayat)
        bawaan = {"mulai": mulai, "selesai": selesai, "model": model_bawaan(riwayat)}
        return cls(data, versi=riwayat.versi, initial=bawaan | {"pendekatan": Pendekatan.KUANTITATIF})

    @classmethod
    def ubah(cls, data, skp: Skp):
        nama = ("mulai", "selesai", "model", "pendekatan")
        return cls(data, versi=skp.versi, initial={n: getattr(skp, n) for n in nama})


class PilihRhkAtasan(forms.ModelChoiceField):
    def label_from_instance(self, rhk):
        return rhk.uraian


class RhkForm(FormulirSkp):
    jenis = _pilihan(
        JenisRhk.choices,
        label="Jenis rencana",
        help_text="Utama: prioritas tinggi. Tambahan: prioritas rendah.",
    )
    rhk_atasan = PilihRhkAtasan(
        RencanaHasilKerja.objects.none(),
        label="Rencana hasil kerja atasan yang diintervensi",
        empty_label="Pilih rencana hasil kerja atasan",
        error_messages={
            "invalid_choice": "RHK atasan harus dari SKP penilai yang sudah disetujui.",
            "required": "Pilih rencana hasil kerja atasan yang diintervensi.",
        },
    )
    uraian = CatatanField(label="Rencana hasil kerja", max_length=500)

    def __init__(
        self, data=None, *, skp: Skp, pada: datetime, rhk: RencanaHasilKerja | None = None, jenis=""
    ):
        awal = {"jenis": jenis if jenis in JenisRhk.values else JenisRhk.UTAMA}
        if rhk:
            awal = {"jenis": rhk.jenis, "uraian": rhk.uraian, "rhk_atasan": rhk.rhk_atasan_id}
        super().__init__(data, versi=skp.versi, initial=awal)
        if not skp.is_ja_jf:
            del self.fields["rhk_atasan"]
            return
        # A parent chosen earlier stays, even when the penilai has changed since.
        dipilih = Q(pk=rhk.rhk_atasan_id) if rhk and rhk.rhk_atasan_id else Q(pk__in=())
        tersedia = daftar_rhk_atasan(skp, pada=pada).order_by().values("pk")
        self.fields["rhk_atasan"].queryset = RencanaHasilKerja.objects.filter(Q(pk__in=tersedia) | dipilih)

    @property
    def tanpa_rhk_atasan(self) -> bool:
        """JA/JF, and nothing to intervene: the plan starts at the top and goes down step by step."""
        return "rhk_atasan" in self.fields and not self.fields["rhk_atasan"].queryset.exists()


class IndikatorForm(FormulirSkp):
    uraian = CatatanField(label="Indikator kinerja individu", max_length=500)
    target = DesimalField(label="Target tahunan", decimal_places=2, required=False)
    satuan = forms.CharField(
        label="Satuan", max_length=50, required=False, help_text="Misalnya Persen, Dokumen, Kali per bulan."
    )
    target_teks = forms.CharField(
        label="Target berupa teks",
        max_length=100,
        required=False,
        help_text="Hanya bila target bukan bilangan, misalnya “1 minggu”. Kosongkan target dan satuan di atas.",
    )
    arah = _pilihan(Arah.choices, label="Arah target")

    def __init__(self, data=None, *, skp: Skp, indikator: Indikator | None = None):
        sumbu = _pilihan(Aspek.choices, label="Aspek") if skp.is_ja_jf else None
        nama = "aspek" if skp.is_ja_jf else "perspektif"
        isi = [nama, "uraian", "target", "satuan", "target_teks", "arah"]
        awal = {n: getattr(indikator, n) for n in isi} if indikator else {"arah": Arah.NAIK}
        super().__init__(data, versi=skp.versi, initial=awal)
        self.fields[nama] = sumbu or _pilihan(Perspektif.choices, label="Perspektif")
        self.order_fields(isi)

    def clean(self):
        """What the service would refuse one after the other, said at once and at its field."""
        bersih = super().clean()
        target, teks = bersih.get("target"), bersih.get("target_teks")
        if target is not None and teks:
            self.add_error("target_teks", "Isi target berupa bilangan atau berupa teks, bukan keduanya.")
        elif target is not None and not bersih.get("satuan") and "satuan" not in self.errors:
            self.add_error("satuan", "Satuan target harus diisi.")
        elif target is None and not teks and "target" not in self.errors:
            self.add_error("target", "Target harus diisi: bilangan dengan satuannya, atau teks.")
        return bersih

    @property
    def catatan_target(self) -> str:
        """Allowed, but worth a second look."""
        target, satuan = self.cleaned_data.get("target"), self.cleaned_data.get("satuan", "")
        if target == 0:
            return "Target 0 diperbolehkan. Periksa lagi apakah memang itu yang dimaksud."
        if target is not None and target > 100 and satuan.strip().lower() in ("%", "persen", "persentase"):
            return "Target lebih dari 100 persen. Periksa lagi apakah memang itu yang dimaksud."
        return ""


class CatatanForm(FormulirSkp):
    """One note, without which the act is refused."""

    catatan = CatatanField(label="Catatan")

    def __init__(self, data=None, *, skp: Skp, label: str, contoh: str = "", wajib: str = ""):
        super().__init__(data, versi=skp.versi)
        self.fields["catatan"].label = label
        self.fields["catatan"].help_text = contoh
        if wajib:
            self.fields["catatan"].error_messages["required"] = wajib


class HapusForm(FormulirSkp):
    """Nothing to type: the page asks whether he is sure."""


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
