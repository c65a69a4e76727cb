"""The forms for files of questions."""

from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from cms.desks.questions.forms import BankFilter
from courses.assessment.formats import limits
from courses.assessment.formats.catalogue import FORMATS, Format
from courses.assessment.formats.items import FileRefused, FileTooLarge, Reading
from lms.accounts.models import User

TIME_TO_CONFIRM = timedelta(hours=2)
MOST_SEALED = 1_800_000
"""Characters of a form field, below DATA_UPLOAD_MAX_MEMORY_SIZE."""
CHOICES: list[tuple[str, Any]] = [(one.name, one.label) for one in FORMATS.values()]


@dataclass(frozen=True)
class QuestionFile:
    """A file as it was uploaded, and what it says it is."""

    format: str
    language: str
    content: bytes

    def read(self) -> Reading:
        return FORMATS[self.format].read(self.content, language=self.language)


class ImportForm(forms.Form):
    format = forms.ChoiceField(label=_("Format"), choices=CHOICES)
    language = forms.ChoiceField(
        label=_("Language of the file"), choices=settings.LANGUAGES, help_text=_("A file holds one language.")
    )
    file = forms.FileField(
        label=_("File"), widget=forms.FileInput(attrs={"accept": ".xml,.zip,.txt,.gift,.csv"}),
        help_text=_("First you see what would happen; nothing is written before you confirm it."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        file: UploadedFile[Any] | None = cleaned.get("file")
        if file is not None and "format" in cleaned and "language" in cleaned:
            cleaned["questions"] = self._uploaded(file)
        return cleaned

    def _uploaded(self, file: "UploadedFile[Any]") -> tuple[QuestionFile, Reading] | None:
        try:
            if (file.size or 0) > limits.FILE:
                raise FileTooLarge
            uploaded = QuestionFile(self.cleaned_data["format"], self.cleaned_data["language"], file.read())
            return uploaded, uploaded.read()
        except FileRefused as refusal:
            self.add_error("file", str(refusal))
            return None


def sealed(uploaded: QuestionFile, officer: User) -> str:
    """The file for the confirming form: it comes back through the browser unaltered, and by the same officer only."""
    kept = [uploaded.format, uploaded.language, b64encode(uploaded.content).decode()]
    return signing.dumps(kept, salt=_salt(officer), compress=True)


def opened(seal: str, officer: User) -> QuestionFile:
    """Raises signing.BadSignature."""
    name, language, content = signing.loads(seal, salt=_salt(officer), max_age=TIME_TO_CONFIRM)
    return QuestionFile(name, language, b64decode(content))


def _salt(officer: User) -> str:
    return f"questions:{officer.pk}"


class ExportForm(BankFilter):
    """Which questions, and as what. What the fields say is told on the page before the file is made."""

    format = forms.ChoiceField(label=_("Format"), choices=CHOICES)
    language = forms.ChoiceField(label=_("Language of the file"), choices=settings.LANGUAGES)

    @property
    def wanted(self) -> dict[str, str]:
        return {name: value for name, value in self.cleaned_data.items() if name not in {"format", "language"}}

    @property
    def chosen(self) -> Format:
        return FORMATS[self.cleaned_data["format"]]
