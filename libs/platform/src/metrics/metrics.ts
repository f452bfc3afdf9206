import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

type Asked = Readonly<{ method: string; route: string; status: number }>;
type Labels = Readonly<Record<string, string>>;
type Part = Readonly<{ labels: Labels; read: () => number | Promise<number> }>;
type Observer = { observe: (seconds: number) => void };

/** Methods that anybody may invent would make series without end. */
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** The figures of this process in the form of Prometheus. Times in seconds, sizes in bytes, as is the custom there. */
export class Metrics {
  readonly registry = new Registry();
  private readonly durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the head of a request to the end of its answer.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.registry],
  });
  private readonly observers = new Map<string, Observer>();
  private readonly shared = new Map<string, Part[]>();

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /** Counts one answered request. */
  recordRequest({ method, route, status }: Asked, seconds: number): void {
    const key = `${method} ${status} ${route}`;
    let observer = this.observers.get(key);
    if (!observer) {
      observer = this.durations.labels(METHODS.has(method) ? method : 'other', route, String(status));
      this.observers.set(key, observer);
    }
    observer.observe(seconds);
  }

  /** A counter of the app's own; names end in `_total`. */
  counter<Label extends string>(name: string, help: string, labelNames: readonly Label[] = []): Counter<Label> {
    return new Counter({ name, help, labelNames: [...labelNames], registers: [this.registry] });
  }

  /** A gauge of the app's own; `read` is asked at each collection. */
  gauge(name: string, help: string, read: () => number | Promise<number>): Gauge {
    return new Gauge({
      name,
      help,
      registers: [this.registry],
      async collect() {
        this.set(await read());
      },
    });
  }

  /** A gauge that several parts of one process have, each under labels of its own. */
  gaugeFor(name: string, help: string, labels: Labels, read: () => number | Promise<number>): void {
    const known = this.shared.get(name);
    if (known) known.push({ labels, read });
    else {
      const parts = [{ labels, read }];
      this.shared.set(name, parts);
      new Gauge({
        ...{ name, help, labelNames: Object.keys(labels), registers: [this.registry] },
        async collect() {
          for (const part of parts) this.set(part.labels, await part.read());
        },
      });
    }
  }

  /** A histogram of the app's own, in seconds. */
  histogram<Label extends string>(name: string, help: string, labelNames: readonly Label[] = []): Histogram<Label> {
    const buckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];
    return new Histogram({ name, help, labelNames: [...labelNames], buckets, registers: [this.registry] });
  }
}
