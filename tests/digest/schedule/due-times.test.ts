import { describe, expect, test } from 'vitest';

import { slotsBetween } from '../../../src/digest/schedule/slots-between.ts';

const daily = {
  cadence: 'daily' as const,
  times: ['07:00', '19:00'],
  zone: 'Asia/Beirut',
  country: 'LB',
};
const at = Date.parse;
const told = (slots: ReturnType<typeof slotsBetween>) =>
  slots.map(({ date, name, at }) => `${date} ${name} ${new Date(at).toISOString().slice(0, 16)}`);

describe('due times', () => {
  test('follow the zone’s clock, not an offset', () => {
    expect(told(slotsBetween(daily, at('2026-03-28T00:00Z'), at('2026-03-30T00:00Z')))).toEqual([
      '2026-03-28 a 2026-03-28T05:00',
      '2026-03-29 a 2026-03-29T04:00',
    ]);
  });

  test('lie after the beginning and not after the end', () => {
    const seven = at('2026-11-24T05:00Z');
    expect(slotsBetween(daily, seven, seven + 1)).toEqual([]);
    expect(slotsBetween(daily, seven - 1, seven)).toHaveLength(1);
  });

  test('are found around a midnight that a zone skips', () => {
    // Seen in simulated weeks: days counted from a skipped midnight begin at 01:00 from then on.
    const cairo = { ...daily, times: ['00:30'], zone: 'Africa/Cairo' };
    expect(told(slotsBetween(cairo, at('2026-04-23T12:00Z'), at('2026-04-24T12:00Z')))).toEqual([
      '2026-04-24 a 2026-04-23T22:30',
    ]);
    expect(told(slotsBetween(cairo, at('2026-04-24T00:00Z'), at('2026-04-24T21:31Z')))).toEqual([
      '2026-04-25 a 2026-04-24T21:30',
    ]);
  });

  test('come once where the clocks go back', () => {
    const cairo = { ...daily, times: ['23:30'], zone: 'Africa/Cairo' };
    expect(slotsBetween(cairo, at('2026-10-29T12:00Z'), at('2026-10-30T12:00Z'))).toHaveLength(1);
  });

  test('are two a day for those who want two, under names that hours do not change', () => {
    const twice = { ...daily, cadence: 'twice' as const };
    expect(told(slotsBetween(twice, at('2026-11-24T00:00Z'), at('2026-11-25T00:00Z')))).toEqual([
      '2026-11-24 a 2026-11-24T05:00',
      '2026-11-24 b 2026-11-24T17:00',
    ]);
  });

  test.each([
    ['SA', '2026-11-27'],
    ['LB', '2026-11-28'],
    ['', '2026-11-28'],
  ])('of a weekly digest open the weekend of %s', (country, date) => {
    const weekly = { ...daily, cadence: 'weekly' as const, country };
    const slots = slotsBetween(weekly, at('2026-11-23T00:00Z'), at('2026-11-30T00:00Z'));
    expect(slots.map((slot) => slot.date)).toEqual([date]);
  });
});
