"""What a person types about his account. One sentence for all wrong codes, whatever is wrong with them."""

from __future__ import annotations

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import get_default_password_validators, validate_password
from django.core.validators import RegexValidator

from kinerja.akun.models import Pengguna
from kinerja.akun.services import KODE_TIDAK_BERLAKU


class NipField(forms.CharField):
    """NIP as printed on letters: spaces and dots between its parts do not count."""

    def __init__(self, **kwargs):
        atribut = {
            "autocomplete": "username",
            "inputmode": "numeric",
            "autocapitalize": "none",
            "spellcheck": "false",
        }
        bawaan = {"label": "NIP / NI PPPK", "max_length": 40, "widget": forms.TextInput(attrs=atribut)}
        super().__init__(**{**bawaan, **kwargs})

    def clean(self, value):
        rapi = super().clean(value).replace(" ", "")
        return rapi.replace(".", "") if rapi.replace(".", "").isdigit() else rapi


class PasswordField(forms.CharField):
    def __init__(self, *, label: str, baru: bool = True, **kwargs):
        atribut = {"autocomplete": "new-password" if baru else "current-password"}
        super().__init__(
            label=label, strip=False, max_length=128, widget=forms.PasswordInput(attrs=atribut), **kwargs
        )


class AktivasiForm(forms.Form):
    nip = NipField()
    kode = forms.CharField(
        label="Kode aktivasi",
        max_length=40,
        help_text="16 huruf dan angka pada lembar kode. Huruf besar, huruf kecil, dan tanda hubung tidak dibedakan.",
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request, self.pengguna = request, None

    def clean(self):
        data = super().clean()
        if data.get("nip") and data.get("kode"):
            # Through authenticate(), so that wrong codes count towards the lockout as wrong passwords do.
            self.pengguna = authenticate(self.request, username=data["nip"], kode=data["kode"])
            if self.pengguna is None:
                raise forms.ValidationError(KODE_TIDAK_BERLAKU)
        return data


class LupaPasswordForm(forms.Form):
    nip = NipField()
    email = forms.EmailField(
        label="Email",
        help_text="Alamat email yang tercatat pada akun Anda.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class PasswordBaruForm(forms.Form):
    """A password of one's own choice, by Django's validators; they know the person (`pengguna`)."""

    password_baru = PasswordField(label="Password baru")
    ulangi_password = PasswordField(label="Ulangi password baru")

    def __init__(self, *args, pengguna: Pengguna, **kwargs):
        super().__init__(*args, **kwargs)
        self.pengguna = pengguna

    @property
    def aturan(self) -> list[str]:
        """AUTH_PASSWORD_VALIDATORS in plain words; Django's own are hard to read in Indonesian."""
        paling_sedikit = next(
            v.min_length for v in get_default_password_validators() if hasattr(v, "min_length")
        )
        return [
            f"Sedikitnya {paling_sedikit} karakter; lebih panjang lebih baik.",
            "Bukan hanya angka, dan bukan password yang umum dipakai orang.",
            "Tidak mirip dengan nama, NIP, atau email Anda.",
            "Gabungan beberapa kata yang tidak berhubungan mudah diingat dan sulit ditebak.",
            "Jangan memakai password dari aplikasi lain, dan jangan memberitahukannya kepada siapa pun.",
        ]

    def clean_password_baru(self):
        validate_password(self.cleaned_data["password_baru"], self.pengguna)
        return self.cleaned_data["password_baru"]

    def clean(self):
        data = super().clean()
        if "password_baru" in data and data.get("ulangi_password") not in (None, data["password_baru"]):
            self.add_error("ulangi_password", "Kedua isian password tidak sama.")
        return data


class PasswordLama(forms.Form):
    """Asks for the present password, through authenticate(): guessing it locks out as at the login page."""

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request

    def periksa_password(self, password: str) -> None:
        if authenticate(self.request, username=self.request.user.username, password=password) is None:
            self.add_error("password_sekarang", "Password saat ini tidak cocok.")


class GantiPasswordForm(PasswordLama, PasswordBaruForm):
    password_sekarang = PasswordField(label="Password saat ini", baru=False)
    field_order = ["password_sekarang", "password_baru", "ulangi_password"]

    def clean(self):
        data = super().clean()
        if data.get("password_sekarang") and not self.errors:
            self.periksa_password(data["password_sekarang"])
        return data


class ProfilForm(PasswordLama, forms.ModelForm):
    """Contact data. A new e-mail address could be used to take the account over: it needs the password."""

    password_sekarang = PasswordField(
        label="Password saat ini",
        baru=False,
        required=False,
        help_text="Hanya perlu diisi bila email diganti.",
    )
    nomor_hp = forms.CharField(
        label="Nomor HP (WhatsApp)",
        required=False,
        max_length=20,
        validators=[
            RegexValidator(
                r"^\+?[0-9][0-9 -]{7,18}$", "Tuliskan nomor HP dengan angka, misalnya 0812 3456 7890."
            )
        ],
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
    )

    class Meta:
        model = Pengguna
        fields = ["email", "nomor_hp"]
        labels = {"email": "Email"}
        widgets = {"email": forms.EmailInput(attrs={"autocomplete": "email"})}

    def clean(self):
        data = super().clean()
        if "email" in self.changed_data and not self.errors:
            self.periksa_password(data.get("password_sekarang") or "")
        return data
