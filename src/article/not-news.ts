import { isMostlyLinks, linksIn } from './links.ts';

/** `[12/3/2026, 10:22] Name: …`, `12/3/26, 10:22 - Name: …`, and Telegram's `Name, [12.03.26 10:22]`. */
const chatLine =
  /^\W{0,4}\[?\d{1,2}[./]\d{1,2}[./]\d{2,4}[,،]? {1,2}\d{1,2}:\d{2}(?::\d{2})?[^\n]{0,8}?[\]\-–] ?[^:\n]{1,40}:|^[^\n[\]]{1,40}, \[\d{1,2}[./]\d{1,2}[./]\d{2,4} \d{1,2}:\d{2}/;

/** Ends or beginnings of lines that only programs, markup and configuration have. */
const codeLine =
  /[;{}]\s*$|^\s*(?:import |from \S+ import |def \w+\(|class \w+|const |let |var |function |return\b|if \(|for \(|#include|<\/?[a-z][^>\n]*>\s*$|"[\w-]+": |[\w.-]+: \S+$|\$ |>>> |at \S+\()/;

const share = (lines: readonly string[], pattern: RegExp): number =>
  lines.filter((line) => pattern.test(line.slice(0, 400))).length / Math.max(1, lines.length);

/**
 * Whether a text is surely no news, by its form: a conversation copied from a chat, program code, or
 * a list of links. In doubt it may be news.
 */
export const isNoNews = (text: string): boolean => {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const chatLines = lines.filter((line) => chatLine.test(line.slice(0, 400))).length;
  if (chatLines >= 4 && chatLines >= lines.length / 4) return true;
  if (lines.length >= 6 && share(lines, codeLine) >= 0.5) return true;
  return linksIn(text).length > 5 && isMostlyLinks(text);
};
