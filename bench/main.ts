import { benchSteps } from './steps.ts';

/** `npm run bench`: what one article costs, step by step, then as a whole beside the bare way. */
await benchSteps();
await import('./load.ts');
