"""A unit of cmi5 that does what units do, and a unit's side of the conversation for tests without a browser."""

import json
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from courses.enrolment.models import Enrolment
from courses.records.cmi5.vocabulary import CMI5, MOVE_ON, SESSION, VERBS
from tests.factories.learning import DURING

PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>Unit</title></head><body>
<p id="found"></p><button onclick="end('passed', 0.9)">Answer well</button>
<button onclick="end('failed', 0.4)">Answer badly</button>
<script>
var given = new URLSearchParams(location.search), template, token;
var MOVE = "https://w3id.org/xapi/cmi5/context/categories/moveon";
function ask(path, options) {
  options = options || {};
  options.headers = Object.assign({Authorization: "Basic " + token, "X-Experience-API-Version": "1.0.3",
    "Content-Type": "application/json"}, options.headers || {});
  return fetch(given.get("endpoint") + path, options);
}
function stateAddress(name) {
  return "activities/state?" + new URLSearchParams({activityId: given.get("activityId"), agent: given.get("actor"),
    registration: given.get("registration"), stateId: name});
}
function say(verb, result, judged) {
  var context = JSON.parse(JSON.stringify(template));
  context.registration = given.get("registration");
  if (judged) { context.contextActivities.category.push({id: MOVE}); }
  var statement = {id: crypto.randomUUID ? crypto.randomUUID() : id(), actor: JSON.parse(given.get("actor")),
    verb: {id: "http://adlnet.gov/expapi/verbs/" + verb}, object: {id: given.get("activityId")}, context: context,
    timestamp: new Date().toISOString()};
  if (result) { statement.result = result; }
  return ask("statements", {method: "POST", body: JSON.stringify([statement])}).then(function (answer) {
    if (!answer.ok) { throw new Error(verb + " " + answer.status); }
  });
}
function id() {
  return "10000000-1000-4000-8000-100000000000".replace(/[018]/g, function (c) {
    return (+c ^ crypto.getRandomValues(new Uint8Array(1))[0] & 15 >> +c / 4).toString(16);
  });
}
function end(verb, score) {
  say(verb, {success: verb === "passed", score: {scaled: score}, duration: "PT1M"}, true)
    .then(function () { return say("completed", {completion: true, duration: "PT1M"}, true); })
    .then(function () { return ask(stateAddress("bookmark"), {method: "PUT", body: JSON.stringify({page: 2})}); })
    .then(function () { return say("terminated", {duration: "PT1M"}); })
    .then(function () { show("ended"); }).catch(function (error) { show(String(error)); });
}
function show(text) { document.getElementById("found").textContent = text; }
fetch(given.get("fetch"), {method: "POST"}).then(function (answer) { return answer.json(); }).then(function (said) {
  token = said["auth-token"];
  return ask(stateAddress("LMS.LaunchData"));
}).then(function (answer) { return answer.json(); }).then(function (data) {
  template = data.contextTemplate;
  return say("initialized").then(function () {
    show([data.launchMode, data.moveOn, data.masteryScore, data.launchParameters].join("|"));
  });
}).catch(function (error) { show(String(error)); });
</script></body></html>"""


class Unit:
    """A unit that has been launched and has its token."""

    def __init__(self, address: str) -> None:
        self.given = {name: held[0] for name, held in parse_qs(urlsplit(address).query).items()}
        self.client = Client(enforce_csrf_checks=True)
        self.token = ""
        self.fetched = self.fetch()
        self.token = self.fetched.get("auth-token", "")
        data = self.state("LMS.LaunchData")
        self.data: dict[str, Any] = data.json() if data.status_code == 200 else {}

    def fetch(self) -> dict[str, Any]:
        fetched: dict[str, Any] = self.client.post(urlsplit(self.given["fetch"]).path).json()
        return fetched

    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Basic {self.token}", "Origin": "null"}

    def state(
        self, name: str, method: str = "get", text: str = "", only: dict[str, str] | None = None, **changes: str
    ) -> Any:
        asked = {
            "activityId": self.given["activityId"], "agent": self.given["actor"],
            "registration": self.given["registration"], "stateId": name,
        } | changes  # fmt: skip
        address = reverse("xapi_state") + "?" + "&".join(f"{key}={quoted(value)}" for key, value in asked.items())
        more = {"data": text, "content_type": "application/json"} if method in ("put", "post") else {}
        return getattr(self.client, method)(address, headers=self.headers() | (only or {}), **more)

    def statement(self, verb: str, at: datetime = DURING, **result: Any) -> dict[str, Any]:
        judged = verb in ("completed", "passed", "failed")
        category = [{"id": CMI5}, *([{"id": MOVE_ON}] if judged else [])]
        said: dict[str, Any] = {
            "id": str(uuid4()), "actor": json.loads(self.given["actor"]), "verb": {"id": VERBS[verb]},
            "object": {"id": self.given["activityId"]}, "timestamp": at.isoformat(),
            "context": {
                "registration": self.given["registration"], "contextActivities": {"category": category},
                "extensions": {SESSION: self.data["contextTemplate"]["extensions"][SESSION]},
            },
        }  # fmt: skip
        return said | ({"result": RESULTS.get(verb, {}) | result} if verb in RESULTS or result else {})

    def send(self, *statements: Any) -> Any:
        return self.client.post(
            reverse("xapi_statements"), data=list(statements), content_type="application/json", headers=self.headers()
        )

    def say(self, verb: str, **result: Any) -> int:
        status: int = self.send(self.statement(verb, **result)).status_code
        return status


RESULTS: dict[str, dict[str, Any]] = {
    "completed": {"completion": True, "duration": "PT1M"},
    "passed": {"success": True, "duration": "PT1M"},
    "failed": {"success": False, "duration": "PT1M"},
    "terminated": {"duration": "PT1M"},
}


def quoted(text: str) -> str:
    return quote(text, safe="")


def launched(enrolment: Enrolment, browser: Client, unit: int = 0, *, again: bool = False) -> Unit:
    """As the page does it: the attempt is opened, the unit launched."""
    place = [enrolment.code, "foundations", "p1"]
    opened = browser.post(reverse("cmi5_open", args=place), data={"again": again}, content_type="application/json")
    answer = browser.post(opened.json()["items"][unit]["launch"], data={}, content_type="application/json")
    return Unit(answer.json()["address"])
