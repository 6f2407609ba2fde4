"""What the owner types into his plan. Rules of the document stay with the services; here: shape and choice."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django import forms
from django.core.validators import RegexValidator
from django.db.models import Q

from kinerja.kepegawaian.models import RiwayatJabatan
from kinerja.skp.forms.dasar import FormulirSkp, pilihan, tanggal_isian
from kinerja.skp.models import (
    Arah,
    Aspek,
    Indikator,
    JenisRhk,
    LampiranSkp,
    ModelSkp,
    Pendekatan,
    Perspektif,
    RencanaHasilKerja,
    Skp,
)
from kinerja.skp.queries import daftar_rhk_atasan
from kinerja.skp.services import model_bawaan, periode_bawaan
from kinerja.ui.forms import RUSAK, CatatanField, DesimalField

CONTOH_AJUKAN = (
    "Contoh: Mohon berkenan Bapak/Ibu penilai untuk melakukan koreksi terhadap rencana hasil kerja ini "
    "jika terdapat kekeliruan, terima kasih."
)
KETERANGAN_MODEL = (
    "JPT / Pimpinan Unit Mandiri bagi pimpinan perangkat daerah, kepala UPTD, kepala cabang dinas, dan kepala "
    "sekolah. Jabatan Administrasi / Jabatan Fungsional bagi pejabat administrator, pengawas, fungsional "
    "tertentu, dan fungsional umum."
)
KETERANGAN_KUALITATIF = (
    "Misalnya “sesuai standar pelayanan”. Boleh kosong bila ukurannya sudah tertulis dalam indikator."
)


class PeriodeForm(FormulirSkp):
    """Period, model and approach: for a new SKP filled in from its riwayat jabatan, later from the SKP itself."""

    mulai = tanggal_isian("Periode awal")
    selesai = tanggal_isian("Periode akhir")
    model = pilihan(ModelSkp.choices, label="Model SKP", help_text=KETERANGAN_MODEL)
    pendekatan = pilihan(Pendekatan.choices, label="Pendekatan")

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
    jenis = pilihan(
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
    arah = pilihan(Arah.choices, label="Arah target")

    def __init__(self, data=None, *, skp: Skp, indikator: Indikator | None = None):
        self.terukur = skp.pendekatan == Pendekatan.KUANTITATIF  # else the target may stand in the wording
        sumbu = pilihan(Aspek.choices, label="Aspek") if skp.is_ja_jf else None
        nama = "aspek" if skp.is_ja_jf else "perspektif"
        bilangan, teks = ["target", "satuan"], ["target_teks"]
        isi = [nama, "uraian", *(bilangan + teks if self.terukur else teks + bilangan), "arah"]
        awal = {n: getattr(indikator, n) for n in isi} if indikator else {"arah": Arah.NAIK}
        super().__init__(data, versi=skp.versi, initial=awal)
        self.fields[nama] = sumbu or pilihan(Perspektif.choices, label="Perspektif")
        self.order_fields(isi)
        if not self.terukur:
            self.fields["target_teks"].help_text = KETERANGAN_KUALITATIF

    def clean(self):
        """What the service would refuse one after the other, said at once and at its field."""
        bersih = super().clean()
        target, teks = bersih.get("target"), bersih.get("target_teks")
        if target is not None and teks:
            self.add_error("target_teks", "Isi target berupa bilangan atau berupa teks, bukan keduanya.")
        elif target is not None and not bersih.get("satuan") and "satuan" not in self.errors:
            self.add_error("satuan", "Satuan target harus diisi.")
        elif self.terukur and target is None and not teks and "target" not in self.errors:
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


class UrutkanForm(FormulirSkp):
    """Sent by small buttons, nothing to type: one row up or down, or the ids of its whole group in their new order."""

    bagian = forms.ChoiceField(
        choices=[("rhk", ""), ("indikator", "")],
        widget=forms.HiddenInput,
        error_messages={"required": RUSAK, "invalid_choice": RUSAK},
    )
    pindah = forms.IntegerField(
        min_value=1,
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid": RUSAK, "min_value": RUSAK},
    )
    arah = forms.ChoiceField(
        choices=[("naik", ""), ("turun", "")],
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": RUSAK},
    )
    urutan = forms.CharField(
        max_length=2000,
        required=False,
        widget=forms.HiddenInput,
        validators=[RegexValidator(r"^[0-9]{1,18}(,[0-9]{1,18})*$", RUSAK)],
    )

    def clean(self):
        bersih = super().clean()
        if not self.errors and bool(bersih["urutan"]) == bool(bersih["pindah"] and bersih["arah"]):
            raise forms.ValidationError(RUSAK)
        return bersih

    @property
    def argumen(self) -> dict:
        isi = super().argumen
        return isi | {"urutan": [int(pk) for pk in isi["urutan"].split(",") if pk]}


class LampiranForm(FormulirSkp):
    """The three lists of the annex, one line per item. The ids are those that the service's sentences link."""

    CONTOH: ClassVar = {
        LampiranSkp.Jenis.SUMBER_DAYA: "Misalnya: Tersedianya 2 petugas pengolah data.",
        LampiranSkp.Jenis.PERTANGGUNGJAWABAN: "Misalnya: Laporan kepada pimpinan setiap akhir bulan.",
        LampiranSkp.Jenis.KONSEKUENSI: "Misalnya: Penghargaan bila target terlampaui.",
    }

    def __init__(self, data=None, *, skp: Skp, isi: dict[str, list[str]]):
        super().__init__(data, versi=skp.versi)
        for jenis in LampiranSkp.Jenis:
            self.fields[jenis.value] = CatatanField(
                label=jenis.label,
                max_length=12_000,
                required=False,
                initial="\n".join(isi[jenis.value]),
                help_text=self.CONTOH[jenis],
            )

    @property
    def argumen(self) -> dict:
        isi = super().argumen
        return {"lampiran": {jenis: isi.pop(jenis).split("\n") for jenis in LampiranSkp.Jenis.values}} | isi


class AkhiriPeriodeForm(FormulirSkp):
    """When the position ended before the planned day, and why."""

    selesai = tanggal_isian("Hari terakhir pada jabatan ini")
    alasan = CatatanField(label="Alasan", help_text="Misalnya mutasi, beserta nomor dan tanggal suratnya.")

    def __init__(self, data=None, *, skp: Skp, wajib: str):
        super().__init__(data, versi=skp.versi)
        self.fields["alasan"].error_messages["required"] = wajib
