import { property, scalar, Whole } from '@fuyuan/platform';

/** A position in the log, as a message (`position`) or a checkpoint tells it. */
const position = () =>
  scalar<string>({
    name: 'position',
    schema: { type: 'string', pattern: '^\\d{1,19}/\\d{1,19}$', example: '52418/52418' },
    check: (value) =>
      typeof value === 'string' && /^\d{1,19}\/\d{1,19}$/.test(value)
        ? undefined
        : {
            rule: 'position',
            zh: '须为日志位置，形如 52418/52418。',
            en: 'Must be a position of the log, such as 52418/52418.',
          },
  });

export class RepublishRequest {
  /** Begin after it; from the first fact when left out. */
  @property(position(), { optional: true })
  after: string | null = null;
}

export class ReconcileRequest {
  /** That of the relay when left out. */
  @Whole({ min: 1, max: 999, optional: true })
  generation: number | null = null;
}
