import { describe, expect, test } from 'vitest';

import { standingTopics, type Topic } from '../../src/digest/topic.ts';
import type { Subscriber } from '../../src/jobs/subscription-ports.ts';
import { spreadMs } from '../../src/jobs/timetable.ts';
import { Failure } from '../../src/lib/failure.ts';
import { anItem, createDigestDesk } from '../support/digest-desk.ts';
import { createLocalClock } from '../support/local-clock.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const zones = [
  'Africa/Cairo',
  'Asia/Beirut',
  'Asia/Gaza',
  'Africa/Casablanca',
  'Asia/Damascus',
  'Asia/Amman',
  'Asia/Riyadh',
  'Asia/Tehran',
  'Asia/Kathmandu',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Sydney',
];
/** Half past midnight is an hour that some of these zones skip. */
const hours = ['00:30', '06:15', '07:00', '12:00', '18:45', '23:30'];

/** Numbers that look random and are the same in every run. */
const createChance = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

type Weeks = { from: string; days: number; readers: number; seed: number };

/** A small form of `npm run bench:weeks`, on maps instead of Redis. */
const simulate = async ({ from, days, readers, seed }: Weeks) => {
  const start = Date.parse(from);
  const end = start + days * day;
  const chance = createChance(seed);
  const clock = createLocalClock();
  const desk = createDigestDesk({ start });
  const people: Subscriber[] = [];
  for (let reader = 1; reader <= readers; reader += 1) {
    const who = { reader, chat: reader };
    const topics = [chance(7), chance(7)].map((at): Topic => ({
      kind: 'standing',
      id: standingTopics[at]!,
    }));
    for (const topic of topics) await desk.subscriptions.follow(who, topic);
    await desk.subscriptions.setZone(who, zones[reader % zones.length]!);
    const first = hours[chance(hours.length)]!;
    const both = chance(4) === 0 && first !== '18:45' && first !== '12:00' && first !== '23:30';
    people.push(
      await desk.subscriptions.setRhythm(who, { times: both ? [first, '18:45'] : [first] }),
    );
  }

  /** Nobody ticks and nobody works: processes are being replaced. */
  const outages: { from: number; until: number }[] = [];
  let clockChanges = 0;
  const moved = new Map<number, number>();
  for (let now = start; now < end + 3 * hour; now += 2 * minute) {
    desk.moveTo(now);
    if (chance(25) === 0) {
      const topic = standingTopics[chance(7)]!;
      desk.shelf.publish(anItem({ id: `s${now}`, time: now }), [topic]);
    }
    if (now % day === 0) desk.shelf.drop(now - 4 * day);
    if (now < end && chance(2_000) === 0)
      outages.push({ from: now, until: now + (10 + chance(70)) * minute });
    if (outages.some((outage) => now >= outage.from && now < outage.until)) continue;
    if (chance(30) === 0) desk.mortality.dieAfter(chance(60));
    if (chance(200) === 0) desk.fail(new Failure('chat-flooded', '429'));
    if (chance(1_500) === 0) desk.fail('arrives-in-doubt');
    if (chance(120) === 0) {
      // A reader changes their mind; the ones before are left alone, to be checked to the minute.
      const reader = 1 + chance(Math.ceil(readers / 10));
      const times = [hours[chance(hours.length)]!];
      desk.mortality.rise();
      moved.set(reader, now);
      people[reader - 1] = await desk.subscriptions.setRhythm({ reader, chat: reader }, { times });
      clockChanges += 1;
    }
    await desk.tick(now).catch(() => undefined);
    desk.mortality.rise();
    if (chance(20) === 0) desk.mortality.dieAfter(chance(80));
    await desk.settle(10_000);
  }
  return { desk, people, start, end, outages, clock, clockChanges, moved };
};

const check = async (weeks: Weeks) => {
  const { desk, people, start, end, outages, clock, clockChanges, moved } = await simulate(weeks);
  const slotOf = new Map<string, number[]>();
  for (const { digest, at } of desk.sent) {
    slotOf.set(digest.id, [...(slotOf.get(digest.id) ?? []), at]);
  }
  const counts = { due: 0, sent: 0, late: 0, inDoubt: 0, empty: 0, leftOut: 0, wrong: 0, twice: 0 };
  const wrong: string[] = [];
  for (const { reader, zone, times, cadence } of people) {
    if (moved.has(reader)) continue;
    const slots = cadence === 'twice' ? times : times.slice(0, 1);
    for (const due of slots.flatMap((time, at) =>
      clock.times(zone, time, start, end).map((when) => ({ ...when, name: 'ab'[at]! })),
    )) {
      counts.due += 1;
      const id = `${reader}.${due.date}.${due.name}`;
      const sent = slotOf.get(id) ?? [];
      const row = await desk.stores.digests.load(id);
      const disturbed = outages.some(
        (outage) => outage.from <= due.at + spreadMs + hour && outage.until >= due.at,
      );
      if (sent.length > 1) counts.twice += 1;
      if (row?.state === 'doubt') counts.inDoubt += 1;
      else if (row?.state === 'closed' && row.reason === 'empty') counts.empty += 1;
      else if (row?.state === 'closed' && row.reason === 'late' && disturbed) counts.leftOut += 1;
      else if (row?.state === 'sent' && sent.length === 1) counts.sent += 1;
      else wrong.push(`${id} is ${row?.state} and was sent ${sent.length} times`);
      for (const at of sent) {
        const late = at - due.at;
        // An hour that does not exist comes as much later as the clocks are put forward.
        const most = spreadMs + 10 * minute + (due.exists ? 0 : hour);
        if (late < 0 || late > 4 * hour || (late > most && !disturbed)) {
          wrong.push(`${id} came ${late / minute} minutes after its time`);
        }
        if (late > most) counts.late += 1;
      }
    }
  }
  counts.wrong = wrong.length;
  return { desk, wrong, counts, clockChanges, outages };
};

describe.each([
  {
    name: 'Morocco’s Ramadan ends, Gaza and Beirut go to summer time',
    from: '2026-03-17T00:00:00Z',
    seed: 2,
  },
  { name: 'Cairo goes to summer time', from: '2026-04-17T00:00:00Z', seed: 3 },
])('a fortnight in which $name', ({ name, from, seed }) => {
  test('brings each digest once, at its hour, and no story twice', async () => {
    const { desk, wrong, counts, clockChanges, outages } = await check({
      from,
      days: 14,
      readers: 48,
      seed,
    });
    console.log(name, {
      ...counts,
      deaths: desk.mortality.deaths(),
      outages: outages.length,
      changedHours: clockChanges,
      messages: desk.sent.length,
      doubts: await desk.stores.digests.doubts(),
    });
    expect(wrong).toEqual([]);
    expect(counts.twice).toBe(0);
    expect(counts.due).toBeGreaterThan(600);
    expect(counts.inDoubt).toBeLessThan(counts.due / 20);

    // Two messages for one local date and slot would also be two of one id.
    expect(new Set(desk.sent.map(({ digest }) => digest.id)).size).toBe(desk.sent.length);

    const told = new Map<string, number>();
    for (const { digest, telling } of desk.sent) {
      const state = (await desk.stores.digests.load(digest.id))?.state;
      // What is in doubt may have arrived, and its stories stay eligible: that is its rule.
      if (telling.kind !== 'stories' || state === 'doubt') continue;
      for (const { entry } of telling.stories) {
        const key = `${digest.reader} ${entry.story} ${entry.version}`;
        told.set(key, (told.get(key) ?? 0) + 1);
      }
    }
    expect([...told].filter(([, times]) => times > 1)).toEqual([]);
  }, 120_000);
});
