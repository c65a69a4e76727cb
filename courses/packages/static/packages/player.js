// Starts H5P in a frame with an opaque origin when asked, and posts the results that the frame reports.
const LOWEST = 120;
const HIGHEST = 20000;
const PAUSES = [0, 2000, 8000];

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const uuid = () => {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
};

const frameFor = (player) => {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  // The address of this page names the enrolment: it is not for the package.
  frame.referrerPolicy = "no-referrer";
  frame.title = player.dataset.title;
  Object.assign(frame.style, { inlineSize: "100%", blockSize: "30rem", border: "0" });
  frame.src = player.dataset.embed;
  return frame;
};

const plain = ({ score_raw, score_max, success, completion }) => ({
  score_raw: Number.isFinite(score_raw) ? score_raw : null,
  score_max: Number.isFinite(score_max) ? score_max : null,
  success: typeof success === "boolean" ? success : null,
  completion: typeof completion === "boolean" ? completion : null,
});

// Sent again after a failure, under the same key, so that it counts once.
const post = async (player, body, key) => {
  for (const wait of PAUSES) {
    await pause(wait);
    const answer = await fetch(player.dataset.result, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        "Idempotency-Key": key,
        "X-CSRFToken": player.querySelector("[name=csrfmiddlewaretoken]").value,
      },
      body: JSON.stringify(body),
    }).catch(() => null);
    if (answer?.ok) return true;
    if (answer && answer.status < 500) return false;
  }
  return false;
};

const report = async (player, result) => {
  const said = player.querySelector("[role=status]");
  const again = player.querySelector("[data-again]");
  const key = uuid();
  const send = async () => {
    again.hidden = true;
    said.textContent = said.dataset.sending;
    const saved = await post(player, plain(result), key);
    said.textContent = saved ? said.dataset.saved : said.dataset.failed;
    again.hidden = saved;
  };
  again.firstElementChild.onclick = send;
  await send();
};

const start = (player) => {
  const frame = frameFor(player);
  addEventListener("message", ({ source, data }) => {
    if (source !== frame.contentWindow || data?.polidari !== "h5p") return;
    if (data.kind === "height" && Number.isFinite(data.height)) {
      frame.style.blockSize = `${Math.min(Math.max(data.height, LOWEST), HIGHEST)}px`;
    }
    if (data.kind === "result" && data.result && player.dataset.result) {
      // What is not completed yet is not recorded, and nothing is said about it.
      if (data.result.completion !== false) report(player, data.result);
    }
  });
  player.querySelector("[data-poster]").replaceWith(frame);
  frame.focus();
};

for (const player of document.querySelectorAll("[data-embed]")) {
  const place = player.querySelector("[data-start]");
  place.hidden = false;
  place.firstElementChild.addEventListener("click", () => start(player));
}
