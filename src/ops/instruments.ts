import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

const seconds = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

/**
 * Every figure of a process, by its Prometheus name. Labels are closed lists: never a reader, never
 * words of a text.
 */
export const createInstruments = () => {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  // The library gives these gauges a counter's name, which promtool refuses.
  for (const kind of ['handles', 'requests', 'resources']) {
    registry.removeSingleMetric(`nodejs_active_${kind}_total`);
  }

  const counter = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Counter({ name, help, labelNames, registers });
  const histogram = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Histogram({ name, help, labelNames, buckets: seconds, registers });

  return {
    registry,
    jobSeconds: histogram('mujaz_job_seconds', 'Time of a try of a job', ['queue', 'outcome']),
    givenUp: counter('mujaz_jobs_given_up_total', 'Jobs given up', ['queue', 'failure']),
    messages: counter('mujaz_messages_total', 'Messages to readers', ['way', 'kind', 'outcome']),
    modelSeconds: histogram('mujaz_model_seconds', 'Time of a call of the model', [
      'model',
      'task',
      'outcome',
    ]),
    modelCost: counter('mujaz_model_micro_usd_total', 'Money spent on the model', [
      'model',
      'task',
    ]),
    answers: counter('mujaz_answers_total', 'Summaries made, and why without a model', [
      'how',
      'reason',
      'prompt',
    ]),
    lines: counter('mujaz_lines_total', 'Lines of summaries by verdict', ['verdict', 'prompt']),
    /** A figure that is read when somebody looks; what cannot be had then is left out. */
    onDemand: <L extends string>(
      name: string,
      help: string,
      labelNames: L[],
      read: (gauge: Gauge<L>) => Promise<void>,
    ) =>
      new Gauge({
        name,
        help,
        labelNames,
        registers,
        async collect() {
          this.reset();
          // Redis may be away just then: the gap and /readyz say so.
          await read(this).catch(() => {});
        },
      }),
  };
};

export type Instruments = ReturnType<typeof createInstruments>;
