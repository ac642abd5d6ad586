import type { DigestTelling } from '../jobs/deliver-digest.ts';
import { cityName } from '../jobs/places.ts';
import type { Related } from '../jobs/related-stories.ts';
import type { Digest, ToldStory } from '../jobs/subscription-ports.ts';
import type { OutputLanguage, Shape } from '../summary/summary.ts';
import { arabicLine, escapeHtml, messageLimit, prose, visibleLength } from './html.ts';
import { sourceLine } from './render.ts';
import { clockTime, dayAndTime, longDate, quietText } from './subscriptions/texts.ts';
import type { Say } from './words.ts';

type Stories = Extract<DigestTelling, { kind: 'stories' }>;
type Story = Stories['stories'][number];

/** How much of a story is still shown. */
type Shown = { bullets: number; sources: number; evidence: boolean };

/** What gives way where not all fits: evidence, minor sources, bullets; a headline never. */
const sheddings: Shown[] = [
  { bullets: 3, sources: 6, evidence: true },
  { bullets: 2, sources: 4, evidence: true },
  { bullets: 2, sources: 4, evidence: false },
  { bullets: 1, sources: 2, evidence: false },
  { bullets: 1, sources: 0, evidence: false },
  { bullets: 0, sources: 0, evidence: false },
];

/** How many bullets a story has where all fits. */
const bulletsOf: Record<Shape, number> = { short: 1, standard: 3, long: 5 };

type Voice = { say: Say; language: OutputLanguage; zone: string };

/**
 * One digest as one message of at most 4,096 visible code points: each story with what happened, who
 * reported it and where accounts differ; sources and evidence folded away under it. Stories are
 * numbered by their place in the snapshot, so that pages go on counting.
 */
export const renderDigest = (
  digest: Pick<Digest, 'at' | 'language'>,
  telling: Stories,
  say: Say,
  length: Shape = 'standard',
): string => {
  const { language } = digest;
  const zone = telling.zone || 'UTC';
  const voice = { say, language, zone };
  const most = bulletsOf[length];
  const full = { bullets: most, sources: 6, evidence: true };
  const barer = sheddings.map((shown): Shown => ({
    ...shown,
    bullets: Math.min(shown.bullets, most),
  }));
  const forms = [full, ...barer].map((shown) => telling.stories.map((): Shown => shown));
  // Between the fullest form and the barer ones, the last stories give way first.
  const gradual = telling.stories.map((_, count) =>
    telling.stories.map((_, at): Shown =>
      at < telling.stories.length - 1 - count ? full : (barer[2] ?? full),
    ),
  );
  let html = '';
  for (const shown of [forms[0] ?? [], ...gradual, ...forms.slice(1)]) {
    html = renderShown(digest, telling, shown, voice);
    const entities = html.match(/<[a-z]/g)?.length ?? 0;
    if (visibleLength(html) <= messageLimit && entities <= mostEntities) break;
  }
  // The last form always fits: seven cut headlines with four cut outlets each.
  return html;
};

/** Telegram leaves out the formatting of what is beyond. */
const mostEntities = 100;
const mostOfHeadline = 200;

const renderShown = (
  { at }: Pick<Digest, 'at'>,
  { stories, zone, missedAt, quiet }: Stories,
  shown: readonly Shown[],
  voice: Voice,
): string => {
  const { say, language } = voice;
  const line = lineOf(language);
  const when = `${longDate(at, voice.zone, language)}${language === 'ar' ? '،' : ','} ${clockTime(at, voice.zone)}`;
  const where = zone === '' ? 'UTC' : cityName(zone, language);
  const title = `<b>${escapeHtml(say('digest-title'))}</b> · ${prose(when)} (${prose(where)})`;
  const missed =
    missedAt === 0
      ? []
      : [
          `<i>${prose(say('digest-missed', { date: longDate(missedAt, voice.zone, language) }))}</i>`,
        ];
  const sections = stories.map((story, index) =>
    storyOf(story, at, {
      shown: shown[index] ?? { bullets: 0, sources: 0, evidence: false },
      voice,
    }),
  );
  return [
    [title, ...missed].map(line).join('\n'),
    ...sections,
    [
      ...(quiet.length > 0 ? [prose(quietText(quiet.slice(0, mostQuiet), say))] : []),
      `<i>${escapeHtml(howMade(stories, say))}</i>`,
    ]
      .map(line)
      .join('\n'),
  ].join('\n\n');
};

/** Of a reader's twenty topics, so many that are quiet are named. */
const mostQuiet = 4;

const cut = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;

const lineOf = (language: OutputLanguage) => (html: string) =>
  language === 'ar' ? arabicLine(html) : html;

