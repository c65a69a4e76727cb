"""What is expected of every address, for every role.

A line: the address's name (its route, if it has none), what GET gives, and what POST with an empty body gives, each for
the roles of tests/walk/world.py in their order; "*5" repeats for five of them. The deactivated get what strangers get.

    in   led to sign in
    no   sent back to the admin's home with a refusal
    302  led anywhere else
"""

from itertools import chain

SITE = """
healthz                                  200 | 405
readyz                                   200 | 405
account_login                            200 302*8 | 200 302*8
account_logout                           302 200*8 | 302
account_inactive                         200 | 405
account_signup                           200 302*8 | 200 302*8
account_reauthenticate                   in 200*8 | in 200*8
account_email                            in 200*8 | in 302*8
account_email_verification_sent          200 | 405
account_change_password                  in 200*8 | in 200*8
account_set_password                     in 302*8 | in 302*8
account_reset_password                   200 | 200
account_confirm_login_code               302 | 302
account_confirm_email                    200 | 404
account_reset_password_from_key_done     200 | 405
account_reset_password_from_key          200 | 200
account_reset_password_done              200 | 405
account_request_login_code               200 302*8 | 200 302*8
mfa_index                                in 200*8 | in 405*8
mfa_authenticate                         302 | 302
mfa_reauthenticate                       in 302*8 | in 302*8
mfa_activate_totp                        in 302*8 | in 302*8
mfa_deactivate_totp                      in 404*8 | in 404*8
mfa_view_recovery_codes                  in 404*8 | in 405*8
mfa_generate_recovery_codes              in 302*8 | in 302*8
mfa_download_recovery_codes              in 404*8 | in 404*8
mfa_list_webauthn                        in 200*8 | in 405*8
mfa_add_webauthn                         in 302*8 | in 302*8
mfa_reauthenticate_webauthn              in 302*8 | in 302*8
mfa_remove_webauthn                      in 302*8 | in 302*8
mfa_edit_webauthn                        in 302*8 | in 302*8
mfa_login_webauthn                       302 | 302
join                                     200 | 200
me                                       in 200*8 | in 200*8
set_language                             302 | 302
styleguide                               in 404*4 200*4 | in 404*4 200*4
stylesheet                               200 | 200
forced_style                             200 | 200
demo                                     200 | 405
demo_sign_in                             405 | 404
my_city                                  in 200*8 | in 405*8
invitation                               in 404*2 200 404*5 | in 405*8
invitation_accept                        in 405*8 | in 404*2 302 404*5
invitation_decline                       in 405*8 | in 404*2 200 404*5
nominate                                 in 404*2 200 404*5 | in 404*2 200 404*5
invitation_submit                        in 405*8 | in 404*2 302 404*5
nomination                               200*2 404*7 | 405
seat_confirm                             in 405*8 | in 200 404*7
seat_decline                             in 405*8 | in 302 404*7
seat_send_again                          405 | 302
nomination_amend                         in 404*2 200 404*5 | in 404*2 200 404*5
nomination_submit                        in 405*8 | in 404*2 302 404*5
nomination_withdraw                      in 404*2 200 404*5 | in 404*2 200 404*5
nomination_replace                       in 404*2 200 404*5 | in 404*2 200 404*5
read_lesson                              in 405*8 | in 302 404*7
h5p                                      in 200 404*7 | in 405*8
h5p_plain                                in 200 404*7 | in 200 404*7
open_attempt                             405 | 401 409 404*7
attempt_states                           405 | 401 400 404*7
attempt_result                           405 | 401 400 404*7
package                                  in 404*8 | in 405*8
package_open                             405 | 401 404*8
package_commit                           405 | 401 404*8
cmi5_open                                405 | 401 404*8
cmi5_standing                            405 | 401 404*8
cmi5_launch                              405 | 401 404*8
xapi                                     200 | 405
xapi_about                               200 | 405
cmi5_fetch                               405 | 200
xapi_statements                          401 | 401
xapi_state                               401 | 401
xapi_agent_profile                       401 | 401
quiz                                     in 200 404*7 | in 404*8
assignment                               in 200 404*7 | in 302 404*7
assignment_file                          in 200 404*7 | in 405*8
assignment_uploads                       405 | in 412*8
assignment_upload                        405 | 405
assignment_review                        in 200 404*7 | in 422 404*7
assignment_review_file                   in 200 404*7 | in 405*8
my_learning                              in 200*8 | in 405*8
city_progress                            in 404*2 200*2 404*4 | in 405*8
explanation                              in 200 404*7 | in 405*8
courseware_files                         404 | 405
courseware_file                          404 | 405
h5p_embed                                404 | 405
h5p_files                                404 | 405
h5p_file                                 404 | 405
h5p_bundle                               200 | 405
h5p_libraries                            404 | 405
h5p_library                              200 | 405
h5p_cores                                404 | 405
h5p_core                                 200 | 405
h5p_editor                               404 | 405
h5p_editor_files                         404 | 405
h5p_editor_file                          404 | 405
h5p_editor_clients                       404 | 405
h5p_editor_client                        404 | 405
verify                                   200 | 422
verification                             200 | 405
verification_json                        200 | 405
certificate_file                         in 200 404 200 404*2 200*2 404 | in 405*8
city_archive                             in 404*2 200 404*2 200*2 404 | in 405*8
city_certificates                        in 200*8 | in 405*8
my_record                                in 200*8 | in 405*8
invitation_letter                        in 404*2 200 404*2 200 404*2 | 405
wagtaildocs_serve                        404 | 405
wagtaildocs_authenticate_with_password   404 | 404
media/<folder>/<name>                    404 | 405
sitemap                                  200 | 200
robots                                   200 | 405
site_search                              200 | 405
en/courses/<slug:course>/                200 | 405
en/courses/<slug:course>/<slug:module>/<slug:lesson>/ 403 200 403*3 200*4 | 405
en/_util/login/                          302 | 302
wagtailcore_authenticate_with_password   404 | 404
wagtail_serve                            200 | 200
"""

