// Runs in the frame before H5P's core: its settings, and storages in memory, for an opaque origin has none.
(() => {
  const inMemory = () => {
    const kept = new Map();
    return {
      get length() { return kept.size; },
      key: (place) => [...kept.keys()][place] ?? null,
      getItem: (name) => kept.get(String(name)) ?? null,
      setItem: (name, value) => { kept.set(String(name), String(value)); },
      removeItem: (name) => { kept.delete(String(name)); },
      clear: () => kept.clear(),
    };
  };
  for (const name of ["localStorage", "sessionStorage"]) {
    Object.defineProperty(window, name, { value: inMemory(), configurable: true });
  }
  window.H5PIntegration = JSON.parse(document.getElementById("h5p-integration").textContent);
})();
