import type { ShownSummary } from '../jobs/messenger.ts';
import type { AnswerByline } from '../jobs/stored.ts';
import type { Answer } from '../summary/answer.ts';
import type { OutputLanguage, Source, Summary } from '../summary/summary.ts';
import { lineAmid, escapeHtml, htmlInDigits, messageLimit, prose, visibleLength } from './html.ts';
import type { Say, Words } from './words.ts';

/** How a chat is spoken to: in whose words, and in which language those are. */
export type Voice = { words: Words; speaks: OutputLanguage };

/** What is still shown after so many steps of shedding; a bullet is never cut. */
type Shown = { evidence: boolean; minorSources: boolean; quotes: boolean; sources: boolean };

const barest: Shown = { evidence: false, minorSources: false, quotes: false, sources: false };
const sheddings: Shown[] = [
  { evidence: true, minorSources: true, quotes: true, sources: true },
  { evidence: false, minorSources: true, quotes: true, sources: true },
  { evidence: false, minorSources: false, quotes: true, sources: true },
  { evidence: false, minorSources: false, quotes: false, sources: true },
  barest,
];

/**
 * The reply in classic HTML: headline; outlet, date and link; bullets; who said what; evidence in an
 * expandable quotation; how it was made. At most 4,096 visible code points, shed in the order of the
 * contract. A summary's own labels are in its language, what is said about it in the chat's.
 */
export const renderSummary = (told: ShownSummary, voice: Voice): string =>
  render(told, sheddings, footOf(told, voice), voice);

/** The same to be passed on: without evidence, and with a line that says where it comes from. */
export const renderCopy = (told: ShownSummary, origin: string, { words }: Voice): string => {
  const { language } = told.answer;
  const line = words[language]('share-origin', { origin });
  return render(told, sheddings.slice(1), [line], { words, speaks: language });
};

const render = (
  told: ShownSummary,
  attempts: readonly Shown[],
  foot: readonly string[],
  { words, speaks }: Voice,
): string => {
  const { language, summary } = told.answer;
  const page = { told, say: words[language], language };
  const last = foot.map((text) => lineIn(speaks)(`<i>${escapeHtml(text)}</i>`)).join('\n');
  const digits = language === 'ar' ? told.settings.digits : 'article';
  const whole = (shown: Shown, { bullets }: Pick<Summary, 'bullets'>): string =>
    htmlInDigits([...sections(page, shown, bullets), last].filter(Boolean).join('\n\n'), digits);
  // Where even the barest form is too long the last bullets go, whole, until the rest fits.
  const forms = [
    ...attempts.map((shown) => () => whole(shown, summary)),
    ...summary.bullets.map((_, cut) => () => {
      const bullets = summary.bullets.slice(0, summary.bullets.length - 1 - cut);
      return whole(barest, { bullets });
    }),
  ];
  for (const form of forms) {
    const html = form();
    if (visibleLength(html) <= messageLimit) return html;
  }
  throw new Error('a headline does not fit into a message');
};

type Page = { told: ShownSummary; say: Say; language: OutputLanguage };

const sections = (page: Page, shown: Shown, bullets: Summary['bullets']): string[] => {
  const { told, language } = page;
  const line = lineIn(language);
  const headline = line(`<b>${prose(told.answer.summary.headline, language)}</b>`);
  const sources = shown.sources ? sourcesOf(page, shown) : '';
  return [
    [headline, bylineOf(told.byline, page)].filter(Boolean).join('\n'),
    bullets.map(({ text }) => line(`• ${prose(text, language)}`)).join('\n'),
    told.settings.sources === 'folded' ? folded(sources) : sources,
    shown.evidence ? evidenceOf(page, bullets) : '',
  ];
};

const lineIn = (language: OutputLanguage) => (html: string) => lineAmid(language, html);

const folded = (html: string): string =>
  html === '' ? '' : `<blockquote expandable>${html}</blockquote>`;

const bylineOf = ({ outlet, date, url }: AnswerByline, { say, language }: Page): string => {
  const link = /^https?:\/\//.test(url)
    ? `<a href="${escapeHtml(url)}">${escapeHtml(say('source-link'))}</a>`
    : '';
  const written = escapeHtml(formatDate(date, language));
  const parts = [prose(outlet, language), written, link].filter(Boolean);
  return parts.length > 0 ? lineIn(language)(parts.join(' · ')) : '';
};

const sourcesOf = ({ told, say, language }: Page, shown: Shown): string => {
  const { bullets, sources } = told.answer.summary;
  const used = new Set(bullets.flatMap(({ source_ids }) => source_ids));
  // A short summary names those only whom its points name.
  const isShort = told.answer.shape === 'short';
  const listed = sources.filter(
    ({ id, quote }) => used.has(id) || (!isShort && (shown.minorSources || quote !== '')),
  );
  if (listed.length === 0) return '';
  const line = lineIn(language);
  return [
    line(`<b>${escapeHtml(say('who-said-what'))}</b>`),
    ...listed.map((source) =>
      line(sourceLine({ ...source, quote: shown.quotes ? source.quote : '' }, say, language)),
    ),
  ].join('\n');
};

