// Keeps the answers as they are given, and says what time is left. The sheet works without this.
const form = document.getElementById("sheet");
const state = document.getElementById("saved");
const clock = document.getElementById("left");
const { saved, unsaved, refused, left } = form.dataset;
const end = clock && Date.now() + clock.dataset.left * 1e3; // asleep too
let timer, ticking, sent;

const answers = () => {
  const data = new URLSearchParams(new FormData(form));
  data.set("step", "autosave");
  return `${data}`;
};
let kept = answers();
const later = (seconds) => {
  clearTimeout(timer);
  timer = setTimeout(save, seconds * 1e3, false);
};
// One at a time, so that the last lands last; who leaves does not wait.
async function save(leaving) {
  const text = answers();
  if (text === kept || text === sent || (sent && !leaving)) return;
  sent = text;
  try {
    const { status } = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(text),
      redirect: "manual",
      keepalive: leaving && text.length < 6e4, // 64 KiB at most
    });
    if (status === 204) {
      kept = text;
      if (answers() === text) state.textContent = saved;
      else later(1);
    } else if (status < 500) state.textContent = refused;
    else throw status;
  } catch {
    state.textContent = unsaved;
    later(15);
  }
  if (sent === text) sent = 0;
}
function tick() {
  clearTimeout(ticking);
  const rest = Math.max(0, Math.ceil((end - Date.now()) / 1e3));
  const seconds = `${rest % 60}`.padStart(2, "0");
  clock.textContent = `${left} ${Math.floor(rest / 60)}:${seconds}`;
  if (rest < 2) save();
  if (rest) ticking = setTimeout(tick, 1e3);
}
if (clock) tick();

form.addEventListener("input", () => {
  state.textContent = "";
  later(3);
});
form.addEventListener("submit", () => clearTimeout(timer));
document.addEventListener("visibilitychange", () => document.hidden ? save(true) : clock && tick());
addEventListener("pagehide", () => save(true));
