import { AddressGuard } from './address-guard';
import { AddressRefused, DestinationGuard, type DestinationRules } from './destination';

const REFUSED = [
  ...['127.0.0.1', '127.255.255.254', '10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
  ...['100.64.0.1', '100.127.255.255', '192.0.0.8', '192.0.2.1', '192.88.99.1', '198.18.0.1', '198.19.255.255'],
  ...['198.51.100.7', '203.0.113.7', '240.0.0.1', '254.1.2.3'],
  ...['::1', '::7f00:1', 'fc00::1', 'fdff::1', '2001::1', '2001:0:1234::1', '2001:db8::1', '3fff::1', '100::1'],
  ...['64:ff9b:1::a00:1', '5f00::1', '4000::1', 'fec0::1'],
  // IPv4 within IPv6: mapped, translated, NAT64, 6to4, in any spelling.
  ...['::ffff:127.0.0.1', '::ffff:7f00:1', '0:0:0:0:0:ffff:10.1.2.3', '::ffff:0:192.168.0.1', '64:ff9b::10.0.0.1'],
  ...['64:ff9b::c0a8:1', '2002:7f00:1::1', '2002:c0a8:101::', '2002:0a00:0001:0000::1'],
];
const NEVER = [
  ...['0.0.0.0', '0.1.2.3', '169.254.169.254', '169.254.0.23', '224.0.0.1', '239.255.255.255', '255.255.255.255'],
  ...['100.100.100.200', '168.63.129.16', '192.0.0.192', '::', 'fe80::1', 'fe80::1%eth0', 'ff02::1', 'fd00:ec2::254'],
  ...['::ffff:169.254.169.254', '64:ff9b::a9fe:a9fe', '2002:a9fe:a9fe::1', '::ffff:0.0.0.0', 'not an address', ''],
];
const TAKEN = [
  ...['8.8.8.8', '1.1.1.1', '114.114.114.114', '172.32.0.1', '100.128.0.1', '11.0.0.1', '223.5.5.5'],
  ...[
    '2400:3200::1',
    '2001:4860:4860::8888',
    '2606:4700::1111',
    '::ffff:8.8.8.8',
    '64:ff9b::808:808',
    '2002:808:808::1',
  ],
];

describe('an address', () => {
  const guard = new AddressGuard();
  it.each(REFUSED)('%s is not public', (address) => expect(guard.refuses(address)).toBe('not-public'));
  it.each(NEVER)('%s is refused whatever the configuration says', (address) => {
    expect(guard.refuses(address)).toBe('never');
    const open = ['0.0.0.0/1', '128.0.0.0/1', '8000::/1', '2000::/3', 'linklocal', 'uniquelocal', '100.64.0.0/10'];
    expect(new AddressGuard(open).refuses(address)).toBe('never');
  });
  it.each(TAKEN)('%s is public', (address) => expect(guard.refuses(address)).toBeUndefined());

  it('that is not public may be allowed by its network, however it is written', () => {
    const ofGovernment = new AddressGuard(['10.0.0.0/8', 'fd12:3456::/32', '192.168.7.7', 'loopback']);
    for (const address of ['10.1.2.3', '::ffff:10.1.2.3', '64:ff9b::a01:203', 'fd12:3456::1', '192.168.7.7', '::1']) {
      expect([address, ofGovernment.refuses(address)]).toEqual([address, undefined]);
    }
    for (const address of ['192.168.7.8', 'fd12:3457::1', '172.16.0.1', '::ffff:172.16.0.1']) {
      expect([address, ofGovernment.refuses(address)]).toEqual([address, 'not-public']);
    }
  });
});

const rules: DestinationRules = { allowedNetworks: [], allowedPorts: [{ from: 443, to: 443 }], allowHttp: false };

describe('the address of a webhook', () => {
  const guard = new DestinationGuard({ ...rules, allowedPorts: [...rules.allowedPorts, { from: 8_000, to: 8_999 }] });
  const open = new DestinationGuard({ ...rules, allowedPorts: [{ from: 1, to: 65_535 }], allowHttp: true });

  it.each([
    ['https://example.org/hook', undefined],
    ['https://example.org:443/hook?system=oa', undefined],
    ['https://example.org:8443', undefined],
    ['https://例子.cn/接收', undefined],
    ['http://example.org/hook', 'scheme'],
    ['ftp://example.org/', 'scheme'],
    ['file:///etc/passwd', 'scheme'],
    ['javascript:alert(1)', 'scheme'],
    ['https://user@example.org/', 'credentials'],
    ['https://user:word@example.org/', 'credentials'],
    ['https://example.org/#part', 'fragment'],
    ['https://example.org/#', 'fragment'],
    ['https://example.org:22/', 'port'],
    ['https://example.org:9000/', 'port'],
    ['https://example.org:99999/', 'malformed'],
    ['https://', 'malformed'],
    ['example.org', 'malformed'],
    ['https://example.org/a b', 'malformed'],
    ['https://example.org/\r\nx: y', 'malformed'],
    [`https://example.org/${'a'.repeat(2_048)}`, 'malformed'],
  ])('%s: %s', (url, fault) => expect(guard.faultIn(url)).toBe(fault));

  it('may be http where that is allowed', () => expect(open.faultIn('http://example.org:8080/')).toBeUndefined());

  it.each(['http://0x7f.1/', 'http://2130706433/', 'http://127.1/', 'http://017700000001/', 'http://[::ffff:7f00:1]/'])(
    '%s is this machine in another spelling',
    async (url) => {
      await expect(open.addressesOf(new URL(url).hostname)).rejects.toThrow(AddressRefused);
      expect(() => open.checkLiteral(new URL(url).hostname)).toThrow(AddressRefused);
    },
  );

  it('is refused where any address of its name is', async () => {
    const both = new DestinationGuard(rules, async () => ['8.8.8.8', '10.0.0.5']);
    await expect(both.addressesOf('example.org')).rejects.toMatchObject({ address: '10.0.0.5', why: 'not-public' });
    const good = new DestinationGuard(rules, async () => ['8.8.8.8', '2400:3200::1']);
    expect(await good.addressesOf('example.org')).toEqual(['8.8.8.8', '2400:3200::1']);
  });

  it('is checked again when it is connected to: names may say something else by then', async () => {
    const answers = [['8.8.8.8'], ['127.0.0.1']];
    const changing = new DestinationGuard(rules, async () => answers.shift() ?? []);
    expect(await changing.addressesOf('example.org')).toEqual(['8.8.8.8']);
    const looked = await new Promise((resolve) => changing.lookup('example.org', { all: true }, resolve));
    expect(looked).toBeInstanceOf(AddressRefused);
    const nothing = await new Promise((resolve) => changing.lookup('example.org', {}, resolve));
    expect(nothing).toMatchObject({ code: 'ENOTFOUND' });
  });

  it('is looked up in the family that is asked for', async () => {
    const good = new DestinationGuard(rules, async () => ['8.8.8.8', '2400:3200::1']);
    const asked = (family: number, all: boolean) =>
      new Promise((resolve) => good.lookup('example.org', { family, all }, (...said) => resolve(said)));
    expect(await asked(6, false)).toEqual([null, '2400:3200::1', 6]);
    expect(await asked(4, true)).toEqual([null, [{ address: '8.8.8.8', family: 4 }]]);
  });
});