const storyOf = (
  { entry, index, told, related }: Story,
  at: number,
  { shown, voice }: { shown: Shown; voice: Voice },
): string => {
  const { say, language } = voice;
  const { summary, news } = told;
  const update = entry.update ? `<b>[${escapeHtml(say('digest-update'))}]</b> ` : '';
  const lines = [
    `${update}<b>${index + 1}. ${prose(cut(summary.headline, mostOfHeadline))}</b>`,
    ...(shown.bullets > 0 && entry.update && news.text !== '' && news.text !== summary.headline
      ? [prose(say('digest-news', news))]
      : []),
    ...summary.bullets
      .filter(({ text }) => text !== summary.headline)
      .slice(0, shown.bullets)
      .map(({ text }) => `• ${prose(text)}`),
    ...(shown.bullets > 0
      ? summary.differences.map(
          ({ text, outlet_ids }) =>
            `⚖ ${prose(say('digest-differences', { text, outlets: outletsOf(told, outlet_ids).join('، ') }))}`,
        )
      : []),
    ...(shown.bullets > 0 && related.length > 0
      ? [
          `${escapeHtml(say('digest-related'))} ${related.map((each) => relatedOf(each, voice)).join('، ')}`,
        ]
      : []),
    reportsOf(told, at, voice),
  ].map(lineOf(language));
  return [...lines, quotationOf(told, shown, voice)].filter(Boolean).join('\n');
};

const outletsOf = ({ reports }: ToldStory, ids: readonly string[]): string[] =>
  ids.flatMap((id) => reports.find((report) => report.id === id)?.outlet ?? []);

const mostOfRelated = 90;

/** Another story of the same saga: by its number in this message, else by a link. */
const relatedOf = ({ title, outlet, url, index }: Related, { say }: Voice): string =>
  index === undefined
    ? `${linked(cut(title, mostOfRelated), url)} (${prose(cut(outlet, 40))})`
    : prose(say('digest-related-here', { number: index + 1 }));

const linked = (text: string, url: string): string =>
  /^https?:\/\//.test(url) ? `<a href="${escapeHtml(url)}">${prose(text)}</a>` : prose(text);

const mostOutlets = 4;

/** Who carried it, with links; how many in their own words; who was first, and when. */
const reportsOf = (
  { reports, independent, copies }: ToldStory,
  at: number,
  { say, zone, language }: Voice,
): string => {
  const named = reports
    .slice(0, mostOutlets)
    .map(({ outlet, url }) => linked(cut(outlet, 40), url));
  const rest = reports.length > mostOutlets ? [`+${reports.length - mostOutlets}`] : [];
  const counted = [
    say('digest-outlets', { count: independent }),
    ...(copies > 0 ? [say('digest-and-copies', { count: copies })] : []),
  ].join(' ');
  const [first] = reports;
  const earliest =
    first === undefined || reports.length < 2
      ? []
      : [
          prose(
            say('digest-first', {
              outlet: cut(first.outlet, 40),
              time: dayAndTime(first.time, { zone, language, today: at }),
            }),
          ),
        ];
  return [
    [...named, ...rest].join('، '),
    ...(reports.length > 1 ? [prose(counted)] : []),
    ...earliest,
  ].join(' · ');
};

/** Who said what and the sentences that it rests on, each under the outlet that printed it. */
const quotationOf = (told: ToldStory, shown: Shown, { say, language }: Voice): string => {
  const line = lineOf(language);
  const { summary } = told;
  const sources = summary.sources
    .slice(0, shown.sources)
    .map((source) => line(sourceLine(source, say) + inOutlet(told, source.outlet_id)));
  const evidence = shown.evidence
    ? summary.bullets
        .slice(0, shown.bullets)
        .filter(({ text, evidence }) => evidence !== '' && evidence !== text)
        .map(({ evidence, outlet_id }) => line(`«${prose(evidence)}»${inOutlet(told, outlet_id)}`))
    : [];
  const parts = [
    ...(sources.length > 0 ? [line(`<b>${escapeHtml(say('who-said-what'))}</b>`), ...sources] : []),
    ...(evidence.length > 0
      ? [line(`<b>${escapeHtml(say('digest-evidence'))}</b>`), ...evidence]
      : []),
  ];
  return parts.length === 0 ? '' : `<blockquote expandable>${parts.join('\n')}</blockquote>`;
};

const inOutlet = (told: ToldStory, id: string): string => {
  const [outlet] = outletsOf(told, [id]);
  return outlet === undefined || told.reports.length < 2 ? '' : ` (${prose(cut(outlet, 40))})`;
};

const howMade = (stories: readonly Story[], say: Say): string => {
  const byModel = stories.filter(({ told }) => told.how === 'model').length;
  if (byModel === 0) return say('digest-without-model');
  return say(byModel === stories.length ? 'digest-by-model' : 'digest-mixed');
};
