import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import type { Feed } from '../../src/digest/feed.ts';
import type { FeedAnswer, FeedEntry } from '../../src/jobs/digest-ports.ts';
import { asFailure } from '../../src/lib/failure.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createReadFeed } from '../../src/web/feed.ts';
import { createReadingThreads } from '../../src/web/reading-threads.ts';
import { type PageAnswer, type PageServer, startPageServer } from '../support/page-server.ts';

let site: PageServer;
/** Stands for whatever is private: nothing may ever connect to it. */
let secret: PageServer;
const opened: { close: () => Promise<void> }[] = [];

beforeAll(async () => {
  site = await startPageServer();
  secret = await startPageServer({ '/': { body: 'SECRET' } });
});
afterAll(async () => {
  await site.close();
  await secret.close();
});
afterEach(async () => {
  for (const { close } of opened.splice(0)) await close();
});

const unknown = { etag: '', lastModified: '' };

const reader = () => {
  const readFeed = createReadFeed({
    allowHosts: [site.host],
    userAgent: 'Mujaz/0.1',
    clock: { now: () => Date.parse('2026-11-23T12:00:00Z') },
    log: silentLog,
  });
  opened.push(readFeed);
  return readFeed;
};

const feedAt = (path: string, given: Partial<Feed> = {}): Feed => ({
  url: `${site.origin}${path}`,
  outlet: 'المرفأ',
  country: 'LB',
  language: 'ar',
  topics: [],
  ...given,
});

const read = async (answer: PageAnswer, given: Partial<Feed> = {}): Promise<FeedAnswer> => {
  site.serve({ '/robots.txt': { status: 404 }, '/feed': answer });
  return reader()(feedAt('/feed', given), unknown);
};

const entriesOf = async (answer: PageAnswer, given?: Partial<Feed>): Promise<FeedEntry[]> => {
  const answered = await read(answer, given);
  if (answered.kind !== 'news') throw new Error(`it answered ${answered.kind}`);
  return answered.entries;
};

const failureOf = async (answer: PageAnswer): Promise<string> => {
  try {
    await read(answer);
  } catch (thrown) {
    return asFailure(thrown).kind;
  }
  throw new Error('it did not fail');
};

const headers = { 'content-type': 'application/rss+xml; charset=utf-8' };

const rss = (items: string, channel = '<title>المرفأ</title>'): PageAnswer => ({
  headers,
  body: `<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>${channel}${items}</channel></rss>`,
});

const item = ({
  title = 'إعادة فتح جسر النهر بعد الفيضان',
  link = 'https://almarfa.example/1',
  rest = '<pubDate>Mon, 23 Nov 2026 10:00:00 +0300</pubDate>',
} = {}): string => `<item><title>${title}</title><link>${link}</link>${rest}</item>`;

const time = (iso: string): number => Date.parse(iso);

