"""Who holds a value: the index by which a piece is looked up among all others."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice

from django.db import connection

from articles.models import Fingerprint

# A value that so many pieces hold tells little, and is not written down for more of them: so what it costs to
# look a piece up does not grow with the archive.
MOST = 64
AT_ONCE = 20_000  # values in one query; SQLite takes 32,766


class Holders:
    """The ids of the pieces that hold each of these values, read in one query (for each 20,000 of them)."""

    def __init__(self, values: Iterable[int], *, without: Sequence[int] = ()) -> None:
        self._held: defaultdict[int, list[int]] = defaultdict(list)
        self._new: list[tuple[int, int]] = []
        left_out = set(without)
        wanted = iter({*values})
        while part := list(islice(wanted, AT_ONCE)):
            rows = Fingerprint.objects.filter(value__in=part).order_by("value", "article_id")
            for value, article_id in rows.values_list("value", "article_id"):
                if article_id not in left_out:
                    self._held[value].append(article_id)

    def like(self, values: Sequence[int], *, least: int, most: int) -> list[int]:
        """Return the ids of those that share at least so many of the values, at most so many, the likest first.

        What very many hold counts only for a piece that consists of little else.
        """
        rare = [value for value in values if len(self._held[value]) < MOST]
        looked_at = rare if 2 * len(rare) >= len(values) else values
        shared = Counter(holder for value in looked_at for holder in self._held[value])
        return [holder for holder, times in shared.most_common(most) if times >= least]

    def add(self, article_id: int, values: Iterable[int]) -> None:
        for value in values:
            holders = self._held[value]
            if len(holders) < MOST:
                holders.append(article_id)
                self._new.append((article_id, value))

    def write(self) -> None:
        """Write what was added. Past the models: some forty rows for each piece, and nothing hangs on them."""
        table = connection.ops.quote_name(Fingerprint._meta.db_table)
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {table} (article_id, value) VALUES (%s, %s)", self._new)  # noqa: S608 (its name is ours)
        self._new.clear()
