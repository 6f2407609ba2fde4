"""Upload form of images, with sentences an editor understands. Documents check themselves (cms.models.berkas)."""

from wagtail.images.forms import BaseImageForm

BUKAN_GAMBAR = (
    "Berkas ini bukan gambar PNG atau JPG yang sah. Simpan ulang sebagai PNG atau JPG, lalu unggah lagi."
)
TERLALU_BESAR = "Ukuran gambar lebih dari 10 MB. Perkecil gambar, lalu unggah lagi."
KALIMAT = {
    "invalid_image": BUKAN_GAMBAR,
    "invalid_image_extension": BUKAN_GAMBAR,
    "invalid_image_known_format": BUKAN_GAMBAR,
    "file_too_large": TERLALU_BESAR,
    "file_too_large_unknown_size": TERLALU_BESAR,
    "file_too_many_pixels": "Gambar terlalu lebar atau tinggi (batas 40 juta piksel). Perkecil gambar, lalu unggah lagi.",
}


class GambarForm(BaseImageForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self.fields["file"].error_messages.update(KALIMAT)
            self.fields["file"].help_text = "PNG atau JPG, paling besar 10 MB."
