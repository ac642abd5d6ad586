import type { Article, TextLanguage } from '../article/article.ts';
import type { Page } from '../article/ports.ts';
import { Failure } from '../lib/failure.ts';
import { blocksOf, findArticle } from './article-body.ts';
import { decodePage } from './decode.ts';
import { parseDocument } from './dom.ts';
import { guardPage } from './guard.ts';
import { readMetadata } from './page-metadata.ts';
import { trimBlocks } from './trim-blocks.ts';

const languageOf = (text: string): TextLanguage => (/[ء-ي]/.test(text) ? 'ar' : 'other');

/**
 * The article of a page. Runs in the page worker: its time is bounded by the guard, not by itself.
 * Throws a Failure that says what the page is where it is no article.
 */
export const readArticle = (page: Page): Article => {
  const { html, jsonLd } = guardPage(decodePage(page.bytes, page.contentType));
  const document = parseDocument(html);
  const { isPaid: _, ...metadata } = readMetadata(document, { url: page.url, jsonLd });
  const root = findArticle(document);
  const blocks = root === undefined ? [] : trimBlocks(blocksOf(root), metadata.title);
  const text = blocks.map((block) => block.text).join('\n\n');
  if (text === '') throw new Failure('page-without-article', 'no article found in the page');
  return { ...metadata, text, language: languageOf(text) };
};
