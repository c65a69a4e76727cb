"""The bank's desk, as instructors, the secretariat and others meet it."""

from typing import Any

import pytest
from django.test import Client

from cms.desks.questions.values import question_in, value_of
from courses.assessment.bank.languages import with_other_languages
from courses.assessment.models import BankQuestion
from courses.outline.structure import QuestionKind
from lms.accounts.models import User
from lms.audit.models import AuditEntry
from tests.cms.desks.questions.forms import EVERY_KIND, form, listed
from tests.factories import people
from tests.factories.bank import banked
from tests.factories.outlines import (
    every_kind,
    fill_in,
    lesson,
    matching,
    outline,
    published,
    quiz,
    short_text,
    single,
)

pytestmark = pytest.mark.django_db
DESK = "/admin/questions/"


def browser(person: User | None = None) -> Client:
    client = Client()
    client.force_login(person or people.instructor())
    return client


def shown(client: Client, path: str = "") -> str:
    answer = client.get(DESK + path)
    assert answer.status_code == 200
    return answer.content.decode()


def sent(path: str, data: dict[str, Any]) -> Any:
    answer = browser().post(DESK + path, data)
    assert answer.status_code == 302, answer.context["form"].errors.as_json()
    return answer


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_a_question_of_each_kind_is_written_and_written_again(kind: str):
    assert "data-block" in shown(browser(), f"add/{kind}/")
    sent(f"add/{kind}/", form(kind))
    row = BankQuestion.objects.get()
    assert (row.kind, row.language, row.question.kind) == (kind, "en", kind)
    assert [tag.name for tag in row.tags.all()] == ["Explain", "Access", "Trust"]
    assert "data-block" in shown(browser(), f"{row.pk}/edit/")
    sent(f"{row.pk}/edit/", form(kind, **{"question-feedback": "Because."}))
    row.refresh_from_db()
    assert (row.question.version, row.question.feedback) == (2, {"en": "Because."})


def test_what_is_wrong_is_said_on_the_form_and_nothing_is_kept():
    answer = browser().post(f"{DESK}add/fill_in/", form("fill_in", **{"question-text": "No gap."}))
    assert "must stand in the text once" in answer.content.decode()
    assert not BankQuestion.objects.exists()


@pytest.mark.parametrize("question", every_kind(), ids=lambda question: question.kind)
def test_an_edit_keeps_the_other_languages(question):
    """The form is sent as it was shown, so nothing is new: neither is there a new version."""
    written = question_in(value_of(question, "en"), key=question.key, kind=QuestionKind(question.kind), language="en")
    again = with_other_languages(written, question, "en")
    assert again == question


def test_a_question_is_put_into_another_language():
    row = banked(single("q1"))
    page = shown(browser(), f"{row.pk}/languages/ar/")
    assert "Single q1?" in page
    texts = {"text": "أيّ؟", "choices.0.texts": "الأول", "choices.1.texts": "الثاني"}
    sent(f"{row.pk}/languages/ar/", texts)
    question = BankQuestion.objects.get().question
    assert (question.texts["ar"], question.texts["en"]) == ("أيّ؟", "Single q1?")
    assert [choice.texts.get("ar") for choice in question.choices] == ["الأول", "الثاني", None]
    assert "3 of 8" in shown(browser(), f"{row.pk}/")


def test_accepted_forms_and_gaps_are_put_into_another_language_a_line_each():
    short, gaps = banked(short_text("q4")), banked(fill_in("q8"))
    sent(f"{short.pk}/languages/ar/", {"text": "ما؟", "accepted": "مؤشر\n لوسي "})
    sent(f"{gaps.pk}/languages/ar/", {"text": "[[2]] [[1]]", "gaps.0.accepted": "مدينة", "gaps.1.accepted": "بوابة"})
    assert BankQuestion.objects.get(key="q4").question.accepted["ar"] == ("مؤشر", "لوسي")
    assert BankQuestion.objects.get(key="q8").question.gaps[0].accepted["ar"] == ("مدينة",)


def gaps(*forms: str, ids: tuple[str, ...], text: str) -> dict[str, Any]:
    return form("fill_in") | {"question-text": text} | listed("question-gaps", *forms, ids=ids)


