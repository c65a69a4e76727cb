"""Objects of SCORM packages that do what courseware does: find the API, keep a place, answer, end."""

# The way in which ADL's own examples look for the API: 1.2 from the window itself, 2004 from the one above it.
FIND_12 = """
function findAPI(win) {
  var tries = 0;
  while (win.API == null && win.parent != null && win.parent != win) {
    tries++; if (tries > 7) { return null; } win = win.parent;
  }
  return win.API;
}
var api = findAPI(window);
if (api == null && window.opener != null) { api = findAPI(window.opener); }
"""
FIND_2004 = """
function scan(win) {
  var tries = 0;
  while (win.API_1484_11 == null && win.parent != null && win.parent != win) {
    tries++; if (tries > 500) { return null; } win = win.parent;
  }
  return win.API_1484_11;
}
var api = null;
if (window.parent != null && window.parent != window) { api = scan(window.parent); }
if (api == null && window.opener != null) { api = scan(window.opener); }
"""
# Each says what it found, so that a test can wait for it.
OBJECT_12 = f"""<!doctype html><html><head><meta charset="utf-8"><title>Object</title><script>{FIND_12}
api.LMSInitialize("");
function set(name, value) {{ api.LMSSetValue(name, value); }}
function answer(raw) {{
  set("cmi.core.score.min", "0"); set("cmi.core.score.max", "100"); set("cmi.core.score.raw", raw);
  set("cmi.core.lesson_status", "completed"); set("cmi.core.session_time", "00:05:00");
  api.LMSCommit("");
}}
function finish() {{ api.LMSFinish(""); }}
function rest() {{
  set("cmi.core.lesson_location", "page 2"); set("cmi.suspend_data", "a=1;ä=2"); set("cmi.core.exit", "suspend");
  finish();
}}
</script></head><body>
<p id="found"></p><button onclick="rest()">Later</button><button onclick="answer(60);finish()">Answer badly</button>
<button onclick="answer(90);finish()">Answer well</button><a href="two.html">Next page</a>
<script>
document.getElementById("found").textContent = [
  api.LMSGetValue("cmi.core.entry"), api.LMSGetValue("cmi.core.student_name"),
  api.LMSGetValue("cmi.core.lesson_location"), api.LMSGetValue("cmi.suspend_data"), api.LMSGetValue("cmi.launch_data"),
  api.LMSGetValue("cmi.student_data.mastery_score")
].join("|");
</script></body></html>"""
SECOND_PAGE_12 = OBJECT_12.replace('api.LMSInitialize("");', 'api.LMSInitialize(""); document.title = "Second";')
OBJECT_2004 = f"""<!doctype html><html><head><meta charset="utf-8"><title>Object</title><script>{FIND_2004}
api.Initialize("");
function set(name, value) {{ api.SetValue(name, value); }}
function answer(scaled) {{
  set("cmi.score.scaled", scaled); set("cmi.completion_status", "completed");
  set("cmi.success_status", scaled >= 0.8 ? "passed" : "failed"); api.Commit("");
}}
function finish(request) {{ if (request) {{ set("adl.nav.request", request); }} api.Terminate(""); }}
function rest() {{
  set("cmi.location", "page 2"); set("cmi.suspend_data", "a=1"); set("cmi.exit", "suspend"); finish();
}}
</script></head><body>
<p id="found"></p><button onclick="rest()">Later</button><button onclick="answer(0.6);finish()">Answer badly</button>
<button onclick="answer(0.9);finish()">Answer well</button>
<button onclick="answer(0.9);finish('continue')">Answer and go on</button>
<script>
document.getElementById("found").textContent = [
  api.GetValue("cmi.entry"), api.GetValue("cmi.learner_name"), api.GetValue("cmi.location"),
  api.GetValue("cmi.suspend_data"), api.GetValue("cmi.launch_data"), api.GetValue("cmi.scaled_passing_score")
].join("|");
</script></body></html>"""
HOSTILE = """<!doctype html><html><head><title>Hostile</title></head><body><p id="got"></p><script>
var got = [];
function attempt(name, work) {
  try { var value = work(); if (value) { got.push(name + ": " + value); } } catch (error) { /* refused */ }
}
attempt("cookies", function () { return document.cookie; });
attempt("page", function () { return window.top.document.title; });
attempt("address", function () { return window.top.location.href; });
attempt("leave", function () { window.top.location = "about:blank"; });
attempt("token", function () { return window.top.document.querySelector("[name=csrfmiddlewaretoken]").value; });
attempt("frame", function () { return window.frameElement; });
attempt("database", function () { return window.indexedDB.open("x") && "opened"; });
attempt("referrer", function () { return document.referrer; });
attempt("origin", function () { return window.origin === "null" ? "" : window.origin; });
attempt("window", function () { return window.open("/admin/") ? "opened" : ""; });
Promise.allSettled(["/my/", "/admin/"].map(function (path) {
  return fetch(path, {credentials: "include"}).then(function () { got.push("read " + path); });
})).then(function () { document.getElementById("got").textContent = "Reached: [" + got.join("; ") + "]"; });
</script></body></html>"""
