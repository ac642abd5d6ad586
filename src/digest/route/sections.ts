import { type StandingTopic, standingTopics } from '../topic.ts';

/** What newsrooms call their sections in addresses, Latin and Arabic. */
const names: Readonly<Record<StandingTopic, RegExp>> = {
  politics: /^(?:politics?|elections?|سياسة)$/,
  economy: /^(?:economy|economi[ce]s?|economie|ebusiness|business|finance|markets|aswaq|اقتصاد)$/,
  sport: /^(?:sports?|football|soccer|riyada|رياضة)$/,
  technology: /^(?:tech|technology|sci-?tech|digital|تكنولوجيا|تقنية)$/,
  culture: /^(?:culture|arts?|art-and-culture|cinema|books|celebrities|ثقافة|فن|فنون)$/,
  health: /^(?:health|medicine|صحة)$/,
  science: /^(?:science|space|environment|climate|علوم|بيئة)$/,
};

/** The topics whose section an article stands in, by its address: `/sport/2026/11/27/…`. */
export const sectionsOf = (url: string): StandingTopic[] => {
  let path: string[];
  try {
    path = decodeURIComponent(new URL(url).pathname).toLowerCase().split('/').slice(1, -1);
  } catch {
    return [];
  }
  // The last part is the article's own name.
  return standingTopics.filter((topic) => path.some((part) => names[topic].test(part)));
};
