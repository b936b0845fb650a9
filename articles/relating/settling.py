"""What the desk decides about two pieces that are copies: merge them, link them, or keep both."""

from django.contrib.admin.models import DELETION
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import revisions, workflow
from articles.errors import MergeError
from articles.models import Article, EventPiece, Likeness, OldSlug, Revision, Source, Status
from articles.permissions import CHANGE, PUBLISH
from articles.workflow.telling import log, not_allowed

Decision = Likeness.Decision


@transaction.atomic
def keep_both(pair: Likeness, *, user: User) -> None:
    """They are two pieces, whatever they share."""
    require(user, CHANGE)
    hold(pair)
    for one, other in ((pair.article, pair.other), (pair.other, pair.article)):
        link(one, None if one.copy_of_id == other.pk else one.copy_of, user)
    decide(pair, Decision.KEPT, user)


@transaction.atomic
def link_copy(pair: Likeness, original: Article, *, user: User) -> None:
    """Both stay; the copy's canonical address becomes that of the original, which search engines then list."""
    require(user, CHANGE)
    hold(pair)
    copy = other_of(pair, original)
    original = other_of(pair, copy)
    if original.copy_of_id == copy.pk:
        link(original, None, user)
    # No chains: what is itself a copy leads to the piece it is a copy of.
    first = original.copy_of if original.copy_of_id not in (None, copy.pk) else original
    Article.objects.filter(copy_of=copy).update(copy_of=first)
    link(copy, first, user)
    decide(pair, Decision.LINKED, user)


@transaction.atomic
def merge_copy(pair: Likeness, kept: Article, *, user: User) -> None:
    """Keep one, and no word of the other is lost.

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
    hand_over(spare, kept)
    open_pairs = Likeness.objects.filter(Q(article=spare) | Q(other=spare), decision=Decision.OPEN)
    open_pairs.update(decision=Decision.MERGED, decided_by=user, decided_at=timezone.now())
    decide(pair, Decision.MERGED, user)
    log([kept], user, _("“%(piece)s” was merged into it.") % {"piece": spare})
    note = _("Merged into “%(piece)s”.") % {"piece": kept}
    if spare.first_published_at:
        retire(spare, kept, user, note)
    elif is_kept_as_file:
        log([spare], user, note, DELETION)
        spare.delete()
    else:
        link(spare, kept, user, note)


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
    spare.slug = f"merged-{spare.pk}-{slug}"[:120]
    Article.objects.filter(pk=spare.pk).update(slug=spare.slug)
    old.filter(slug=slug).delete()
    OldSlug.objects.create(kind=OldSlug.Kind.ARTICLE, slug=slug, article=kept)
    if spare.status == Status.PUBLISHED:
        workflow.withdraw(spare, user=user, note=note)
    else:
        revisions.record(spare, kind=Revision.Kind.STATE, user=user, note=note)
        log([spare], user, note)


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


def decide(pair: Likeness, decision: Decision, user: User) -> None:
    pair.decision, pair.decided_by, pair.decided_at = decision, user, timezone.now()
    Likeness.objects.filter(pk=pair.pk).update(decision=decision, decided_by=user, decided_at=pair.decided_at)


def hold(pair: Likeness) -> None:
    """Read both as they are now, and hold them until the transaction ends."""
    rows = Article.objects.select_for_update().in_bulk([pair.article_id, pair.other_id])
    if len(rows) < 2:
        raise MergeError(_("Nothing was changed: one of the two has been deleted. Go back to the list."))
    pair.article, pair.other = rows[pair.article_id], rows[pair.other_id]


def other_of(pair: Likeness, one: Article) -> Article:
    return pair.other if one.pk == pair.article_id else pair.article


def require(user: User, permission: str) -> None:
    if why := not_allowed(user, [permission]):
        raise MergeError(why)
