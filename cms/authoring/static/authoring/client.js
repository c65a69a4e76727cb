// The page round H5P's own editor. Nothing of the frame is believed: a message is heard only from that very frame, in
// small numbers; it may ask four questions about this draft, whose addresses are ours, and it is asked for the content
// only when the author saves. It never learns the CSRF token, nor any address. See h5p_editor/frame.js for the messages.
const LOWEST = 240;
const HIGHEST = 20000;
const LARGEST_TEXT = 4 * 1024 * 1024;
const MOST_PAIRS = 500;
// Messages of each kind in ten seconds.
const MOST = { ready: 100, height: 300, call: 150, content: 5, incomplete: 5 };
const PER = 10000;

const desk = document.querySelector("[data-client]");
const frame = desk.querySelector("iframe");
const said = desk.querySelector("[role=status]");
const { calls, ...beginning } = JSON.parse(document.getElementById("client-beginning").textContent);
const say = (name, text) => { said.textContent = text || said.dataset[name] || ""; };
const tell = (message) => frame.contentWindow?.postMessage({ polidari: "editor", ...message }, "*");
const token = () => desk.querySelector("[name=csrfmiddlewaretoken]").value;

// Whether one more is allowed: at most so many in ten seconds.
const limited = (most) => {
  let times = [];
  return () => {
    const now = Date.now();
    times = times.filter((time) => now - time < PER);
    return times.length < most && times.push(now);
  };
};
const may = Object.fromEntries(Object.entries(MOST).map(([kind, most]) => [kind, limited(most)]));

const isPair = (pair) => Array.isArray(pair) && pair.length === 2 && typeof pair[0] === "string"
  && (typeof pair[1] === "string" || pair[1] instanceof Blob);
const arePairs = (value) => Array.isArray(value) && value.length <= MOST_PAIRS && value.every(isPair);

// A text is the writing of a form in an address; pairs are a form with files.
const formOf = (body) => {
  if (typeof body === "string" && body.length <= LARGEST_TEXT) return new URLSearchParams(body);
  if (!arePairs(body)) return null;
  const form = new FormData();
  for (const [name, value] of body) form.append(name, value);
  return form;
};
const post = (address, body) => fetch(address, {
  method: "POST", headers: { "X-CSRFToken": token() }, body, redirect: "error",
});

const asked = async ({ call, query, body }) => {
  const form = body === null ? undefined : formOf(body);
  if (!Object.hasOwn(calls, call) || !arePairs(query) || form === null) return { status: 400, body: "{}" };
  const address = `${calls[call]}?${new URLSearchParams(query)}`;
  const answer = await (form ? post(address, form) : fetch(address, { redirect: "error" })).catch(() => null);
  return answer ? { status: answer.status, body: await answer.text() } : { status: 503, body: "{}" };
};

let saving = false;
const save = async ({ title, library, params }) => {
  const form = new FormData();
  for (const [name, value] of Object.entries({ title, library, params })) form.append(name, String(value));
  const answer = await post(desk.dataset.client, form).catch(() => null);
  const { address, error } = (await answer?.json().catch(() => null)) ?? {};
  if (address) location.assign(address);
  else say("failed", error);
};

let begun = false;
const heard = {
  ready: () => {
    if (begun) return;
    begun = true;
    tell({ kind: "begin", ...beginning });
  },
  height: ({ height }) => {
    if (Number.isFinite(height)) frame.style.blockSize = `${Math.min(Math.max(height, LOWEST), HIGHEST)}px`;
  },
  call: async (message) => {
    if (Number.isSafeInteger(message.id)) tell({ kind: "answer", id: message.id, ...(await asked(message)) });
  },
  // Only what the author has just asked for is saved.
  content: ({ content }) => {
    if (!saving || typeof content !== "object" || content === null) return;
    saving = false;
    save(content);
  },
  incomplete: () => {
    if (!saving) return;
    saving = false;
    say("incomplete");
  },
};
addEventListener("message", ({ source, data }) => {
  if (source !== frame.contentWindow || data?.polidari !== "editor") return;
  if (Object.hasOwn(may, data.kind) && may[data.kind]()) heard[data.kind](data);
});
desk.querySelector("[data-save]").addEventListener("click", () => {
  saving = true;
  say("saving");
  tell({ kind: "collect" });
});
