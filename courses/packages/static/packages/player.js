// The page's end of the bridge to a package in a sandboxed frame: opens the learner's attempt, hands the package what
// it remembered, and posts what it wants remembered and what it claims. Nothing of the frame is believed: a message is
// heard only from that very frame, in small numbers and sizes, and says what and how much but never who.
//
// From the frame, each with polidari: "player":
//   {kind: "ready"}                       it can begin (said again until it has)
//   {kind: "height", height}              of what it shows, in pixels
//   {kind: "state", key, value}           text to remember under a key; null forgets it
//   {kind: "result", result}              {score_raw, score_max, success, completion, response}
//   {kind: "fullscreen", on}              it would fill the screen, or leave
// To the frame, with polidari: "player":
//   {kind: "begin", states}               key to text
//   {kind: "fullscreen", on}              it fills the screen now, or does not any more
//
// Another kind of player uses `start` with the same component (packages/player.html) and the same messages.
const LOWEST = 120;
const HIGHEST = 20000;
const PAUSES = [0, 2000, 8000];
const SAVE_AFTER = 2000;
const LARGEST_STATE = 256 * 1024;
const LONGEST_RESPONSE = 20000;
const KEPT_ALIVE = 60000;
const MOST_STATES = 100;
// Messages of each kind in ten seconds.
const MOST = { ready: 100, height: 150, state: 100, result: 5, fullscreen: 20 };
const PER = 10000;

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const uuid = () => {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
};

// Whether one more is allowed: at most so many in ten seconds.
const limited = (most) => {
  let times = [];
  return () => {
    const now = Date.now();
    times = times.filter((time) => now - time < PER);
    return times.length < most && times.push(now);
  };
};

const truth = (value) => (typeof value === "boolean" ? value : null);
const number = (value) => (Number.isFinite(value) ? value : null);
const plain = ({ score_raw, score_max, success, completion, response }) => ({
  score_raw: number(score_raw),
  score_max: number(score_max),
  success: truth(success),
  completion: truth(completion),
  response: typeof response === "string" ? response.slice(0, LONGEST_RESPONSE) : "",
});

// Posts to addresses of ours. Sent again after a failure; what may count only once goes under a key of its own.
const poster = (player) => async (address, body, { key, keepalive = false } = {}) => {
  for (const wait of keepalive ? [0] : PAUSES) {
    // At once, the first time: a page that goes waits for nothing.
    if (wait) await pause(wait);
    const headers = {
      "Content-Type": "application/json",
      "X-CSRFToken": player.querySelector("[name=csrfmiddlewaretoken]").value,
    };
    if (key) headers["Idempotency-Key"] = key;
    const answer = await fetch(address, {
      method: "POST", headers, body: JSON.stringify(body), keepalive, redirect: "error",
    }).catch(() => null);
    if (answer?.ok || (answer && answer.status < 500)) return { ok: answer.ok, ...(await answer.json().catch(() => ({}))) };
  }
  return { ok: false };
};

// The learner's attempt: what it remembers, and the way to what comes of it.
const attemptAt = (open, post) => {
  const states = {};
  let attempt = null;
  let pending = {};
  let sending = null;

  const begin = async (again) => {
    const opened = await post(open, { again });
    if (opened.ok) {
      attempt = opened;
      if (!again) Object.assign(states, opened.states);
    }
    return opened;
  };
  const save = async (keepalive = false) => {
    const saved = pending;
    pending = {};
    const answer = await post(attempt.remember, { states: saved }, { keepalive });
    // What did not arrive is sent with the next change; what the server refuses it will not take then either.
    if (!answer.ok && !answer.error) pending = { ...saved, ...pending };
  };
  const waits = () => attempt && Object.keys(pending).length > 0;
  const flush = async () => {
    await sending;
    if (!waits()) return;
    sending = save();
    await sending;
    sending = null;
  };
  let timer = null;
  return {
    begin,
    get ended() { return Boolean(attempt?.ended); },
    get left() { return attempt?.left; },
    remember(key, value) {
      if (states[key] === value) return;
      if (!(key in states) && Object.keys(states).length >= MOST_STATES) return;
      states[key] = pending[key] = value;
      timer ??= setTimeout(() => { timer = null; flush(); }, SAVE_AFTER);
    },
    // The page goes: what waits is sent so that it outlives the page.
    leave() {
      if (waits()) save(JSON.stringify(pending).length < KEPT_ALIVE);
    },
    // A result after the end belongs to another attempt, which takes over what the exercise remembers.
    async claim(result, key) {
      if (!attempt || attempt.ended) {
        const opened = await begin(Boolean(attempt));
        if (!opened.ok) return opened;
        pending = { ...states };
      }
      await flush();
      const answer = await post(attempt.result, result, { key });
      if (answer.ok && answer.id) attempt.ended = true;
      return answer;
    },
  };
};

