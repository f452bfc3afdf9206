import { resolve } from 'node:path';
import { optionsOf } from './options';

describe('the options of npm start', () => {
  it('have defaults for someone who asks for nothing', () => {
    const { exchange, demo, officeUnit } = optionsOf([], {});
    expect({ demo, officeUnit }).toEqual({ demo: false, officeUnit: 'office' });
    expect(exchange).toMatchObject({
      httpHost: '127.0.0.1',
      httpPort: 3000,
      dataDir: resolve('data'),
      logLevel: 'warn',
      commandDeadlineMs: 5000,
    });
  });

  it('may be variables', () =>
    expect(optionsOf([], { HTTP_PORT: '4000', DEMO: 'true', OFFICE_UNIT: 'panshi-justice-bureau' })).toMatchObject({
      exchange: { httpPort: 4000 },
      demo: true,
      officeUnit: 'panshi-justice-bureau',
    }));

  it('win over variables', () =>
    expect(
      optionsOf(['--port', '5000', '--data', '/srv/fuyuan'], { HTTP_PORT: '4000', DATA_DIR: '/tmp' }),
    ).toMatchObject({
      exchange: { httpPort: 5000, dataDir: '/srv/fuyuan' },
    }));

  it('never name another event store than their own', () =>
    expect(optionsOf([], { EVENTSTORE_CONNECTION_STRING: 'esdb://elsewhere:2113' }).exchange).not.toMatchObject({
      eventstoreConnectionString: expect.stringContaining('elsewhere') as string,
    }));

  it('are named as they were given when they are wrong, variables as variables', () => {
    const wrong = () => optionsOf(['--port', 'http'], { LOG_LEVEL: 'loud' });
    expect(wrong).toThrow(/^ {2}--port="http": 须为 0 至 65535 的整数/m);
    expect(wrong).toThrow(/^ {2}LOG_LEVEL="loud": /m);
  });
});
