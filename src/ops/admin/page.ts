import type { OutputLanguage } from '../../summary/summary.ts';

/** Markup that is safe to send: made by `html` only. */
export type Html = { readonly markup: string };

type Value = string | number | Html | readonly Html[];

/** Markup from a template: whatever is put in is escaped, unless it was made by `html` itself. */
export const html = (parts: TemplateStringsArray, ...values: Value[]): Html => ({
  markup: String.raw({ raw: parts }, ...values.map(markupOf)),
});

const markupOf = (value: Value): string => {
  if (typeof value === 'string') return escape(value);
  if (typeof value === 'number') return String(value);
  return 'markup' in value ? value.markup : value.map(({ markup }) => markup).join('');
};

const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** A part of the dashboard under its heading. */
export const section = (title: string, ...content: Html[]): Html =>
  html`<section>
    <h2>${title}</h2>
    ${content}
  </section>`;

/** What stands where there is nothing to show, or beside what is shown. */
export const remark = (words: string): Html => html`<p class="none">${words}</p>`;

type Table = {
  heads?: readonly string[];
  /** The first cell of each row is its head. */
  rows: readonly (readonly (string | Html)[])[];
  kind?: 'log' | '';
};

/** A table that scrolls by itself on a narrow page. */
export const table = ({ heads = [], rows, kind = '' }: Table): Html =>
  html`<div class="scroll">
    <table class="${kind}">
      ${
        heads.length === 0
          ? []
          : html`<tr>
              ${heads.map((head) => html`<th scope="col">${head}</th>`)}
            </tr>`
      }
      ${rows.map(
        ([head = '', ...cells]) =>
          html`<tr>
            <th scope="row">${head}</th>
            ${cells.map((cell) => html`<td>${cell}</td>`)}
          </tr>`,
      )}
    </table>
  </div>`;

type Button = {
  action: 'login' | 'logout' | 'retry';
  fields: Readonly<Record<string, string>>;
  label: string;
  kind?: 'quiet' | '';
};

/** A button that posts its fields; a `proof` among them shows that this session pressed it. */
export const button = (
  language: OutputLanguage,
  { action, fields, label, kind = '' }: Button,
): Html =>
  html`<form method="post" action="/admin/${action}">
    ${Object.entries({ ...fields, lang: language }).map(
      ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
    )}
    <button class="${kind}">${label}</button>
  </form>`;

/** Says a message of the chat's words in one language, as plain text. */
export type Say = (id: string, values?: Record<string, string | number>) => string;

/** The words of a page, and how it writes figures and times. */
export type Tongue = {
  language: OutputLanguage;
  say: Say;
  count: (value: number) => string;
  dollars: (microUsd: number) => string;
  percent: (share: number) => string;
  hour: (time: number) => string;
  day: (time: number) => string;
  moment: (time: number) => string;
};

/** Figures are Latin, as in the chat; times are UTC, as budgets and counts are. */
export const tongueOf = (language: OutputLanguage, say: Say): Tongue => {
  const locale = `${language}-u-ca-gregory-nu-latn`;
  const numbers = new Intl.NumberFormat(locale);
  const date = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
    return (time: number) => format.format(time);
  };
  const hour = (time: number): string => new Date(time).toISOString().slice(11, 16);
  const day = date({ day: 'numeric', month: 'short' });
  return {
    language,
    say,
    count: (value) => numbers.format(value),
    dollars: (microUsd) => `$${(microUsd / 1_000_000).toFixed(microUsd < 100_000_000 ? 2 : 0)}`,
    percent: (share) => `${(share * 100).toFixed(share > 0 && share < 0.1 ? 1 : 0)}%`,
    hour,
    day,
    moment: (time) => `${day(time)} ${hour(time)}`,
  };
};

/** A whole page; `head` is what stands beside the name. */
export const page = ({ language, say }: Tongue, body: Html, head: Html = html``): Html =>
  html`<!doctype html>
    <html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${say('admin-title')}</title>
        <link rel="stylesheet" href="/admin/style.css" />
      </head>
      <body>
        <header>
          <h1>${say('admin-title')}</h1>
          ${head}
        </header>
        <main>${body}</main>
      </body>
    </html> `;

/** What is shown without a session: how to come in. */
export const closedPage = (tongue: Tongue): Html =>
  page(
    tongue,
    html`<section class="door"><p>${tongue.say('admin-closed')}</p></section>`,
    languageLink(tongue),
  );

/** Where a login link leads: only the press of the button uses it up. */
export const doorPage = (tongue: Tongue, token: string): Html =>
  page(
    tongue,
    html`<section class="door">
      <p>${tongue.say('admin-door')}</p>
      ${button(tongue.language, { action: 'login', fields: { token }, label: tongue.say('admin-enter') })}
    </section>`,
  );

/** A page of one sentence. */
export const notePage = (tongue: Tongue, note: string): Html =>
  page(tongue, html`<section class="door"><p>${tongue.say(note)}</p></section>`);

export const languageLink = ({ language, say }: Tongue): Html => {
  const other = language === 'ar' ? 'en' : 'ar';
  return html`<a lang="${other}" href="/admin?lang=${other}">${say('admin-other-language')}</a>`;
};
