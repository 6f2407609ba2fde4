from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "kinerja.ui"
    label = "ui"
    verbose_name = "Antarmuka"
