import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';
import { z } from 'zod';

import type { Article } from '../../src/article/article.ts';
import { asFailure } from '../../src/lib/failure.ts';
import { readArticle } from '../../src/web/read-article.ts';
import { headline, newsPage, paragraphs } from '../support/web-pages.ts';

const read = (html: string, url = 'https://www.almina.example/news/17'): Article =>
  readArticle({ url, bytes: Buffer.from(html), contentType: 'text/html; charset=utf-8' });

const verdict = (html: string): string => {
  try {
    read(html);
    return 'an article';
  } catch (error) {
    return asFailure(error).kind;
  }
};

const body = paragraphs.map((text) => `<p>${text}</p>`).join('\n');
const whole = paragraphs.join('\n\n');

describe('the article of a page', () => {
  test('is its paragraphs, parted by an empty line, without headline, menu and footer', () => {
    const article = read(newsPage());
    expect(article.text).toBe(whole);
    expect(article).toMatchObject({
      title: headline,
      outlet: 'صحيفة الميناء',
      language: 'ar',
      url: 'https://www.almina.example/news/17',
    });
  });

  test('is parted where the page has line breaks only', () => {
    const page = newsPage({ body: paragraphs.join('<br><br>\n') });
    expect(read(page).text).toBe(whole);
  });

  test('is found in a page that is one form', () => {
    const page = newsPage().replace('<main>', '<form><main>').replace('</main>', '</main></form>');
    expect(read(page).text).toBe(whole);
  });

  test.each([
    'اقرأ أيضاً',
    'اقرأ أيضا:',
    'إقرأ المزيد',
    'مواضيع ذات صلة',
    'أخبار ذات صلة',
    'موضوعات متعلقة',
    'الأكثر قراءة',
    'آخر الأخبار',
    'الوسوم',
    'كلمات مفتاحية',
    'التعليقات',
    'قد يهمك أيضاً',
    'المزيد من أخبار المدينة',
    'Related Articles',
    'Most read',
  ])('ends where «%s» begins', (label) => {
    const links = ['عودة المدارس بعد العطلة', 'انقطاع المياه عن الحي الشرقي', 'سوق السمك ينتقل'];
    const list = links.map((text) => `<li><a href="/n/${text.length}">${text}</a></li>`).join('');
    const page = newsPage({ body: `${body}<h3>${label}</h3><ul>${list}</ul>` });
    expect(read(page).text).toBe(whole);
  });

  test.each([
    '<p>اقرأ أيضاً: <a href="/1">انقطاع المياه عن الحي الشرقي</a></p>',
    '<p><strong><a href="/1">انقطاع المياه عن الحي الشرقي في المدينة</a></strong></p>',
    '<div>شاهد أيضا</div><ul><li><a href="/1">عودة المدارس</a></li><li><a href="/2">سوق السمك</a></li></ul>',
    '<div>شارك هذا المقال</div><div>فيسبوك</div>',
    '<p>تابعونا على قناتنا في تلغرام</p>',
    '<figure><img src="a.jpg"><figcaption>الجسر قبل الترميم (أرشيف)</figcaption></figure>',
    '<p>إعلان</p>',
  ])('goes on after what stands between its paragraphs: %s', (box) => {
    const parts = paragraphs.map((text) => `<p>${text}</p>`);
    const page = newsPage({ body: [...parts.slice(0, 2), box, ...parts.slice(2)].join('') });
    expect(read(page).text).toBe(whole);
  });

  test('keeps sentences with a link, lists of facts and short last lines', () => {
    const extra =
      '<p>وقال <a href="/x">تقرير لجنة الترميم</a> إن الجسر آمن.</p>' +
      '<ul><li>طول الجسر مئة متر.</li><li>عرضه ثمانية أمتار.</li></ul><p>(وكالات)</p>';
    const { text } = read(newsPage({ body: body + extra }));
    expect(text).toContain('وقال تقرير لجنة الترميم إن الجسر آمن.');
    expect(text).toContain('عرضه ثمانية أمتار.');
    expect(text.endsWith('(وكالات)')).toBe(true);
  });

  test('is free of marks that steer the screen', () => {
    const marked = whole.replace('الجسر', '\u202eال\u200bجسر\u0007');
    const page = newsPage({
      body: marked
        .split('\n\n')
        .map((text) => `<p>${text}</p>`)
        .join(''),
    });
    expect(read(page).text).toBe(whole);
  });

  test('is read from plain text too', () => {
    const bytes = Buffer.from(`${headline}\n\n${paragraphs.join('\n\n')}`);
    const page = { url: 'https://a.example/1.txt', bytes, contentType: 'text/plain' };
    expect(readArticle(page)).toMatchObject({ title: headline, text: whole, language: 'ar' });
  });
});

