import { benchSteps } from './steps.ts';
import { benchWay } from './way.ts';

/** `npm run bench`: what one article costs, step by step and as a whole. */
await benchSteps();
await benchWay();
