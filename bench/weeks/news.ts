import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { standingTopics, type StandingTopic } from '../../src/digest/topic.ts';

const hour = 3_600_000;

/** Numbers that look random and are the same in every run. */
export const createChance = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

type Item = { outlet: number; time: number; title: string; lead: string; id: string };

/** Names of no place and nobody, made of parts, so that no two events are told in the same words. */
const firsts = 'رأس وادي تل عين كفر بير سهل شط مرج خان برج دير'.split(' ');
const seconds =
  'النخيل الزيتون السرو السنديان اللوز الرمان القصب الصنوبر الغار الياسمين العنبر الحور الكرز التفاح الورد الزعتر العرعر البطم الخروب السماق'.split(
    ' ',
  );
const names = 'سالم هناء ناجي رباب كمال سعاد مازن ليان وليد جنى طارق نادين فادي ميساء'.split(' ');
const families = 'الخطيب العطار الحلو الصباغ الخوري منصور الحداد النجار البنا الحكيم'.split(' ');

type Kind = { what: string; who: string; verb: string; more: string };
const kinds: Record<StandingTopic, Kind[]> = {
  politics: [
    {
      what: 'البرلمان يقر قانون البلديات في',
      who: 'رئيس اللجنة النيابية',
      verb: 'التصويت انتهى بغالبية ضيقة',
      more: 'الحكومة تطعن في القانون',
    },
    {
      what: 'جولة محادثات جديدة حول مياه',
      who: 'المبعوث',
      verb: 'الوفدين اتفقا على جدول للمراقبة',
      more: 'توقيع محضر المحادثات',
    },
  ],
  economy: [
    {
      what: 'المصرف المركزي يرفع الفائدة بعد تضخم أسعار',
      who: 'المحافظ',
      verb: 'القرار يسري من مطلع الشهر',
      more: 'تراجع السوق بعد القرار',
    },
    {
      what: 'ميناء الحاويات يخفض الرسوم في',
      who: 'مدير الهيئة',
      verb: 'الشحنات زادت خلال العام',
      more: 'شركات الشحن ترحب بالخفض',
    },
  ],
  sport: [
    {
      what: 'فوز فريق المدينة في مباراة الدوري أمام',
      who: 'المدرب',
      verb: 'اللاعبين التزموا الخطة حتى الدقيقة الأخيرة',
      more: 'إصابة الهداف في التدريب',
    },
    {
      what: 'عداءة تحطم رقم ماراثون',
      who: 'البطلة',
      verb: 'الكيلومترات الأخيرة كانت الأصعب',
      more: 'الاتحاد يكرم البطلة',
    },
  ],
  technology: [
    {
      what: 'تطبيق على الهاتف يرصد الحرائق في',
      who: 'مهندسة البرمجيات',
      verb: 'الخوارزمية تعمل دون إنترنت',
      more: 'تحديث التطبيق يصل إلى المدارس',
    },
    {
      what: 'مركز بيانات جديد للذكاء الاصطناعي في',
      who: 'مدير الشركة',
      verb: 'الخوادم تبرد بمياه البحر',
      more: 'انقطاع الخوادم لساعات',
    },
  ],
  culture: [
    {
      what: 'معرض الكتاب يفتح أبوابه في',
      who: 'مديرة المعرض',
      verb: 'دور النشر زادت هذا العام',
      more: 'جائزة الرواية تعلن في المعرض',
    },
    {
      what: 'مهرجان السينما يكرم مخرجة من',
      who: 'رئيس المهرجان',
      verb: 'الأفلام اختيرت من عشرين بلدا',
      more: 'فيلم الافتتاح يعرض مرتين',
    },
  ],
  health: [
    {
      what: 'مستشفى جديد للأطفال يستقبل المرضى في',
      who: 'وزيرة الصحة',
      verb: 'اللقاح متاح في كل العيادات',
      more: 'حملة تطعيم تبدأ من المستشفى',
    },
    {
      what: 'أطباء يحذرون من موجة إنفلونزا في',
      who: 'طبيب الأوبئة',
      verb: 'الإصابات تضاعفت خلال أسبوعين',
      more: 'تراجع الإصابات بعد التطعيم',
    },
  ],
  science: [
    {
      what: 'باحثون يعثرون على هيكل حوت قديم قرب',
      who: 'رئيسة الفريق',
      verb: 'العظام محفوظة كاملة',
      more: 'المتحف يعرض الهيكل',
    },
    {
      what: 'تلسكوب يرصد كويكبا صغيرا فوق مرصد',
      who: 'عالم الفلك',
      verb: 'الكويكب لا يهدد الأرض',
      more: 'صور جديدة للكويكب',
    },
  ],
};

/**
 * The news of so many days from so many outlets: events told by one to five of them in their own
 * words or as copies, what followed a day later, and protocol. The same seed gives the same news.
 */
