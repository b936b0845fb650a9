from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .article import Article


class Merge(models.Model):
    """One piece merged into another as its copy, with all that is needed to take that back.

    Both are named as they were then. The database does not hold the links, for a piece that never was public is
    deleted by its merge, and comes back under its own id.
    """

    kept = models.ForeignKey(Article, models.DO_NOTHING, db_constraint=False, related_name="+")
    kept_headline = models.CharField(_("into"), max_length=300)
    spare = models.ForeignKey(Article, models.DO_NOTHING, db_constraint=False, related_name="+")
    spare_headline = models.CharField(_("merged piece"), max_length=300)
    # See `articles.relating.before`.
    before = models.JSONField(editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    made_at = models.DateTimeField(_("merged"), default=timezone.now)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("undone by")
    )
    undone_at = models.DateTimeField(_("undone"), null=True)

    class Meta:
        ordering = ["-id"]
        default_permissions = ()  # who may see pairs of copies sees these; who may merge takes them back
        verbose_name = _("merged copy")
        verbose_name_plural = _("merged copies")

    def __str__(self) -> str:
        return _("“%(piece)s” into “%(kept)s”") % {"piece": self.spare_headline, "kept": self.kept_headline}
