"""What surrounds every request: the client's address before all else, readers' page for what is not found."""

from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import get_resolver


class ClientAddressMiddleware:
    """Put the client's address into REMOTE_ADDR where proxies of ours stand in front (PROXY_COUNT).

    Each proxy adds at the right end of X-Forwarded-For the address it was called from, so with two of them
    the second from the right is the client; what stands further left the client wrote itself. Without
    this all clients would share one address, and any of them could lock everybody out of the login page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.PROXY_COUNT:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chain = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        if len(chain) >= settings.PROXY_COUNT:
            address = chain[-settings.PROXY_COUNT].strip()
            if is_address(address):
                request.META["REMOTE_ADDR"] = address
        return self.get_response(request)


class NotFoundMiddleware:
    """Show readers' page for what is not found where DEBUG is on, too: Django would show its own for developers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.DEBUG:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_unknown = response.status_code == 404 and request.resolver_match is None  # no view was asked
        return self.process_exception(request, Http404()) or response if is_unknown else response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Http404):
            return None
        show: Callable[..., HttpResponse] = get_resolver().resolve_error_handler(404)
        return show(request, exception)


def is_address(value: str) -> bool:
    try:
        ip_address(value)
    except ValueError:
        return False
    return True
