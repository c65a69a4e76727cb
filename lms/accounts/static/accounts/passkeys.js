// Says on the page what else only the browser's console would tell: the passkey was refused, or there is none.
const failed = document.getElementById("passkey_failed");
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  if (failed.previousElementSibling?.role === "alert") failed.previousElementSibling.remove();
  failed.before(failed.content.cloneNode(true));
});
