import { describe, expect, test } from 'vitest';

import { Failure } from '../../src/lib/failure.ts';
import { guardPage } from '../../src/web/guard.ts';

const kindOf = (html: string): string => {
  try {
    guardPage(html);
    return 'let through';
  } catch (error) {
    return error instanceof Failure ? error.kind : 'another error';
  }
};

describe('the guard before the DOM', () => {
  test.each([
    ['12 KB nested 1,000 deep', '<div>'.repeat(1_000)],
    ['50,000 nested divisions', '<div>'.repeat(50_000)],
    ['50,000 nested inline elements', '<b>'.repeat(50_000)],
    ['nested tables', '<table><tr><td>'.repeat(5_000)],
    ['nesting inside of what is dropped', `<svg>${'<g>'.repeat(5_000)}`],
  ])('refuses %s', (_, html) => {
    expect(kindOf(html)).toBe('page-hostile');
  });

  test('unwraps elements below 64 levels and keeps their text', () => {
    const { html } = guardPage(`${'<div>'.repeat(300)}<p>في العمق</p>${'</div>'.repeat(300)}`);
    expect(html).toContain('في العمق');
    expect(html.match(/<div>/g)).toHaveLength(64);
    expect(html).not.toContain('<p>');
  });

  test('writes no more than 4,000 elements and 500,000 characters', () => {
    const many = guardPage('<i>x</i>'.repeat(100_000)).html;
    expect(many.match(/<i>/g)!.length).toBeLessThanOrEqual(4_000);
    expect(guardPage(`<p>${'كلام '.repeat(1_000_000)}`).html.length).toBeLessThan(510_000);
  });

  test('cuts attributes and keeps only those that are read', () => {
    const { html } = guardPage(`<p class="${'a'.repeat(100_000)}" onclick="x()" data-x="1">ن</p>`);
    expect(html.length).toBeLessThan(2_500);
    expect(html).not.toMatch(/onclick|data-x/);
  });

  test('drops scripts, styles and players, but neither forms nor what stands in them', () => {
    const { html } = guardPage(
      '<form><script>bad()</script><style>p{}</style><iframe src="x">y</iframe><p>خبر</p></form>',
    );
    expect(html).toContain('<form><p>خبر</p></form>');
  });

  test('goes on after an element that was dropped within another', () => {
    const { html } = guardPage(
      '<p>قبل</p><noscript><iframe></iframe><p>لا</p></noscript><p>بعد</p>',
    );
    expect(html).toContain('<p>قبل</p><p>بعد</p>');
  });

  test('keeps what scripts say to search engines, and notes what it dropped', () => {
    const { jsonLd, traces } = guardPage(
      '<script type="application/ld+json">{"a":1}</script><script>x</script><video></video>' +
        '<iframe src="https://www.youtube.com/embed/1"></iframe><input type="password">' +
        '<noscript>Please enable JavaScript</noscript>',
    );
    expect(jsonLd).toEqual(['{"a":1}']);
    expect(traces).toEqual({
      scripts: 1,
      videos: 2,
      passwords: 1,
      noscript: 'Please enable JavaScript',
    });
  });

  test('gives a page without a skeleton one, with its title in the head', () => {
    const { html } = guardPage('<title>عنوان</title><p>نص');
    expect(html).toContain('<head><title>عنوان</title></head><body><p>نص</p></body>');
  });

  test('leaves text that looks like markup as text', () => {
    expect(guardPage('<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp;lt;</p>').html).toContain(
      '<p>&lt;script>alert(1)&lt;/script> &amp;lt;</p>',
    );
  });
});
