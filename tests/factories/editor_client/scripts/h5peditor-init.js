H5PEditor.getAjaxUrl = (action, parameters = {}) => {
  const asked = Object.entries(parameters).map(([name, value]) => `${name}=${value}`);
  return H5PIntegration.editor.ajaxPath + action + (asked.length ? `?${asked.join("&")}` : "");
};
