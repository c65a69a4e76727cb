from django.urls import path

from cms.desks.certificates.views import batches, editions, register

app_name = "certificates_desk"

urlpatterns = [
    path("", editions.EditionList.as_view(), name="editions"),
    path("editions/<slug:code>/", editions.EditionPage.as_view(), name="edition"),
    path("batches/<int:pk>/", batches.BatchPage.as_view(), name="batch"),
    path("batches/<int:pk>/progress.json", batches.BatchProgress.as_view(), name="batch_progress"),
    path("batches/<int:pk>/preview.pdf", batches.BatchPreview.as_view(), name="batch_preview"),
    path("previews/<int:pk>.pdf", batches.CertificatePreview.as_view(), name="preview"),
    path("register/", register.Register.as_view(), name="register"),
    path("register/<slug:number>/", register.CertificatePage.as_view(), name="certificate"),
    path("revocations/", register.Revocations.as_view(), name="revocations"),
]
