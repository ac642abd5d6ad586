import { Parser } from 'htmlparser2';

import { fold } from '../arabic/normalise.ts';
import { isBoilerplate } from '../article/boilerplate.ts';
import { visible } from '../article/clean.ts';
import { outletOf } from '../article/outlets.ts';
import type { Page } from '../article/ports.ts';

/** The answer of a feed's server, and what is known of the feed. */
export type FeedDocument = Pick<Page, 'bytes' | 'contentType' | 'url'> & {
  outlet: string;
  country: string;
};

/** What of an entry's HTML is looked at; a lead stands at its beginning. */
const readWithin = 20_000;
const longestTitle = 300;
const longestLead = 1_000;

const silent = new Set(['script', 'style', 'figcaption', 'iframe', 'noscript']);
const inline = new Set(
  'a abbr b bdi bdo em font i mark q s small span strong sub sup u'.split(' '),
);

/** The text of a piece of HTML in lines, without what is no text. */
const plainText = (html: string): string => {
  const pieces: string[] = [];
  let muted = 0;
  const parser = new Parser({
    onopentagname: (name) => {
      if (silent.has(name)) muted += 1;
      if (!inline.has(name)) pieces.push('\n');
    },
    ontext: (text) => {
      if (muted === 0) pieces.push(text);
    },
    onclosetag: (name) => {
      if (silent.has(name)) muted -= 1;
      if (!inline.has(name)) pieces.push('\n');
    },
  });
  parser.write(html.slice(0, readWithin));
  parser.end();
  return visible(pieces.join(''));
};

/** Markup inside of text that was already unpacked once: some feeds pack it twice. */
const stillPacked = /&(?:[a-z]{2,8}|#\d{1,6}|#x[\da-f]{1,5});|<\/?[a-z][^>]{0,200}>/i;

const unpacked = (html: string): string => {
  const once = plainText(html);
  return stillPacked.test(once) ? plainText(once) : once;
};

/** «عنوان - العربية»: the last part, between a sign that parts and the end. */
const lastPart = /^(.{8,}?)\s[-–—|•»:]{1,2}\s([^-–—|•»]{2,60})$/u;

/** A title in one line without the outlet named behind it, and that outlet where it is a known one. */
export const titleOf = (
  html: string,
  ownNames: readonly string[],
): { title: string; outlet: string } => {
  let title = unpacked(html).replaceAll('\n', ' ').slice(0, longestTitle);
  let named = '';
  const own = new Set(ownNames.map((name) => fold(name.trim())));
  for (let part = lastPart.exec(title); part !== null; part = lastPart.exec(title)) {
    const [, rest = '', suffix = ''] = part;
    const known = outletOf(suffix);
    if (known === '' && !own.has(fold(suffix.trim()))) break;
    named ||= known;
    title = rest.trim();
  }
  return { title, outlet: named };
};

/** What a page says to lead readers on, or a blog about itself. */
const invitation =
  /^(?:the post .{0,300}|ظهرت المقالة .{0,300}|continue reading.{0,200}|read more.{0,100}|(?:اقرأ|إقرأ|قراءة|لقراءة|للمزيد|المزيد|تابع القراءة)[^.]{0,60})$/iu;
const openEnd = /\s{0,3}(?:\[(?:…|\.{3}|&hellip;)\]|…|\.{3})\s{0,3}$/u;

/** Up to the last end of a sentence, or of a word, within the bound. */
const cut = (text: string): string => {
  if (text.length <= longestLead) return text;
  const head = text.slice(0, longestLead);
  const sentence = Math.max(...['. ', '؟ ', '! ', '.\n'].map((end) => head.lastIndexOf(end)));
  return head.slice(0, sentence > longestLead / 3 ? sentence + 1 : head.lastIndexOf(' '));
};

/** The first sentences of whichever says more: summary or content; without the title before them. */
export const leadOf = (candidates: readonly (string | undefined)[], title: string): string => {
  const [best = ''] = candidates
    .map((html) => lead(html ?? '', title))
    .sort((one, other) => other.length - one.length);
  return best;
};

const lead = (html: string, title: string): string => {
  const kept = unpacked(html)
    .split('\n')
    .filter((line) => line !== '' && !invitation.test(line) && !isBoilerplate(line));
  if (fold(kept[0] ?? '') === fold(title)) kept.shift();
  const text = kept.join('\n').replace(openEnd, '');
  return cut(text.startsWith(title) ? text.slice(title.length).trim() : text).trim();
};
