"""Fields that know how civil servants write: decimal commas, evidence links, notes; and the fields of an act."""

from __future__ import annotations

import re
from decimal import Decimal
from urllib.parse import urlsplit
from uuid import uuid4

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MinLengthValidator, RegexValidator
from django.forms.utils import flatatt
from django.utils.html import format_html

PANJANG_KUTIPAN = 40
PANJANG_TAUTAN = 500
TANPA_TAUTAN = "-"
HOST_BUKTI_HTTP = ["nttprov.go.id"]

# A point before three digits groups thousands, as Indonesians write it: 1.234 is one thousand and some.
_BERTITIK_RIBUAN = re.compile(r"[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]+)?")
_BERKOMA = re.compile(r"[0-9]+(,[0-9]+)?")
_BERTITIK = re.compile(r"[0-9]+\.[0-9]+")

_LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_NAMA_HOST = re.compile(rf"({_LABEL}\.)+[a-z]{{2,63}}")
_HOST_DALAM = (
    ".localhost",
    ".local",
    ".localdomain",
    ".internal",
    ".lan",
    ".home.arpa",
    ".test",
    ".invalid",
    ".onion",
)


# One sentence for an empty field, the same in every form.
WAJIB = {"required": "Kolom ini harus diisi."}


def kutip(teks: str) -> str:
    """What was found, in quotes, at most 40 characters, without control characters."""
    bersih = "".join(c if c.isprintable() else "·" for c in str(teks))
    return f"“{bersih[: PANJANG_KUTIPAN - 1] + '…' if len(bersih) > PANJANG_KUTIPAN else bersih}”"


def baca_desimal(teks: str) -> Decimal:
    """1.234,56 and 1234.56 and 12,5 alike. Raises ValidationError for whatever is not plainly a number."""
    rapi = re.sub(r"[\s\u00a0\u202f]", "", str(teks)).replace("−", "-")
    tanda, isi = ("-", rapi[1:]) if rapi.startswith("-") else ("", rapi)
    if _BERTITIK_RIBUAN.fullmatch(isi):
        isi = isi.replace(".", "").replace(",", ".")
    elif _BERKOMA.fullmatch(isi):
        isi = isi.replace(",", ".")
    elif not _BERTITIK.fullmatch(isi):
        raise ValidationError(
            f"{kutip(teks)} bukan angka. Tulis angka seperti 12,5 atau 1.234,56.", code="invalid"
        )
    return Decimal(tanda + isi)


def periksa_tautan(teks: str) -> str:
    """The link, trimmed, if it may serve as evidence; else ValidationError. The server never opens it."""
    tautan = str(teks).strip()
    if len(tautan) > PANJANG_TAUTAN:
        raise ValidationError(
            f"Tautan terlalu panjang: {len(tautan)} karakter, paling banyak {PANJANG_TAUTAN}."
        )
    if not tautan.isprintable() or re.search(r"[\s\\<>\"]", tautan):
        raise ValidationError(f"Tautan {kutip(tautan)} berisi spasi atau karakter yang tidak boleh ada.")
    try:
        bagian = urlsplit(tautan)
        host, porta = bagian.hostname or "", bagian.port
    except ValueError:
        raise ValidationError(
            f"Tautan {kutip(tautan)} tidak dapat dibaca. Salin ulang dari peramban."
        ) from None
    if bagian.scheme not in ("http", "https") or not tautan.lower().startswith(f"{bagian.scheme}://"):
        raise ValidationError(f"Tautan harus diawali https:// (ditemukan {kutip(tautan)}).")
    if "@" in bagian.netloc:
        raise ValidationError(
            f"Tautan {kutip(tautan)} memuat nama pengguna (tanda @ sebelum alamat). Hapus bagian itu."
        )
    _periksa_host(host, porta)
    if bagian.scheme == "http" and not _boleh_http(host):
        raise ValidationError(f"Tautan ke {kutip(host)} harus memakai https://, bukan http://.")
    return tautan


def _periksa_host(host: str, porta: int | None) -> None:
    if not host.isascii() or any(label.startswith("xn--") for label in host.split(".")):
        raise ValidationError(f"Alamat {kutip(host)} memakai huruf yang dapat menyerupai alamat lain.")
    if host == "localhost" or host.endswith(_HOST_DALAM):
        raise ValidationError(f"Alamat {kutip(host)} hanya ada di komputer atau jaringan sendiri.")
    if (re.fullmatch(r"[0-9a-fx.]*[0-9][0-9a-fx.]*", host) and not _NAMA_HOST.fullmatch(host)) or ":" in host:
        raise ValidationError(
            f"Alamat {kutip(host)} berupa angka. Pakai nama situs, misalnya drive.google.com."
        )
    if len(host) > 253 or not _NAMA_HOST.fullmatch(host) or porta == 0:
        raise ValidationError(
            f"Alamat situs {kutip(host)} tidak lengkap. Contoh: https://drive.google.com/..."
        )


def _boleh_http(host: str) -> bool:
    return any(
        host == h or host.endswith(f".{h}") for h in getattr(settings, "HOST_BUKTI_HTTP", HOST_BUKTI_HTTP)
    )


class KotakIsian(forms.TextInput):
    """A text input drawn without a template of its own: a grid has dozens of them, and Django's two templates for
    each would cost more than all the rest of the page."""

    def render(self, name, value, attrs=None, renderer=None):
        awal = {"type": self.input_type, "name": name, "value": self.format_value(value)}
        return format_html("<input{}>", flatatt(awal | self.build_attrs(self.attrs, attrs)))


