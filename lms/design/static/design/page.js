// Keeps the stylesheet for the next page, and closes an open menu. Every page works without this.
const style = document.querySelector("script[data-style]");
if (style) {
  const { style: url, version } = style.dataset;
  addEventListener("load", () =>
    fetch(url, { priority: "low" }).then((answer) => {
      if (answer.ok) return answer.text().then(() => {
        document.cookie = `c=${version};path=/;max-age=31536000;samesite=lax`;
      });
    }).catch(() => {}));
}

const openMenus = () => document.querySelectorAll(".menu[open]");
addEventListener("click", ({ target }) =>
  openMenus().forEach((menu) => menu.contains(target) || menu.removeAttribute("open")));
addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  openMenus().forEach((menu) => {
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    menu.removeAttribute("open");
  });
});

// Exercises: the frame begins to load at once, and beside it the script that serves it. See packages/player.html.
const start = (player, options) => {
  const poster = player.querySelector("[data-poster]");
  if (!poster) return;
  poster.replaceWith(player.querySelector("template").content.cloneNode(true));
  import(player.dataset.player).then((script) => script.start(player, options));
};
for (const button of document.querySelectorAll("[data-start]")) {
  const player = button.closest("[data-player]");
  button.hidden = false;
  button.onclick = () => start(player);
  const { saveData, effectiveType = "4g" } = navigator.connection ?? {};
  if ("inView" in player.dataset && !saveData && effectiveType === "4g" && !matchMedia("(prefers-reduced-data: reduce)").matches) {
    new IntersectionObserver(([{ isIntersecting }], observer) => {
      if (!isIntersecting) return;
      observer.disconnect();
      start(player, { focus: false });
    }).observe(player);
  }
}
