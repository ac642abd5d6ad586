import { readFileSync } from 'node:fs';

import { fold } from '../arabic/normalise.ts';
import { withoutClitics, words } from '../arabic/words.ts';

/** A newsroom or agency under the name that readers know, with the other names it goes by. */
export type Outlet = { name: string; aliases: string[] };

/** `outlets.txt`, whose first lines say how it is written. */
const entries = readFileSync(new URL('outlets.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .flatMap((line) => line.split(';'))
  .map((names) => names.split('|').map((name) => name.trim()));

const plain = (name: string): string => name.replace('*', '');

/** One spelling for a name: folded words between single spaces, so that «أ.ف.ب» is «أ ف ب». */
const spelled = (name: string): string =>
  words(name)
    .map(({ folded }) => folded)
    .join(' ');

/** The outlets and agencies that Arabic news comes from and quotes. */
export const outlets: Outlet[] = entries.map(([name = '', ...aliases]) => ({
  name: plain(name),
  aliases: aliases.map(plain),
}));

const ordinaryWords = new Set(
  entries
    .flat()
    .filter((name) => name.startsWith('*'))
    .map((name) => spelled(plain(name))),
);

/**
 * Whether an outlet's name is an ordinary word or place too (العربية، الجزيرة، الشرق الأوسط): such a
 * name counts only after a word like «قناة» or directly after a word of saying.
 */
export const isAlsoWord = (name: string): boolean => ordinaryWords.has(spelled(name));

const byName = new Map(
  outlets.flatMap(({ name, aliases }) => [name, ...aliases].map((each) => [spelled(each), name])),
);
const mostWords = 5;
const firstWords = new Set([...byName.keys()].map((name) => name.split(' ')[0]));

const heads = new Set(
  fold('وكالة صحيفة جريدة قناة موقع شبكة تلفزيون إذاعة مجلة فضائية منصة المصدر مراسل').split(' '),
);

/**
 * The first outlet that a line names, by its usual name, or ''. A name that is also a word counts
 * alone on the line or after its head, «قناة الجزيرة».
 */
export const outletNamed = (text: string): string => {
  const line = words(text).map(({ folded }) => folded);
  for (const [at, first] of line.entries()) {
    const forms = withoutClitics(first).filter((form) => firstWords.has(form));
    if (forms.length === 0) continue;
    const isHeaded = withoutClitics(line[at - 1] ?? '').some((word) => heads.has(word));
    for (let length = Math.min(mostWords, line.length - at); length > 0; length -= 1) {
      const rest = line.slice(at + 1, at + length);
      for (const form of forms) {
        const candidate = [form, ...rest].join(' ');
        const name = byName.get(candidate);
        const isName = isHeaded || length === line.length || !ordinaryWords.has(candidate);
        if (name !== undefined && isName) return name;
      }
    }
  }
  return '';
};

/** The outlet whose name a line is, with or without its head, «وكالة رويترز»; else ''. */
export const outletOf = (line: string): string => {
  const [first = '', ...rest] = spelled(line).split(' ');
  const named = byName.get([first, ...rest].join(' '));
  return named ?? (heads.has(first) ? (byName.get(rest.join(' ')) ?? '') : '');
};
