// The page's end of a SCORM or cmi5 package: opens the learner's attempt, shows an item in a frame with an opaque origin,
// and posts what the frame commits. A message is heard only from that very frame, and says what but never who.
const MARK = "polidari-sco:";
const PAUSES = [0, 2000, 8000];
const KEPT_ALIVE = 60000;
const LARGEST = 256 * 1024;
const FAREWELL = 400;
const FOLLOWED = 3000;

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const poster = (card) => async (address, body, { keepalive = false } = {}) => {
  for (const wait of keepalive ? [0] : PAUSES) {
    await pause(wait);
    const answer = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": card.querySelector("[name=csrfmiddlewaretoken]").value },
      body: JSON.stringify(body), keepalive, redirect: "error",
    }).catch(() => null);
    if (answer && answer.status < 500) return { ok: answer.ok, ...(await answer.json().catch(() => ({}))) };
  }
  return { ok: false };
};

const frameFor = (title, name, address) => {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts allow-forms");
  frame.allow = "fullscreen";
  // The address of this page names the enrolment: it is not for the package.
  frame.referrerPolicy = "no-referrer";
  frame.title = title;
  frame.name = name;
  frame.src = address;
  return frame;
};

const player = (card) => {
  const post = poster(card);
  const said = card.querySelector("[role=status]");
  const say = (what, error) => { said.textContent = error ?? said.dataset[what] ?? ""; };
  const stage = card.querySelector("[data-stage]");
  const contents = card.querySelector("[data-contents]");
  const again = card.querySelector("[data-again]");
  let launch = null;
  let frame = null;
  let current = -1;
  let last = null;
  let sending = Promise.resolve();
  let following = null;

  const mark = (place) => {
    const button = contents.querySelectorAll("button")[place];
    button?.parentElement.querySelector("small").replaceChildren(launch.items[place].done ? said.dataset.done : "");
  };
  const keep = (message) => {
    const item = launch.items[message.item];
    if (!item || JSON.stringify(message.cmi).length > LARGEST) return;
    item.told.cmi = message.cmi;
    last = message;
    sending = sending.then(async () => {
      const answer = await post(launch.commit, { item: message.item, cmi: message.cmi, finished: message.finished });
      if (!answer.ok) return say("failed", answer.error);
      last = last === message ? null : last;
      if (answer.done) { item.done = true; mark(message.item); }
      if (answer.recorded) { launch.ended = true; again.hidden = false; say("recorded"); } else if (!launch.ended) say("saved");
    });
  };
  // The item that goes has a moment to say its last words.
  const leave = async () => {
    if (!frame) return;
    const going = frame;
    going.src = "about:blank";
    await pause(FAREWELL);
    await sending;
    going.remove();
    frame = null;
  };
  const point = (place) => contents.querySelectorAll("button").forEach((button, at) => {
    if (at === place) button.setAttribute("aria-current", "true"); else button.removeAttribute("aria-current");
  });
  // A unit of cmi5 speaks to the record store; how far it has got is asked for there.
  const follow = async () => {
    const answer = await post(launch.standing, {});
    if (!answer.ok) return;
    const recorded = answer.ended && !launch.ended;
    launch.ended = answer.ended;
    answer.items.forEach((item, place) => { launch.items[place].done = item.done; mark(place); });
    if (recorded) { again.hidden = false; say("recorded"); }
  };
  const launched = async (item) => {
    const answer = await post(item.launch, {});
    if (!answer.ok) return say("failed", answer.error);
    point(current);
    if (item.window) window.open(answer.address, "_blank", "noopener,noreferrer");
    else {
      frame = frameFor(item.title, "", answer.address);
      stage.replaceChildren(frame);
      frame.focus();
    }
    following ??= setInterval(() => { if (!document.hidden) follow(); }, FOLLOWED);
  };
  const show = async (place) => {
    const item = launch.items[place];
    if (!item) return;
    await leave();
    current = place;
    if (item.launch) return launched(item);
    const told = { ...item.told, entry: item.told.cmi ? "resume" : "ab-initio" };
    frame = frameFor(item.title, MARK + JSON.stringify(told), item.address);
    stage.replaceChildren(frame);
    point(place);
    if (!item.sco) keep({ item: place, cmi: {}, finished: true });
    frame.focus();
  };
  const go = (to) => {
    const named = launch.items.findIndex((item) => item.key === to);
    const place = { next: current + 1, previous: current - 1, exit: -1 }[to] ?? named;
    if (to === "exit") leave(); else show(place);
  };
  const list = () => {
    contents.hidden = launch.items.length < 2;
    contents.firstElementChild.replaceChildren(...launch.items.map((item, place) => {
      const line = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = item.title;
      button.addEventListener("click", () => show(place));
      line.append(button, " ", document.createElement("small"));
      return line;
    }));
    launch.items.forEach((_item, place) => mark(place));
  };
  const open = async (another) => {
    say("opening");
    again.hidden = true;
    await leave();
    const opened = await post(card.dataset.open, { again: another });
    if (!opened.ok) return say("failed", opened.error);
    launch = opened;
    again.hidden = !launch.ended;
    say(launch.ended ? "over" : "");
    list();
    const next = launch.items.findIndex((item) => !item.done);
    show(Math.max(next, 0));
  };

  addEventListener("message", ({ source, data }) => {
    if (!frame || source !== frame.contentWindow || data?.polidari !== "sco" || data.item !== current) return;
    if (data.kind === "commit" && data.cmi && typeof data.cmi === "object") {
      keep({ item: data.item, cmi: data.cmi, finished: data.finished === true });
    }
    if (data.kind === "go" && typeof data.to === "string") go(data.to);
  });
  // The page goes: what has not arrived is sent so that it outlives the page.
  addEventListener("pagehide", () => {
    if (!last || JSON.stringify(last.cmi).length > KEPT_ALIVE) return;
    post(launch.commit, { item: last.item, cmi: last.cmi, finished: last.finished }, { keepalive: true });
  });
  again.querySelector("button").addEventListener("click", () => open(true));
  return open;
};

for (const card of document.querySelectorAll("[data-courseware]")) {
  const start = card.querySelector("[data-start]");
  if (!start) continue;
  const open = player(card);
  start.hidden = false;
  card.querySelector("[data-without-script]").remove();
  start.querySelector("button").addEventListener("click", () => {
    card.querySelector("[data-poster]").remove();
    open(false);
  });
}
