import { IdentityConfig } from '@fuyuan/identity';
import { Address, Duration, Whole } from '@fuyuan/platform';

/** The environment of the exchange. `httpPort` is the variable HTTP_PORT; `.env.example` tells of each. */
export class ExchangeConfig extends IdentityConfig {
  @Whole({ min: 0, max: 65_535, optional: true })
  httpPort = 3000;

  @Address(['esdb', 'esdb+discover'])
  eventstoreConnectionString!: string;

  /** The longest a command waits for the event store before it is answered 503. */
  @Duration({ min: 100, max: 60_000, optional: true })
  commandDeadlineMs = 5_000;
}
