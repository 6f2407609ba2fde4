"""What the acts of the register ask."""

from __future__ import annotations

from django import forms
from django.db.models import Q

from kinerja.dokumen import policy
from kinerja.kepegawaian.models import Pegawai, PejabatPenilai
from kinerja.ui.tindakan import FormulirAksi


class TetapkanPenilaiForm(FormulirAksi):
    """The penilai is named by NIP or exact name, among the people whom the asker may see."""

    penilai = forms.CharField(
        label="Pejabat penilai",
        max_length=150,
        help_text="NIP 18 angka, atau nama lengkap bagi pejabat tanpa NIP.",
    )
    mulai = forms.DateField(
        label="Mulai", required=False, widget=forms.DateInput, help_text="Kosong berarti hari ini."
    )
    peran = forms.ChoiceField(label="Peran", choices=PejabatPenilai.Peran.choices)
    selesai = forms.DateField(
        label="Selesai", required=False, widget=forms.DateInput, help_text="Wajib bagi Plt. dan Plh."
    )
    nomor_surat = forms.CharField(
        label="Nomor surat", max_length=60, required=False, help_text="Wajib bagi Plt. dan Plh."
    )

    def clean_penilai(self) -> Pegawai:
        teks = self.cleaned_data["penilai"].strip()
        terlihat = policy.visible(Pegawai, self.pelaku, pada=self.pada)
        cocok = list(terlihat.filter(Q(nip=teks.replace(" ", "")) | Q(nama__iexact=teks))[:2])
        if len(cocok) != 1:
            sebab = "tidak ditemukan" if not cocok else "lebih dari satu; tulis NIP-nya"
            raise forms.ValidationError(f"Pegawai “{teks[:40]}” {sebab}.")
        return cocok[0]

    def clean(self):
        bersih = super().clean()
        if bersih.get("peran") in (PejabatPenilai.Peran.PLT, PejabatPenilai.Peran.PLH):
            for nama in ("selesai", "nomor_surat"):
                if not bersih.get(nama):
                    self.add_error(nama, "Wajib diisi bagi Plt. dan Plh.")
        return bersih


class HapusRiwayatForm(FormulirAksi):
    """Which of this person's positions."""

    riwayat = forms.TypedChoiceField(
        label="Riwayat jabatan",
        coerce=int,
        error_messages={
            "required": "Pilih riwayat jabatan yang dihapus.",
            "invalid_choice": "Riwayat jabatan tidak ditemukan. Muat ulang halaman.",
        },
    )

    def siapkan(self):
        daftar = self.objek.daftar_riwayat_jabatan.select_related("jabatan", "perangkat_daerah")
        self.fields["riwayat"].choices = [("", "Pilih riwayat jabatan")] + [
            (satu.pk, f"{satu}, {satu.perangkat_daerah}{'' if satu.aktif else ', nonaktif'}")
            for satu in daftar.order_by("-tahun", "-tmt", "pk")
        ]
