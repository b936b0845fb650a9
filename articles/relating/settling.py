"""What the desk decides about two pieces that are copies: merge them, link them, or keep both."""

from typing import Any

from django.contrib.admin.models import DELETION
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import revisions, workflow
from articles.errors import MergeError
from articles.models import Article, EventPiece, Likeness, Merge, OldSlug, Revision, Source, Status
from articles.permissions import CHANGE, PUBLISH
from articles.workflow.telling import log, not_allowed

from . import before

Decision = Likeness.Decision


@transaction.atomic
def keep_both(pair: Likeness, *, user: User) -> None:
    """They are two pieces, whatever they share."""
    require(user, CHANGE)
    hold(pair)
    for one, other in ((pair.article, pair.other), (pair.other, pair.article)):
        if one.copy_of_id == other.pk:
            relink(pair, one, None, user)
    decide(pair, Decision.KEPT, user)


@transaction.atomic
def link_copy(pair: Likeness, original: Article, *, user: User) -> None:
    """Both stay; the copy's canonical address becomes that of the original, which search engines then list."""
    require(user, CHANGE)
    hold(pair)
    copy = other_of(pair, original)
    original = other_of(pair, copy)
    if original.copy_of_id == copy.pk:
        relink(pair, original, None, user)
    # No chains: what is itself a copy leads to the piece it is a copy of.
    first = original.copy_of if original.copy_of_id not in (None, copy.pk) else original
    for other in Article.objects.filter(copy_of=copy).defer("body"):
        relink(pair, other, first, user)
    relink(pair, copy, first, user)
    decide(pair, Decision.LINKED, user)


@transaction.atomic
def reopen(pair: Likeness, *, user: User) -> list[str]:
    """Take back that the two were linked or both kept; return what was left alone, because it has changed since."""
    require(user, CHANGE)
    hold(pair)
    if pair.decision == Decision.OPEN:
        raise MergeError(_("Nothing was changed: the pair is open already."))
    links = pair.links or links_of(pair)
    former = Article.objects.in_bulk([was for was, _now in links.values() if was])
    left = []
    for copy in Article.objects.filter(pk__in=[*links]).defer("body").order_by("pk"):
        was, now = links[str(copy.pk)]
        if copy.copy_of_id == now:
            link(copy, former.get(was), user)
        else:
            left.append(_("“%(piece)s” has been linked otherwise since, and stays so.") % {"piece": copy})
    pair.links = {}
    decide(pair, Decision.OPEN, None)
    for one, other in ((pair.article, pair.other), (pair.other, pair.article)):
        log([one], user, _("Whether it is a copy of “%(piece)s” is open again.") % {"piece": other})
    return left


@transaction.atomic
def merge_copy(pair: Likeness, kept: Article, *, user: User) -> Merge:
    """Keep one, and no word of the other is lost; return what `undo_merge` takes to give it back.

    If that was ever public, it is withdrawn, and its address leads to the one kept. Else it is deleted, if it
    stands as its file, which is kept, has brought it; and remains as a draft, if somebody has written in it.
    Its sources, its place in an event and its translations go over. Raises MergeError where it has a working copy.
    """
    require(user, PUBLISH)
    hold(pair)
    spare = other_of(pair, kept)
    kept = other_of(pair, spare)
    if Article.objects.filter(working_copy_of=spare).exists():
        raise MergeError(
            _("“%(piece)s” has a working copy: publish or delete that one first.") % {"piece": spare}
        )
    is_kept_as_file = stands_as_it_came(spare)
    merge = Merge.objects.create(
        kept=kept, kept_headline=str(kept), spare=spare, spare_headline=str(spare),
        before=before.taken_down(spare, kept), made_by=user,
    )  # fmt: skip
    hand_over(spare, kept)
    open_pairs = Likeness.objects.filter(Q(article=spare) | Q(other=spare), decision=Decision.OPEN)
    open_pairs.update(decision=Decision.MERGED, decided_by=user, decided_at=timezone.now())
    decide(pair, Decision.MERGED, user)
    log([kept], user, _("“%(piece)s” was merged into it.") % {"piece": spare})
    note = _("Merged into “%(piece)s”.") % {"piece": kept}
    if spare.first_published_at:
        retire(spare, kept, user, note)
    elif is_kept_as_file:
        before.keep_history(merge)
        log([spare], user, note, DELETION)
        Article.objects.filter(pk=spare.pk).delete()
    else:
        link(spare, kept, user, note)
    return merge


