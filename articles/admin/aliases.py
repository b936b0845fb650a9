"""Other spellings of a name, beside it in its form."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..models import name_key
from .base import Parent, Row, TabularInline

if TYPE_CHECKING:
    AliasModelForm = forms.ModelForm[Any]
    AliasModelFormSet = forms.BaseInlineFormSet[Any, Any, Any]
else:
    AliasModelForm = forms.ModelForm
    AliasModelFormSet = forms.BaseInlineFormSet


class AliasForm(AliasModelForm):
    """Refuses a spelling that stands for somebody or something else: which one it means could not be told."""

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        if not (key := name_key(name)):
            raise ValidationError(_("This has no letters to be known by."))
        others = type(self.instance)._default_manager.filter(name_key=key).exclude(pk=self.instance.pk)
        if other := others.first():
            owner = next(getattr(other, field.name) for field in other._meta.fields if field.is_relation)
            raise ValidationError(_("This spelling already stands for %(owner)s.") % {"owner": owner})
        return name


class AliasFormSet(AliasModelFormSet):
    def clean(self) -> None:
        """Refuse the same spelling twice, whatever its case and dots."""
        super().clean()
        keys = [
            name_key(form.cleaned_data.get("name", ""))
            for form in self.forms
            if hasattr(form, "cleaned_data")
        ]
        if twice := next((key for key in keys if key and keys.count(key) > 1), None):
            raise ValidationError(_("“%(key)s” is there twice.") % {"key": twice})


class AliasInline(TabularInline[Row, Parent]):
    form = AliasForm
    formset = AliasFormSet
    template = "admin/articles/tabular.html"
    extra = 0
    max_num = 50
