// Runs in the frame after H5P's core: the frame's end of the bridge. It tells the page around it the height, what was
// achieved and what is to be remembered, and is told by it what was remembered. Whoever writes to that page is not
// trusted by it; it alone knows where things go. See player.js for the messages.
(() => {
  const TERMINAL = ["completed", "answered"];
  const LONGEST_RESPONSE = 20000;
  const tell = (message) => window.parent.postMessage({ polidari: "player", ...message }, "*");
  const contents = () => Object.values(H5PIntegration.contents);
  let remembered = {};
  let resumed = false;
  let touched = false;

  // The core would ask the server, synchronously when the page goes: here all is known beforehand, and told at once.
  const keyOf = (type, part) => `${part || 0}/${type}`;
  const remember = (key, value) => {
    if (remembered[key] === value) return;
    remembered[key] = value;
    tell({ kind: "state", key, value });
  };
  H5P.getUserData = (_content, type, done, part) => {
    const text = remembered[keyOf(type, part)];
    let value;
    try {
      if (typeof text === "string") value = JSON.parse(text);
    } catch (error) {
      console.error(error);
    }
    done(undefined, value);
  };
  H5P.setUserData = (_content, type, value, options) => {
    try {
      remember(keyOf(type, options?.subContentId), JSON.stringify(value ?? null));
    } catch (error) {
      options?.errorCallback?.(error);
    }
  };
  H5P.deleteUserData = (_content, type, part) => remember(keyOf(type, part), null);
  H5P.setFinished = () => {};

  const save = () => {
    for (const instance of H5P.instances) {
      const state = typeof instance.getCurrentState === "function" ? instance.getCurrentState() : undefined;
      if (state !== undefined) H5P.setUserData(instance.contentId, "state", state);
    }
  };
  let saving;
  const saveSoon = () => {
    clearTimeout(saving);
    saving = setTimeout(save, 250);
  };
  for (const kind of ["pointerdown", "keydown", "change", "input"]) {
    addEventListener(kind, ({ isTrusted }) => {
      touched ||= isTrusted;
      saveSoon();
    }, true);
  }
  addEventListener("visibilitychange", () => document.hidden && touched && save());

  const result = (event) => {
    const score = event.getVerifiedStatementValue(["result", "score"]) ?? {};
    const said = event.getVerifiedStatementValue(["result"]) ?? {};
    // Who says "completed" without a result has said that it is complete.
    const completion = said.completion ?? (event.getVerb() === "completed" || undefined);
    const response = typeof said.response === "string" ? said.response.slice(0, LONGEST_RESPONSE) : "";
    return { score_raw: score.raw, score_max: score.max, success: said.success, completion, response };
  };
  // Parts of a compound report too; only what has no parent is the result of the whole. What a resumed exercise says
  // before anybody has touched it is what it said the last time.
  H5P.externalDispatcher.on("xAPI", (event) => {
    const parents = event.getVerifiedStatementValue(["context", "contextActivities", "parent"]);
    if (!TERMINAL.includes(event.getVerb()) || parents?.length || (resumed && !touched)) return;
    save();
    tell({ kind: "result", result: result(event) });
  });

  // The page around fills the screen with the frame: from here nothing may.
  let left;
  const enter = ($element, instance, done) => {
    const $marked = H5P.$body.add($element);
    $marked.addClass("h5p-fullscreen");
    H5P.isFullscreen = true;
    H5P.exitFullScreen = () => tell({ kind: "fullscreen", on: false });
    left = () => {
      left = H5P.exitFullScreen = undefined;
      H5P.isFullscreen = false;
      $marked.removeClass("h5p-fullscreen");
      done?.();
      for (const event of ["resize", "focus", "exitFullScreen"]) H5P.trigger(instance, event);
    };
    for (const event of ["resize", "focus", "enterFullScreen"]) H5P.trigger(instance, event);
  };
  H5P.fullscreenSupported = true;
  H5P.fullScreen = H5P.semiFullScreen = ($element, instance, done) => {
    if (H5P.isFullscreen) return;
    enter($element, instance, done);
    tell({ kind: "fullscreen", on: true });
  };
  const fullscreen = (on) => {
    if (!on) left?.();
    else if (!H5P.isFullscreen && H5P.instances[0]) enter(H5P.jQuery(".h5p-container"), H5P.instances[0]);
  };

  const root = document.documentElement;
  const begin = ({ states }) => {
    remembered = { ...states };
    resumed = Object.keys(remembered).length > 0;
    for (const content of contents()) content.contentUserData = {};
    H5P.init(document.body);
    let waiting = null;
    const height = () => {
      waiting ??= setTimeout(() => {
        waiting = null;
        tell({ kind: "height", height: Math.ceil(root.getBoundingClientRect().height) });
      }, 100);
    };
    new ResizeObserver(height).observe(root);
  };

  let begun = false;
  H5P.preventInit = true;
  addEventListener("message", ({ source, data }) => {
    if (source !== window.parent || data?.polidari !== "player") return;
    if (data.kind === "begin" && !begun) {
      begun = true;
      begin(data);
    }
    if (data.kind === "fullscreen") fullscreen(data.on === true);
  });
  // The page's script may come later than the frame.
  document.addEventListener("DOMContentLoaded", () => {
    const ready = () => {
      if (begun) return;
      tell({ kind: "ready" });
      setTimeout(ready, 250);
    };
    ready();
  });
})();
