"""Who may do what with a piece. The groups and their permissions come from migration 0003_groups."""

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Q

from articles.models import Article, Byline, Revision, Status
from articles.querysets import ArticleQuerySet

ADD = "articles.add_article"
CHANGE = "articles.change_article"
SUBMIT = "articles.submit_article"
APPROVE = "articles.approve_article"
PUBLISH = "articles.publish_article"
CORRECT = "articles.correct_article"


def own(queryset: ArticleQuerySet, user: User) -> ArticleQuerySet:
    """Those pieces that the user began or is in the byline of."""
    began = Revision.objects.filter(article=OuterRef("pk"), number=1, author=user)
    signed = Byline.objects.filter(article=OuterRef("pk"), author__user=user)
    return queryset.filter(Q(Exists(began)) | Q(Exists(signed)))


def may_change(user: User, article: Article) -> bool:
    """Whether the user may edit the piece: any piece by permission, a draft of one's own as a reporter."""
    if user.has_perm(CHANGE):
        return True
    if article.status != Status.DRAFT or not user.has_perm(SUBMIT):
        return False
    return own(Article.objects.filter(pk=article.pk), user).exists()
