// Who can release an exception.

import { t, firstName } from "../words.js";

/** The people who can release what this step raises, those who are here first. */
export function whoReleases(terminal, step, roles = step?.exceptions?.releasedBy ?? []) {
  const can = terminal.sheet.releasers.filter(one => one.roles.some(role => roles.includes(role)));
  const here = can.filter(one => one.here);
  return (here.length ? here : can).slice(0, 2).map(one => `${firstName(one.name ?? one.person)} (${t(`role.${one.roles.find(role => roles.includes(role))}`)})`).join(", ");
}
