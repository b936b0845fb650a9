"""The engine run on text written in a test, and the law that every run of it must keep."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from articles.errors import IngestError
from articles.ingest import ledger, pipeline
from articles.ingest.story import REMOVAL_KINDS, Known, Options, SourceFile, Story

# Two paragraphs of running text, so that what a test puts around or between them has something to stand by.
FIRST = (
    "The harbour board of Tallow Bay voted on Monday to rebuild the eastern pier, which a storm had broken in two "
    "places eleven winters ago and which nobody has walked on since."
)
LAST = (
    "Work is to begin when the herring have gone, and the board expects that it will take four summers, a great "
    "deal of oak, and more patience than the town has so far been known for."
)
# The same in the other languages that the importer must know.
PROSE = {
    "en": (FIRST, LAST),
    "de": (
        "Der Hafenrat von Talgbucht hat am Montag beschlossen, den östlichen Anleger wieder aufzubauen, den ein Sturm vor elf "
        "Wintern an zwei Stellen zerbrochen hatte und auf dem seither niemand mehr gegangen ist.",
        "Begonnen wird, wenn die Heringe fort sind, und der Rat rechnet mit vier Sommern, viel Eichenholz und mehr Geduld, als man "
        "sie in der Stadt bisher gekannt hat.",
    ),
    "fr": (
        "Le conseil du port de Baie-au-Suif a décidé lundi de reconstruire le ponton de l’est, qu’une tempête avait brisé en deux "
        "endroits il y a onze hivers et où personne ne s’est plus promené depuis.",
        "Les travaux commenceront quand le hareng sera parti, et le conseil pense qu’il faudra quatre étés, beaucoup de chêne et "
        "plus de patience que la ville n’en a montré jusqu’ici.",
    ),
    "es": (
        "La junta del puerto de Bahía Sebo decidió el lunes reconstruir el muelle del este, que una tormenta había partido por dos "
        "sitios hace once inviernos y por el que nadie ha vuelto a pasear desde entonces.",
        "Las obras empezarán cuando se haya ido el arenque, y la junta calcula que harán falta cuatro veranos, mucho roble y más "
        "paciencia de la que el pueblo ha tenido hasta ahora.",
    ),
    "pt": (
        "A junta do porto da Baía do Sebo decidiu na segunda-feira reconstruir o cais do leste, que uma tempestade tinha partido em "
        "dois lugares há onze invernos e por onde ninguém voltou a passear desde então.",
        "As obras começam quando o arenque se for embora, e a junta calcula que serão precisos quatro verões, muito carvalho e mais "
        "paciência do que a vila mostrou até agora.",
    ),
    "it": (
        "Il consiglio del porto di Baia Sego ha deciso lunedì di ricostruire il molo orientale, che una tempesta aveva spezzato in "
        "due punti undici inverni fa e sul quale da allora nessuno ha più camminato.",
        "I lavori cominceranno quando l’aringa se ne sarà andata, e il consiglio prevede quattro estati, molta quercia e più "
        "pazienza di quanta la città ne abbia avuta finora.",
    ),
    "ar": (
        "قرر مجلس ميناء خليج الشمع يوم الاثنين إعادة بناء الرصيف الشرقي الذي كسرته عاصفة في موضعين قبل أحد عشر شتاء ولم يمش عليه "
        "أحد منذ ذلك الحين.",
        "ومن المنتظر أن يبدأ العمل بعد رحيل أسماك الرنجة، ويتوقع المجلس أن يستغرق أربعة فصول صيف وكثيراً من خشب البلوط وصبراً "
        "أطول مما عرفته المدينة حتى الآن.",
    ),
    "ja": (
        "港町の役場は月曜日、十一年前の嵐で二か所が折れた東の桟橋を建て直すことを決めた。嵐のあと、桟橋を歩いた者は一人もいない。",
        "工事はニシンが去った後に始まり、四つの夏と多くの木材、そして町がこれまでに見せたことのない忍耐が要ると見込まれている。",
    ),
}
HERE = Path(__file__).parent
CORPUS, ENCODINGS = HERE.parent / "corpus", HERE.parent / "corpus_encodings"


def story(text: str | bytes, name: str = "piece.txt", known: Known | None = None, **options: Any) -> Story:
    """The one story in the text. English, unless `language` says otherwise; an empty one is detected."""
    options = {"language": "en", **options}
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    (only,) = pipeline.stories(SourceFile(name, data), Options(**options), known or Known())
    keeps_the_law(only)
    return only


def body(text: str | bytes, **options: Any) -> list[str]:
    """The paragraphs that are left of the text."""
    return [block.text for block in story(text, **options).body]


def kinds(text: str, **options: Any) -> list[tuple[str, str]]:
    """The blocks of the body with their kinds."""
    return [(block.kind, block.text) for block in story(text, **options).body]


def removed(text: str | bytes, **options: Any) -> list[tuple[str, str]]:
    """What was taken out of the text, with its kind."""
    return [(change.kind, change.before) for change in story(text, **options).removed]


def codes(found: Story) -> set[str]:
    return {finding.code for finding in found.findings}


def lines(*parts: str) -> str:
    """A piece of one paragraph a line, empty lines between."""
    return "\n\n".join(parts) + "\n"


def within(*parts: str) -> str:
    """A piece with `parts` between its two paragraphs."""
    return lines(FIRST, *parts, LAST)


def between(line: str, language: str) -> str:
    """A piece in the language with the line between its two paragraphs."""
    first, last = PROSE[language]
    return lines(first, line, last)


def below(*parts: str) -> str:
    """A piece with `parts` under its two paragraphs."""
    return lines(FIRST, LAST, *parts)


def above(*parts: str) -> str:
    """A piece with `parts` over its two paragraphs."""
    return lines(*parts, FIRST, LAST)


# --- The ledger law -------------------------------------------------------------------------------


def keeps_the_law(found: Story) -> None:
    """Assert that nothing of the source is lost or told twice, and that the changes lead back to it."""
    source = found.source_text
    assert ledger.replay(found.body_text, found.changes) == source
    at = 0
    for change in found.changes:
        assert at <= change.start <= change.end <= len(source), f"out of order: {change}"
        assert change.before == source[change.start : change.end], f"not what stands there: {change}"
        at = change.end
    _accounts_for_every_character(found)


def _accounts_for_every_character(found: Story) -> None:
    told = [0] * len(found.source_text)
    for start, end in _places(found):
        for i in range(start, end):
            told[i] += 1
    lost = [i for i, c in enumerate(found.source_text) if told[i] != 1 and not c.isspace()]
    assert not lost, f"told {told[lost[0]]} times: {found.source_text[max(0, lost[0] - 20) : lost[0] + 20]!r}"


def _places(found: Story) -> Iterator[tuple[int, int]]:
    """Where body, fields and removed spans lie in the source."""
    yield from ((block.start, block.end) for block in found.body)
    for change in found.changes:
        if change.kind in REMOVAL_KINDS or change.kind.startswith("field:"):
            yield change.start, change.end


def obeyed(data: bytes, name: str, language: str = "") -> bool:
    """Assert the law of the stories in a file; False if the file is refused, as it may be, with the proper words."""
    try:
        for found in pipeline.stories(SourceFile(name, data), Options(language=language), Known()):
            keeps_the_law(found)
    except IngestError as error:
        assert error.name == name
        assert error.reason
        assert error.remedy
        return False
    return True
