// Scanners that type (keyboard wedges): a quick run of keys with Enter at its end is a scan, wherever the focus is. What a person types is slower.

const QUICK = 50, LEAST = 3;

/** Calls scanned(code) for each scan. Takes the keys of a scan back out of the field they went into. */
export function listenForScans(scanned) {
  let run = "", last = 0, field = null, before = "";
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const quick = event.timeStamp - last <= QUICK;
    last = event.timeStamp;
    if (event.key === "Enter" || event.key === "Tab") {
      const code = quick ? run : "";
      run = "";
      if (code.length < LEAST) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (field) {
        field.value = before;
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
      scanned(code.trim());
      return;
    }
    if (event.key.length !== 1) return;
    if (!quick || run === "") {
      run = "";
      field = event.target.matches?.("input, textarea") ? event.target : null;
      before = field?.value ?? "";
    }
    run += event.key;
  }, { capture: true });
}
