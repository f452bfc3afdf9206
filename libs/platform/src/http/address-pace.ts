import type { FastifyRequest } from 'fastify';
import { callerAt, Pace, type Rate } from './pace';

/** Limits of requests for each address. */
export type AddressRates = Readonly<{
  /** Of all its requests; none by default, since a whole city may come through one proxy. */
  ratePerAddress?: Rate | null;
  /** Of those to one route, as the router writes it: `/v1/sign-in`. */
  ratesPerRoute?: Readonly<Record<string, Rate | null>>;
}>;

/** What probes ask is never refused. */
const EXEMPT = '/health/';

/** Throws Problem `too-many-requests` for an address that must wait; asked before anything of a request is read. */
export function addressPaceOf({ ratePerAddress, ratesPerRoute = {} }: AddressRates): (request: FastifyRequest) => void {
  const general = ratePerAddress ? new Pace(ratePerAddress) : undefined;
  const special = new Map(
    Object.entries(ratesPerRoute).flatMap(([route, rate]) => (rate ? [[route, new Pace(rate)] as const] : [])),
  );
  if (!general && special.size === 0) return () => undefined;

  return (request) => {
    const route = request.routeOptions.url ?? '';
    const pace = special.get(route);
    if ((!pace && !general) || route.startsWith(EXEMPT)) return;
    const caller = callerAt(request.ip);
    pace?.admit(caller);
    general?.admit(caller);
  };
}
