H5PEditor.Editor = class {
  getContent(submit, error) {
    const title = this.selector.title.value;
    if (!title) return error("missing-title");
    const params = { params: this.selector.params, metadata: { ...this.selector.metadata, title } };
    submit({ title, library: this.selector.library, params: JSON.stringify(params) });
  }
};