const writeNews = ({
  from,
  days,
  outlets,
  seed,
}: {
  from: number;
  days: number;
  outlets: number;
  seed: number;
}) => {
  const chance = createChance(seed);
  const pick = <T>(list: readonly T[]): T => list[chance(list.length)]!;
  const items: (Item & { topic: StandingTopic })[] = [];
  let last = 0;
  const perDay = 34;
  for (let nth = 0; nth < days * perDay; nth += 1) {
    const topic = pick(standingTopics);
    const kind = pick(kinds[topic]);
    const place = `${pick(firsts)} ${pick(seconds)} ${pick(seconds)}`;
    const person = `${pick(names)} ${pick(families)}`;
    const number = 12 + chance(900);
    const begins = from + (nth / perDay) * 24 * hour;
    const report = (outlet: number, time: number, title: string, lead: string): void => {
      items.push({ outlet, topic, time, title, lead, id: `n${(last += 1)}` });
    };
    const title = `${kind.what} ${place}`;
    const said = (order: number): string =>
      [
        `${title} بعد ${number} يوما من الانتظار. وقال ${kind.who} ${person} إن ${kind.verb} في ${place}.`,
        `أعلن ${kind.who} ${person} أن ${kind.verb}، في خبر ${place} الذي ينتظره ${number} من الأهالي.`,
        `في ${place}، ${kind.verb} كما ذكر ${kind.who} ${person}، والعدد المعلن ${number}. ${title}.`,
      ][order % 3]!;
    const carriers = 1 + chance(5);
    const first = chance(outlets);
    for (let order = 0; order < carriers; order += 1) {
      // Every second of the others prints the first one's text.
      const isCopy = order > 0 && chance(2) === 0;
      report(
        (first + order) % outlets,
        begins + order * 20 * 60_000,
        title,
        said(isCopy ? 0 : order),
      );
    }
    if (chance(3) === 0) {
      const more = `${kind.more} في ${place}: ${number * 3} ${kind.verb.split(' ')[0] ?? ''}`;
      const told = `${more}. وأضاف ${kind.who} ${person} أن العدد صار ${number * 3} بعد يوم من خبر ${title}.`;
      report((first + 2) % outlets, begins + 26 * hour, `${title}: ${kind.more}`, told);
    }
    if (chance(8) === 0) {
      const noise = `رئيس المجلس يهنئ نظيره في ${place} بالعيد الوطني`;
      report(
        chance(outlets),
        begins,
        noise,
        `بعث رئيس المجلس برقية تهنئة إلى نظيره في ${place} بمناسبة العيد الوطني.`,
      );
    }
  }
  return items.toSorted((one, other) => one.time - other.time);
};

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Feeds that answer with what has come by then; the last three are broken, each in its way. */
export const startFeeds = async (
  clock: { now: () => number },
  { count, from, days, seed }: { count: number; from: number; days: number; seed: number },
) => {
  const healthy = count - 3;
  const outlets = Math.floor(healthy / 3);
  const items = writeNews({ from: from - 24 * hour, days: days + 1, outlets, seed });
  const groups: StandingTopic[][] = [
    ['politics', 'economy'],
    ['sport', 'culture'],
    ['technology', 'health', 'science'],
  ];
  let asked = 0;
  const server = createServer((request, response) => {
    const nth = Number(/^\/feed\/(\d+)/.exec(request.url ?? '')?.[1] ?? -1);
    if (nth < 0) return response.writeHead(404).end();
    asked += 1;
    if (nth === healthy) return response.writeHead(500).end();
    if (nth === healthy + 1) return response.writeHead(200).end('<html>لا شيء هنا');
    const isUndated = nth === healthy + 2;
    const now = clock.now();
    const [outlet, topics] = [Math.floor(nth / 3), groups[nth % 3]!];
    const shown = items.filter(
      (item) =>
        item.time <= now &&
        item.time > now - 36 * hour &&
        (isUndated || (item.outlet === outlet && topics.includes(item.topic))),
    );
    const xml = shown
      .slice(-40)
      .map(
        ({ id, title, lead, time }) =>
          `<item><guid>${id}</guid><title>${escaped(title)}</title><link>https://outlet${outlet}.example/${id}</link>` +
          `${isUndated ? '' : `<pubDate>${new Date(time).toUTCString()}</pubDate>`}<description>${escaped(lead)}</description></item>`,
      );
    response.writeHead(200, { 'content-type': 'application/rss+xml; charset=utf-8' });
    return response.end(
      `<rss version="2.0"><channel><title>f</title>${xml.join('')}</channel></rss>`,
    );
  });
  // On every address of this machine, so that each feed has a host of its own.
  server.listen(0, '0.0.0.0');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const hosts = Array.from({ length: count }, (_, nth) => `127.0.1.${nth + 1}:${port}`);
  const list = hosts.map((host, nth) => ({
    url: `http://${host}/feed/${nth}`,
    outlet: nth < healthy ? `صحيفة ${seconds[Math.floor(nth / 3)]}` : `المعطلة ${nth}`,
    country: '',
    language: 'ar',
    topics: groups[nth % 3],
  }));
  return {
    list,
    hosts,
    items: items.length,
    asked: () => asked,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
