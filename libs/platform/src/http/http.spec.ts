import { correlationIdOf } from './correlation';
import { RouteTable } from './route-table';
import { repeatedHeader } from './single-headers';

describe('the correlation id', () => {
  const given = (id: string | undefined) =>
    correlationIdOf({ headers: id === undefined ? {} : { 'x-correlation-id': id } });

  it.each(['a', 'case-7.step_2', 'A'.repeat(128)])('is the caller’s when well-formed: %s', (id) => {
    expect(given(id)).toBe(id);
  });
  it.each([undefined, '', 'a b', 'a\nb', '"', '法', 'A'.repeat(129), 'a, b'])('is a new uuid instead of %j', (id) => {
    expect(given(id)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
  });
});

describe('headers that may occur once', () => {
  it.each([
    [['Host', 'a', 'Authorization', 'x', 'authorization', 'y'], 'authorization'],
    [['If-Match', '"1"', 'IF-MATCH', '"2"'], 'if-match'],
    [['Accept', 'a', 'Accept', 'b', 'Host', 'a'], undefined],
    [[], undefined],
  ])('%j → %s', (raw, header) => expect(repeatedHeader(raw)).toBe(header));
});

describe('the table of routes', () => {
  const routes = new RouteTable();
  routes.add('/v1/units', ['POST']);
  routes.add('/v1/units', ['GET']);
  routes.add('/v1/units/:id', ['GET']);
  routes.add('/docs/*', ['GET']);

  it.each([
    ['/v1/units', ['GET', 'POST']],
    ['/v1/units/city.court', ['GET']],
    ['/v1/units/a/b', []],
    ['/v1xunits', []],
    ['/docs/a/b.css', ['GET']],
    ['/nothing', []],
  ])('%s has %j', (path, methods) => expect(routes.methodsOf(path)).toEqual(methods));
});