describe('a feed', () => {
  test('of RSS gives its entries with name, link, title, lead and time', async () => {
    const rest =
      '<guid isPermaLink="false">g-1</guid><category>محافظات</category><pubDate>Mon, 23 Nov 2026 10:00:00 +0300</pubDate>' +
      '<description>&lt;p&gt;قال محافظ المدينة إن الجسر &amp;quot;آمن&amp;quot;.&lt;/p&gt;</description>';
    expect(await entriesOf(rss(item({ rest })))).toEqual([
      {
        guid: 'g-1',
        url: 'https://almarfa.example/1',
        outlet: '',
        title: 'إعادة فتح جسر النهر بعد الفيضان',
        sections: ['محافظات'],
        lead: 'قال محافظ المدينة إن الجسر "آمن".',
        time: time('2026-11-23T07:00:00Z'),
      },
    ]);
  });

  test('of Atom, RDF or JSON gives the same', async () => {
    const title = 'إعادة فتح جسر النهر بعد الفيضان';
    const date = '2026-11-23T10:00:00+03:00';
    const forms: Record<string, string> = {
      atom: `<feed xmlns="http://www.w3.org/2005/Atom"><title>م</title><entry><id>g</id><title>${title}</title><link href="https://almarfa.example/1"/><category term="sport" label="رياضة"/><summary>خبر قصير.</summary><published>${date}</published></entry></feed>`,
      rdf: `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>م</title></channel><item rdf:about="g"><title>${title}</title><link>https://almarfa.example/1</link><description>خبر قصير.</description><dc:date>${date}</dc:date></item></rdf:RDF>`,
      json: JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'م',
        items: [
          {
            id: 'g',
            url: 'https://almarfa.example/1',
            title,
            content_text: 'خبر قصير.',
            tags: ['رياضة'],
            date_published: date,
          },
        ],
      }),
    };
    for (const [form, body] of Object.entries(forms)) {
      expect(await entriesOf({ headers, body }), form).toEqual([
        {
          guid: 'g',
          url: 'https://almarfa.example/1',
          outlet: '',
          title,
          sections: form === 'rdf' ? [] : ['رياضة'],
          lead: 'خبر قصير.',
          time: time('2026-11-23T07:00:00Z'),
        },
      ]);
    }
  });

  test('in windows-1256 is read as Arabic, whether it says so or not', async () => {
    const text = new TextDecoder('windows-1256').decode(
      Uint8Array.from({ length: 256 }, (_, code) => code),
    );
    const encode = (word: string) => Uint8Array.from(word, (letter) => text.indexOf(letter));
    const title = 'قال رئيس البلدية في بيان على الطريق';
    for (const declared of [' encoding="windows-1256"', '']) {
      const body = encode(
        `<?xml version="1.0"${declared}?><rss version="2.0"><channel>${item({ title })}</channel></rss>`,
      );
      const [entry] = await entriesOf({ headers: { 'content-type': 'text/xml' }, body });
      expect(entry?.title).toBe(title);
    }
  });

  test('that is cut off in the middle still gives the items that are whole', async () => {
    const whole = item() + item({ link: 'https://almarfa.example/2' });
    const body = `<rss version="2.0"><channel>${whole}<item><title>خبر مقطو`;
    const urls = (await entriesOf({ headers, body })).map(({ url }) => url);
    expect(urls.slice(0, 2)).toEqual(['https://almarfa.example/1', 'https://almarfa.example/2']);
  });

  test('behind a warning, blank lines or a bare ampersand is read', async () => {
    const good = `<rss version="2.0"><channel>${item({ title: 'جسر النهر & طريق الجبل' })}</channel></rss>`;
    for (const body of [`\n\n  ${good}`, `<b>Warning</b>: mysql in x.php\n${good}`]) {
      expect((await entriesOf({ headers, body }))[0]?.title).toBe('جسر النهر & طريق الجبل');
    }
  });

  test('gives nothing for items without a title or a web address', async () => {
    const items = item({ title: '' }) + item({ link: 'javascript:alert(1)' }) + item({ link: '' });
    expect(await entriesOf(rss(items))).toEqual([]);
  });

  test('that is a page, or nothing, is no feed', async () => {
    expect(await failureOf({ body: '<html><body><h1>404</h1></body></html>' })).toBe(
      'page-not-text',
    );
    const unclosed = `<!DOCTYPE html><html><body>${'<p>x<br>'.repeat(500)}`;
    expect(await failureOf({ body: unclosed })).toBe('page-not-text');
    expect(await failureOf({ headers, body: '' })).toBe('page-not-text');
  });

  test('with more items than one can read gives the first of them', async () => {
    expect(await entriesOf(rss(item().repeat(5_000)))).toHaveLength(400);
  });
});

describe('dates of a feed', () => {
  const timeOf = async (written: string, country = 'SA'): Promise<number | undefined> => {
    const rest = `<pubDate>${written}</pubDate>`;
    return (await entriesOf(rss(item({ rest })), { country }))[0]?.time;
  };

  test.each([
    ['Mon, 23 Nov 2026 10:00:00 GMT', '2026-11-23T10:00:00Z'],
    ['23 Nov 26 10:00 EST', '2026-11-23T15:00:00Z'],
    ['2026-11-23T10:00:00.000Z', '2026-11-23T10:00:00Z'],
    ['2026-11-23 10:00:00', '2026-11-23T07:00:00Z'],
    ['Mon, 23 Nov 2026 10:00:00 AST', '2026-11-23T07:00:00Z'],
    ['الاثنين، ٢٣ نوفمبر ٢٠٢٦ 10:00', '2026-11-23T07:00:00Z'],
    ['23 تشرين الثاني 2026', '2026-11-22T21:00:00Z'],
  ])('%s is %s for an outlet in Riyadh', async (written, meant) => {
    expect(await timeOf(written)).toBe(time(meant));
  });

  test.each(['', 'yesterday', '31 Feb 2026 10:00:00 GMT', '2026-13-01', 'item 5', '1'])(
    '«%s» is no date',
    async (written) => {
      expect(await timeOf(written)).toBeUndefined();
    },
  );
});

describe('titles and leads', () => {
  const entryOf = async (title: string, rest = '', channel = ''): Promise<FeedEntry | undefined> =>
    (await entriesOf(rss(item({ title, rest }), channel)))[0];

  test.each([
    ['فيضان يقطع طريق الجبل - العربية', 'فيضان يقطع طريق الجبل'],
    ['فيضان يقطع طريق الجبل | سكاي نيوز عربية', 'فيضان يقطع طريق الجبل'],
    ['فيضان يقطع طريق الجبل – المرفأ', 'فيضان يقطع طريق الجبل'],
    ['فيضان يقطع طريق الجبل - أخبار لبنان - المرفأ', 'فيضان يقطع طريق الجبل - أخبار لبنان'],
    ['مباراة القمة: الأهلي - الزمالك', 'مباراة القمة: الأهلي - الزمالك'],
    ['&lt;b&gt;فيضان&lt;/b&gt; يقطع &amp;quot;طريق&amp;quot; الجبل', 'فيضان يقطع "طريق" الجبل'],
  ])('the title «%s» is read as «%s»', async (written, title) => {
    expect((await entryOf(written))?.title).toBe(title);
  });

  test('a lead is text: no markup, script, invitation to read on, or title said again', async () => {
    const html =
      '<p>عنوان الخبر كما هو</p><script>alert(1)</script><p>أعلنت البلدية فتح الطريق [&hellip;]</p>' +
      '<p>اقرأ المزيد على موقعنا</p><p>The post عنوان appeared first on المرفأ.</p>';
    const rest = `<description><![CDATA[${html}]]></description>`;
    expect((await entryOf('عنوان الخبر كما هو', rest))?.lead).toBe('أعلنت البلدية فتح الطريق');
  });

  test('a lead ends with a sentence before it grows long', async () => {
    const rest = `<content:encoded><![CDATA[${'<p>جملة واحدة من سبع كلمات لا أكثر هنا.</p>'.repeat(80)}]]></content:encoded>`;
    const lead = (await entryOf('عنوان الخبر كما هو', rest))?.lead ?? '';
    expect(lead.length).toBeLessThanOrEqual(1_000);
    expect(lead.length).toBeGreaterThan(800);
    expect(lead.endsWith('هنا.')).toBe(true);
  });
});