class DesimalField(forms.DecimalField):
    """A number as people write it. `negatif=True` lets it be below zero."""

    widget = KotakIsian
    default_error_messages = WAJIB

    def __init__(self, *, negatif=False, max_digits=15, decimal_places=4, **kwargs):
        self.negatif = negatif
        super().__init__(max_digits=max_digits, decimal_places=decimal_places, **kwargs)

    def widget_attrs(self, widget):
        return {"inputmode": "decimal", "autocomplete": "off"}

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if isinstance(value, Decimal):
            return value
        if not (teks := str(value).strip()):
            return None
        bilangan = baca_desimal(teks)
        if bilangan < 0 and not self.negatif:
            raise ValidationError(f"Angka tidak boleh negatif (ditemukan {kutip(teks)}).", code="negatif")
        return bilangan

    def prepare_value(self, value):
        """No point in what we print into an input: it would be read back as thousands."""
        if not isinstance(value, Decimal):
            return value
        teks = f"{value:f}"
        return (teks.rstrip("0").rstrip(".") if "." in teks else teks).replace(".", ",")


class BilanganAtauTeksField(forms.CharField):
    """A number where it is plainly one, else words: what was realised of a target that is in words (“1 minggu”)."""

    widget = KotakIsian
    default_error_messages = WAJIB

    def __init__(self, *, max_digits=15, decimal_places=2, **kwargs):
        self.bilangan = DesimalField(max_digits=max_digits, decimal_places=decimal_places)
        super().__init__(**kwargs)

    def to_python(self, value) -> Decimal | str | None:
        teks = value if isinstance(value, Decimal) else super().to_python(value)
        if teks in self.empty_values:
            return None
        try:
            baca_desimal(teks)
        except ValidationError:
            if teks == TANPA_TAUTAN:
                raise ValidationError("Isi 0 bila tidak dilaksanakan.") from None
            return teks
        return self.bilangan.clean(teks)

    def run_validators(self, value):
        if not isinstance(value, Decimal):
            super().run_validators(value)

    def prepare_value(self, value):
        return self.bilangan.prepare_value(value)


class LinkBuktiField(forms.CharField):
    """An evidence link, or "-" for none (the juknis's way); `boleh_strip=False` demands a link."""

    widget = KotakIsian
    default_error_messages = WAJIB

    def __init__(self, *, boleh_strip=True, **kwargs):
        self.boleh_strip = boleh_strip
        super().__init__(**kwargs)

    def widget_attrs(self, widget):
        # Not type=url: the browser would refuse the "-".
        return {
            "inputmode": "url",
            "autocapitalize": "none",
            "spellcheck": "false",
            "placeholder": "https://",
        }

    def to_python(self, value):
        teks = super().to_python(value)
        if teks in self.empty_values or (teks == TANPA_TAUTAN and self.boleh_strip):
            return teks
        return periksa_tautan(teks)


class CatatanField(forms.CharField):
    """Free text of a person: trimmed, line ends unified (so that lengths count alike), no NUL."""

    widget = forms.Textarea
    default_error_messages = WAJIB

    def __init__(self, *, min_length=None, max_length=4000, **kwargs):
        super().__init__(**kwargs)
        self.min_length, self.max_length = min_length, max_length
        if min_length:
            self.validators.append(
                MinLengthValidator(min_length, "Minimal %(limit_value)d karakter (sekarang %(show_value)d).")
            )
        self.validators.append(
            MaxLengthValidator(
                max_length, "Paling banyak %(limit_value)d karakter (sekarang %(show_value)d)."
            )
        )

    def widget_attrs(self, widget):
        return {"rows": 4}

    def to_python(self, value):
        teks = super().to_python(str(value).replace("\r\n", "\n").replace("\r", "\n") if value else value)
        if "\x00" in teks:
            raise ValidationError("Teks berisi karakter yang tidak dapat disimpan. Ketik ulang bagian itu.")
        return teks


RUSAK = "Formulir tidak utuh. Muat ulang halaman, lalu ulangi."


class FormulirTindakan(forms.Form):
    """Base (or mixin before ModelForm) of every form that acts: idempotency key and the version seen."""

    kunci = forms.CharField(
        widget=forms.HiddenInput,
        validators=[RegexValidator(r"^[0-9A-Za-z-]{8,80}$", RUSAK)],
        error_messages={"required": RUSAK},
    )
    versi = forms.IntegerField(
        widget=forms.HiddenInput,
        required=False,
        min_value=0,
        max_value=2**31 - 1,
        error_messages={"invalid": RUSAK, "min_value": RUSAK, "max_value": RUSAK},
    )

    def __init__(self, *args, versi: int | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kunci"].initial = lambda: str(uuid4())
        if versi is not None:
            self.fields["versi"].initial = versi

    @property
    def argumen(self) -> dict:
        """Everything cleaned, as keyword arguments of a service: `ajukan(obj, oleh=.., pada=.., **form.argumen)`."""
        return dict(self.cleaned_data)


class FormulirMasuk(AuthenticationForm):
    """One sentence for an unknown NIP, a wrong password and an inactive account: nothing to learn from it."""

    error_messages = {
        "invalid_login": "NIP / NI PPPK atau password tidak sesuai. Periksa lagi keduanya.",
        "inactive": "NIP / NI PPPK atau password tidak sesuai. Periksa lagi keduanya.",
    }

    def __init__(self, request=None, *args, **kwargs):
        super().__init__(request, *args, **kwargs)
        self.fields["username"].label = "NIP / NI PPPK"
        self.fields["username"].widget.attrs |= {
            "autocomplete": "username",
            "autocapitalize": "none",
            "maxlength": 30,
        }
        self.fields["password"].label = "Password"

    def clean_username(self):
        """A NIP is often copied in groups: 19780919 200501 1 001."""
        return re.sub(r"\s", "", self.cleaned_data["username"])
