import { resolve } from 'node:path';
import { Flag, Whole } from '../validation/numbers';
import { ListOf } from '../validation/parts';
import { OneOf } from '../validation/codes';
import { Text, text } from '../validation/text';
import { configOf, ConfigurationInvalid, variableOf } from './config-of';
import { Address, Duration, FilePath, Secret } from './variables';

class ServerConfig {
  @Whole({ min: 1, max: 65_535 })
  port = 3_000;

  @Flag()
  demo = false;

  @Duration({ min: 100, max: 60_000 })
  shutdownGraceMs = 10_000;

  @FilePath()
  dataDir!: string;

  @OneOf(['info', 'debug'])
  logLevel = 'info';

  @ListOf(text({ max: 20 }), { max: 3 })
  hosts: string[] = [];

  @Address(['esdb', 'esdb+discover'], { optional: true })
  eventStore?: string;

  @Secret({ optional: true })
  metricsToken?: string;

  @Text({ max: 10, optional: true })
  name?: string;
}

const faultsOf = (env: NodeJS.ProcessEnv): readonly string[] => {
  try {
    configOf(ServerConfig, env);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationInvalid) return error.variables.map((line) => line.trim());
    throw error;
  }
};

describe('the environment', () => {
  it('is read into its types; what is not set keeps its default', () => {
    const config = configOf(ServerConfig, {
      PORT: '8080',
      DEMO: '1',
      SHUTDOWN_GRACE_MS: '15s',
      DATA_DIR: 'data',
      HOSTS: 'a.example, b.example,',
      EVENT_STORE: 'esdb://localhost:2113?tls=false',
      LOG_LEVEL: '',
      HOME: '/somewhere',
    });
    expect(config).toEqual({
      port: 8080,
      demo: true,
      shutdownGraceMs: 15_000,
      dataDir: resolve('data'),
      logLevel: 'info',
      hosts: ['a.example', 'b.example'],
      eventStore: 'esdb://localhost:2113?tls=false',
    });
    expect(Object.isFrozen(config)).toBe(true);
  });

  it.each([
    ['500', 500],
    ['500ms', 500],
    ['30s', 30_000],
    ['1m', 60_000],
  ])('a span of time of %s is %d ms', (given, ms) => {
    expect(configOf(ServerConfig, { DATA_DIR: '/d', SHUTDOWN_GRACE_MS: given }).shutdownGraceMs).toBe(ms);
  });

  it('names every variable at fault at once, with its value and its rule, in both languages', () => {
    const faults = faultsOf({
      PORT: '70000',
      DEMO: 'yes',
      SHUTDOWN_GRACE_MS: '2 weeks',
      LOG_LEVEL: 'loud',
      HOSTS: 'a,b,c,d',
    });
    expect(faults).toEqual([
      'PORT="70000": 须为 1 至 65535 的整数。 Must be a whole number from 1 to 65535.',
      'DEMO="yes": 须为 true 或 false。 Must be true or false.',
      'SHUTDOWN_GRACE_MS="2 weeks": 须为时长（如 500ms、30s、15m、8h），100 至 60000 毫秒。 Must be a span of time (500ms, 30s, 15m, 8h) of 100 to 60000 ms.',
      'DATA_DIR: 必须填写。 Is required.',
      'LOG_LEVEL="loud": 须为以下之一：info、debug。 Must be one of: info, debug.',
      'HOSTS="a,b,c,d": 须有 0 至 3 项。 Must have 0 to 3 items.',
    ]);
  });

  it('never shows a secret', () => {
    const faults = faultsOf({ DATA_DIR: '/d', METRICS_TOKEN: 'hunter2', EVENT_STORE: 'http://admin:changeit@host' });
    expect(faults.map((fault) => fault.split(':')[0])).toEqual(['EVENT_STORE', 'METRICS_TOKEN']);
    expect(faults.join()).not.toMatch(/hunter2|changeit/);
  });

  it.each([
    ['shutdownGraceMs', 'SHUTDOWN_GRACE_MS'],
    ['port', 'PORT'],
    ['PORT', 'PORT'],
    ['http2Limit', 'HTTP2_LIMIT'],
    ['EVENTSTORE_CONNECTION_STRING', 'EVENTSTORE_CONNECTION_STRING'],
  ])('%s is the variable %s', (property, variable) => expect(variableOf(property)).toBe(variable));
});
