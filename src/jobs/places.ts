import { readFileSync } from 'node:fs';

import { z } from 'zod';

import { fold } from '../arabic/normalise.ts';
import type { OutputLanguage } from '../summary/summary.ts';

const naming = z.strictObject({ country: z.string(), city: z.string() });

const placeSchema = z.strictObject({
  zone: z.string(),
  /** ISO code of two letters. */
  country: z.string().regex(/^(?:[A-Z]{2})?$/),
  ar: naming,
  en: naming,
  /** Other names and cities that people would type. */
  also: z.array(z.string()),
});

/** A zone by the names that readers know it by. */
export type Place = z.infer<typeof placeSchema>;

const places: readonly Place[] = z
  .array(placeSchema)
  .parse(JSON.parse(readFileSync(new URL('places.json', import.meta.url), 'utf8')));

/** Countries offered by buttons: those of the Arab League, as the table has them at its head. */
const arabCountries = 22;

const spelled = (text: string): string =>
  fold(text)
    .replaceAll(/[\s_’'-]+/g, ' ')
    .trim();

const namesOf = ({ ar, en, also, zone }: Place): string[] =>
  [
    ar.country,
    ar.city,
    en.country,
    en.city,
    ...also,
    zone,
    zone.slice(zone.lastIndexOf('/') + 1),
  ].map(spelled);

const index = places.map((place) => ({ place, names: namesOf(place) }));

/** The zone as the time-zone database spells it; undefined where it knows none of that name. */
export const knownZone = (name: string): string | undefined => {
  if (!/^[A-Za-z][\w+-]*(?:\/[\w+-]+){1,2}$/.test(name)) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
};

/**
 * The places that a reader may mean by a country, a city or a zone's name, in either language and
 * however spelled; several where the name is shared. Exact names go before beginnings.
 */
export const findPlaces = (query: string): Place[] => {
  const wanted = spelled(query.slice(0, 60));
  if (wanted.length < 2) return [];
  const exact = index.filter(({ names }) => names.includes(wanted));
  if (exact.length > 0) return exact.map(({ place }) => place);
  const zone = knownZone(query.trim());
  if (zone !== undefined) return [placeOf(zone)];
  return wanted.length < 3
    ? []
    : index
        .filter(({ names }) => names.some((name) => name.startsWith(wanted)))
        .map(({ place }) => place);
};

/** The countries that are offered without being asked for: their zones, each country once. */
export const offeredCountries = (): { country: string; places: Place[] }[] => {
  const codes = [...new Set(places.map(({ country }) => country))].slice(0, arabCountries);
  return codes.map((country) => ({ country, places: placesIn(country) }));
};

export const placesIn = (country: string): Place[] =>
  places.filter((place) => place.country === country);

/** A zone's place; one that is not in the table goes by its own name. */
export const placeOf = (zone: string): Place =>
  places.find((place) => place.zone === zone) ?? {
    zone,
    country: '',
    ar: { country: zone, city: zone },
    en: { country: zone, city: zone },
    also: [],
  };

/** What a reader calls the place that a zone's clock stands in. */
export const cityName = (zone: string, language: OutputLanguage): string =>
  placeOf(zone)[language].city;
