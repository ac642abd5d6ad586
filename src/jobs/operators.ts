/** How operators come to the dashboard: by a link that works once, which opens a session. */
export type Logins = {
  /** The token of a link, for five minutes. */
  invite: (operator: number) => Promise<string>;
  /** Uses up an invitation and opens a session of twelve hours; undefined where it is none. */
  admit: (invitation: string) => Promise<string | undefined>;
  /** Whose session this is. */
  operatorOf: (session: string) => Promise<number | undefined>;
  end: (session: string) => Promise<void>;
  /** Counts a try; false where there were too many from there within a minute. */
  mayTry: (from: string) => Promise<boolean>;
};

/** What operators are warned of. */
export const alarmNames = ['budget', 'memory', 'queue', 'model'] as const;
export type AlarmName = (typeof alarmNames)[number];

/** The alarms that operators know of, shared by all processes. */
export type Alarms = {
  raised: () => Promise<ReadonlySet<AlarmName>>;
  raise: (name: AlarmName) => Promise<void>;
  clear: (name: AlarmName) => Promise<void>;
};

/** Says something to every operator; rejects with a Failure where it reached none of them. */
export type TellOperators = (
  message: string,
  values: Record<string, string | number>,
) => Promise<void>;
