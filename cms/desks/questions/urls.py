from django.urls import path

from cms.desks.questions.views import bank, exporting, importing, marking, preview, question, writing

app_name = "questions_desk"

urlpatterns = [
    path("", bank.BankList.as_view(), name="bank"),
    path("add/", writing.ChooseKind.as_view(), name="choose_kind"),
    path("add/<slug:kind>/", writing.NewQuestion.as_view(), name="add"),
    path("import/", importing.ImportQuestions.as_view(), name="import"),
    path("export/", exporting.ExportQuestions.as_view(), name="export"),
    path("marking/", marking.Queue.as_view(), name="marking"),
    path("marking/<int:pk>/", marking.MarkAttempt.as_view(), name="mark"),
    path("<int:pk>/", question.QuestionPage.as_view(), name="question"),
    path("<int:pk>/edit/", writing.EditQuestion.as_view(), name="edit"),
    path("<int:pk>/preview/", preview.Preview.as_view(), name="preview"),
    path("<int:pk>/languages/<slug:language>/", writing.TranslateQuestion.as_view(), name="translate"),
]
