"""Who holds a value: the index by which a piece is looked up among all others."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from operator import itemgetter

from django.db import connection

from articles.models import Fingerprint

# A value that so many pieces hold tells little, and is not written down for more of them: so what it costs to
# look a piece up does not grow with the archive.
MOST = 8
# Past the models: some forty values looked up and twenty rows written for each piece, and nothing hangs on them.
LOOK_UP = {
    "sqlite": "SELECT value, article_id FROM {table} WHERE value IN (SELECT value FROM json_each(%s))",
    "postgresql": """
        SELECT value, article_id FROM {table}
        WHERE value IN (SELECT value::bigint FROM json_array_elements_text(%s::json) AS wanted(value))
    """,
}
WRITE = {
    "sqlite": "INSERT INTO {table} (article_id, value) SELECT value->>0, value->>1 FROM json_each(%s)",
    "postgresql": """
        INSERT INTO {table} (article_id, value)
        SELECT (pair->>0)::bigint, (pair->>1)::bigint FROM json_array_elements(%s::json) AS pairs(pair)
    """,
}
TABLE = Fingerprint._meta.db_table


class Holders:
    """The ids of the pieces that hold each of these values, read in one query."""

    def __init__(self, values: Iterable[int]) -> None:
        self._held: defaultdict[int, list[int]] = defaultdict(list)
        self._new: list[tuple[int, int]] = []
        with connection.cursor() as cursor:
            cursor.execute(LOOK_UP[connection.vendor].format(table=TABLE), [json.dumps([*values])])
            for value, article_id in cursor.fetchall():
                self._held[value].append(article_id)

    def like(self, values: Sequence[int], *, least: int, most: int) -> dict[int, int]:
        """Return how many of the values others share, by their ids: those that share `least`, at most `most`.

        The likest come first. What very many hold counts only for a piece that consists of little else.
        """
        rare = [value for value in values if len(self._held[value]) < MOST]
        looked_at = rare if 2 * len(rare) >= len(values) else values
        shared = Counter(holder for value in looked_at for holder in self._held[value])
        return {holder: times for holder, times in shared.most_common(most) if times >= least}

    def add(self, article_id: int, values: Iterable[int]) -> None:
        for value in values:
            holders = self._held[value]
            if len(holders) < MOST:
                holders.append(article_id)
                self._new.append((article_id, value))

    def write(self) -> None:
        """Write what was added, in the order of the index, so that each of its pages is changed once."""
        self._new.sort(key=itemgetter(1))
        with connection.cursor() as cursor:
            cursor.execute(WRITE[connection.vendor].format(table=TABLE), [json.dumps(self._new)])
        self._new.clear()
