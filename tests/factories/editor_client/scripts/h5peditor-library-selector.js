// The form: a title, one text by the library's own widget, one picture; and a line that tells what was heard.
H5PEditor.LibrarySelector = class {
  constructor(libraries, library, params) {
    this.libraries = libraries;
    this.library = library;
    ({ params: this.params, metadata: this.metadata } = JSON.parse(params));
  }
  appendTo($place) {
    this.place = $place.get(0);
    this.place.innerHTML = `<p>${H5PEditor.t("core", "hello")}</p><p id="list"></p><p id="details"></p>
      <p id="translated"></p><label>Title <input id="title"></label><div id="fields"></div>
      <label>Picture <input id="picture" type="file"></label><img id="shown" alt="Picture">
      <button id="clean">Clean</button><p id="cleaned"></p><p id="refused"></p>`;
    this.title = this.find("title");
    this.title.value = this.metadata.title;
    this.find("list").textContent = this.libraries.map((one) => one.title).join();
    this.find("picture").onchange = ({ target }) => this.putIn(target.files[0]);
    this.find("clean").onclick = () => this.clean();
    this.show();
  }
  find(id) {
    return this.place.querySelector(`#${id}`);
  }
  show() {
    const path = this.params.picture?.path;
    if (path) this.find("shown").src = H5P.getPath(path, H5PEditor.contentId);
  }
  setLibrary(library) {
    const [, name, major, minor] = /(.+) (\d+)\.(\d+)/.exec(library);
    const asked = { machineName: name, majorVersion: major, minorVersion: minor };
    const url = `${H5PEditor.getAjaxUrl("libraries", asked)}&language=${H5PEditor.contentLanguage}`;
    H5P.jQuery.ajax({ url: `${url}&default-language=${this.metadata.defaultLanguage}`, dataType: "json", success: (data) => this.load(data) });
    H5P.jQuery.ajax({
      type: "POST", url: H5PEditor.getAjaxUrl("libraries"), data: { libraries: [library, "Test.None 1.0"] }, dataType: "json",
      success: (found) => { this.find("details").textContent = found.map((one) => one.uberName).join(); },
    });
    H5P.jQuery.ajax({
      type: "POST", url: H5PEditor.getAjaxUrl("translations", { language: "ko" }), data: { libraries: [library] }, dataType: "json",
      success: ({ data }) => { this.find("translated").textContent = JSON.parse(data[library]).semantics[0].label; },
    });
  }
  async load({ semantics, javascript, css, translations }) {
    Object.assign(H5PEditor.language, translations);
    for (const href of css) document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
    for (const src of javascript) {
      await new Promise((onload) => document.head.append(Object.assign(document.createElement("script"), { src, onload })));
    }
    const [field] = semantics;
    H5PEditor.widgets[field.widget](this.find("fields"), field, this.params[field.name] ?? "", (value) => { this.params[field.name] = value; });
  }
  putIn(file) {
    H5PEditor.upload({ name: "picture", type: "image" }, file, ({ path, mime, width, height, message }) => {
      this.find("refused").textContent = message ?? "";
      if (!path) return;
      this.params.picture = { path, mime, width, height };
      this.show();
    });
  }
  async clean() {
    const body = new URLSearchParams({ libraryParameters: JSON.stringify({ library: this.library, params: this.params }) });
    const answer = await fetch(H5PEditor.getAjaxUrl("filter"), { method: "POST", body });
    this.find("cleaned").textContent = JSON.stringify((await answer.json()).data.params);
  }
};
