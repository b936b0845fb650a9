"""What finds the article in a page: Newsroom, and its peers where they are installed."""

import logging
from collections.abc import Callable
from importlib.util import find_spec

from articles.errors import ReadingError
from articles.ingest import pipeline
from articles.ingest.story import Known, Options, SourceFile

from .pages import Found

Extractor = Callable[[bytes], Found]


def newsroom(data: bytes) -> Found:
    """Reading and plain-text cleaning; the text is what a reader reads under the headline: standfirst and body."""
    try:
        story = next(iter(pipeline.stories(SourceFile("page.html", data), Options(format="html"), Known())))
    except ReadingError:
        return Found(failed=True)
    facts = story.facts
    said = {
        "title": facts.headline,
        "author": "; ".join(person.name for person in facts.authors),
        "date": facts.published.isoformat()[:10] if facts.published else "",
    }
    return Found(story.body_text, said, standfirst=facts.standfirst)


def trafilatura(data: bytes) -> Found:
    from trafilatura import bare_extraction, extract

    text = extract(data, include_comments=False, include_tables=True) or ""
    known = bare_extraction(data, with_metadata=True)
    return Found(text, {name: getattr(known, name, None) or "" for name in ("title", "author", "date")})


def readability(data: bytes) -> Found:
    from lxml import html
    from readability import Document
    from trafilatura.utils import decode_file

    document = Document(decode_file(data))
    summary = html.fragment_fromstring(document.summary(), create_parent="div")
    return Found(" ".join(summary.itertext()), {"title": document.short_title()})


def newspaper(data: bytes) -> Found:
    from newspaper import Article
    from trafilatura.utils import decode_file

    article = Article("http://localhost/page.html", fetch_images=False)
    article.download(input_html=decode_file(data))
    article.parse()
    when = article.publish_date
    said = {
        "title": article.title,
        "author": "; ".join(article.authors),
        "date": str(when)[:10] if when else "",
    }
    return Found(article.text, said)


# By the name to print: the module that has to be there, and the extractor.
EXTRACTORS: dict[str, tuple[str, Extractor]] = {
    "Newsroom": ("articles", newsroom),
    "trafilatura": ("trafilatura", trafilatura),
    "readability-lxml": ("readability", readability),
    "newspaper4k": ("newspaper", newspaper),
}


def is_installed(name: str) -> bool:
    return find_spec(EXTRACTORS[name][0]) is not None


def run(name: str, data: bytes) -> Found:
    """What the extractor finds; a peer that fails has found nothing."""
    logging.disable(logging.CRITICAL)
    try:
        return EXTRACTORS[name][1](data)
    except Exception:  # whatever a peer raises counts as a failure of it
        if name == "Newsroom":
            raise
        return Found(failed=True)
    finally:
        logging.disable(logging.NOTSET)
