// Keeps the draft and renews the preview when its author pauses; shows a field only when others say so, and the path of
// a file only where there is one.

const PAUSE = 2500;
const LOWEST = 120;
const HIGHEST = 4000;
const form = document.querySelector("[data-authoring]");
const status = form.querySelector("[role=status]");
const preview = document.querySelector(".authoring-preview");

let waiting = 0;
let sent = "";
let last = 0;

async function renew() {
  clearTimeout(waiting);
  const data = new FormData(form);
  const now = new URLSearchParams(data).toString();
  if (now === sent) return;
  sent = now;
  last += 1;
  const mine = last;
  status.textContent = status.dataset.keeping;
  try {
    const answer = await fetch(form.dataset.authoring, { method: "POST", body: data });
    if (!answer.ok) throw new Error(answer.status);
    const { embed } = await answer.json();
    if (mine !== last) return;
    show(embed);
    status.textContent = status.dataset.kept;
  } catch {
    sent = "";
    status.textContent = status.dataset.failed;
  }
}

function show(address) {
  const frame = preview.querySelector("iframe");
  frame.src = address;
  frame.hidden = false;
  preview.querySelector("[data-empty]").hidden = true;
}

// The player says that it can begin, and how high it is (packages/player.js has the messages). Nothing is kept of a try.
addEventListener("message", ({ source, data }) => {
  const frame = preview.querySelector("iframe");
  if (source !== frame.contentWindow || data?.polidari !== "player") return;
  if (data.kind === "ready") frame.contentWindow.postMessage({ polidari: "player", kind: "begin", states: {} }, "*");
  if (data.kind === "height" && Number.isFinite(data.height)) {
    frame.height = Math.min(Math.max(data.height, LOWEST), HIGHEST);
  }
});

function later() {
  clearTimeout(waiting);
  waiting = setTimeout(renew, PAUSE);
}

form.querySelector("[data-try]").addEventListener("click", (event) => {
  event.preventDefault();
  sent = "";
  renew();
});

// A field is named "parameters-behaviour-type"; a rule "../mode" starts one group higher.
function named(element, path) {
  const own = element.querySelector("[name]")?.name ?? "";
  const steps = own.split("-").slice(0, -1);
  for (const step of path.split("/")) {
    if (step === "..") steps.pop();
    else steps.push(step);
  }
  return steps.join("-");
}

function valuesOf(name) {
  const fields = [...form.elements].filter((field) => field.name === name || field.name === `${name}-0-type`);
  return fields
    .filter((field) => field.type !== "radio" || field.checked)
    .map((field) => (field.type === "checkbox" ? field.checked : field.value));
}

function holds(element, rule) {
  const values = valuesOf(named(element, rule.field));
  return rule.equals.some((wanted) => values.some((value) => value === wanted || String(value) === String(wanted)));
}

function toggle() {
  for (const element of form.querySelectorAll("[data-show-when]")) {
    const { rules, all } = JSON.parse(element.dataset.showWhen);
    const shown = all ? rules.every((rule) => holds(element, rule)) : rules.some((rule) => holds(element, rule));
    const whole = element.closest("[data-contentpath]") ?? element;
    if (whole.hidden === shown) whole.hidden = !shown;
  }
  for (const field of form.querySelectorAll("[data-held]")) {
    if (!field.value) field.closest("[data-contentpath]").hidden = true;
  }
}

form.addEventListener("input", later);
form.addEventListener("change", () => { toggle(); later(); });
new MutationObserver(() => { toggle(); later(); }).observe(form, { childList: true, subtree: true });
toggle();
