import { type StandingTopic, standingTopicOf, standingTopics } from '../topic.ts';

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

/** Who files an item under more has no sections but tags. */
const mostTopics = 2;

/**
 * The topics whose section an article stands in: by its address, `/sport/2026/11/27/…`, or by what
 * its feed files it under, «رياضة».
 */
export const sectionsOf = (url: string, filedUnder: readonly string[] = []): StandingTopic[] => {
  const path = pathOf(url);
  const filed = new Set(filedUnder.map(standingTopicOf));
  const found = standingTopics.filter(
    (topic) => filed.has(topic) || path.some((part) => names[topic].test(part)),
  );
  return found.length > mostTopics ? [] : found;
};

const pathOf = (url: string): string[] => {
  try {
    // The last part is the article's own name.
    return decodeURIComponent(new URL(url).pathname).toLowerCase().split('/').slice(1, -1);
  } catch {
    return [];
  }
};