def test_no_gap_inherits_the_answers_that_another_has_in_other_languages():
    row = banked(fill_in("q8").model_copy(update={"texts": {"en": "[[1]] and [[2]]", "ko": "[[1]], [[2]]"}}))
    sent(f"{row.pk}/edit/", gaps("town", "portal", ids=("1", "2"), text="[[1]] or [[2]]"))
    assert BankQuestion.objects.get().question.gaps[0].accepted == {"en": ("town",), "ko": ("도시",)}
    sent(f"{row.pk}/edit/", gaps("portal", ids=("2",), text="A [[1]]"))
    question = BankQuestion.objects.get().question
    assert [gap.accepted for gap in question.gaps] == [{"en": ("portal",)}]
    assert question.texts == {"en": "A [[1]]"}


def test_the_list_is_searched_and_filtered():
    banked(single("q1"), topics=("Access",))
    banked(matching("q7"), competencies=("Explain",))
    client = browser()
    assert "2 questions" in shown(client)
    assert "Match q7." not in shown(client, "?topic=Access")
    assert "Single q1?" not in shown(client, "?competency=Explain&kind=matching")
    assert "Match q7." in shown(client, "?search=match")


def test_a_retired_question_leaves_the_list_and_comes_back():
    row = banked()
    sent(f"{row.pk}/", {"do": "retire"})
    assert "Single q1?" not in shown(browser())
    assert "Single q1?" in shown(browser(), "?state=retired")
    refused = browser().post(f"{DESK}{row.pk}/edit/", form("single"))
    assert "is retired" in refused.content.decode()
    sent(f"{row.pk}/", {"do": "restore"})
    assert "Single q1?" in shown(browser())
    assert {"question.retired", "question.restored"} <= set(AuditEntry.objects.values_list("action", flat=True))


def test_a_question_says_where_it_is_used():
    row = banked(single("q1"))
    frozen = row.question
    published(outline("foundations", lesson("l1", quiz("z1", frozen))))
    assert "Course foundations: Quiz z1 (version 1)" in shown(browser(), f"{row.pk}/")


@pytest.mark.parametrize("question", every_kind(), ids=lambda question: question.kind)
def test_a_question_is_tried_without_a_trace(question):
    row = banked(question)
    client = browser()
    assert "Check these answers" in shown(client, f"{row.pk}/preview/")
    tried = shown(client, f"{row.pk}/preview/?try=1&a1=x&a1.0=0")
    assert "Not right" in tried or "wrong place" in tried
    assert 'dir="rtl"' in shown(client, f"{row.pk}/preview/?language=ar")


@pytest.mark.parametrize("role", [people.approver, people.regional_officer, people.official])
def test_others_do_not_come_to_the_desk(role):
    row = banked()
    client = browser(role())
    for path in ("", "add/", "add/single/", f"{row.pk}/", f"{row.pk}/edit/", f"{row.pk}/preview/", "marking/"):
        assert client.get(DESK + path).status_code in (302, 403)
    client.post(f"{DESK}{row.pk}/", {"do": "retire"})
    assert BankQuestion.objects.get().state == BankQuestion.State.ACTIVE


def test_the_list_takes_as_many_statements_for_one_question_as_for_many(django_assert_max_num_queries):
    client = browser()
    client.get(DESK)
    for count in (1, 20):
        for place in range(BankQuestion.objects.count(), count):
            banked(single(f"q{place}"), topics=("Access", f"T{place}"))
        with django_assert_max_num_queries(19) as seen:
            client.get(DESK)
        if count == 1:
            first = len(seen)
    assert len(seen) == first


@pytest.mark.parametrize("body", [{}, {"question-choices-count": "x"}, {"question-choices-count": "2"}])
def test_a_body_that_no_form_sends_is_an_empty_form(body: dict[str, str]):
    assert browser().post(f"{DESK}add/single/", body).status_code == 200
    assert not BankQuestion.objects.exists()


def test_a_foreign_number_is_not_there():
    client = browser()
    assert [client.get(f"{DESK}99/{path}").status_code for path in ("", "edit/", "preview/")] == [404] * 3
    assert client.get(f"{DESK}add/unknown/").status_code == 404
    assert client.get(f"{DESK}{banked().pk}/languages/xx/").status_code == 404
