// Runs in the frame between H5P's core and the editor client. The client believes that it stands on the page of its
// host and asks that host for what it needs: here its questions become messages to the page around the frame, which
// alone may ask the server. The client runs in one document instead of a frame of its own in the frame, for in a
// sandbox that one would be another origin.
//
// To the page, each with polidari: "editor":
//   {kind: "ready"}                          it can begin (said again until it has)
//   {kind: "height", height}                 of what it shows, in pixels
//   {kind: "call", id, call, query, body}    a question: body is a text, or [name, text or file] pairs, or null (GET)
//   {kind: "content", content}               what was asked for: {title, library, params}, params a text of JSON
//   {kind: "incomplete"}                     there is none: something is not filled in
// From the page:
//   {kind: "begin", library, params}         what is to be edited; params is a text of JSON {params, metadata}
//   {kind: "answer", id, status, body}       to a call
//   {kind: "collect"}                        the author saves
(() => {
  const page = window.parent;
  const settings = H5PIntegration.editor;
  const tell = (message) => page.postMessage({ polidari: "editor", ...message }, "*");

  const waiting = new Map();
  let asked = 0;
  const ask = async (url, body) => {
    const address = new URL(url, document.baseURI);
    const id = ++asked;
    const message = { kind: "call", id, call: address.pathname.slice(settings.ajaxPath.length), body: await body };
    return new Promise((resolve) => {
      waiting.set(id, resolve);
      tell({ ...message, query: [...address.searchParams] });
    });
  };
  const isCall = (url) => {
    try {
      return new URL(url, document.baseURI).pathname.startsWith(settings.ajaxPath);
    } catch {
      return false;
    }
  };
  // A file that was chosen here may not be read by the page around, which is another process; its bytes may.
  const readable = async ([name, value]) => [
    name, value instanceof Blob ? new File([await value.arrayBuffer()], value.name, { type: value.type }) : value,
  ];
  const plain = async (body) => {
    if (body === null || body === undefined) return "";
    return body instanceof FormData ? Promise.all([...body].map(readable)) : String(body);
  };

  // Requests: those of the host are answered by messages, the others go their way.
  const headers = { "content-type": "application/json; charset=utf-8" };
  class Request extends window.XMLHttpRequest {
    #call = null;
    #shown(values) {
      for (const [name, value] of Object.entries(values)) Object.defineProperty(this, name, { value, configurable: true });
    }
    open(method, url, ...rest) {
      this.#call = isCall(url) ? { method: method.toUpperCase(), url } : null;
      if (!this.#call) return super.open(method, url, ...rest);
      this.#shown({ readyState: 1, status: 0, responseText: "" });
    }
    setRequestHeader(...header) {
      if (!this.#call) super.setRequestHeader(...header);
    }
    getResponseHeader(name) {
      return this.#call ? headers[name.toLowerCase()] ?? null : super.getResponseHeader(name);
    }
    getAllResponseHeaders() {
      if (!this.#call) return super.getAllResponseHeaders();
      return Object.entries(headers).map((pair) => `${pair.join(": ")}\r\n`).join("");
    }
    abort() {
      if (!this.#call) return super.abort();
      this.#call.left = true;
    }
    send(body) {
      const call = this.#call;
      if (!call) return super.send(body);
      ask(call.url, call.method === "GET" ? null : plain(body)).then((answer) => {
        if (call.left || call !== this.#call) return;
        const statusText = answer.status < 400 ? "OK" : "Error";
        const response = this.responseType === "json" ? JSON.parse(answer.body) : answer.body;
        this.#shown({ readyState: 4, status: answer.status, statusText, responseText: answer.body, response });
        for (const kind of ["readystatechange", "load", "loadend"]) this.dispatchEvent(new ProgressEvent(kind));
      });
    }
  }
  window.XMLHttpRequest = Request;
  const fetched = window.fetch;
  window.fetch = async (resource, options = {}) => {
    const url = resource instanceof window.Request ? resource.url : resource;
    if (!isCall(url)) return fetched(resource, options);
    const read = (options.method ?? "GET").toUpperCase() === "GET";
    const { status, body } = await ask(url, read ? null : plain(options.body));
    return new Response(body, { status, headers });
  };

  // The client looks for its host's half of itself in the window around: that is this one.
  Object.defineProperty(window, "parent", { value: window, configurable: true, writable: true });
  window.H5PEditor = {
    $: H5P.jQuery, language: {}, basePath: settings.libraryUrl, fileIcon: settings.fileIcon,
    ajaxPath: settings.ajaxPath, filesPath: settings.filesPath, apiVersion: settings.apiVersion,
    contentLanguage: settings.language, copyrightSemantics: settings.copyrightSemantics,
    metadataSemantics: settings.metadataSemantics, assets: settings.assets, baseUrl: "", enableContentHub: false,
    contentId: settings.nodeVersionId,
  };
  H5P.preventInit = true;

  let editor = null;
  const begin = ({ library, params }) => {
    const place = H5P.jQuery("#editor");
    H5P.$body = H5P.jQuery(document.body);
    H5P.jQuery.ajax({ url: H5PEditor.getAjaxUrl("libraries"), dataType: "json" }).done((libraries) => {
      editor = Object.create(H5PEditor.Editor.prototype);
      editor.iframeWindow = window;
      editor.selector = new H5PEditor.LibrarySelector(libraries, library, params);
      editor.selector.appendTo(place.empty());
      editor.selector.setLibrary(library);
    });
  };
  const collect = () => {
    const missing = () => tell({ kind: "incomplete" });
    if (!editor) return missing();
    editor.getContent(({ title, library, params }) => tell({ kind: "content", content: { title, library, params } }), missing);
  };

  let begun = false;
  const heard = {
    begin: (message) => {
      if (begun) return;
      begun = true;
      begin(message);
    },
    answer: ({ id, status, body }) => {
      waiting.get(id)?.({ status, body });
      waiting.delete(id);
    },
    collect,
  };
  addEventListener("message", ({ source, data }) => {
    if (source === page && data?.polidari === "editor" && Object.hasOwn(heard, data.kind)) heard[data.kind](data);
  });
  document.addEventListener("DOMContentLoaded", () => {
    const ready = () => {
      if (begun) return;
      tell({ kind: "ready" });
      setTimeout(ready, 250);
    };
    ready();
    const height = () => tell({ kind: "height", height: Math.ceil(document.documentElement.getBoundingClientRect().height) });
    new ResizeObserver(height).observe(document.documentElement);
  });
})();
