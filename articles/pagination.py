"""Pages that know only whether another one follows: nothing here counts the archive."""

from typing import Any

from django.core.paginator import EmptyPage, Page, Paginator
from django.utils.translation import gettext as _

# How far a list can be leafed through. Further back readers go by date, which an index answers at any depth.
LAST_PAGE = 40


class NextPage(Page):  # type: ignore[type-arg]  # not subscriptable at run time
    def __init__(self, object_list: Any, number: int, paginator: "NextPaginator", *, more: bool) -> None:
        super().__init__(object_list, number, paginator)
        self.more = more

    def has_next(self) -> bool:
        return self.more and self.number < LAST_PAGE

    @property
    def is_cut_off(self) -> bool:
        """Whether there is more, but only for those who narrow the list."""
        return self.more and self.number >= LAST_PAGE


class NextPaginator(Paginator):  # type: ignore[type-arg]
    """Reads one row more than it shows, and `LAST_PAGE` pages at most."""

    @property
    def num_pages(self) -> int:
        return LAST_PAGE

    @property
    def count(self) -> int:
        raise NotImplementedError("A list of articles is never counted: ask the page for has_next().")

    def page(self, number: int | float | str) -> NextPage:
        """Return the page. Raises InvalidPage for what is no number, is too far, or has nothing on it."""
        asked = self.validate_number(number)
        if asked > LAST_PAGE and self._goes_on_behind_the_last():
            told = _("Lists go back %(pages)d pages. For what is older, narrow the list by date.")
            raise EmptyPage(told % {"pages": LAST_PAGE})
        first = (asked - 1) * self.per_page
        rows = [] if asked > LAST_PAGE else list(self.object_list[first : first + self.per_page + 1])
        if not rows and asked > 1:
            raise EmptyPage(_("The list has no page %(number)s.") % {"number": str(asked)[:20]})
        return NextPage(rows[: self.per_page], asked, self, more=len(rows) > self.per_page)

    def validate_number(self, number: int | float | str) -> int:
        """Return the number of a page that a list could have. Raises InvalidPage for what is none."""
        try:
            return super().validate_number(number)
        except EmptyPage:
            if int(number) > LAST_PAGE:
                return int(number)
            raise

    def _goes_on_behind_the_last(self) -> bool:
        """Whether there is more than can be leafed through: one row is read to know."""
        behind = LAST_PAGE * self.per_page
        return bool(list(self.object_list[behind : behind + 1]))
