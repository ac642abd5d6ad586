import type { Answer } from '../summary/answer.ts';
import type { OutputLanguage } from '../summary/summary.ts';
import { escapeHtml, lineAmid, messageLimit, prose, visibleLength } from './html.ts';
import type { Say } from './words.ts';

/**
 * The answer to a question about an article: at most three sentences, with those of the article that
 * they rest on; without a model the article's own that come nearest, said to be so.
 */
export const renderReply = (answer: Answer, say: Say, language: OutputLanguage): string => {
  const { summary, how, reason, dropped } = answer;
  const line = (html: string): string => lineAmid(language, html);
  const byModel = how === 'model';
  if (summary.bullets.length === 0) {
    return line(escapeHtml(say(byModel ? 'reply-not-mentioned' : 'reply-none-near', { reason })));
  }
  const said = byModel
    ? [summary.bullets.map(({ text }) => line(prose(text, language))).join('\n')]
    : [line(escapeHtml(say('reply-nearest')))];
  const made = byModel
    ? say('reply-by-model', { dropped })
    : say('reply-without-model', { reason });
  const foot = line(`<i>${escapeHtml(made)}</i>`);
  const title = byModel ? [line(`<b>${escapeHtml(say('evidence-title'))}</b>`)] : [];
  // A model that answers in the article's own words is not quoted twice.
  const resting = summary.bullets.filter(({ text, evidence }) => !byModel || text !== evidence);
  const sentences = [...new Set(resting.map(({ evidence }) => evidence))];
  const whole = (shown: readonly string[]): string => {
    const lines = [...title, ...shown.map((text) => line(prose(text, language)))];
    const quoted = shown.length > 0 ? [`<blockquote>${lines.join('\n')}</blockquote>`] : [];
    return [...said, ...quoted, foot].join('\n\n');
  };
  // The first sentence alone always fits.
  const most = sentences.findLastIndex(
    (_, last) => visibleLength(whole(sentences.slice(0, last + 1))) <= messageLimit,
  );
  return whole(sentences.slice(0, Math.max(0, most) + 1));
};
