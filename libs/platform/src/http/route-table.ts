type Route = Readonly<{ pattern: RegExp; methods: readonly string[] }>;

/** Remembers which methods each path has, so that a wrong method is told from a wrong address. */
export class RouteTable {
  private readonly routes: Route[] = [];

  /** Adds a route as Fastify writes it: `/v1/units/:id`, `/docs/*`. */
  add(url: string, methods: readonly string[]): void {
    const source = url.split('/').map(segmentOf).join('/');
    this.routes.push({ pattern: new RegExp(`^${source}$`), methods });
  }

  /** The methods that a path has, in order of the alphabet; none when the path does not exist. */
  methodsOf(path: string): string[] {
    const methods = this.routes.filter(({ pattern }) => pattern.test(path)).flatMap((route) => route.methods);
    return [...new Set(methods)].sort();
  }
}

const segmentOf = (segment: string): string => {
  if (segment === '*') return '.*';
  if (segment.startsWith(':')) return '[^/]+';
  return segment.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
};
