from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """Wiring between kinerja and cms, and the commands that touch several apps."""

    name = "project"
    label = "project"
    verbose_name = "Si-Kinerja"
