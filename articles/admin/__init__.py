"""The desk: where editors work. One module per subject."""

import taggit.admin  # noqa: F401  (before us, so that what it registers can be taken out again)
from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag

from . import (  # noqa: F401  (the import registers them)
    articles,
    authors,
    copies,
    events,
    images,
    merges,
    publications,
    runs,
    sources,
    topics,
)

admin.site.unregister(Tag)  # ours are topics
admin.site.enable_nav_sidebar = False  # the menu in the header leaves the lists their room
admin.site.site_header = _("Newsroom desk")
admin.site.site_title = _("Newsroom desk")
admin.site.index_title = _("The desk")
