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