describe('what a page says of itself', () => {
  const jsonLd = (article: object): string =>
    `<script type="application/ld+json">${JSON.stringify(article)}</script>`;

  test('is taken from JSON-LD wherever the article stands in it', () => {
    const head = jsonLd({
      '@graph': [
        { '@type': 'WebSite', name: 'الموقع' },
        {
          '@type': ['NewsArticle'],
          headline: headline.replace('القديم', '&quot;القديم&quot;'),
          datePublished: '2026-03-05T09:30:00+02:00',
          author: [{ '@type': 'Person', name: 'ليلى حداد' }, { name: 'سامي عيد' }],
          publisher: { name: 'جريدة الميناء' },
        },
      ],
    });
    expect(read(newsPage({ head, title: headline }))).toMatchObject({
      title: headline,
      date: '2026-03-05T09:30+02:00',
      author: 'ليلى حداد، سامي عيد',
      outlet: 'جريدة الميناء',
    });
  });

  test.each(['{"@type":"NewsArticle","headline":', '[[[[', 'null', '{"@type":7}'])(
    'does not depend on JSON-LD that is broken: %s',
    (source) => {
      const head = `<script type="application/ld+json">${source}</script>`;
      expect(read(newsPage({ head })).title).toBe(headline);
    },
  );

  test('comes from meta elements where there is nothing else', () => {
    const head =
      '<meta property="og:site_name" content="الميناء أونلاين">' +
      '<meta name="author" content="ليلى حداد">' +
      '<meta property="article:published_time" content="2026-03-05T07:30:00Z">';
    expect(read(newsPage({ head }))).toMatchObject({
      outlet: 'الميناء أونلاين',
      author: 'ليلى حداد',
      date: '2026-03-05T07:30Z',
    });
  });

  test.each([
    ['<time datetime="2026-03-05">قبل يومين</time>', '2026-03-05'],
    ['<span itemprop="datePublished" content="2026-03-05 07:30">أمس</span>', '2026-03-05T07:30'],
    ['<div class="post-date">الخميس 5 آذار 2026</div>', '2026-03-05'],
    ['<div class="post-date">٥ مارس ٢٠٢٦ - ٠٧:٣٠</div>', '2026-03-05T07:30'],
    ['<span class="published">5 مارس/آذار 2026</span>', '2026-03-05'],
    ['<span class="published">05/03/2026</span>', '2026-03-05'],
  ])('dates the article by what is below the headline: %s', (line, date) => {
    const page = newsPage().replace('</h1>', `</h1>${line}`);
    const article = read(page);
    expect(article.date).toBe(date);
    expect(article.text).toBe(whole);
  });

  test.each([
    ['https://a.example/2026/03/05/bridge', '2026-03-05'],
    ['https://a.example/story/2026/3/5/bridge/77', '2026-03-05'],
    ['https://a.example/2026-03-05/bridge', '2026-03-05'],
    ['https://a.example/20260305/bridge', '2026-03-05'],
    ['https://a.example/2026/world/3/5/bridge/index.html', '2026-03-05'],
    ['https://a.example/99999999/bridge', ''],
    ['https://a.example/2026/13/45/bridge', ''],
  ])('dates the article by its address %s', (url, date) => {
    expect(read(newsPage(), url).date).toBe(date);
  });

  test('the date of today above the headline is not taken for that of the article', () => {
    const above = '<div class="today-date">الاثنين 23 نوفمبر 2026</div>';
    expect(read(newsPage({ above })).date).toBe('');
  });

  test.each([
    [`${headline} | صحيفة الميناء`],
    [`صحيفة الميناء - ${headline}`],
    [`${headline} – أخبار – صحيفة الميناء`],
  ])('gives the headline without the name of the site: %s', (title) => {
    const head = '<meta property="og:site_name" content="صحيفة الميناء">';
    const page = newsPage({ title, head }).replace(/<h1>.*<\/h1>/, '');
    const expected = title.includes('أخبار') ? `${headline} – أخبار` : headline;
    expect(read(page).title).toBe(expected);
  });

  test('an outlet known in Arabic is named so', () => {
    const head = '<meta property="og:site_name" content="BBC News">';
    expect(read(newsPage({ head, title: headline })).outlet).toBe('بي بي سي');
  });

  test('an AMP page names the address of its original', () => {
    const head = '<link rel="canonical" href="https://www.almina.example/news/17?utm_source=amp">';
    const article = read(newsPage({ head }), 'https://amp.almina.example/amp/17');
    expect(article.url).toBe('https://www.almina.example/news/17');
  });

  test('a page cannot pass for one of another site', () => {
    const head = '<link rel="canonical" href="https://www.bbc.com/arabic/1">';
    expect(read(newsPage({ head })).url).toBe('https://www.almina.example/news/17');
  });
});

