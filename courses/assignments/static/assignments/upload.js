// Sends files in parts that go on after a break; without it the form sends them.
const input = document.getElementById("files");
const status = document.getElementById("sending");
const { uploads, sending, broken, failed } = input.dataset;
const CHUNK = 256 * 1024, TRIES = 8;
const token = input.form.csrfmiddlewaretoken.value;
const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));
const base64 = (bytes) => btoa(String.fromCharCode(...bytes));
const text = (value) => base64(new TextEncoder().encode(value));

async function ask(url, method, headers = {}, body) {
  const all = { "Tus-Resumable": "1.0.0", "X-CSRFToken": token, ...headers };
  const answer = await fetch(url, { method, headers: all, body, redirect: "manual" });
  if (answer.ok) return answer;
  if (answer.status >= 500) throw 0;
  // A refusal stays; after a lost answer the next part is another one.
  throw answer.status === 409 ? 0 : (await answer.text()) || failed;
}
async function checksum(part) {
  if (!window.crypto?.subtle) return {};
  const digest = await crypto.subtle.digest("SHA-256", part);
  return { "Upload-Checksum": `sha256 ${base64(new Uint8Array(digest))}` };
}
async function send(file, line, bar) {
  const metadata = `filename ${text(file.name)},fingerprint ${text(`${file.size}-${file.lastModified}`)}`;
  let url, tries = 0;
  for (;;) {
    try {
      if (!url) {
        const headers = { "Upload-Length": file.size, "Upload-Metadata": metadata };
        url = (await ask(uploads, "POST", headers)).headers.get("Location");
      }
      let offset = +(await ask(url, "HEAD")).headers.get("Upload-Offset");
      do {
        bar.value = offset;
        line.firstChild.data = `${sending}: ${file.name} `;
        const part = await file.slice(offset, offset + CHUNK).arrayBuffer();
        const headers = {
          "Content-Type": "application/offset+octet-stream", "Upload-Offset": offset, ...(await checksum(part)),
        };
        offset = +(await ask(url, "PATCH", headers, part)).headers.get("Upload-Offset");
        tries = 0;
      } while (offset < file.size);
      bar.value = offset;
      return true;
    } catch (why) {
      line.firstChild.data = typeof why === "string" ? why : tries < TRIES ? broken : failed;
      if (typeof why === "string" || tries++ >= TRIES) return false;
      await pause(Math.min(2 ** tries, 30));
    }
  }
}
input.addEventListener("change", async () => {
  const files = [...input.files];
  input.value = "";
  input.disabled = true;
  let good = true;
  for (const file of files) {
    const line = document.createElement("p"), bar = document.createElement("progress");
    bar.max = file.size || 1;
    bar.setAttribute("aria-label", file.name);
    line.append(" ", bar);
    status.append(line);
    good = (await send(file, line, bar)) && good;
  }
  input.disabled = false;
  // The text is saved too; the page shows the files.
  if (good) input.form.requestSubmit(document.getElementById("save"));
});
