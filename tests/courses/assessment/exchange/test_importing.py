"""Questions come from a file into the bank, once; what is there already is not written again."""

import pytest

from courses.assessment.bank.actions import create_question, retire_question, revise_question
from courses.assessment.bank.languages import with_texts
from courses.assessment.exchange.actions import Effect, import_questions, plan_import
from courses.assessment.exchange.queries import items_of
from courses.assessment.formats import limits
from courses.assessment.formats.catalogue import FORMATS
from courses.assessment.formats.items import FileTooLarge, Item, Reading
from courses.assessment.models import BankQuestion, QuestionVersion
from lms.audit.models import AuditEntry
from tests.factories.outlines import multiple, ordering, short_text, single, true_false
from tests.factories.people import secretary
from tests.factories.programmes import MONDAY

pytestmark = pytest.mark.django_db
GIFT = "// [tag:Waste]\nWhy?{=so =thus}\n\nHow?{~a =b}\n\nOnly words.\n"
KEYS = [f"2f1c0a52-6a0e-4e9f-9a51-0c8a5b9d7e1{place}" for place in range(5)]


def read(text: str, language: str = "en") -> Reading:
    return FORMATS["gift"].read(text.encode(), language=language)


def effects(steps) -> list[Effect]:
    return [step.effect for step in steps]


def rows():
    return BankQuestion.objects.select_related("latest").prefetch_related("tags").order_by("pk")


def in_the_bank() -> None:
    by = secretary()
    for key, question in zip(KEYS, (single(), multiple(), true_false(), short_text(), ordering()), strict=True):
        english = question.model_copy(update={"key": key, "texts": {"en": question.texts["en"]}})
        english = english.model_copy(update={"accepted": {"en": ("LOSI",)} if question.accepted else {}})
        create_question(
            question=english, language="en", topics=["Waste"], competencies=["Plans; budgets"], by=by, at=MONDAY
        )


def test_a_plan_says_what_would_happen_and_writes_nothing():
    steps = plan_import(reading=read(GIFT), language="en")
    assert effects(steps) == [Effect.NEW, Effect.NEW, Effect.REFUSED]
    assert not BankQuestion.objects.exists()


def test_an_import_writes_what_can_be_taken_with_its_tags_and_leaves_entries_in_the_log():
    import_questions(reading=read(GIFT), language="en", by=secretary(), at=MONDAY)
    first, second = rows()
    assert (first.kind, first.title, [tag.name for tag in first.tags.all()]) == ("short_text", "Why?", ["Waste"])
    assert second.language == "en"
    assert AuditEntry.objects.filter(action="question.created").count() == 2


def test_the_same_file_again_changes_nothing():
    import_questions(reading=read(GIFT), language="en", by=secretary(), at=MONDAY)
    steps = import_questions(reading=read(GIFT), language="en", by=secretary(), at=MONDAY)
    assert effects(steps) == [Effect.SAME, Effect.SAME, Effect.REFUSED]
    assert QuestionVersion.objects.count() == 2


@pytest.mark.parametrize("name", FORMATS)
def test_what_the_bank_exports_and_imports_stays_as_it_is(name: str):
    in_the_bank()
    written = FORMATS[name].write(items_of(rows=rows()), language="en")
    steps = import_questions(
        reading=FORMATS[name].read(written.content, language="en"), language="en", by=secretary(), at=MONDAY
    )
    assert effects(steps) == [Effect.SAME] * 5
    assert QuestionVersion.objects.count() == 5


def test_what_was_changed_in_the_file_becomes_the_next_version_with_the_keys_of_its_answers():
    in_the_bank()
    before = rows()[0].question
    content = (
        FORMATS["gift"].write(items_of(rows=rows()[:1]), language="en").content.replace(b"Choice 2", b"Anything else")
    )
    steps = import_questions(
        reading=FORMATS["gift"].read(content, language="en"), language="en", by=secretary(), at=MONDAY
    )
    after = rows()[0].question
    assert effects(steps) == [Effect.REVISED]
    assert [one.key for one in after.choices] == [one.key for one in before.choices]
    assert after.choices[1].texts["en"].startswith("Anything else")


def test_a_translation_in_the_file_is_added_to_the_question_and_takes_no_other_language_away():
    in_the_bank()
    row = rows()[0]
    korean = with_texts(row.question, "ko", {"text": "무엇?", **{f"choices.{n}.texts": f"답 {n}" for n in range(3)}})
    content = FORMATS["csv"].write([Item(korean)], language="ko").content
    import_questions(reading=FORMATS["csv"].read(content, language="ko"), language="ko", by=secretary(), at=MONDAY)
    after = rows()[0].question
    assert (after.texts["ko"], after.texts["en"]) == ("무엇?", row.question.texts["en"])
    assert after.choices[2].texts == {"en": row.question.choices[2].texts["en"], "ko": "답 2"}


def test_a_retired_question_and_one_of_another_kind_are_refused():
    in_the_bank()
    retire_question(row=rows()[0], by=secretary(), at=MONDAY)
    text = f"// [id:{KEYS[0]}]\nWhy?{{~a =b}}\n\n// [id:{KEYS[1]}]\nWhy?{{T}}\n\n// [id:{KEYS[1]}]\nWhy?{{F}}\n"
    steps = plan_import(reading=read(text), language="en")
    assert effects(steps) == [Effect.REFUSED] * 3
    assert "retired" in steps[0].notes[0]
    assert "kind" in steps[1].notes[0]
    assert "before" in steps[2].notes[0]


def test_a_translated_question_keeps_its_number_of_answers():
    in_the_bank()
    row = rows()[0]
    revise_question(row=row, question=with_texts(row.question, "ko", {"text": "무엇?"}), by=secretary(), at=MONDAY)
    steps = plan_import(reading=read(f"// [id:{KEYS[0]}]\nWhy?{{~a =b}}\n"), language="en")
    assert "other languages" in steps[0].notes[0]


def test_too_many_at_once_and_tags_that_are_too_long():
    with pytest.raises(FileTooLarge):
        read("Why?{}\n\n" * (limits.ITEMS + 1))
    assert effects(plan_import(reading=read(f"// [tag:{'a' * 81}]\nWhy?{{}}"), language="en")) == [Effect.REFUSED]
