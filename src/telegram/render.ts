import type { AnswerByline } from '../jobs/ports.ts';
import type { Answer } from '../summary/answer.ts';
import type { OutputLanguage, Source, Summary } from '../summary/summary.ts';
import { formatDate } from './dates.ts';
import { escapeHtml, isolateLatin, lineAmid, messageLimit, visibleLength } from './html.ts';
import type { Say } from './words.ts';

/** One message in classic HTML, and whether its evidence had to be left to a button. */
export type Rendered = { html: string; evidenceShed: boolean };

type Told = { answer: Answer; byline: AnswerByline };

/** What is still shown after so many steps of shedding; a bullet is never cut. */
type Shown = { evidence: boolean; minorSources: boolean; quotes: boolean; sources: boolean };

const sheddings: Shown[] = [
  { evidence: true, minorSources: true, quotes: true, sources: true },
  { evidence: false, minorSources: true, quotes: true, sources: true },
  { evidence: false, minorSources: false, quotes: true, sources: true },
  { evidence: false, minorSources: false, quotes: false, sources: true },
  { evidence: false, minorSources: false, quotes: false, sources: false },
];

/**
 * The reply: headline; outlet, date and link; bullets; who said what; evidence in an expandable
 * quotation; how it was made. At most 4,096 visible code points, shed in the order of the contract.
 */
export const renderSummary = (told: Told, say: Say, language: OutputLanguage): Rendered => {
  const attempts = sheddings.map((shown) => ({
    html: renderShown(told, shown, say, language),
    evidenceShed: !shown.evidence,
  }));
  const fitting = attempts.find(({ html }) => visibleLength(html) <= messageLimit);
  return fitting ?? { html: withFewerBullets(told, say, language), evidenceShed: true };
};

const renderShown = (
  { answer, byline }: Told,
  shown: Shown,
  say: Say,
  language: OutputLanguage,
): string => {
  const { summary } = answer;
  const line = lineOf(language);
  const fromPicture = byline.fromPicture ? say('read-from-picture') : '';
  const headline = line(`<b>${prose(summary.headline)}</b>`);
  const sections = [
    [headline, bylineOf(byline, say, language)].filter(Boolean).join('\n'),
    summary.bullets.map(({ text }) => line(`• ${prose(text)}`)).join('\n'),
    shown.sources ? sourcesOf(summary, shown, say, language) : '',
    shown.evidence ? evidenceOf(summary, say, language) : '',
    line(`<i>${escapeHtml([fromPicture, howMade(answer, say)].filter(Boolean).join(' '))}</i>`),
  ];
  return sections.filter(Boolean).join('\n\n');
};

/** Even the barest form is too long: the last bullets go, whole, until the rest fits. */
const withFewerBullets = (told: Told, say: Say, language: OutputLanguage): string => {
  const barest = { evidence: false, minorSources: false, quotes: false, sources: false };
  const { summary } = told.answer;
  for (let count = summary.bullets.length - 1; count > 0; count -= 1) {
    const fewer = { ...summary, bullets: summary.bullets.slice(0, count) };
    const answer = { ...told.answer, summary: fewer };
    const html = renderShown({ ...told, answer }, barest, say, language);
    if (visibleLength(html) <= messageLimit) return html;
  }
  throw new Error('a single bullet does not fit into a message');
};

const prose = (text: string): string => escapeHtml(isolateLatin(text.replace(/\s+/g, ' ').trim()));

const lineOf = (language: OutputLanguage) => (html: string) => lineAmid(language, html);

const bylineOf = (
  { outlet, date, url }: AnswerByline,
  say: Say,
  language: OutputLanguage,
): string => {
  const link = /^https?:\/\//.test(url)
    ? `<a href="${escapeHtml(url)}">${escapeHtml(say('source-link'))}</a>`
    : '';
  const parts = [prose(outlet), escapeHtml(formatDate(date, language)), link].filter(Boolean);
  return parts.length > 0 ? lineOf(language)(parts.join(' · ')) : '';
};

const sourcesOf = (
  { bullets, sources }: Summary,
  shown: Shown,
  say: Say,
  language: OutputLanguage,
): string => {
  const used = new Set(bullets.flatMap(({ source_ids }) => source_ids));
  const listed = shown.minorSources
    ? sources
    : sources.filter(({ id, quote }) => used.has(id) || quote !== '');
  if (listed.length === 0) return '';
  const line = lineOf(language);
  return [
    line(`<b>${escapeHtml(say('who-said-what'))}</b>`),
    ...listed.map((source) => line(`• ${sourceLine(source, shown.quotes, say)}`)),
  ].join('\n');
};

const sourceLine = ({ name, role, kind, quote }: Source, quotes: boolean, say: Say): string => {
  const who = `<b>${prose(name)}</b>`;
  const unnamed = kind === 'anonymous' ? ` (${escapeHtml(say('unnamed'))})` : '';
  const as = role === '' ? '' : prose(say('role-after-name', { role }));
  const words = quotes && quote !== '' ? `: ${prose(say('quotation', { text: quote }))}` : '';
  return `${who}${unnamed}${as}${words}`;
};

/** The sentences that the bullets rest on, numbered like them, folded away until asked for. */
const evidenceOf = ({ bullets }: Summary, say: Say, language: OutputLanguage): string => {
  const sentences = evidenceLines(bullets, language);
  if (sentences.length === 0) return '';
  const title = `<b>${escapeHtml(say('evidence-title'))}</b>`;
  const body = [lineOf(language)(title), ...sentences].join('\n');
  return `<blockquote expandable>${body}</blockquote>`;
};

const evidenceLines = (bullets: Summary['bullets'], language: OutputLanguage): string[] =>
  bullets.flatMap(({ text, evidence }, index) =>
    evidence === '' || evidence === text
      ? []
      : [lineOf(language)(`${index + 1}. ${prose(evidence)}`)],
  );

/** The evidence as messages of its own, for the button; each within Telegram's limit. */
export const renderEvidence = (
  { bullets }: Summary,
  say: Say,
  language: OutputLanguage,
): string[] => {
  const title = lineOf(language)(`<b>${escapeHtml(say('evidence-title'))}</b>`);
  const messages = [title];
  for (const line of evidenceLines(bullets, language)) {
    const last = messages.length - 1;
    const joined = `${messages[last] ?? ''}\n\n${line}`;
    if (visibleLength(joined) <= messageLimit) messages[last] = joined;
    else messages.push(line);
  }
  return messages.filter((html) => visibleLength(html) <= messageLimit);
};

const howMade = ({ how, reason, dropped }: Answer, say: Say): string =>
  how === 'model' ? say('made-by-model', { dropped }) : say(extractiveWords[reason]);

const extractiveWords: Record<Answer['reason'], string> = {
  '': 'made-without-model',
  'no-model': 'made-without-model',
  'model-away': 'made-without-model-away',
  'model-paused': 'made-without-model-paused',
  'model-refused': 'made-without-model-refused',
  'budget-spent': 'made-without-budget',
  'not-grounded': 'made-without-grounding',
};
