"""Where everything is: the desk under /admin/, the site everywhere else."""

from django.conf import settings
from django.conf.urls.static import static
from django.contrib import admin
from django.urls import include, path

handler404 = "articles.views.errors.not_found"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("articles.urls")),
    # On a laptop only: in production a proxy or the object store gives the pictures out.
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
]
