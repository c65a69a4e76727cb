// Brings a batch's progress bar up to date while its job runs, and loads the page anew when it ends.
const EVERY = 1500;
const bar = document.querySelector("[data-progress][data-running]");

async function look() {
  try {
    const answer = await fetch(bar.dataset.progress, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const { done, total, running } = await answer.json();
    const progress = bar.querySelector("progress");
    progress.max = total;
    progress.value = done;
    bar.querySelector("[data-done]").textContent = done;
    bar.querySelector("[data-total]").textContent = total;
    if (!running) {
      location.reload();
      return;
    }
  } catch {
    // The network is away: the next look may find it back.
  }
  setTimeout(look, EVERY);
}

if (bar) setTimeout(look, EVERY);