/** Who said what: name, role and words of a source, one that is not named said to be so. */
export const sourceLine = (
  { name, role, kind, quote }: Pick<Source, 'name' | 'role' | 'kind' | 'quote'>,
  say: Say,
  around?: OutputLanguage,
): string => {
  const unnamed = kind === 'anonymous' ? ` (${escapeHtml(say('unnamed'))})` : '';
  const as = role === '' ? '' : prose(say('role-after-name', { role }), around);
  const quoted = quote === '' ? '' : `: ${prose(say('quotation', { text: quote }), around)}`;
  return `• <b>${prose(name, around)}</b>${unnamed}${as}${quoted}`;
};

/** The sentences that the bullets rest on, numbered like them, folded away until asked for. */
const evidenceOf = ({ say, language }: Page, bullets: Summary['bullets']): string => {
  const line = lineIn(language);
  const sentences = bullets.flatMap(({ text, evidence }, index) =>
    evidence === '' || evidence === text
      ? []
      : [line(`${index + 1}. ${prose(evidence, language)}`)],
  );
  if (sentences.length === 0) return '';
  const title = line(`<b>${escapeHtml(say('evidence-title'))}</b>`);
  return folded([title, ...sentences].join('\n'));
};

/**
 * Each bullet with the sentence it rests on, as messages of their own within Telegram's limit; none
 * where every bullet is a sentence of the article itself.
 */
export const renderEvidence = (told: Omit<ShownSummary, 'byline'>, { words }: Voice): string[] => {
  const { language, summary } = told.answer;
  const line = lineIn(language);
  const pairs = summary.bullets.map(({ text, evidence }, index) => {
    const bullet = line(`${index + 1}. ${prose(text, language)}`);
    return evidence === '' || evidence === text
      ? bullet
      : `${bullet}\n<blockquote>${line(prose(evidence, language))}</blockquote>`;
  });
  if (!pairs.some((pair) => pair.includes('<blockquote>'))) return [];
  const messages = [line(`<b>${escapeHtml(words[language]('evidence-title'))}</b>`)];
  for (const pair of pairs) {
    const last = messages.length - 1;
    const joined = `${messages[last] ?? ''}\n\n${pair}`;
    if (visibleLength(joined) <= messageLimit) messages[last] = joined;
    else messages.push(pair);
  }
  const { digits } = told.settings;
  return messages
    .filter((html) => visibleLength(html) <= messageLimit)
    .map((html) => (language === 'ar' ? htmlInDigits(html, digits) : html));
};

/** What is said about a summary below it. */
const footOf = (
  { answer, byline, note }: ShownSummary,
  { words, speaks }: Voice,
): readonly string[] => {
  const say = words[speaks];
  if (note === 'working') return [say('note-working')];
  const made = answer.how === 'model' ? say('made-by-model', { dropped: answer.dropped }) : '';
  const how = made || say(extractiveWords[answer.reason]);
  const fromPicture = byline.fromPicture ? `${say('read-from-picture')} ` : '';
  if (note === undefined) return [fromPicture + how];
  return [
    fromPicture + how,
    say(note === 'first' ? 'note-first' : (failed[note] ?? 'note-failed')),
  ];
};

/** Why a summary is still the one it was, where that is worth more than one sentence for all. */
const failed: Partial<Record<string, string>> = {
  'daily-limit': 'failure-daily-limit',
  expired: 'answer-expired',
};

const extractiveWords: Record<Answer['reason'], string> = {
  '': 'made-without-model',
  'no-model': 'made-without-model',
  'model-away': 'made-without-model-away',
  'model-paused': 'made-without-model-paused',
  'model-refused': 'made-without-model-refused',
  'budget-spent': 'made-without-budget',
  'not-grounded': 'made-without-grounding',
};

/** `2024-12-23`, with or without a time and an offset. */
const isoDate = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}))?/;

/**
 * A date as readers write it, with the clock time where the article gave one: the page's own local
 * time, as printed there. Empty for anything that is not an ISO date.
 */
const formatDate = (date: string, language: OutputLanguage): string => {
  const [, year, month, day, hour, minute] = isoDate.exec(date) ?? [];
  if (!year || !month || !day) return '';
  const time = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const words = new Intl.DateTimeFormat(`${language}-u-ca-gregory-nu-latn`, {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).format(time);
  const comma = language === 'ar' ? '،' : ',';
  return hour && minute ? `${words}${comma} ${hour}:${minute}` : words;
};

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