def stands_as_it_came(article: Article) -> bool:
    """Whether nobody has changed the piece since its file came, so that its words can be had again from that."""
    came = Source.objects.filter(article=article, article_version=article.version).exclude(raw=b"")
    return came.exists() and not Revision.objects.filter(article=article, author__isnull=False).exists()


def hand_over(spare: Article, kept: Article) -> None:
    """Give the one that stays what belongs to the text, not to the row."""
    # From now on what comes from where the other came is a duplicate, and changes nothing here.
    reason = _("Merged into “%(piece)s”.") % {"piece": kept}
    Source.objects.filter(article=spare).update(
        article=kept, outcome=Source.Outcome.DUPLICATE, reason=reason[:2000], article_version=None
    )
    Article.objects.filter(copy_of=spare).exclude(pk=kept.pk).update(copy_of=kept)
    Article.objects.filter(translation_of=spare).exclude(pk=kept.pk).update(translation_of=kept)
    Article.objects.filter(pk=kept.pk, copy_of=spare).update(copy_of=None)
    has_place = EventPiece.objects.filter(article=kept).exclude(event=None, by_person=False)
    place = EventPiece.objects.filter(article=spare).exclude(event=None).first()
    if place and not has_place.exists():
        EventPiece.objects.update_or_create(
            article=kept, defaults={"event": place.event, "by_person": place.by_person}
        )


def retire(spare: Article, kept: Article, user: User, note: str) -> None:
    """Take what has been public away: its address is given up, its words and their history stay."""
    old = OldSlug.objects.filter(kind=OldSlug.Kind.ARTICLE)
    old.filter(article=spare).update(article=kept)
    slug = spare.slug
    spare.slug = retired_slug(spare.pk, slug)
    Article.objects.filter(pk=spare.pk).update(slug=spare.slug)
    old.filter(slug=slug).delete()
    OldSlug.objects.create(kind=OldSlug.Kind.ARTICLE, slug=slug, article=kept)
    if spare.status == Status.PUBLISHED:
        workflow.withdraw(spare, user=user, note=note)
    else:
        revisions.record(spare, kind=Revision.Kind.STATE, user=user, note=note)
        log([spare], user, note)


def retired_slug(pk: int, slug: str) -> str:
    return f"merged-{pk}-{slug}"[:120]


def link(copy: Article, original: Article | None, user: User, told: str = "") -> None:
    """Say what it is a copy of, where that changes."""
    if copy.copy_of_id == (original.pk if original else None):
        return
    copy.copy_of = original
    Article.objects.filter(pk=copy.pk).update(copy_of=original, updated_at=timezone.now())
    if not told:
        told = (
            _("Linked as a copy of “%(piece)s”.") % {"piece": original}
            if original
            else _("No copy any more.")
        )
    revisions.record(copy, kind=Revision.Kind.STATE, user=user, note=told)
    log([copy], user, told)


def links_of(pair: Likeness) -> dict[str, Any]:
    """What linking the two has changed, where that was not noted with them."""
    both = ((pair.article, pair.other), (pair.other, pair.article))
    return {str(one.pk): (None, other.pk) for one, other in both if one.copy_of_id == other.pk}


def relink(pair: Likeness, copy: Article, original: Article | None, user: User) -> None:
    """Link, and note with the pair what it was linked to when the pair was open."""
    was, _now = pair.links.get(str(copy.pk), (copy.copy_of_id, None))
    pair.links[str(copy.pk)] = was, original.pk if original else None
    link(copy, original, user)


def decide(pair: Likeness, decision: Decision, user: User | None) -> None:
    pair.decision, pair.decided_by = decision, user
    pair.decided_at = None if decision == Decision.OPEN else timezone.now()
    pair.save(update_fields=["decision", "decided_by", "decided_at", "links"])


def hold(pair: Likeness) -> None:
    """Read both as they are now, and hold them until the transaction ends."""
    rows = Article.objects.select_for_update().in_bulk([pair.article_id, pair.other_id])
    if len(rows) < 2:
        raise MergeError(_("Nothing was changed: one of the two has been deleted. Go back to the list."))
    pair.article, pair.other = rows[pair.article_id], rows[pair.other_id]
    pair.refresh_from_db(fields=["decision", "links"])
    if pair.decision == Decision.MERGED:
        raise MergeError(_("Nothing was changed: the two have been merged. Undo the merge first."))


def other_of(pair: Likeness, one: Article) -> Article:
    return pair.other if one.pk == pair.article_id else pair.article


def require(user: User, permission: str) -> None:
    if why := not_allowed(user, [permission]):
        raise MergeError(why)
