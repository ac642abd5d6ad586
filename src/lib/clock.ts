/** The present, handed in so that tests can move it. Milliseconds since 1970, UTC. */
export type Clock = { now: () => number };

export const systemClock: Clock = { now: () => Date.now() };
