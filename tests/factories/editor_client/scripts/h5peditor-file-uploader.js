H5PEditor.upload = (field, file, done) => {
  const form = new FormData();
  form.append("file", file, file.name);
  form.append("field", JSON.stringify(field));
  form.append("contentId", H5PEditor.contentId || 0);
  const request = new XMLHttpRequest();
  request.onload = () => done(JSON.parse(request.responseText));
  request.open("POST", H5PEditor.getAjaxUrl("files"), true);
  request.send(form);
};
