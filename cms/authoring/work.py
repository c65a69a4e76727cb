"""A draft with all that its pages need: the block of its form, what stands in it, and what that comes to."""

from functools import cached_property
from html import unescape
from typing import Any

from django.http import Http404
from django.utils.html import strip_tags
from django.utils.text import Truncator

from cms.authoring.blocks import BlocksOf
from cms.authoring.files import FilesOf
from cms.authoring.kinds import Offer, Offered
from cms.authoring.models import Draft
from cms.authoring.offers import Catalogue
from cms.authoring.values import typed_fields, written_fields
from courses.packages.actions.authoring import Work
from courses.packages.models import ContentRevision
from courses.packages.queries import changed_since

BEGINNING = 60


class Desk:
    """`labels` is the language of who writes."""

    def __init__(self, draft: Draft, *, labels: str) -> None:
        self.draft = draft
        self._catalogue = Catalogue(main=draft.main, labels=labels, texts=draft.language)

    @cached_property
    def library(self) -> Offered:
        """404 where the library has left the store, or needs another editor by now."""
        found = self._catalogue.offered.get(self.draft.main)
        if found is None:
            raise Http404
        return found

    @cached_property
    def changed(self) -> ContentRevision | None:
        """The revision that is changed."""
        if self.draft.based_on is not None:
            return self.draft.based_on
        return ContentRevision.objects.filter(current_of=self.draft.content).first() if self.draft.content_id else None

    @cached_property
    def newer(self) -> ContentRevision | None:
        """What somebody has saved since this draft was begun."""
        return changed_since(self.draft.based_on) if self.draft.based_on is not None else None

    @cached_property
    def offer(self) -> Offer:
        return self._catalogue.offer(self.changed.parameters if self.changed else None, by=self.draft.made_by)

    @cached_property
    def simplified(self) -> list[str]:
        """How the texts begin of which the editor does not know the whole formatting."""
        texts = self._catalogue.formatted(self.changed.parameters) if self.changed else []
        return [Truncator(unescape(strip_tags(one.text)).strip()).chars(BEGINNING) for one in texts if one.loses]

    @cached_property
    def block(self) -> Any:
        return BlocksOf().main(self.library, self.offer)

    @property
    def value(self) -> Any:
        """What the form shows: what was typed, or what the content has, or what a new one begins with."""
        if self.draft.typed is not None:
            return self.block.to_python(self.draft.typed)
        if self.changed is None:
            return self.block.get_default()
        return self.block.to_python(typed_fields(self.changed.parameters, self.library.semantics.fields, self.offer))

    def work(self, *, title: str, typed: Any, over: int | None = None) -> Work:
        files = FilesOf(self.changed.parameters if self.changed else None, by=self.draft.made_by)
        parameters = written_fields(typed, self.library.semantics.fields, self.offer, files)
        return Work(
            main=self.draft.main, title=title or self.library.title, language=self.draft.language,
            parameters=parameters, files=files.chosen, based_on=self.changed, over=over,
        )  # fmt: skip
