"""The pages for what went wrong."""

from django.core.paginator import InvalidPage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say so, and where a list was left at its end, how to go on."""
    cause = exception.__context__
    hint = str(cause) if isinstance(cause, InvalidPage) else ""
    return render(request, "404.html", {"hint": hint}, status=404)
