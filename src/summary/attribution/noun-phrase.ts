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

/** A phrase of this kind between two tokens; without parts all of it is the name, or of a role the role. */
export const phrase = (
  head: Head,
  from: number,
  to: number,
  { name, role, pointsBack = false, bareName = false }: Partial<Phrase> = {},
): Phrase => {
  const whole: Range = [from, to];
  const named = name ?? (head === 'role' ? undefined : whole);
  return {
    head,
    from,
    to,
    name: named,
    role: head === 'role' ? whole : role,
    pointsBack,
    bareName,
  };
};
