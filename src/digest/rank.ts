import { fold } from '../arabic/normalise.ts';
import { outlets as knownOutlets } from '../article/outlets.ts';
import { type Story, type StoryItem, voiceOf } from './story.ts';

/**
 * Titles of what happens every day: courtesies between heads of state, audiences of officials, and
 * services such as weather, exchange rates and horoscopes. Matched on folded text.
 */
const routinePatterns: readonly RegExp[] = [
  'القيادة (?:تهنئ|تعزي|تبعث)',
  '(?:برقية|برقيات|برقيتي) (?:تهنئة|تهانيها|عزاء|شكر|تعزية|إلى)',
  '(?:يهنئ|تهنئ|يهنئان|هنأ|يعزي|يعزيان) (?:رئيس|الرئيس|ملك|أمير|سلطان|نظيره|خادم)',
  '(?:يستقبل|استقبل|يلتقي|التقى|يودع) (?:سفير|السفير|سفراء|وفدا|وفد|المهنئين|قنصل)',
  '(?:أوراق اعتماد|العلاقات الثنائية|الاهتمام المشترك|حفل معايدة|تعايد منسوبيها)',
  '(?:حالة الطقس|طقس (?:اليوم|غدا|الأحد|الاثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت)|الأرصاد[: ])',
  '(?:سعر|أسعار) (?:الذهب|الدولار|العملات|صرف|الفراخ|الخضار|الحديد)(?: [^ ]+){0,4} اليوم',
  '(?:مواقيت الصلاة|حظك اليوم|الأبراج|توقعات الأبراج|عناوين الصحف|كاريكاتير|مواعيد مباريات|بث مباشر)',
].map((pattern) => new RegExp(fold(pattern), 'u'));

/** Whether an item reports what happens every day. */
export const isRoutine = ({ title }: Pick<StoryItem, 'title'>): boolean => {
  const folded = fold(title.slice(0, 300));
  return routinePatterns.some((pattern) => pattern.test(folded));
};

const known: ReadonlySet<string> = new Set(
  knownOutlets.flatMap(({ name, aliases }) => [name, ...aliases]).map(fold),
);
/** What a newsroom that is not in the list of known ones weighs beside those that are. */
const unknownStanding = 0.6;
const routineWeight = 0.15;
/** After so long, half of a story's weight is gone. */
const halfLifeMs = 12 * 3_600_000;

const standing = ({ outlet }: StoryItem): number => (known.has(fold(outlet)) ? 1 : unknownStanding);

/**
 * How much a story matters at a time; more is better. Voices in their own words count by their
 * standing, each further one for less; news of every day hardly counts; what changed long ago fades.
 */
export const weighStory = (
  { items }: Story,
  { now, changedAt }: { now: number; changedAt: number },
): number => {
  const voices = new Map<string, number>();
  for (const item of items.filter(({ copyOf }) => copyOf === undefined)) {
    const voice = voiceOf(item);
    voices.set(voice, Math.max(voices.get(voice) ?? 0, standing(item)));
  }
  const heard = [...voices.values()].reduce((sum, weight) => sum + weight, 0);
  const routine = items.filter(isRoutine).length * 2 >= items.length;
  const freshness = 0.5 ** (Math.max(0, now - changedAt) / halfLifeMs);
  return Math.log2(1 + heard) * (routine ? routineWeight : 1) * freshness;
};
