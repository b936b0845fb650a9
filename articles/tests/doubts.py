"""Pieces that the importer was unsure of, and the queue that asks about them."""

from typing import Any

from django.test import Client
from django.urls import reverse

from articles.models import Source

from .factories import make_article, make_source

PARTS = [
    "It came back to theharbour on Tuesday.",
    "Adverts on this page pay for it.",
    "Comments",
    "Bob says he likes boats.",
]
RAW = "\n\n".join(PARTS)
BODY = "\n".join(f"<p>{part}</p>" for part in PARTS)
QUEUE = "/admin/articles/source/doubt/"


def finding(code: str, words: str = "", suggestion: str = "", **more: Any) -> dict[str, Any]:
    start = RAW.index(words) if words and words in RAW else -1
    end = start + len(words) if start >= 0 else -1
    about = {"message": f"About {code}.", "evidence": words, "suggestion": suggestion}
    return {"code": code, **about, "start": start, "end": end, "confidence": 0.5, **more}


HEADLINE = finding("headline-derived", suggestion="It came back")
GLUED = finding("glued-words", "theharbour", "the harbour")
MARKER = finding("marker-kept", PARTS[1], "Take it out as advert.")
COMMENTS = finding("comments-suspected", PARTS[2], "Take out everything from here to the end.")


def doubtful(*findings: dict[str, Any], doubt: int = 40, **fields: Any) -> Source:
    article = make_article(**{"headline": "", "body": BODY, **fields})
    return make_source(
        article=article, raw=RAW.encode(), encoding="utf-8", findings=list(findings), doubt=doubt
    )


def say(desk: Client, answer: str, *keys: str, **data: Any) -> list[str]:
    url = reverse("admin:articles_source_answer")
    shown = desk.post(url, {"answer": answer, "question": list(keys), **data}, follow=True)
    return [str(message) for message in shown.context["messages"]]


def asked(desk: Client, **query: Any) -> list[list[str]]:
    page = desk.get(QUEUE, query)
    return [[question.code for question, _then in one[-1]] for one in page.context["pieces"]]


def again(source: Source) -> Source:
    return Source.objects.select_related("article").get(pk=source.pk)
