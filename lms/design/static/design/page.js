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
