from django.urls import path

from certificates.views import city, downloads, letters, record, verification

urlpatterns = [
    path("verify/", verification.verify, name="verify"),
    path("verify/<slug:code>/", verification.verification, name="verification"),
    path("verify/<slug:code>.json", verification.verification_json, name="verification_json"),
    path("certificates/<slug:number>/", downloads.certificate_file, name="certificate_file"),
    path("certificates/<slug:edition_code>/<slug:city_slug>.zip", downloads.city_certificates, name="city_archive"),
    path("city/certificates/", city.city_certificates, name="city_certificates"),
    path("my/record/", record.my_record, name="my_record"),
    path("invitations/<slug:code>/letter.pdf", letters.invitation_letter, name="invitation_letter"),
]