// Fills the screen with the whole card, so that what is ours stays in sight round what is the package's.
const screenFor = (player, frame, button, told) => {
  const filled = () => document.fullscreenElement === player;
  const set = (on) => {
    if (on === filled()) return told(on);
    const done = on ? player.requestFullscreen?.() : document.exitFullscreen();
    return done?.catch(() => told(false));
  };
  let height = "";
  player.addEventListener("fullscreenchange", () => {
    if (filled()) height = frame.style.blockSize;
    frame.style.blockSize = filled() ? "auto" : height;
    frame.style.flex = filled() ? "1" : "";
    button.textContent = filled() ? button.dataset.leave : button.dataset.enter;
    told(filled());
  });
  button.hidden = !document.fullscreenEnabled;
  button.onclick = () => set(!filled());
  return { set, filled };
};

const started = new WeakSet();

// Serves a frame that has just been put in its place.
export const start = (player, { focus = true } = {}) => {
  const frame = player.querySelector("iframe");
  if (!frame || started.has(frame)) return;
  started.add(frame);
  const find = (name) => player.querySelector(`[data-${name}]`);
  const said = player.querySelector("[role=status]");
  const say = (name, text) => { said.textContent = text || said.dataset[name] || ""; };
  const tell = (message) => frame.contentWindow?.postMessage({ polidari: "player", ...message }, "*");
  const attempt = player.dataset.open ? attemptAt(player.dataset.open, poster(player)) : null;
  const screen = screenFor(player, frame, find("fullscreen"), (on) => tell({ kind: "fullscreen", on }));
  const may = Object.fromEntries(Object.entries(MOST).map(([kind, most]) => [kind, limited(most)]));

  const showEnd = () => { find("anew").hidden = !(attempt?.ended && attempt.left !== 0); };
  const opening = (async () => {
    const opened = await attempt?.begin(false);
    if (opened && !opened.ok) say("unrecorded", opened.error);
    showEnd();
    return opened?.states ?? {};
  })();

  let claims = opening;
  const claim = (result) => {
    const key = uuid();
    const send = async () => {
      find("again").hidden = true;
      say("sending");
      const answer = await attempt.claim(result, key);
      say(answer.ok ? "saved" : "failed", answer.error);
      find("again").hidden = answer.ok || Boolean(answer.error);
      find("again").onclick = send;
      showEnd();
    };
    claims = claims.then(send);
  };

  let asked = false;
  const heard = {
    ready: async () => {
      if (asked) return;
      asked = true;
      tell({ kind: "begin", states: await opening });
    },
    height: ({ height }) => {
      if (Number.isFinite(height) && !screen.filled()) {
        frame.style.blockSize = `${Math.min(Math.max(height, LOWEST), HIGHEST)}px`;
      }
    },
    state: ({ key, value }) => {
      const fits = typeof value === "string" && value.length <= LARGEST_STATE;
      if (attempt && typeof key === "string" && key.length <= 255 && (fits || value === null)) attempt.remember(key, value);
    },
    result: ({ result }) => {
      // What is not completed yet is not recorded, and nothing is said about it.
      if (attempt && result && typeof result === "object" && result.completion !== false) claim(plain(result));
    },
    fullscreen: ({ on }) => screen.set(on === true),
  };
  addEventListener("message", ({ source, data }) => {
    if (source !== frame.contentWindow || data?.polidari !== "player") return;
    if (Object.hasOwn(may, data.kind) && may[data.kind]()) heard[data.kind](data);
  });

  for (const kind of ["pagehide", "visibilitychange"]) {
    addEventListener(kind, () => (kind === "pagehide" || document.hidden) && attempt?.leave(), true);
  }
  find("anew").onclick = async () => {
    const opened = await attempt.begin(true);
    if (!opened.ok) return say("failed", opened.error);
    say("");
    find("anew").hidden = true;
    const fresh = frame.cloneNode();
    frame.replaceWith(fresh);
    start(player);
  };
  find("controls").hidden = false;
  if (focus) frame.focus();
};
