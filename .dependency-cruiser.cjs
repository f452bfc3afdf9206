/**
 * The directions of the house: which room may import which. No exceptions are written here; when a rule
 * must change, it is changed openly, in its own commit, with docs/adr/0001-rooms.md.
 */
const rooms = {
  domain: [],
  application: ['domain'],
  'event-store': ['application', 'domain'],
  'embedded-event-store': [],
  contracts: [],
  publishing: ['domain', 'contracts'],
  kafka: ['contracts', 'platform'],
  'read-model': ['contracts'],
  'read-side': [
    ...['contracts', 'kafka', 'read-model', 'views', 'unit-feeds', 'feed-desk', 'webhooks', 'webhook-desk'],
    ...['identity', 'platform'],
  ],
  projections: ['contracts', 'read-model'],
  'unit-feeds': ['contracts', 'read-model'],
  webhooks: ['contracts', 'read-model', 'unit-feeds'],
  'webhook-desk': ['webhooks', 'views', 'read-model', 'identity', 'platform'],
  'feed-desk': ['contracts', 'unit-feeds', 'views', 'read-model', 'identity', 'platform'],
  views: ['contracts', 'projections', 'read-model', 'identity', 'platform'],
  identity: ['platform'],
  platform: [],
};

const apps = {
  exchange: ['application', 'event-store', 'domain', 'identity', 'platform'],
  'event-store': ['embedded-event-store', 'platform'],
  relay: ['event-store', 'publishing', 'contracts', 'kafka', 'platform'],
  court: ['projections', 'read-model', 'read-side', 'views'],
  procuratorate: ['projections', 'read-model', 'read-side', 'views'],
  government: ['projections', 'read-model', 'read-side', 'views'],
};

const specs = '\\.spec\\.ts$';

const direction = (place, name, allowed) => ({
  name: `${name}-imports`,
  comment: `${place}/${name} may import ${allowed.join(', ') || 'no other room'}.`,
  severity: 'error',
  from: { path: `^${place}/${name}/`, pathNot: specs },
  to: {
    path: '^(libs|apps)/',
    pathNot: `^(${[`${place}/${name}`, ...allowed.map((room) => `libs/${room}`)].join('|')})/`,
  },
});

const packageOnlyIn = (pkg, path) => ({
  name: `${pkg}-only-there`,
  comment: `Only ${path} may import ${pkg}.`,
  severity: 'error',
  from: { path: '^(apps|libs)/', pathNot: [path, specs] },
  to: { path: `node_modules/${pkg}/` },
});

module.exports = {
  forbidden: [
    ...Object.entries(rooms).map(([name, allowed]) => direction('libs', name, allowed)),
    ...Object.entries(apps).map(([name, allowed]) => direction('apps', name, allowed)),
    {
      name: 'standalone-imports',
      comment: 'apps/standalone may import any app, and rooms; it is the one app that may.',
      severity: 'error',
      from: { path: '^apps/standalone/' },
      to: { path: '^test/' },
    },
    {
      name: 'domain-is-pure',
      comment: 'libs/domain imports no package and nothing of node.',
      severity: 'error',
      from: { path: '^libs/domain/', pathNot: specs },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'rooms-have-one-door',
      comment: 'A room is entered through its index.ts only.',
      severity: 'error',
      from: { path: '^(?:apps|libs)/([^/]+)/|^test/' },
      to: { path: '^libs/([^/]+)/src/.+', pathNot: ['^libs/[^/]+/src/index\\.ts$', '^libs/$1/'] },
    },
    {
      name: 'apps-apart',
      comment: 'An app never imports another app; only standalone does, through its module.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: '^apps/standalone/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'testing-in-specs-only',
      comment: 'libs/testing is imported by specs and by test/ only.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: [specs, '^libs/testing/'] },
      to: { path: '^libs/testing/' },
    },
    packageOnlyIn('@eventstore/db-client', `^libs/(event-store|embedded-event-store|testing)/`),
    packageOnlyIn('better-sqlite3', '^libs/(embedded-event-store|read-model)/'),
    packageOnlyIn('kysely', '^libs/(read-model|read-side|views|unit-feeds|webhooks)/'),
    packageOnlyIn('pg', '^libs/read-model/'),
    packageOnlyIn('jose', '^libs/(identity|testing)/'),
    packageOnlyIn('hucre', '^libs/views/'),
    packageOnlyIn('kafkajs', '^libs/kafka/'),
    {
      name: 'client-only-as-protocol',
      comment: 'libs/embedded-event-store takes the generated protocol of the client, never the client.',
      severity: 'error',
      from: { path: '^libs/embedded-event-store/', pathNot: specs },
      to: { path: 'node_modules/@eventstore/db-client/(?!generated/)' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-dev-packages-in-product',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: [specs, '^libs/testing/'] },
      to: { dependencyTypes: ['npm-dev'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
