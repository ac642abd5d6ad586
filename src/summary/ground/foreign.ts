import { type Check, verdict } from '../grounding.ts';
import type { Summary } from '../summary.ts';

/**
 * What a hostile article could have a model say to its reader: addresses to open, accounts to
 * write to. The trailing part is bounded, so that a long run of letters costs linear time.
 */
const addresses =
  /(?:https?|tg|ftp|javascript|data):\S{1,200}|@[a-z]\w{3,40}|(?<![\p{L}\p{N}])(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,12}(?![\p{L}\p{N}])/giu;

/**
 * Characters that no honest line holds: controls, bidirectional embeddings, overrides and isolates,
 * and the invisible tag letters. The marks that Persian and mixed lines need are not among them.
 */
const controls = /[\p{Cc}\u202A-\u202E\u2066-\u2069\u{E0000}-\u{E007F}]/u;

/** All lines of a summary that a model words freely, with their paths. */
const freeLines = ({ headline, bullets, sources, topics }: Summary): [string, string][] => [
  ['headline', headline],
  ...bullets.map(({ text }, index): [string, string] => [`bullets[${index}].text`, text]),
  ...sources.flatMap(({ name, role }, index): [string, string][] => [
    [`sources[${index}].name`, name],
    [`sources[${index}].role`, role],
  ]),
  ...topics.map((topic, index): [string, string] => [`topics[${index}]`, topic]),
];

/** Hard: no free line holds a link, a domain or an @name that the article does not print. */
export const checkForeign = (article: string, summary: Summary): Check[] => {
  const printed = article.toLowerCase();
  return freeLines(summary).flatMap(([path, line]): Check[] => {
    const strange = (line.normalize('NFKC').match(addresses) ?? []).find(
      (address) => !printed.includes(address.toLowerCase()),
    );
    const link = strange && `the article does not print the address ${strange}`;
    const control = controls.test(line) ? 'holds control or direction characters' : undefined;
    return [verdict(path, 'link', true, link), verdict(path, 'control', true, control)];
  });
};
