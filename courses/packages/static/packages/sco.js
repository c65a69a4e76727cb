// Runs in every page of a SCORM package, after the library and before the package's own scripts: makes the API that the
// package looks for, from what the frame's name tells (decision 10), and passes on what the package commits.
//
// The name is JSON after a mark: {version, item, learner, cmi, entry, mastery, launch_data, time_allowed, time_action}. It
// stays when the package goes from page to page, and is what the next page begins from.
//
// To the page around the frame, each with polidari: "sco" and the item's number:
//   {kind: "commit", cmi, finished}   what the package has set so far; finished when it says that it is done here
//   {kind: "go", to}                  it asks for another item: "next", "previous", "exit" or an item's identifier
(() => {
  const MARK = "polidari-sco:";
  if (!window.name.startsWith(MARK)) return;
  const told = JSON.parse(window.name.slice(MARK.length));
  const page = window.parent;
  const tell = (message) => page.postMessage({ polidari: "sco", item: told.item, ...message }, "*");

  const http = {
    updateSettings() {},
    processHttpRequest(_address, data, _now, _log, _listeners, about) {
      told.cmi = data.cmi;
      told.entry = "resume";
      window.name = MARK + JSON.stringify(told);
      tell({ kind: "commit", cmi: data.cmi, finished: Boolean(about?.isTerminateCommit) });
      return { result: "true", errorCode: 0 };
    },
  };
  const settings = {
    lmsCommitUrl: "commit", httpService: http, autocommit: true, autocommitSeconds: 2, alwaysSendTotalTime: true,
    mastery_override: told.mastery !== "", logLevel: 5,
  };
  if (told.sequencing) settings.sequencing = told.sequencing;

  // What was said in a session that is over is not said again.
  const kept = (cmi, entry) => {
    const { exit, session_time, ...rest } = cmi;
    return { ...rest, entry };
  };
  const set = (part, name, value) => { if (value) part[name] = value; };
  const begin12 = () => {
    const api = new window.Scorm12API(settings);
    if (told.cmi) api.loadFromJSON({ ...told.cmi, core: kept(told.cmi.core ?? {}, told.entry) });
    else api.cmi.core.entry = told.entry;
    set(api.cmi.core, "student_id", told.learner.id);
    set(api.cmi.core, "student_name", told.learner.name);
    set(api.cmi.student_data, "mastery_score", told.mastery);
    set(api.cmi.student_data, "max_time_allowed", told.time_allowed);
    set(api.cmi.student_data, "time_limit_action", told.time_action);
    set(api.cmi, "launch_data", told.launch_data);
    return api;
  };
  const begin2004 = () => {
    const api = new window.Scorm2004API(settings);
    if (told.cmi) api.loadFromJSON(kept(told.cmi, told.entry));
    else api.cmi.entry = told.entry;
    set(api.cmi, "learner_id", told.learner.id);
    set(api.cmi, "learner_name", told.learner.name);
    set(api.cmi, "scaled_passing_score", told.mastery);
    set(api.cmi, "time_limit_action", told.time_action);
    set(api.cmi, "launch_data", told.launch_data);
    return api;
  };
  const old = told.version === "1.2";
  const api = old ? begin12() : begin2004();
  for (const [event, to] of [["SequenceNext", "next"], ["SequencePrevious", "previous"], ["SequenceExit", "exit"],
    ["SequenceExitAll", "exit"], ["SequenceAbandon", "exit"], ["SequenceAbandonAll", "exit"]]) {
    api.on(event, () => tell({ kind: "go", to }));
  }
  for (const event of ["SequenceChoice", "SequenceJump"]) {
    api.on(event, (_name, target) => tell({ kind: "go", to: String(target ?? "") }));
  }

  // Where packages look for it: in their own window, and in the window above it, whose real one they may not touch.
  const above = { postMessage: () => {}, opener: null, name: "" };
  Object.assign(above, { parent: above, top: above, window: above, self: above, frames: above });
  for (const place of [window, above]) place[old ? "API" : "API_1484_11"] = api;
  window.parent = above;
})();