describe('a page that is no article', () => {
  const [first] = paragraphs;

  test.each([
    [
      'page-cookie-wall',
      newsPage({
        body:
          '<p>نستخدم نحن وشركاؤنا ملفات تعريف الارتباط لتخصيص المحتوى والإعلانات وقياس أدائها، وبالضغط على موافق فإنك تقبل استخدام ملفات تعريف الارتباط وفق سياسة الخصوصية.</p>' +
          '<p>يمكنك تغيير اختيارك أو سحب موافقتك في أي وقت من خلال إعدادات ملفات تعريف الارتباط في أسفل الصفحة، علما بأن بعض الخدمات قد لا تعمل.</p>',
      }),
    ],
    [
      'page-paywalled',
      newsPage({ body: `<p>${first}</p><p>هذا المقال مخصص للمشتركين. اشترك لمتابعة القراءة.</p>` }),
    ],
    [
      'page-paywalled',
      newsPage({
        head: '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False"}</script>',
        body: `<p>${first}</p>`,
      }),
    ],
    [
      'page-needs-login',
      '<title>تسجيل الدخول</title><h1>تسجيل الدخول</h1><form><input name="u"><input type="password"></form>',
    ],
    [
      'page-missing',
      newsPage({
        title: '404 - الصفحة غير موجودة',
        body: '<p>عذرا، الصفحة غير موجودة. ربما نقلت أو حذفت.</p>',
      }),
    ],
    [
      'page-needs-script',
      '<title>الميناء</title><div id="root"></div><noscript>You need to enable JavaScript to run this app.</noscript><script src="/app.js"></script>',
    ],
    [
      'page-needs-script',
      '<title>Just a moment...</title><p>Checking your browser before accessing. Enable JavaScript and cookies to continue</p>',
    ],
    [
      'page-is-video',
      `<title>${headline}</title><h1>${headline}</h1><video src="a.mp4"></video><p>شاهد تقرير مراسلنا من الميناء.</p>`,
    ],
    [
      'page-is-listing',
      newsPage({
        body: Array.from(
          { length: 12 },
          (_, index) =>
            `<div class="post"><h2><a href="/n/${index}">خبر محلي رقم ${index} من أخبار المدينة اليوم</a></h2><p>ملخص قصير للخبر رقم ${index}، يليه رابط إلى باقي التفاصيل في صفحة أخرى.</p></div>`,
        ).join(''),
      }),
    ],
    ['page-without-article', '<p>مرحبا</p>'],
    ['page-without-article', ''],
  ])('is named for what it is: %s', (kind, html) => {
    expect(verdict(html)).toBe(kind);
  });

  test.each([
    ['a word on cookies', '<div class="cookies">نستخدم ملفات تعريف الارتباط. موافق</div>'],
    ['a login form', '<form>تسجيل الدخول <input type="password"></form>'],
    ['an invitation to subscribe', '<p>اشترك في نشرتنا لمتابعة القراءة كل صباح</p>'],
    ['a video', '<video src="a.mp4"></video>'],
    ['a word to browsers without scripts', '<noscript>Please enable JavaScript</noscript>'],
  ])('does not include a whole article with %s beside it', (_, below) => {
    // Twice, since what is judged are short texts.
    const long = newsPage({ body: body + body.replaceAll('وقال', 'وذكر'), below });
    expect(verdict(long)).toBe('an article');
  });

  test.each([
    ['an invitation to a channel', '<p>اشترك في قناتنا على واتساب لمتابعة آخر الأخبار</p>'],
    ['a login window', '<div class="modal"><p>تسجيل الدخول</p><input type="password"></div>'],
    [
      'a list of links',
      Array.from(
        { length: 12 },
        (_, n) => `<p><a href="/${n}">خبر آخر من المدينة رقم ${n}</a></p>`,
      ).join(''),
    ],
    ['the number 404', '<p>وبلغ عدد العمال 404 عمال في المشروع كله.</p>'],
    ['a video', '<iframe src="https://www.youtube.com/embed/1"></iframe>'],
  ])('a short article with %s is an article', (_, below) => {
    const short = paragraphs
      .slice(1, 3)
      .map((text) => `<p>${text}</p>`)
      .join('');
    expect(verdict(newsPage({ body: short + below }))).toBe('an article');
  });

  test('an article about cookies is an article', () => {
    const about =
      '<p>قالت هيئة حماية البيانات إن المواقع التي تستخدم ملفات تعريف الارتباط من دون موافقة ستغرم ابتداء من العام المقبل.</p>';
    const title = 'غرامات على المواقع التي تستخدم ملفات تعريف الارتباط بلا موافقة';
    expect(verdict(newsPage({ title, body: about + about }).replaceAll(headline, title))).toBe(
      'an article',
    );
  });
});

