import { describe, expect, test } from 'vitest';

import { findPlaces, knownZone, offeredCountries } from '../../src/jobs/places.ts';

describe('the place of a clock', () => {
  test.each([
    ['سوريا', 'Asia/Damascus'],
    ['سورية', 'Asia/Damascus'],
    ['القدس', 'Asia/Hebron'],
    ['الدار البيضاء', 'Africa/Casablanca'],
    ['أبو ظبي', 'Asia/Dubai'],
    ['برلين', 'Europe/Berlin'],
    ['london', 'Europe/London'],
    ['asia/beirut', 'Asia/Beirut'],
    ['America/Boise', 'America/Boise'],
  ])('is found by %s', (query, zone) => {
    expect(findPlaces(query).map((place) => place.zone)).toEqual([zone]);
  });

  test('is asked where a name stands for several', () => {
    expect(findPlaces('طرابلس').map(({ country }) => country)).toEqual(['LB', 'LY']);
    expect(findPlaces('أمريكا').length).toBeGreaterThan(2);
  });

  test.each(['', 'x', 'قرية لا يعرفها أحد', '../../etc/passwd', 'Asia/Nowhere'])(
    '«%s» is no place',
    (query) => {
      expect(findPlaces(query)).toEqual([]);
    },
  );

  test('is a zone that the clock knows, in all 22 Arab countries', () => {
    const offered = offeredCountries();
    expect(offered).toHaveLength(22);
    for (const { places } of offered) {
      for (const { zone } of places) expect(knownZone(zone)).toBeDefined();
    }
  });
});
