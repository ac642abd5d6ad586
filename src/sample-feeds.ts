import { readFileSync } from 'node:fs';

import { z } from 'zod';

import type { Feed } from './digest/feed.ts';
import { standingTopics } from './digest/topic.ts';
import type { Clock } from './lib/clock.ts';
import type { Route } from './ops/web-server.ts';

const samplesSchema = z.object({
  outlets: z.array(z.object({ id: z.string(), name: z.string(), country: z.string() })),
  reports: z.array(
    z.object({
      id: z.string(),
      outlet: z.string(),
      topic: z.enum(standingTopics),
      minutesAgo: z.int(),
      title: z.string(),
      paragraphs: z.array(z.string()),
    }),
  ),
});

type Report = z.infer<typeof samplesSchema>['reports'][number];

const articlesSchema = z.array(z.object({ title: z.string(), text: z.string() }));

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`./samples/${name}.json`, import.meta.url), 'utf8'));

/** Articles written for the project, for a page that offers them, each with its invented channel. */
export const sampleArticles = () => {
  const { outlets } = samplesSchema.parse(read('feeds'));
  return articlesSchema.parse(read('articles')).map((article, index) => ({
    ...article,
    channel: { title: outlets[index % outlets.length]?.name ?? '' },
  }));
};

const minuteMs = 60_000;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const paragraphsOf = (report: Report, date: string): string =>
  // The line says what the text is, and makes that of another day another text.
  [...report.paragraphs, `هذا الخبر عيّنة من تأليف موجز، ليوم ${date}.`]
    .map((paragraph) => `<p>${escaped(paragraph)}</p>`)
    .join('');

const page = ({ title, ...report }: Report, outlet: string, date: string): string =>
  `<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>${escaped(title)}</title>` +
  `<meta property="og:site_name" content="${escaped(outlet)}"></head><body><article>` +
  `<h1>${escaped(title)}</h1>${paragraphsOf({ title, ...report }, date)}</article></body></html>`;

/**
 * Invented news of invented outlets, with dates of today, so that somebody who has just started the
 * playground gets a digest. The route answers below `/samples/`; `feedsAt` are its feeds on a server.
 */
export const createSampleFeeds = ({ clock }: { clock: Clock }) => {
  const { outlets, reports } = samplesSchema.parse(read('feeds'));
  const today = (): string => new Date(clock.now()).toISOString().slice(0, 10);
  const nameOf = (id: string): string => outlets.find((outlet) => outlet.id === id)?.name ?? id;

  const item = (report: Report, origin: string): string => {
    const link = `${origin}/samples/${today()}/${report.id}`;
    const published = new Date(clock.now() - report.minutesAgo * minuteMs).toUTCString();
    const text = escaped(paragraphsOf(report, today()));
    return (
      `<item><title>${escaped(report.title)}</title><link>${escaped(link)}</link>` +
      `<pubDate>${published}</pubDate><description>${text}</description></item>`
    );
  };

  const feed = (name: string, origin: string): string | undefined => {
    const found = reports.filter(({ outlet, topic }) => `${outlet}-${topic}` === name);
    const [first] = found;
    if (first === undefined) return undefined;
    const items = found.map((report) => item(report, origin)).join('');
    const title = escaped(nameOf(first.outlet));
    return `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>${title}</title>${items}</channel></rss>`;
  };

  const route: Route = async (request, response) => {
    const path = /^\/samples\/([\w-]{1,80})(?:\.xml|\/([\w-]{1,80}))$/.exec(request.url ?? '');
    if (path === null) return false;
    const [, first = '', id] = path;
    const report = reports.find((each) => each.id === id);
    const answer =
      id === undefined
        ? { type: 'application/rss+xml', body: feed(first, `http://${request.headers.host ?? ''}`) }
        : { type: 'text/html', body: report && page(report, nameOf(report.outlet), first) };
    if (answer.body === undefined) return false;
    response.writeHead(200, { 'content-type': `${answer.type}; charset=utf-8` }).end(answer.body);
    return true;
  };

  const feedsAt = (origin: string): Feed[] =>
    outlets.flatMap(({ id, name, country }) =>
      standingTopics
        .filter((topic) => reports.some((each) => each.outlet === id && each.topic === topic))
        .map((topic) => ({
          url: `${origin}/samples/${id}-${topic}.xml`,
          outlet: name,
          country,
          language: 'ar',
          topics: [topic],
        })),
    );

  return { route, feedsAt };
};
