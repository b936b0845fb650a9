"""Filling in the desk's forms the way a browser does: all it shows is sent, but for what was changed."""

from typing import Any

from django.test import Client
from django.urls import reverse

from articles.models import Article


def change_url(row: Any) -> str:
    return reverse(f"admin:articles_{row._meta.model_name}_change", args=[row.pk])


def fields_of(response: Any) -> dict[str, Any]:
    """Return what the form on this page would send if nobody changed anything."""
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    sent: dict[str, Any] = {}
    for form in forms:
        for field in form:
            name, value = field.html_name, field.field.widget.format_value(field.value())
            if hasattr(field.field.widget, "widgets"):
                parts = field.field.widget.decompress(field.value())
                shown = zip(field.field.widget.widgets, parts, strict=True)
                sent |= {f"{name}_{i}": w.format_value(part) or "" for i, (w, part) in enumerate(shown)}
            elif isinstance(field.field.widget.format_value(True), bool) or value is None:
                continue
            else:
                sent[name] = value[0] if isinstance(value, list) and value else ("" if value == [] else value)
    return sent


def opened(client: Client, row: Any) -> dict[str, Any]:
    return fields_of(client.get(change_url(row)))


def saved(client: Client, article: Article, **changes: Any) -> Any:
    """Open the article's form, change these fields, press Save."""
    return client.post(change_url(article), {**opened(client, article), **changes})