describe('the pages of the project', () => {
  const folder = join(import.meta.dirname, '..', 'fixtures', 'pages');
  const expectation = z.union([
    z.strictObject({ url: z.string(), failure: z.string() }),
    z.strictObject({
      url: z.string(),
      title: z.string(),
      text: z.string(),
      outlet: z.string(),
      author: z.string(),
      date: z.string(),
    }),
  ]);
  const names = existsSync(folder)
    ? readdirSync(folder).filter((file) => file.endsWith('.html'))
    : [];

  test('are there', () => expect(names.length).toBeGreaterThanOrEqual(8));

  /** Articles are dated to the minute. */
  const toTheMinute = (date: string): string => date.replace(/(T\d\d:\d\d):\d\d/, '$1');

  test.each(names)('%s is read as a person would', (name) => {
    const expected = expectation.parse(
      JSON.parse(readFileSync(join(folder, name.replace(/html$/, 'json')), 'utf8')),
    );
    const html = readFileSync(join(folder, name), 'utf8');
    const found = ((): object => {
      try {
        return read(html, expected.url);
      } catch (error) {
        return { failure: asFailure(error).kind, url: expected.url };
      }
    })();
    expect(found).toMatchObject(
      'date' in expected ? { ...expected, date: toTheMinute(expected.date) } : expected,
    );
  });
});
