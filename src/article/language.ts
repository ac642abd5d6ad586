import type { TextLanguage } from './article.ts';

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** Frequent words that the other languages of the script do not have. */
const persianWords =
  /(?<!\p{L})(?:از|که|را|این|است|برای|های|شد|شده|کرد|می|آن‌ها|بود|باید|یک)(?!\p{L})/gu;
const urduWords = /(?<!\p{L})(?:کے|کی|کا|میں|نے|سے|ہے|ہیں|کو|اور|پر|تھا|گیا)(?!\p{L})/gu;
const englishWords = /\b(?:the|of|and|to|in|is|for|that|with|was|on|said|has|by)\b/gi;
const otherLatinWords =
  /\b(?:le|la|les|des|et|en|du|que|el|los|las|der|die|das|und|ist|il|di|che|ve|bir|bu|için|un|una|est|dans|pour)\b/gi;

/**
 * Persian and Urdu by letters that Arabic lacks, with the article «ال» as the sign of Arabic: its
 * newsrooms also type ی and ک, and write گ or پ in foreign names.
 */
const languageOfArabicScript = (text: string, letters: number): TextLanguage => {
  const allWords = count(text, /\p{Script=Arabic}{2,}/gu);
  const articles = count(
    text,
    /(?<!\p{L})[وفبلك]{0,2}ال\p{L}{2}|(?<!\p{L})لل\p{L}{2}|ة(?!\p{L})/gu,
  );
  if (articles * 6 >= allWords) return 'ar';
  const urdu = count(text, /[ٹڈڑںےہھۓ]/g);
  const persian = count(text, /[پچژگکی]/g);
  const evidence = { ur: count(text, urduWords) * 2, fa: count(text, persianWords) * 2 };
  if (urdu * 40 >= letters || (urdu > 0 && evidence.ur > articles)) return 'ur';
  return persian * 25 >= letters || evidence.fa > articles ? 'fa' : 'ar';
};

/**
 * The language of a text by its script and its smallest words; addresses are left out of account.
 * A text without letters is `other`, a few words in Arabic letters without any sign are Arabic.
 */
export const detectLanguage = (text: string): TextLanguage => {
  const prose = text.replaceAll(/https?:\/\/\S+/g, ' ');
  const letters = count(prose, /\p{L}/gu);
  const arabic = count(prose, /[\p{Script=Arabic}&&\p{L}]/gv);
  const latin = count(prose, /\p{Script=Latin}/gu);
  if (letters === 0 || Math.max(arabic, latin) * 2 < letters) return 'other';
  if (arabic >= latin) return languageOfArabicScript(prose, arabic);
  return count(prose, englishWords) >= count(prose, otherLatinWords) ? 'en' : 'other';
};
