"""What each role may do, by names only, so that the ground floor can hand out rights that upper floors define.

Applied after every migrate (lms.accounts). Where a role may do it is decided by the doors, not here.
"""

from lms.accounts.roles import Role

_VIEW_NETWORK = [
    f"network.view_{model}"
    for model in (
        "region",
        "city",
        "membership",
        "governancerole",
        "regionaloffice",
        "partner",
        "focalpoint",
        "position",
    )
]
_MANAGE_NETWORK = [
    f"network.{verb}_{model}"
    for verb in ("add", "change", "delete")
    for model in ("city", "membership", "governancerole", "partner", "focalpoint", "position")
]
_VIEW_PROGRAMMES = [f"programmes.view_{model}" for model in ("trainingprogramme", "edition", "editioncourse")]
_PLAN_PROGRAMMES = [
    f"programmes.{verb}_{model}"
    for verb in ("add", "change")
    for model in ("trainingprogramme", "edition", "editioncourse")
]
_INVITE_AND_SELECT = [
    f"programmes.{verb}_{model}" for verb in ("view", "add", "change") for model in ("invitation", "nomination")
]
_CERTIFICATES = ["certificates.view_certificate", "certificates.view_certificatebatch", "certificates.view_revocation"]
_PACKAGES = ["packages.view_content", "packages.add_content"]
_LIBRARIES = ["packages.view_library", "packages.manage_libraries"]

_QUESTIONS = ["assessment.view_bankquestion", "assessment.change_bankquestion", "assessment.mark_quizattempt"]
_ASSIGNMENTS = ["assignments.mark_submission"]

_TRANSLATE = ["wagtail_localize.submit_translation"]

ROLE_PERMISSIONS: dict[str, list[str]] = {
    Role.OFFICIAL: [],
    Role.FOCAL_POINT: [],
    Role.INSTRUCTOR: ["wagtailadmin.access_admin", *_PACKAGES, *_QUESTIONS, *_ASSIGNMENTS, *_TRANSLATE],
    Role.SECRETARIAT: [
        "wagtailadmin.access_admin",
        *_VIEW_NETWORK,
        *_MANAGE_NETWORK,
        "network.add_region",
        "network.change_region",
        "network.add_regionaloffice",
        "network.change_regionaloffice",
        *_VIEW_PROGRAMMES,
        *_PLAN_PROGRAMMES,
        *_INVITE_AND_SELECT,
        *_PACKAGES,
        *_LIBRARIES,
        *_QUESTIONS,
        *_ASSIGNMENTS,
        *_TRANSLATE,
        "cms.add_topic",
        "cms.change_topic",
        "cms.view_topic",
        "accounts.view_user",
        "accounts.add_user",
        "accounts.change_user",
        "audit.view_auditentry",
        "jobs.view_job",
        "jobs.change_job",
        *_CERTIFICATES,
        "certificates.prepare_batch",
        "certificates.propose_revocation",
        "certificates.view_signatory",
        "certificates.add_signatory",
        "certificates.change_signatory",
    ],
    Role.APPROVER: [
        "wagtailadmin.access_admin",
        *_VIEW_NETWORK,
        "audit.view_auditentry",
        "jobs.view_job",
        *_CERTIFICATES,
        "certificates.view_signatory",
        "certificates.approve_batch",
        "certificates.confirm_revocation",
    ],
    Role.REGIONAL_OFFICE: [
        "wagtailadmin.access_admin",
        *_VIEW_NETWORK,
        *_VIEW_PROGRAMMES,
        *_INVITE_AND_SELECT,
        *_CERTIFICATES,
        "certificates.prepare_batch",
        "certificates.propose_revocation",
    ],
}
