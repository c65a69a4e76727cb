import json
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import BadRequest
from django.utils.translation import gettext_lazy as _
from wagtail.blocks.base import BlockField, BlockWidget

from cms.authoring.client_work import settled
from cms.authoring.offers import types_for_client, types_on_offer


class BeginForm(forms.Form):
    """What is to be written, and in which language."""

    main = forms.ChoiceField(label=_("Type"), widget=forms.RadioSelect)
    title = forms.CharField(label=_("Title"), max_length=255, help_text=_("Learners see it above the exercise."))
    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES,
        help_text=_("Of the course: the exercise's buttons and messages come in it, where its type knows it."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["main"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [(str(release.library), release.title) for release in types_on_offer() + types_for_client()]


class WholeWidget(BlockWidget):
    """A form that was sent in part, or by no browser, is not taken for one in which everything was removed."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        try:
            return super().value_from_datadict(data, files, name)
        except (KeyError, ValueError) as error:
            raise BadRequest from error


class WorkForm(forms.Form):
    """The fields of a library, as one of Wagtail's blocks."""

    title = forms.CharField(label=_("Title"), max_length=255)

    def __init__(self, data: Any = None, *, block: Any, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["parameters"] = BlockField(block=block, widget=WholeWidget(block), label="", required=False)

    @property
    def typed(self) -> Any:
        """What stands in the fields, valid or not, as the block writes it down."""
        field = self.fields["parameters"]
        assert isinstance(field, BlockField)  # noqa: S101 - made above
        value = field.widget.value_from_datadict(self.data, self.files, self.add_prefix("parameters"))
        return field.block.get_prep_value(value)


class ClientForm(forms.Form):
    """The archive of H5P's editor client. Its own checks come with its installation."""

    archive = forms.FileField(
        label=_("Archive of the client"),
        help_text=_("A .zip file with the folders scripts, styles, language, libs, images and ckeditor."),
        widget=forms.ClearableFileInput(attrs={"accept": ".zip"}),
    )


class ClientWork(forms.Form):
    """What the client hands over when its author saves."""

    title = forms.CharField(max_length=255)
    library = forms.CharField(max_length=255)
    params = forms.CharField()

    def clean_params(self) -> dict[str, Any]:
        value = _read(self.cleaned_data["params"])
        if not isinstance(value, dict) or not isinstance(value.get("params"), dict):
            raise forms.ValidationError(_("The client did not send a content."))
        return value


def _read(text: str) -> Any:
    """The value; none of a text that is too deep, or that holds signs which no database keeps."""
    try:
        value = json.loads(text)
        json.dumps(settled(value), ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return None
    return None if "\\u0000" in text else value
