// Keeps the answers as they are given, and says what time is left. The sheet works without this.
const form = document.getElementById("sheet");
const state = document.getElementById("saved");
const { saved, unsaved, refused, left } = form.dataset;
let timer, kept = "";

const answers = () => {
  const data = new URLSearchParams(new FormData(form));
  data.set("step", "autosave");
  return data;
};
const later = (seconds) => {
  clearTimeout(timer);
  timer = setTimeout(save, seconds * 1000);
};
async function save() {
  const body = answers();
  if (`${body}` === kept) return;
  try {
    const { status } = await fetch(form.action, { method: "POST", body, redirect: "manual", keepalive: true });
    if (status === 204) {
      kept = `${body}`;
      state.textContent = saved;
    } else if (status < 500) state.textContent = refused;
    else throw status;
  } catch {
    state.textContent = unsaved;
    later(15);
  }
}
kept = `${answers()}`;
form.addEventListener("input", () => {
  state.textContent = "";
  later(3);
});
form.addEventListener("submit", () => clearTimeout(timer));
document.addEventListener("visibilitychange", () => document.hidden && save());

const clock = document.getElementById("left");
if (clock) {
  const end = performance.now() + clock.dataset.left * 1000;
  const tick = () => {
    const rest = Math.max(0, Math.ceil((end - performance.now()) / 1000));
    const seconds = `${rest % 60}`.padStart(2, "0");
    clock.textContent = `${left} ${Math.floor(rest / 60)}:${seconds}`;
    if (rest === 1) save();
    if (rest) setTimeout(tick, 1000);
  };
  tick();
}