DESKS = """
admin/login/                             302 | 302
admin/account/                           in*5 200*4 | in*5 200*4
admin/reports/site-history/              in*5 no*4 | in*5 no*4
admin/reports/site-history/results/      in*5 no*4 | in*5 no*4
assignments_desk:queue                   in*5 200*2 no*2 | in*5 no*4
assignments_desk:mark                    in*5 200*2 no*2 | in*5 200*2 no*2
assignments_desk:file                    in*5 200*2 no*2 | in*5 no*4
certificates_desk:editions               in*5 no 200*3 | in*5 no 405*3
certificates_desk:edition                in*5 no 200*3 | in*5 no 302*3
certificates_desk:batch                  in*5 no 200*2 404 | in*5 no 302*2 404
certificates_desk:batch_progress         in*5 no 200*2 404 | in*5 no 405*3
certificates_desk:batch_preview          in*5 no 200*2 404 | in*5 no 405*3
certificates_desk:preview                in*5 no 200*2 404 | in*5 no 405*3
certificates_desk:register               in*5 no 200*3 | in*5 no 405*3
certificates_desk:certificate            in*5 no 200*2 404 | in*5 no 200*2 404
certificates_desk:revocations            in*5 no 200*3 | in*5 no 404*3
authoring:begin                          in*5 200*2 no*2 | in*5 200*2 no*2
authoring:change                         in*5 405*2 no*2 | in*5 no 302 no*2
authoring:draft                          in*5 200 404 no*2 | in*5 400 404 no*2
authoring:preview                        in*5 405*2 no*2 | in*5 400 404 no*2
authoring:client                         in*5 404*2 no*2 | in*5 404*2 no*2
authoring:client_save                    in*5 405*2 no*2 | in*5 404*2 no*2
authoring:client_call                    in*5 404*2 no*2 | in*5 404*2 no*2
authoring:editor                         in*5 no 200 no*2 | in*5 no 200 no*2
packages_desk:contents                   in*5 200*2 no*2 | in*5 no*4
packages_desk:upload                     in*5 200*2 no*2 | in*5 200*2 no*2
packages_desk:content                    in*5 200*2 no*2 | in*5 302*2 no*2
packages_desk:replace                    in*5 no 200 no*2 | in*5 no 200 no*2
packages_desk:export                     in*5 200*2 no*2 | in*5 no*4
packages_desk:arrival                    in*5 404 200 no*2 | in*5 no*4
packages_desk:libraries                  in*5 no 200 no*2 | in*5 no*4
packages_desk:library                    in*5 no 200 no*2 | in*5 no 302 no*2
packages_desk:hub                        in*5 404*4 | in*5 404*4
packages_desk:hub_type                   in*5 404*4 | in*5 404*4
questions_desk:bank                      in*5 200*2 no*2 | in*5 no*4
questions_desk:choose_kind               in*5 200*2 no*2 | in*5 no*4
questions_desk:add                       in*5 200*2 no*2 | in*5 200*2 no*2
questions_desk:question                  in*5 200*2 no*2 | in*5 302*2 no*2
questions_desk:edit                      in*5 200*2 no*2 | in*5 200*2 no*2
questions_desk:preview                   in*5 200*2 no*2 | in*5 no*4
questions_desk:translate                 in*5 200*2 no*2 | in*5 302*2 no*2
questions_desk:import                    in*5 200*2 no*2 | in*5 422*2 no*2
questions_desk:export                    in*5 200*2 no*2 | in*5 no*4
questions_desk:marking                   in*5 200*2 no*2 | in*5 no*4
analysis_desk:quizzes                    in*5 200*2 no*2 | in*5 no*4
analysis_desk:quiz                       in*5 200*2 no*2 | in*5 no*4
questions_desk:mark                      in*5 200*2 no*2 | in*5 302*2 no*2
training:programmes                      in*5 no 200 no 200 | in*5 no*4
training:programme_add                   in*5 no 200 no*2 | in*5 no 200 no*2
training:programme                       in*5 no 200 no*2 | in*5 no 200 no*2
training:editions                        in*5 no 200 no 200 | in*5 no*4
training:edition_add                     in*5 no 200 no*2 | in*5 no 200 no*2
training:edition                         in*5 no 200 no 200 | in*5 no 302 no*2
training:edition_edit                    in*5 no 200 no*2 | in*5 no 200 no*2
training:invite                          in*5 no 200 no 200 | in*5 no 200 no 200
training:invitations                     in*5 no 200 no 200 | in*5 no 200 no 200
training:invitation                      in*5 no 200 no 404 | in*5 no 302 no 404
training:nominations                     in*5 no 200 no 200 | in*5 no 200 no 200
training:nomination                      in*5 no 200 no 404 | in*5 no 302 no 404
training:units                           in*5 no 200 no 200 | in*5 no 405 no 405
training:unit                            in*5 no 200 no 404 | in*5 no 200 no 404
wagtailsnippets_cms_topic:list           in*5 no 200 no*2 | in*5 no 405 no*2
wagtailsnippets_cms_topic:list_results   in*5 no 200 no*2 | in*5 no 405 no*2
wagtailsnippets_cms_topic:add            in*5 no 200 no*2 | in*5 no 200 no*2
wagtailsnippets_cms_topic:edit           in*5 no 200 no*2 | in*5 no 200 no*2
wagtailsnippets_cms_topic:delete         in*5 no*4 | in*5 no*4
wagtailsnippets_cms_topic:usage          in*5 no 200 no*2 | in*5 no 405 no*2
wagtailsnippets_cms_topic:history        in*5 no 200 no*2 | in*5 no 405 no*2
wagtailsnippets_cms_topic:history_results in*5 no 200 no*2 | in*5 no 405 no*2
wagtailsnippets_cms_topic:copy           in*5 no 200 no*2 | in*5 no 200 no*2
signatory:index                          in*5 no 200*2 no | in*5 no 405*2 no
signatory:index_results                  in*5 no 200*2 no | in*5 no 405*2 no
signatory:add                            in*5 no 200 no*2 | in*5 no 200 no*2
signatory:edit                           in*5 no 200 no*2 | in*5 no 200 no*2
signatory:delete                         in*5 no*4 | in*5 no*4
signatory:history                        in*5 no 200 no*2 | in*5 no 405 no*2
signatory:history_results                in*5 no 200 no*2 | in*5 no 405 no*2
signatory:usage                          in*5 no 200 no*2 | in*5 no 405 no*2
signatory:copy                           in*5 no 200 no*2 | in*5 no 200 no*2
register:index                           in*5 no 200*3 | in*5 no 405*3
register:index_results                   in*5 no 200*3 | in*5 no 405*3
register:add                             in*5 no 200 no*2 | in*5 no 200 no*2
register:edit                            in*5 no 200 no*2 | in*5 no 200 no*2
register:delete                          in*5 no 200 no 404 | in*5 no 302 no 404
register:history                         in*5 no 200 no 404 | in*5 no 405 no 404
register:history_results                 in*5 no 200 no 404 | in*5 no 405 no 404
register:usage                           in*5 no 200 no 404 | in*5 no 405 no 404
register:inspect                         in*5 no 200*2 404 | in*5 no 405*2 404
city:import                              in*5 no 200 no*2 | in*5 no 422 no*2
position:import                          in*5 no 200 no*2 | in*5 no 422 no*2
focalpoint:import                        in*5 no 200 no*2 | in*5 no 422 no*2
governancerole:import                    in*5 no 200 no*2 | in*5 no 422 no*2
membership:import                        in*5 no 200 no*2 | in*5 no 422 no*2
region:import                            in*5 no 200 no*2 | in*5 no 422 no*2
region:delete                            in*5 no*3 404 | in*5 no*3 404
regionaloffice:delete                    in*5 no*3 404 | in*5 no*3 404
partner:delete                           in*5 no 200 no*2 | in*5 no 302 no*2
partner:history                          in*5 no 200 no*2 | in*5 no 405 no*2
partner:history_results                  in*5 no 200 no*2 | in*5 no 405 no*2
partner:usage                            in*5 no 200 no*2 | in*5 no 405 no*2
partner:inspect                          in*5 no 200*3 | in*5 no 405*3
job:index                                in*5 no 200*2 no | in*5 no 405*2 no
job:index_results                        in*5 no 200*2 no | in*5 no 405*2 no
job:inspect                              in*5 no 200*2 no | in*5 no 405*2 no
job:retry                                in*5 no 405 no*2 | in*5 no 302 no*2
auditentry:index                         in*5 no 200*2 no | in*5 no 405*2 no
auditentry:index_results                 in*5 no 200*2 no | in*5 no 405*2 no
auditentry:inspect                       in*5 no 200*2 no | in*5 no 405*2 no
h5p_chooser:choose                       in*5 200*2 no*2 | in*5 405*2 no*2
h5p_chooser:choose_results               in*5 200*2 no*2 | in*5 405*2 no*2
h5p_chooser:chosen                       in*5 200*2 no*2 | in*5 405*2 no*2
h5p_chooser:chosen_multiple              in*5 200*2 no*2 | in*5 405*2 no*2
bank_chooser:choose                      in*5 200*2 no*2 | in*5 405*2 no*2
bank_chooser:choose_results              in*5 200*2 no*2 | in*5 405*2 no*2
bank_chooser:chosen                      in*5 200*2 no*2 | in*5 405*2 no*2
bank_chooser:chosen_multiple             in*5 200*2 no*2 | in*5 405*2 no*2
package_chooser:choose                   in*5 200*2 no*2 | in*5 405*2 no*2
package_chooser:choose_results           in*5 200*2 no*2 | in*5 405*2 no*2
package_chooser:chosen                   in*5 200*2 no*2 | in*5 405*2 no*2
package_chooser:chosen_multiple          in*5 200*2 no*2 | in*5 405*2 no*2
wagtailusers_users:index                 in*5 no 200 no*2 | in*5 no 405 no*2
wagtailusers_users:index_results         in*5 no 200 no*2 | in*5 no 405 no*2
wagtailusers_users:add                   in*5 no 200 no*2 | in*5 no 200 no*2
wagtailusers_users:edit                  in*5 no 200 no*2 | in*5 no 200 no*2
wagtailusers_users:delete                in*5 no*4 | in*5 no*4
wagtailusers_users:history               in*5 no 200 no*2 | in*5 no 405 no*2
wagtailusers_users:history_results       in*5 no 200 no*2 | in*5 no 405 no*2
wagtailusers_users:usage                 in*5 no 200 no*2 | in*5 no 405 no*2
"""

REGISTER = ("city", "membership", "focalpoint", "position", "governancerole", "region", "regionaloffice", "partner")
"""The kinds of rows whose addresses are listed as "register"; what differs is listed after it by its own name."""

WALKERS = 9
Expected = dict[str, list[str]]


def table(text: str) -> dict[str, Expected]:
    return dict(chain.from_iterable(map(_read, text.strip().splitlines())))


def _read(line: str) -> list[tuple[str, Expected]]:
    name, _blank, answers = line.partition(" ")
    get, post = (_for_each_role(part) for part in answers.split("|"))
    kind, _colon, view = name.partition(":")
    names = [f"{one}:{view}" for one in REGISTER] if kind == "register" else [name]
    return [(one, {"get": get, "post": post}) for one in names]


def _for_each_role(text: str) -> list[str]:
    answers = [answer for word in text.split() for answer in _repeated(word)]
    repeated = answers * WALKERS if len(answers) == 1 else answers
    assert len(repeated) == WALKERS, text
    return repeated


def _repeated(word: str) -> list[str]:
    answer, _star, times = word.partition("*")
    return [answer] * int(times or 1)
