"""A question as learners see it, to be tried. Nothing is kept: the answers are in the address."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation

from cms.desks.questions.door import QuestionsDeskView, question_or_404
from courses.assessment.answers import Drawn, answers_in
from courses.assessment.drawing import draw
from courses.assessment.models import QuizAttempt
from courses.assessment.presentation import Sheet
from courses.assessment.review import Shown
from courses.outline.structure import Outline, Quiz

EVERYTHING = Shown(marks=True, feedback=True, answers=True)


class Preview(QuestionsDeskView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = question_or_404(pk)
        language = request.GET.get("language", "")
        if language not in dict(settings.LANGUAGES):
            language = row.language
        quiz = Quiz(
            pass_mark=100, attempts=0, draw=0, minutes=0, grace=0, shuffle=False, questions=(row.question,)
        )  # fmt: skip
        tried = "try" in request.GET
        drawn: list[Drawn] = [
            {"question": row.key, "choices": request.GET.getlist("shown")} if tried else draw(quiz)[0]
        ]
        if sorted(drawn[0]["choices"]) != sorted(draw(quiz)[0]["choices"]):
            drawn = draw(quiz)
        attempt = QuizAttempt(drawn=drawn, answers=answers_in(request.GET, quiz, drawn) if tried else {})
        attempt.submitted_at = timezone.now() if tried else None
        outline = Outline(key="", slug="", titles={}, language=row.language, hours=0, pass_mark=0, modules=())
        with translation.override(language):
            questions = list(Sheet(outline, quiz, attempt, language, EVERYTHING).questions())
            return render(
                request,
                "questions_desk/preview.html",
                {
                    "row": row,
                    "question": questions[0],
                    "tried": tried,
                    "shown": drawn[0]["choices"],
                    "chosen": language,
                },
            )
