import { describe, expect, test } from 'vitest';

import { readTelegramPost } from '../../src/web/telegram-page.ts';
import { paragraphs } from '../support/web-pages.ts';

/** A post as t.me shows it to visitors. */
const post = (number: number, text: string, extra = ''): string => `
  <div class="tgme_widget_message_wrap"><div class="tgme_widget_message js-widget_message" data-post="quiet_news/${number}">
    <div class="tgme_widget_message_author"><a class="tgme_widget_message_owner_name" href="https://t.me/quiet_news"><span dir="auto">قناة الأخبار الهادئة</span></a></div>
    ${extra}
    <div class="tgme_widget_message_text js-message_text" dir="auto"><div class="tgme_widget_message_text js-message_text" dir="auto">${text}</div></div>
    <div class="tgme_widget_message_footer"><span class="tgme_widget_message_views">12K</span>
      <a class="tgme_widget_message_date" href="https://t.me/quiet_news/${number}"><time datetime="2026-11-20T09:30:00+00:00">09:30</time></a></div>
  </div></div>`;

const text = paragraphs.join('<br><br>');
const page = (html: string, url: string) => ({
  url,
  bytes: Buffer.from(
    `<!doctype html><html><head><meta charset="utf-8"></head><body>${html}</body></html>`,
  ),
  contentType: 'text/html; charset=utf-8',
});

describe('the public page of a post on Telegram', () => {
  test('is read under the name of its channel, with its date and address', () => {
    expect(
      readTelegramPost(page(post(41, text), 'https://t.me/quiet_news/41?embed=1')),
    ).toMatchObject({
      text: paragraphs.join('\n\n'),
      outlet: 'قناة الأخبار الهادئة',
      date: '2026-11-20T09:30:00+00:00',
      url: 'https://t.me/quiet_news/41',
      language: 'ar',
    });
  });

  test('of a whole channel gives the post that its address names', () => {
    const all = [post(40, 'قصير'), post(41, text), post(42, 'قصير')].join('');
    expect(readTelegramPost(page(all, 'https://t.me/s/quiet_news/41'))?.url).toBe(
      'https://t.me/quiet_news/41',
    );
    expect(readTelegramPost(page(all, 'https://t.me/s/quiet_news'))).toBeUndefined();
  });

  test('of a forwarded post names the channel that it came from', () => {
    const from = '<a class="tgme_widget_message_forwarded_from_name">وكالة بعيدة</a>';
    const read = readTelegramPost(page(post(41, text, from), 'https://t.me/quiet_news/41'));
    expect(read?.outlet).toBe('وكالة بعيدة');
  });

  test('without a text, and any other page, is left to the reader of pages', () => {
    const empty = post(41, text).replaceAll('tgme_widget_message_text', 'other');
    expect(readTelegramPost(page(empty, 'https://t.me/quiet_news/41'))).toBeUndefined();
    expect(readTelegramPost(page(`<p>${text}</p>`, 'https://example.com/1'))).toBeUndefined();
  });

  test('of a few words is told to be too short', () => {
    expect(() => readTelegramPost(page(post(41, 'قصير'), 'https://t.me/quiet_news/41'))).toThrow(
      expect.objectContaining({ kind: 'too-short' }),
    );
  });
});
