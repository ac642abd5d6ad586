/** Token indices, the second one exclusive. */
export type Range = readonly [from: number, to: number];

/** What a verb shows of its subject, or a phrase of what verb it takes. */
export type Agreement = 'masculine' | 'feminine' | 'plural' | undefined;

/** What a noun phrase turned out to speak of. `role` is a role without a name. */
export type Head = 'person' | 'role' | 'organisation' | 'outlet' | 'anonymous' | 'document';

/** A noun phrase that can be a speaker, in tokens of its sentence. */
export type Phrase = {
  head: Head;
  from: number;
  to: number;
  name: Range | undefined;
  role: Range | undefined;
  /** Definite and without a name, «الوزير»: points back to somebody named before. */
  pointsBack: boolean;
  /** A name that nothing but its place makes a name: no role, no title, one word. */
  bareName: boolean;
};

/** A phrase of this kind between two tokens. */
export const phrase = (
  head: Head,
  from: number,
  to: number,
  parts: Partial<Pick<Phrase, 'name' | 'role' | 'pointsBack' | 'bareName'>> = {},
): Phrase => ({
  head,
  from,
  to,
  name: parts.name,
  role: parts.role,
  pointsBack: parts.pointsBack ?? false,
  bareName: parts.bareName ?? false,
});
