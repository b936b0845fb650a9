"""The icon, where programs look for it that have not read a page."""

from django.http import HttpRequest, HttpResponseRedirect
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe


@csrf_exempt
@require_safe
@cache_control(public=True, max_age=24 * 60 * 60)
def icon(request: HttpRequest) -> HttpResponseRedirect:
    return HttpResponseRedirect(static("articles/favicon.ico"))
