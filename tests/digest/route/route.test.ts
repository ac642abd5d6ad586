import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { classify } from '../../../src/digest/route/classify.ts';
import { expandTopic } from '../../../src/digest/route/expand-topic.ts';
import { itemWords } from '../../../src/digest/route/item-words.ts';
import { matchTopic } from '../../../src/digest/route/match-topic.ts';
import { route } from '../../../src/digest/route/route.ts';
import { sectionsOf } from '../../../src/digest/route/sections.ts';
import {
  standingTopicOf,
  standingTopics,
  type Topic,
  topicQuerySchema,
} from '../../../src/digest/topic.ts';
import {
  labelledEvents,
  labelledItems,
  labelledTopics,
  topicNews,
} from '../../support/labelled-stories.ts';

const items = labelledItems();
const events = new Map(labelledEvents().map((event) => [event.id, event]));

const score = (wish: string, title: string, lead = '', breadth?: 'narrow' | 'usual' | 'wide') =>
  matchTopic(expandTopic(wish, breadth), itemWords({ title, lead }));

describe('standing topics', () => {
  test('of the labelled news are found in nine of ten items', () => {
    const news = items.filter(({ event }) => !events.get(event)!.routine);
    const right = news.filter((item) => {
      const [first] = classify(itemWords(item));
      return first?.topic === events.get(item.event)!.topic;
    });
    expect(right.length / news.length).toBeGreaterThanOrEqual(0.9);
  });

  test('of news written for each of them are the first ones told, in nineteen of twenty', () => {
    const news = topicNews('test');
    const right = news.filter((item) => classify(itemWords(item))[0]?.topic === item.topic);
    expect(news.length).toBeGreaterThanOrEqual(7 * 30);
    expect(right.length / news.length).toBeGreaterThanOrEqual(0.95);
  });

  test('take a word once, and not by what only looks like it', () => {
    const told = (title: string) =>
      classify(itemWords({ title, lead: '' })).map(({ topic }) => topic);
    // «وفيات» and «آلام» without what is around their roots are «وفي» and «أم».
    expect(told('وفي المساء أم في الصباح')).toEqual([]);
    expect(told('رجال الإنقاذ يصلون إلى سوق شعبية')).toEqual(['politics']);
  });

  test('are told by the section in an article’s address or its feed, not by its name', () => {
    for (const [path, topics] of [
      ['/sport/2026/11/27/culture', ['sport']],
      ['/ar/Economy/1.html', ['economy']],
      ['/%D8%B1%D9%8A%D8%A7%D8%B6%D8%A9/1', ['sport']],
      ['/news/sport', []],
      ['/%E0%A4%A/1', []],
    ] as const) {
      expect(sectionsOf(`https://x.example${path}`)).toEqual(topics);
    }
    expect(sectionsOf('https://x.example/1', ['الرياضة', 'الأهلي'])).toEqual(['sport']);
    // Who files it under everything says nothing.
    expect(sectionsOf('https://x.example/1', ['رياضة', 'اقتصاد', 'ثقافة'])).toEqual([]);
  });

  test('follow the section that an item stood in where its words say little', () => {
    const item = { title: 'لقاء بعد الغياب', lead: 'عاد بعد ثلاثة أسابيع' };
    expect(classify(itemWords(item))).toEqual([]);
    expect(classify(itemWords(item), ['sport']).map(({ topic }) => topic)).toEqual(['sport']);
  });
});

