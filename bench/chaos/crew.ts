import { setTimeout as pause } from 'node:timers/promises';

import { type AppProcess, startMujaz } from '../../tests/support/app-process.ts';

/**
 * Processes of one role, each watched as by a supervisor: one that was killed is started again after
 * half a second.
 */
export const startCrew = async (environment: Record<string, string>, size: number) => {
  const members = await Promise.all(Array.from({ length: size }, () => startMujaz(environment)));
  const past: string[] = [];

  return {
    origins: () => members.map(({ origin }) => origin),
    /** Ends one of them at once, and resolves when the one in its place is ready. */
    kill: async (nth = 0): Promise<void> => {
      const member = members[nth % members.length];
      if (member === undefined) return;
      await member.kill();
      past.push(member.output());
      await pause(500);
      members[nth % members.length] = await startMujaz(environment, member.dataDir);
    },
    /** Asks each in turn to stop, and starts another in its place, as a rolling release does. */
    roll: async (): Promise<void> => {
      for (const [nth, member] of members.entries()) {
        members[nth] = await startMujaz(environment);
        await member.stop();
        past.push(member.output());
      }
    },
    pids: () => members.map(({ child }) => child.pid ?? 0),
    /** All that its members have logged, the dead ones included. */
    output: (): string => [...past, ...members.map((member) => member.output())].join('\n'),
    stop: async (): Promise<void> => {
      await Promise.all(members.map((member: AppProcess) => member.stop()));
    },
  };
};

export type Crew = Awaited<ReturnType<typeof startCrew>>;
