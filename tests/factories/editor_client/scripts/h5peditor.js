// A client of our own with the shape of H5P's: what it takes from its host's window, and the seven things it asks.
window.H5PEditor = { ...window.parent.H5PEditor };
H5PEditor.widgets = {};
H5PEditor.t = (library, key) => H5PEditor.language[library][key];
