import { describe, expect, test } from 'vitest';

import { isChannelPage } from '../../src/web/feed.ts';
import { readChannel } from '../../src/web/telegram-page.ts';

const place = {
  contentType: 'text/html; charset=utf-8',
  url: 'https://t.me/s/almarfa',
  outlet: 'المرفأ',
  country: 'LB',
};

const post = (name: string, text: string): string =>
  `<div class="tgme_widget_message_wrap js-widget_message_wrap"><div class="tgme_widget_message" data-post="${name}">
  <div class="tgme_widget_message_author"><span>المرفأ</span></div>
  <a class="tgme_widget_message_reply"><div class="tgme_widget_message_text js-message_reply_text" dir="auto"></div></a>
  <div class="tgme_widget_message_text js-message_text" dir="auto">${text}</div>
  <div class="tgme_widget_message_footer"><span class="tgme_widget_message_views">12K</span>
  <a class="tgme_widget_message_date" href="https://t.me/${name}"><time datetime="2026-11-23T10:00:00+00:00" class="time">10:00</time></a></div></div></div>`;

const page = (...posts: string[]): string =>
  `<!DOCTYPE html><html><head><title>المرفأ – Telegram</title></head><body><main><section>${posts.join('')}</section></main></body></html>`;

const read = (html: string) => readChannel({ ...place, bytes: Buffer.from(html) });

describe('the public page of a channel', () => {
  test('is known by its address', () => {
    expect(isChannelPage('https://t.me/s/almarfa')).toBe(true);
    expect(isChannelPage('https://t.me/almarfa/12')).toBe(false);
    expect(isChannelPage('https://not-t.me/s/almarfa')).toBe(false);
  });

  test('gives each post with its first line as title, the rest as lead, and its own address', () => {
    const text =
      '<i class="emoji"><b>🔴</b></i> إعادة فتح جسر النهر &amp; الطريق<br/><br/>قال <b>المحافظ</b> إن الجسر فتح صباح اليوم.<br/><a href="https://t.me/almarfa">للاشتراك</a>';
    expect(read(page(post('almarfa/12', text)))).toEqual([
      {
        guid: 'almarfa/12',
        url: 'https://t.me/almarfa/12',
        outlet: '',
        title: 'إعادة فتح جسر النهر & الطريق',
        lead: 'قال المحافظ إن الجسر فتح صباح اليوم.\nللاشتراك',
        time: Date.parse('2026-11-23T10:00:00Z'),
      },
    ]);
  });

  test('leaves out posts without text, and cuts a title out of a long first line', () => {
    const long = `قال المحافظ إن الجسر فتح صباح اليوم. ${'وأضاف أن العمل استمر ليلا ونهارا. '.repeat(10)}`;
    const [only, ...none] = read(page(post('a/1', ''), post('a/2', long)));
    expect(none).toEqual([]);
    expect(only?.title).toBe('قال المحافظ إن الجسر فتح صباح اليوم.');
    expect(only?.lead.startsWith('وأضاف')).toBe(true);
  });

  test('that shows no post is no feed', () => {
    expect(() => read(page())).toThrow('no posts');
  });

  test('that nests without end is refused', () => {
    const hostile = page(post('a/1', '<b>'.repeat(50_000)));
    expect(() => read(hostile)).toThrow(expect.objectContaining({ kind: 'page-hostile' }));
  });
});
