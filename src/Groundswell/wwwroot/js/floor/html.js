// Building a page's parts, and putting them in place of what is shown without taking the focus away. Text goes in as text, never as markup.

const SVG = "http://www.w3.org/2000/svg";
const DRAWN = new Set(["svg", "use", "path", "rect", "line", "text", "g"]);
const handlers = new WeakMap();

const handle = event => handlers.get(event.currentTarget)?.[event.type]?.(event);

function on(element, name, handler) {
  if (!handlers.has(element)) handlers.set(element, {});
  if (!(name in handlers.get(element))) element.addEventListener(name, handle);
  handlers.get(element)[name] = handler;
}

/** h("button", { class: "primary", onclick: … }, "Confirm"): null, false and undefined make nothing. */
export function h(tag, properties, ...children) {
  const element = DRAWN.has(tag) ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) on(element, name.slice(2), value);
    else if (name === "vars") for (const [variable, is] of Object.entries(value)) element.style.setProperty(variable, is);
    else if (name === "value" && "value" in element && tag !== "button") element.value = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

/** Makes what is shown like what is wanted, and keeps every element that can stay: with it the focus, and a text being typed. */
export function become(shown, wanted) {
  if (shown.nodeType !== wanted.nodeType || shown.nodeName !== wanted.nodeName || keyOf(shown) !== keyOf(wanted)) {
    shown.replaceWith(wanted);
    return;
  }
  if (shown.nodeType === Node.TEXT_NODE) {
    if (shown.data !== wanted.data) shown.data = wanted.data;
    return;
  }
  for (const { name } of [...shown.attributes]) if (!wanted.hasAttribute(name)) shown.removeAttribute(name);
  // A style can't be set as an attribute under the page's content policy.
  for (const { name, value } of wanted.attributes) {
    if (shown.getAttribute(name) === value) continue;
    if (name === "style") shown.style.cssText = value;
    else shown.setAttribute(name, value);
  }
  for (const [name, handler] of Object.entries(handlers.get(wanted) ?? {})) on(shown, name, handler);
  for (const name of Object.keys(handlers.get(shown) ?? {})) if (!handlers.get(wanted)?.[name]) handlers.get(shown)[name] = null;
  if ("value" in shown && shown.nodeName !== "BUTTON" && shown.nodeName !== "LI" && shown.type !== "file" && shown.value !== wanted.value) shown.value = wanted.value;
  within(shown, wanted);
}

export function within(shown, wanted) {
  const there = [...shown.childNodes], to = [...wanted.childNodes];
  to.forEach((child, at) => (at < there.length ? become(there[at], child) : shown.append(child)));
  there.slice(to.length).forEach(child => child.remove());
}

const keyOf = node => node.dataset?.key ?? node.id ?? null;

export const icon = (name, more = "") =>
  h("svg", { class: `icon ${more}`.trim(), viewBox: "0 0 24 24", "aria-hidden": "true" }, h("use", { href: `/icons.svg#i-${name}` }));

/** A state line: shape, word, one small line of why. */
export const state = (is, drawing, text, small, more = {}) =>
  h("p", { class: "state", "data-is": is, "data-length": text?.length > 40 ? "long" : null, ...more }, icon(drawing), h("span", {}, text, small ? h("small", {}, ` ${small}`) : null));

/** A second act: icon and words. */
export const second = (drawing, text, onclick, more = {}, small = null) =>
  h("button", { class: "second", type: "button", onclick, ...more }, drawing ? icon(drawing) : null, h("span", {}, text, small ? h("small", {}, ` ${small}`) : null));

/** The one act of a view: what will be recorded, and as whom. Enter in a field does it too. */
export const primary = (text, small, more = {}) => h("button", { class: "primary", type: "submit", ...more }, text, small ? h("small", {}, ` ${small}`) : null);

/** Instead of the act: why it can't be done. */
export const barred = (text, small) => h("button", { class: "primary", type: "submit", disabled: true }, text, small ? h("small", {}, ` ${small}`) : null);

/** A field with its label. */
export const field = (label, id, more, tag = "input") => h("p", { class: "field" }, h("label", { for: id }, label), h(tag, { id, name: id, autocomplete: "off", ...more }));
