import type { Article } from '../article/article.ts';
import { detectLanguage } from '../article/language.ts';
import type { Page } from '../article/ports.ts';
import { Failure } from '../lib/failure.ts';
import { blocksOf, findArticle } from './article-body.ts';
import { decodePage } from './decode.ts';
import { oneLine, parseDocument } from './dom.ts';
import { guardPage } from './guard.ts';
import { datedLines, writtenDate } from './page-date.ts';
import { readMetadata } from './page-metadata.ts';
import { judgePage } from './page-verdict.ts';
import { splitHead, trimBlocks } from './trim-blocks.ts';

const longestTitle = 200;
/** Characters of a page that are looked at to tell what kind of page it is. */
const judged = 40_000;

const readHtml = (source: string, url: string): Article => {
  const { html, jsonLd, traces } = guardPage(source);
  const document = parseDocument(html);
  const { isPaid, kind, ...metadata } = readMetadata(document, { url, jsonLd });
  const shown = oneLine((document.body.textContent ?? '').slice(0, judged));
  const dated = datedLines(document);
  const blocks = blocksOf(findArticle(document));
  const { rest, byline } = splitHead(blocks, metadata);
  const text = trimBlocks(rest)
    .map((block) => block.text)
    .join('\n\n');
  const { title } = metadata;
  const failure = judgePage({ title, text, blocks, shown, kind, isPaid, traces });
  if (failure) throw failure;
  const date =
    metadata.date || writtenDate([...blocks.slice(0, 5).map(({ text }) => text), ...dated]);
  return {
    ...metadata,
    author: metadata.author || byline,
    date,
    text,
    language: detectLanguage(text),
  };
};

/** A page of plain text: its first line is the title where it reads like one. */
const readPlain = (source: string, url: string): Article => {
  const paragraphs = source.split(/\n\s*\n/).map(oneLine);
  const [first = '', ...rest] = paragraphs.filter((paragraph) => paragraph !== '');
  const isTitle = first.length <= longestTitle && rest.length > 0;
  const text = (isTitle ? rest : [first, ...rest]).join('\n\n');
  if (text === '') throw new Failure('page-without-article', 'a page of plain text without any');
  const byline = { outlet: URL.parse(url)?.hostname ?? '', author: '', date: '', url };
  return { ...byline, title: isTitle ? first : '', text, language: detectLanguage(text) };
};

/**
 * The article of a page. Runs in the page worker: the guard bounds what it has to chew, the worker
 * its time. Throws a Failure that says what the page is where it is no article.
 */
export const readArticle = ({ bytes, contentType, url }: Page): Article => {
  const source = decodePage(bytes, contentType);
  const isPlain = /^\s*text\/plain/i.test(contentType);
  return isPlain ? readPlain(source, url) : readHtml(source, url);
};
