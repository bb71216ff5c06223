// The keypad: for gloves, where there is no keyboard. It writes into the same value as the keyboard does.

import { h, icon } from "../html.js";
import { t, decimalMark } from "../words.js";

/** @param whole no decimal mark. */
export function keys({ value, set, whole, minus, label }) {
  const press = key => set(key === "erase" ? value.slice(0, -1) : key === "-" ? (value.startsWith("-") ? value.slice(1) : `-${value}`) : value + key);
  const mark = decimalMark();
  const last = whole ? (minus ? "-" : null) : mark;
  return h("div", { class: "keys", role: "group", "aria-label": label ?? t("step.keypad") },
    ["7", "8", "9", "4", "5", "6", "1", "2", "3"].map(key => h("button", { type: "button", onclick: () => press(key) }, key)),
    last ? h("button", { type: "button", disabled: !whole && /[.,]/.test(value), onclick: () => press(last) }, last) : h("span", {}),
    h("button", { type: "button", onclick: () => press("0") }, "0"),
    h("button", { type: "button", "aria-label": t("step.erase"), onclick: () => press("erase") }, icon("erase", "turns")));
}
