// The page's end of a SCORM or cmi5 package: opens the learner's attempt, shows an item in a frame with an opaque origin,
// and posts what the frame commits. A message is heard only from that very frame, and says what but never who.
const MARK = "polidari-sco:";
const PAUSES = [0, 2000, 8000];
const KEPT_ALIVE = 60000;
const LARGEST = 256 * 1024;
const FAREWELL = 400;
const FOLLOWED = 3000;
const APART = 2000;

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const poster = (card) => async (address, body, { keepalive = false } = {}) => {
  for (const wait of keepalive ? [0] : PAUSES) {
    // At once, the first time: a page that goes waits for nothing.
    if (wait) await pause(wait);
    const answer = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": card.querySelector("[name=csrfmiddlewaretoken]").value },
      body: JSON.stringify(body), keepalive, redirect: "error",
    }).catch(() => null);
    // 429: it saves too often, and what it said last is to arrive all the same.
    if (answer && answer.status < 500 && answer.status !== 429) return { ok: answer.ok, ...(await answer.json().catch(() => ({}))) };
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
  // By item, what has not arrived: only the latest of each is worth sending.
  const waiting = new Map();
  let sending = null;
  let hurried = () => {};
  let following = null;

  const mark = (place) => {
    const button = contents.querySelectorAll("button")[place];
    const item = launch.items[place];
    const word = item.open === false ? said.dataset.closed : item.done ? said.dataset.done : "";
    button?.parentElement.querySelector("small").replaceChildren(word);
    if (button) button.disabled = item.open === false;
  };
  const arrived = (item, answer, message) => {
    if (!answer.ok) return say("failed", answer.error);
    if (answer.done) item.done = true;
    answer.open?.forEach((open, place) => { launch.items[place].open = open; mark(place); });
    if (answer.recorded) { launch.ended = true; again.hidden = false; say("recorded"); } else if (!launch.ended) say("saved");
  };
  const send = async (address, items) => {
    while (waiting.size && address === launch.commit) {
      const [place, message] = waiting.entries().next().value;
      const answer = await post(address, { item: place, cmi: message.cmi, finished: message.finished });
      arrived(items[place], answer, message);
      // What did not arrive is sent with the next change; what the server refuses it will not take then either.
      if (!answer.ok && !answer.error) break;
      if (waiting.get(place) === message) waiting.delete(place);
      // One at a time and not too often; at the end of an item at once.
      if ([...waiting.values()].some((one) => one.finished)) continue;
      if (waiting.size) await Promise.race([pause(APART), new Promise((resolve) => { hurried = resolve; })]);
    }
    sending = null;
  };
  const keep = (message) => {
    const item = launch.items[message.item];
    if (!item || launch.ended || JSON.stringify(message.cmi).length > LARGEST) return;
    item.told.cmi = message.cmi;
    // An end that is waiting is not taken back by what the object says after it.
    const finished = message.finished || Boolean(waiting.get(message.item)?.finished);
    waiting.set(message.item, { ...message, finished });
    if (finished) hurried();
    sending ??= send(launch.commit, launch.items);
  };
  // The item that goes has a moment to say its last words.
  const leave = async () => {
    if (!frame) return;
    const going = frame;
    going.src = "about:blank";
    await pause(FAREWELL);
    hurried();
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
    // What has just been done may open it: the answer to that is waited for.
    await leave();
    if (item.open === false) return say("closed");
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
    waiting.clear();
    again.hidden = !launch.ended;
    say(launch.ended ? "over" : "");
    list();
    const next = launch.items.findIndex((item) => !item.done && item.open !== false);
    show(next < 0 ? launch.items.findIndex((item) => item.open !== false) : next);
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
    for (const [item, { cmi, finished }] of waiting) {
      if (JSON.stringify(cmi).length <= KEPT_ALIVE) post(launch.commit, { item, cmi, finished }, { keepalive: true });
    }
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
