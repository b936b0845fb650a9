from django.apps import AppConfig
from django.db.models.signals import post_delete
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Newsroom")

    def ready(self) -> None:
        from . import checks, relating, search, workflow  # noqa: F401  (the import registers the system checks)
        from .models.image import discard_renditions

        post_delete.connect(search.forget_deleted, sender="articles.Article")
        workflow.words_changed.connect(relating.look_up_when_saved)
        post_delete.connect(discard_renditions, sender="articles.Image")