describe('a topic in a reader’s words', () => {
  test('finds what it means among the first ten, for all labelled wishes', () => {
    const precision = labelledTopics().map(({ text, events: wanted }) => {
      const query = expandTopic(text);
      const found = items
        .map((item) => ({ item, score: matchTopic(query, itemWords(item)) }))
        .filter(({ score }) => score > 0)
        .toSorted((one, other) => other.score - one.score)
        .slice(0, 10);
      const right = found.filter(({ item }) => wanted.includes(item.event));
      return found.length === 0 ? 0 : right.length / found.length;
    });
    const mean = precision.reduce((sum, value) => sum + value, 0) / precision.length;
    expect(mean).toBeGreaterThanOrEqual(0.9);
  });

  test('needs all of its content words, and none of its generic ones', () => {
    expect(score('آخر أخبار أسعار النفط', 'تراجع سعر النفط')).toBeGreaterThan(0.5);
    expect(score('آخر أخبار أسعار النفط', 'آخر أخبار أسعار الخضار')).toBe(0);
  });

  test('takes a country with what is called after it', () => {
    for (const title of ['حمى في سورية', 'لاجئون سوريون في الشمال', 'المنتخب السوري يفوز']) {
      expect(score('سوريا', title)).toBeGreaterThan(0);
    }
    expect(score('سوريا', 'روسيا ترحب')).toBe(0);
    expect(score('عمان', 'سلطنة عُمان تفتتح ميناء')).toBeGreaterThan(0);
  });

  test('keeps a given name and the word after it together', () => {
    expect(score('أخبار محمد صلاح', 'محمد صلاح يسجل هدفين')).toBeGreaterThan(0.5);
    expect(score('أخبار محمد صلاح', 'محمد علي وشارع صلاح سالم')).toBe(0);
  });

  test('joined by «و» needs both, by «أو» one of them', () => {
    expect(score('تركيا والأكراد', 'تركيا تتفاوض مع أكراد سوريا')).toBeGreaterThan(0);
    expect(score('تركيا والأكراد', 'تركيا ترفع الفائدة')).toBe(0);
    expect(score('زلزال أو إعصار', 'إعصار يقترب من الساحل')).toBeGreaterThan(0);
    expect(score('زلزال أو إعصار', 'زلازل متتالية في جزيرة')).toBeGreaterThan(0);
    expect(score('أسعار النفط أو الذهب', 'صعود الذهب')).toBeGreaterThan(0);
    expect(score('زلزال أو إعصار', 'أمطار على الساحل')).toBe(0);
  });

  test('is not met by words that only look like it', () => {
    expect(score('الحج', 'معارك في محافظة لحج')).toBe(0);
    expect(score('الحج', 'تسجيل الراغبين في الحج')).toBeGreaterThan(0);
    expect(score('مهرجان كان', 'مهرجان قرطاج يفتح أبوابه')).toBe(0);
    expect(score('مهرجان كان', 'فيلم سوداني في مهرجان كان')).toBeGreaterThan(0);
    // The stem of «زيتون» was «زيت», that of «لبنان» «لبن».
    expect(score('زيت الزيتون', 'معارك في وادي الزيتون')).toBe(0);
    expect(score('زيت الزيتون', 'ارتفاع أسعار زيت الزيتون')).toBeGreaterThan(0);
    expect(score('اللبن', 'حرائق في لبنان')).toBe(0);
    expect(score('التمر', 'تمرين في البحر')).toBe(0);
    expect(score('لاعب', 'لاعبون وخريجون في الملعب')).toBeGreaterThan(0);
    expect(score('سوق العمل', 'سوق العملة يتراجع')).toBe(0);
    const far = 'سوق المدينة القديم يفتح أبوابه لزوار الموسم بعد شهور من العمل';
    expect(score('سوق العمل', far)).toBe(0);
    expect(score('سوق العمل', 'شروط جديدة للعمل في السوق')).toBeGreaterThan(0);
    expect(score('الدولار', 'مشروع بقيمة 20 مليار دولار')).toBe(0);
    expect(score('الدولار', 'الدولار يتراجع أمام اليورو')).toBeGreaterThan(0);
    expect(score('منتخب مصر', 'منتخب السلة يعسكر في الإسكندرية')).toBe(0);
  });

  test('that names a standing one is known however it is written', () => {
    for (const name of ['رياضة', 'أخبار الرياضه', 'Sports', 'الأخبار الرياضية']) {
      expect(standingTopicOf(name)).toBe('sport');
    }
    expect(standingTopicOf('مال وأعمال')).toBe('economy');
    expect(standingTopicOf('ثقافة وفن')).toBe('culture');
    expect(standingTopicOf('news about science')).toBe('science');
    for (const other of ['الرياض', 'صحة السمع', 'اقتصاد مصر', 'أخبار', '']) {
      expect(standingTopicOf(other)).toBeUndefined();
    }
  });

  test('shuts out what the reader does not want', () => {
    expect(score('مصر بدون كرة القدم', 'مصر تثبت سعر الفائدة')).toBeGreaterThan(0);
    expect(score('مصر بدون كرة القدم', 'اتحاد كرة القدم في مصر يجتمع')).toBe(0);
  });

  test('is wider with the cities of a country and without the head of a phrase', () => {
    expect(score('لبنان', 'حريق في صيدا', '', 'narrow')).toBe(0);
    expect(score('لبنان', 'حريق في صيدا', '', 'wide')).toBeGreaterThan(0);
    expect(score('أسعار النفط', 'اكتشاف حقل نفط')).toBe(0);
    expect(score('أسعار النفط', 'اكتشاف حقل نفط', '', 'wide')).toBeGreaterThan(0);
    expect(score('زرافات المريخ', 'مسبار يصل إلى المريخ', '', 'wide')).toBeGreaterThan(0);
    expect(score('زرافات المريخ', 'مسبار يصل إلى المريخ')).toBe(0);
  });

  test('means little where it is mentioned far down only', () => {
    const far = `${'كلام عام عن أمور كثيرة لا صلة لها بالأمر '.repeat(5)} النفط`;
    expect(score('النفط', 'بيان الوزارة', far)).toBe(0);
    expect(score('النفط', 'النفط يرتفع')).toBeGreaterThan(score('النفط', 'بيان', 'ارتفع النفط'));
  });

  test('is a valid question whatever is typed', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.constant('و'.repeat(99)), fc.constant('')),
        fc.constantFrom('narrow' as const, 'usual' as const, 'wide' as const),
        (text, breadth) => {
          const query = topicQuerySchema.parse(expandTopic(text, breadth));
          for (const item of items.slice(0, 20)) {
            const found = matchTopic(query, itemWords(item));
            expect(found).toBeGreaterThanOrEqual(0);
            expect(found).toBeLessThanOrEqual(1);
          }
        },
      ),
    );
  });
});

test('an item is routed to those of the asked topics that it belongs to', () => {
  const free: Topic = { kind: 'free', id: 'f', text: 'زلزال', query: expandTopic('زلزال') };
  const standing = standingTopics.map((id) => ({ kind: 'standing', id }) as const);
  const item = {
    title: 'زلزال يضرب جزيرة',
    lead: 'قال علماء إن زلزالا ضرب الجزيرة',
    topics: [],
  };
  expect([...route(item, [free, ...standing]).keys()]).toEqual(['f', 'science']);
  expect([...route(item, []).keys()]).toEqual([]);
});
