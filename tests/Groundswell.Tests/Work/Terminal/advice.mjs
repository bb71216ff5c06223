// Asks the terminal's advice for each case, as node advice.mjs FLOOR-FOLDER CASES.JSON; prints the answers, one JSON text a line.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, cases] = process.argv.slice(2);
const load = name => import(pathToFileURL(`${folder}/${name}`));
const [{ judge, nextStep, openSteps, holds }, { withWaiting, stepOf }, { seal, importKey }, words] =
  await Promise.all(["advice.js", "job.js", "sealing.js", "words.js"].map(load));

const answers = {
  judge: ({ sheet, step, entry, at }) => {
    const found = judge(sheet, stepOf(sheet, step), entry, new Date(at));
    return { code: found.refusal?.code ?? (found.needsReason && !entry.reason ? "step.reason-needed" : null), value: found.refusal || found.needsReason ? null : found.value ?? null };
  },
  next: ({ sheet, waiting }) => {
    const known = withWaiting(sheet, waiting ?? []);
    return { next: nextStep(known)?.id ?? null, open: openSteps(known).map(step => step.id), status: known.job.status };
  },
  holds: ({ sheet, when }) => holds(sheet, when),
  seal: async ({ key, act }) => seal(await importKey(key), act),
  words: async ({ languages }) => {
    const all = await Promise.all(languages.map(language => load(`words/${language}.js`)));
    const keys = Object.keys(all[0].default);
    const braces = text => [...text.matchAll(/\{(\w+)\}/g)].map(found => found[1]).sort().join();
    return all.flatMap(({ default: texts }, at) => [
      ...keys.filter(key => !(key in texts)).map(key => `${languages[at]} lacks ${key}`),
      ...Object.keys(texts).filter(key => !keys.includes(key)).map(key => `${languages[at]} has ${key} alone`),
      ...keys.filter(key => key in texts && braces(texts[key]) !== braces(all[0].default[key]) && key !== "queue.with").map(key => `${languages[at]} fills ${key} otherwise`),
    ]);
  },
  shown: async ({ language, literal }) => {
    await words.speak(language);
    return words.amount(literal);
  },
};
// The page's own element, as far as words need it.
globalThis.document = { documentElement: {} };
for (const question of JSON.parse(readFileSync(cases, "utf8"))) console.log(JSON.stringify(await answers[question.ask](question)));
