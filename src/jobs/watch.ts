import { alarmNames, type AlarmName, type Alarms, type TellOperators } from './operators.ts';
import type { Lease } from './turns.ts';

/** What the watch looks at, as it is at this moment. */
export type Vitals = {
  spentMicroUsd: number;
  budgetMicroUsd: number;
  /** Bytes; `most` 0 for no limit. */
  memory: { used: number; most: number };
  /** For how long the oldest job of any queue has waited to be begun. */
  waitedMs: number;
  /** Calls of the model that failed since one was answered. */
  callFailures: number;
};

/** Where an alarm is raised, and where it is cleared: apart, so that it does not flutter. */
const limits: Record<AlarmName, { raise: number; clear: number }> = {
  budget: { raise: 0.8, clear: 0.8 },
  memory: { raise: 0.8, clear: 0.7 },
  queue: { raise: 5, clear: 1 },
  model: { raise: 5, clear: 1 },
};

/** How far each alarm has come: shares of a limit, minutes, failures in a row. */
const levelsOf = (vitals: Vitals): Record<AlarmName, number> => {
  const { spentMicroUsd, budgetMicroUsd, memory, waitedMs, callFailures } = vitals;
  return {
    budget: budgetMicroUsd === 0 ? 0 : spentMicroUsd / budgetMicroUsd,
    memory: memory.most === 0 ? 0 : memory.used / memory.most,
    queue: waitedMs / 60_000,
    model: callFailures,
  };
};

const shown = (name: AlarmName, level: number): number =>
  Math.round(name === 'budget' || name === 'memory' ? level * 100 : level);

/**
 * Looks once, and tells operators what has begun and what is over. One process looks at a time, and
 * a change is stored after it was told: it is told once, and twice only after a crash in between.
 */
export const createWatch =
  ({
    vitals,
    alarms,
    lease,
    holder,
    tell,
    everyMs,
  }: {
    vitals: () => Promise<Vitals>;
    alarms: Alarms;
    lease: Lease;
    /** The name of this process. */
    holder: string;
    tell: TellOperators;
    everyMs: number;
  }) =>
  async (): Promise<void> => {
    if (!(await lease.hold('watch', holder, 3 * everyMs))) return;
    const levels = levelsOf(await vitals());
    const raised = await alarms.raised();
    for (const name of alarmNames) {
      const level = levels[name];
      const { raise, clear } = limits[name];
      if (!raised.has(name) && level >= raise) {
        await tell(`alarm-${name}`, { level: shown(name, level) });
        await alarms.raise(name);
      } else if (raised.has(name) && level < clear) {
        await tell(`alarm-${name}-over`, { level: shown(name, level) });
        await alarms.clear(name);
      }
    }
  };
