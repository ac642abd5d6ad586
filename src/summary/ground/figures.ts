import { fold } from '../../arabic/normalise.ts';

/** A number as a text prints it. */
export type Figure = { value: number; raw: string };

/** The numbers in digits of a text, in any of the three scripts. */
export const figuresOf = (text: string): Figure[] =>
  [...fold(text).matchAll(/\d+(?:[.,]\d+)*/g)].map(([raw]) => ({
    raw,
    value: Number(raw.replaceAll(/,(?=\d{3}(?!\d))/g, '').replace(',', '.')),
  }));
