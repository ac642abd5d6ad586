import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { slotsBetween } from '../../../src/digest/schedule/slots-between.ts';

const day = 86_400_000;
const at = (iso: string): number => Date.parse(iso);
const daily = (zone: string, time: string, country = '') =>
  ({ cadence: 'daily', times: [time], zone, country }) as const;

const utc = (plan: Parameters<typeof slotsBetween>[0], from: string, days = 1): string[] =>
  slotsBetween(plan, at(from), at(from) + days * day).map(({ at }) =>
    new Date(at).toISOString().slice(0, 16),
  );

const localParts = (zone: string, time: number) => {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(time);
  const of = (type: string) => parts.find((part) => part.type === type)!.value;
  return {
    date: `${of('year')}-${of('month')}-${of('day')}`,
    time: `${of('hour')}:${of('minute')}`,
  };
};

describe('a digest at a local hour', () => {
  test.each([
    ['Africa/Cairo', '2026-04-22T12:00Z', ['2026-04-23T05:00', '2026-04-24T04:00']],
    ['Africa/Cairo', '2026-10-28T12:00Z', ['2026-10-29T04:00', '2026-10-30T05:00']],
    ['Asia/Beirut', '2026-03-27T12:00Z', ['2026-03-28T05:00', '2026-03-29T04:00']],
    ['Asia/Beirut', '2026-10-23T12:00Z', ['2026-10-24T04:00', '2026-10-25T05:00']],
    ['Asia/Gaza', '2026-03-26T12:00Z', ['2026-03-27T05:00', '2026-03-28T04:00']],
    ['Africa/Casablanca', '2026-02-13T12:00Z', ['2026-02-14T06:00', '2026-02-15T07:00']],
    ['Africa/Casablanca', '2026-03-20T12:00Z', ['2026-03-21T07:00', '2026-03-22T06:00']],
    ['Asia/Damascus', '2026-03-27T12:00Z', ['2026-03-28T04:00', '2026-03-29T04:00']],
  ])('%s: 07:00 stays 07:00 when the clocks change after %s', (zone, from, expected) => {
    expect(utc(daily(zone, '07:00'), from, 2)).toEqual(expected);
  });

  test('that the clocks skip comes as much later, and one that they repeat comes once', () => {
    const [skipped] = slotsBetween(
      daily('Africa/Cairo', '00:30'),
      at('2026-04-23T12:00Z'),
      at('2026-04-24T12:00Z'),
    );
    expect(localParts('Africa/Cairo', skipped!.at)).toEqual({ date: '2026-04-24', time: '01:30' });
    expect(skipped!.date).toBe('2026-04-24');
    expect(utc(daily('Africa/Cairo', '23:30'), '2026-10-29T12:00Z')).toHaveLength(1);
  });

  test('comes weekly on the first day of the country’s weekend', () => {
    const weekly = (country: string, zone: string) =>
      slotsBetween(
        { cadence: 'weekly', times: ['08:00'], zone, country },
        at('2026-03-01T00:00Z'),
        at('2026-03-15T00:00Z'),
      ).map(({ date }) => date);
    expect(weekly('EG', 'Africa/Cairo')).toEqual(['2026-03-06', '2026-03-13']);
    expect(weekly('AE', 'Asia/Dubai')).toEqual(['2026-03-07', '2026-03-14']);
  });

  test('has a name that a changed hour keeps, so that no slot of a day is sent again', () => {
    const names = (times: string[]) =>
      slotsBetween(
        { cadence: 'twice', times, zone: 'Asia/Amman', country: 'JO' },
        at('2026-03-01T21:00Z'),
        at('2026-03-02T21:00Z'),
      ).map(({ date, name }) => `${date} ${name}`);
    expect(names(['07:00', '19:00'])).toEqual(names(['08:30', '21:15']));
    expect(new Set(names(['07:00', '19:00'])).size).toBe(2);
  });
});

describe('over two years of any zone', () => {
  const zones = [
    'Africa/Cairo',
    'Asia/Beirut',
    'Asia/Gaza',
    'Africa/Casablanca',
    'Africa/El_Aaiun',
    'Asia/Damascus',
    'Asia/Riyadh',
    'Asia/Tehran',
    'Europe/London',
    'America/New_York',
    'Australia/Lord_Howe',
    'Pacific/Kiritimati',
  ];
  const from = at('2026-01-01T00:00Z');
  const until = at('2028-01-01T00:00Z');
  const time = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));

  test('each local day has one slot, at its hour unless the clocks skip it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), time, (zone, wanted) => {
        const slots = slotsBetween(daily(zone, wanted), from, until);
        expect(new Set(slots.map(({ date }) => date)).size).toBe(slots.length);
        expect(Math.abs(slots.length - 730)).toBeLessThanOrEqual(1);
        const off = slots.filter((slot) => localParts(zone, slot.at).time !== wanted);
        expect(off.length).toBeLessThanOrEqual(4);
        for (const slot of slots) expect(localParts(zone, slot.at).date).toBe(slot.date);
      }),
      { numRuns: 15 },
    );
  }, 30_000);

  test('windows that follow one another have each slot once, however they are cut', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        time,
        fc.array(fc.integer({ min: 1, max: 40 * 60 }), { minLength: 5, maxLength: 40 }),
        fc.constantFrom(at('2026-02-10T00:00Z'), at('2026-03-26T00:00Z'), at('2026-10-22T00:00Z')),
        (zone, wanted, minutes, start) => {
          const plan = daily(zone, wanted);
          let edge = start;
          const found = minutes.flatMap((length) => {
            const before = edge;
            edge += length * 60_000;
            return slotsBetween(plan, before, edge);
          });
          expect(found).toEqual(slotsBetween(plan, start, edge));
        },
      ),
      { numRuns: 40 },
    );
  });
});
