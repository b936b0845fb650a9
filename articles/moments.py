"""How moments are said at the desk."""

from datetime import datetime, time

from django.utils import timezone
from django.utils.formats import date_format


def said(moment: datetime) -> str:
    """The day, with the time of day where there is one: a day alone is stored as its first moment."""
    local = timezone.localtime(moment)
    return date_format(local, "DATE_FORMAT" if local.time() == time() else "DATETIME_FORMAT")
