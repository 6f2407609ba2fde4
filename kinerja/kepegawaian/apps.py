from django.apps import AppConfig


class KepegawaianConfig(AppConfig):
    name = "kinerja.kepegawaian"
    label = "kepegawaian"
    verbose_name = "Kepegawaian"
