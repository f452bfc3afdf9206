import { aclOfFeedsOf, aclsOfReader, aclsOfUnit, kafkaAclsCommand } from './acls';

describe('what a reader may do', () => {
  const rules = aclsOfReader('court', ['court.referrals.v1', 'court.restricted.v1']);

  it('is to read its own topics under groups of its own, and to write nowhere', () => {
    expect(rules.flatMap(({ may }) => may)).not.toContain('Write');
    expect(rules.filter(({ on }) => on === 'topic').map(({ name }) => name)).toEqual([
      'court.referrals.v1',
      'court.restricted.v1',
    ]);
    expect(rules.filter(({ on }) => on === 'group')).toEqual([
      { account: 'court', may: ['Read'], on: 'group', name: 'court.', prefixed: true },
    ]);
  });

  it('is printed as an administrator types it', () => {
    expect(rules.map(kafkaAclsCommand)).toEqual([
      `kafka-acls.sh --bootstrap-server "$KAFKA_BROKERS" --command-config admin.properties --add --allow-principal 'User:court' --operation Read --operation Describe --topic 'court.referrals.v1'`,
      `kafka-acls.sh --bootstrap-server "$KAFKA_BROKERS" --command-config admin.properties --add --allow-principal 'User:court' --operation Read --operation Describe --topic 'court.restricted.v1'`,
      `kafka-acls.sh --bootstrap-server "$KAFKA_BROKERS" --command-config admin.properties --add --allow-principal 'User:court' --operation Read --group 'court.' --resource-pattern-type prefixed`,
    ]);
  });

  it('of a unit is each of its own feeds, also one to come, and no feed of a unit whose id begins alike', () => {
    const unit = aclsOfUnit('unit.panshi');
    expect(unit.flatMap(({ may }) => may)).not.toContain('Write');
    expect(unit.map(({ on, name, prefixed }) => [on, name, prefixed])).toEqual([
      ['topic', 'unit.panshi.', true],
      ['group', 'unit.panshi.', true],
    ]);
    expect(aclOfFeedsOf('unit.panshi', 'court')).toEqual({ ...unit[0], account: 'court' });
    expect('unit.panshi-court.v1'.startsWith(unit[0]?.name ?? '')).toBe(false);
  });
});