describe('a hostile feed', () => {
  test('that nests a hundred thousand elements is refused', async () => {
    const body = `<rss version="2.0"><channel>${'<a>'.repeat(100_000)}`;
    expect(await failureOf({ headers, body })).toBe('page-hostile');
    const wide = `<rss version="2.0"><channel>${'<a/>'.repeat(50_000)}</channel></rss>`;
    expect(await failureOf({ headers, body: wide })).toBe('page-hostile');
  });

  test('that expands its own entities is read without them, or refused', async () => {
    const lol = Array.from(
      { length: 12 },
      (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`,
    ).join('');
    const body = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ها">${lol}<!ENTITY f SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel>${item({ title: 'قبل &l12; &f; بعد' })}</channel></rss>`;
    const [entry] = await entriesOf({ headers, body });
    expect(entry?.title.length).toBeLessThan(100);
    expect(entry?.title).not.toContain('root:');
  });

  test('that is larger than any feed is refused while it comes in', async () => {
    const body = `<rss version="2.0"><channel>${item().repeat(40_000)}</channel></rss>`;
    expect(await failureOf({ headers, body })).toBe('page-too-large');
  });

  test('that takes longer than any feed costs only its own reading', async () => {
    const feed = {
      kind: 'feed' as const,
      bytes: new TextEncoder().encode(
        `<rss version="2.0"><channel>${item().repeat(5_000)}</channel></rss>`,
      ),
      contentType: 'text/xml',
      url: 'https://almarfa.example/rss',
      outlet: 'المرفأ',
      country: 'LB',
    };
    const hasty = createReadingThreads({ timeoutMs: 1, log: silentLog });
    await expect(hasty.read(feed)).rejects.toMatchObject({ kind: 'page-hostile' });
    const patient = createReadingThreads({ timeoutMs: 30_000, log: silentLog });
    expect(await patient.read(feed)).toHaveLength(400);
    await Promise.all([hasty.close(), patient.close()]);
  });

  test('that leads to a private address connects to nothing', async () => {
    expect(await failureOf({ status: 302, headers: { location: `${secret.origin}/` } })).toBe(
      'address-forbidden',
    );
    expect(secret.connections()).toBe(0);
  });
});

describe('asking again', () => {
  test('names the earlier answer, and learns that nothing is new', async () => {
    site.serve({
      '/robots.txt': { status: 404 },
      '/feed': (request, response) => {
        const known =
          request.headers['if-none-match'] === '"v1"' &&
          request.headers['if-modified-since'] === 'Mon, 23 Nov 2026 10:00:00 GMT';
        response.writeHead(known ? 304 : 200, {
          ...headers,
          etag: '"v1"',
          'last-modified': 'Mon, 23 Nov 2026 10:00:00 GMT',
        });
        response.end(known ? '' : `<rss version="2.0"><channel>${item()}</channel></rss>`);
      },
    });
    const readFeed = reader();
    const first = await readFeed(feedAt('/feed'), unknown);
    if (first.kind !== 'news') throw new Error('it had nothing');
    expect(first).toMatchObject({ etag: '"v1"', lastModified: 'Mon, 23 Nov 2026 10:00:00 GMT' });
    expect((await readFeed(feedAt('/feed'), first)).kind).toBe('unchanged');
  });

  test('asks for the rules of a site once a day, and keeps to them', async () => {
    const robots = 'User-agent: *\nCrawl-delay: 120\nDisallow: /private/\nAllow: /private/feed$\n';
    site.serve({ '/robots.txt': { headers: { 'content-type': 'text/plain' }, body: robots } });
    const good = rss(item());
    site.serve({ '/feed': good, '/private/feed': good, '/private/feed/2': good });
    const readFeed = reader();
    const before = site.hits.length;
    expect(await readFeed(feedAt('/feed'), unknown)).toMatchObject({ crawlDelayMs: 120_000 });
    expect((await readFeed(feedAt('/private/feed'), unknown)).kind).toBe('news');
    expect((await readFeed(feedAt('/private/feed/2'), unknown)).kind).toBe('robots');
    expect(site.hits.slice(before)).toEqual(['/robots.txt', '/feed', '/private/feed']);
  });
});
