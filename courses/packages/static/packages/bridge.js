// Runs in the frame after H5P's core: tells the page around it the height and what was achieved, and nothing else.
// Whoever writes to that page is not trusted by it; it alone knows where results go.
(() => {
  const TERMINAL = ["completed", "answered"];
  const tell = (message) => window.parent.postMessage({ polidari: "h5p", ...message }, "*");

  const result = (event) => {
    const score = event.getVerifiedStatementValue(["result", "score"]) ?? {};
    const said = event.getVerifiedStatementValue(["result"]) ?? {};
    // Who says "completed" without a result has said that it is complete.
    const completion = said.completion ?? (event.getVerb() === "completed" || undefined);
    return { score_raw: score.raw, score_max: score.max, success: said.success, completion };
  };

  // Parts of a compound report too; only what has no parent is the result of the whole.
  H5P.externalDispatcher.on("xAPI", (event) => {
    const parents = event.getVerifiedStatementValue(["context", "contextActivities", "parent"]);
    if (TERMINAL.includes(event.getVerb()) && !parents?.length) tell({ kind: "result", result: result(event) });
  });

  const root = document.documentElement;
  new ResizeObserver(() => tell({ kind: "height", height: Math.ceil(root.getBoundingClientRect().height) })).observe(root);
})();
