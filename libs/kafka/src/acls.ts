import {
  AclOperationTypes,
  AclPermissionTypes,
  AclResourceTypes,
  ResourcePatternTypes,
  type AclEntry,
  type Kafka,
} from 'kafkajs';

const OPERATIONS = {
  Read: AclOperationTypes.READ,
  Write: AclOperationTypes.WRITE,
  Describe: AclOperationTypes.DESCRIBE,
  Create: AclOperationTypes.CREATE,
  DescribeConfigs: AclOperationTypes.DESCRIBE_CONFIGS,
} as const;

/** What one account may do with what has this name, or begins so. */
export type AclRule = Readonly<{
  account: string;
  may: readonly (keyof typeof OPERATIONS)[];
  on: 'topic' | 'group' | 'transactional-id';
  name: string;
  prefixed?: boolean;
}>;

/** A reader: exactly these topics, and groups whose names begin with its own. It writes nowhere. */
export const aclsOfReader = (account: string, topics: readonly string[]): AclRule[] => [
  ...topics.map((name) => ({ account, may: ['Read', 'Describe'] as const, on: 'topic' as const, name })),
  { account, may: ['Read'], on: 'group', name: `${account}.`, prefixed: true },
];

/**
 * A unit whose own system subscribes: every feed that it has or will have, for all their names begin with its account
 * and a dot, which no id of a unit holds. It writes nowhere.
 */
export const aclsOfUnit = (account: string): AclRule[] => [
  { account, may: ['Read', 'Describe'], on: 'topic', name: `${account}.`, prefixed: true },
  { account, may: ['Read'], on: 'group', name: `${account}.`, prefixed: true },
];

/** Another reader of every feed that a unit has or will have, in a group of its own. */
export const aclOfFeedsOf = (unit: string, reader: string): AclRule => ({
  account: reader,
  may: ['Read', 'Describe'],
  on: 'topic',
  name: `${unit}.`,
  prefixed: true,
});

/** As an administrator types it; `--bootstrap-server` and `--command-config` are his. */
export function kafkaAclsCommand({ account, may, on, name, prefixed }: AclRule): string {
  const operations = may.map((operation) => `--operation ${operation}`).join(' ');
  const pattern = prefixed ? ' --resource-pattern-type prefixed' : '';
  return `kafka-acls.sh --bootstrap-server "$KAFKA_BROKERS" --command-config admin.properties --add --allow-principal 'User:${account}' ${operations} --${on} '${name}'${pattern}`;
}

const RESOURCES = {
  topic: AclResourceTypes.TOPIC,
  group: AclResourceTypes.GROUP,
  'transactional-id': AclResourceTypes.TRANSACTIONAL_ID,
} as const;

/** Does what the printed commands do; again, it changes nothing. Errors: of the broker, if this account may not. */
export async function applyAcls(kafka: Kafka, rules: readonly AclRule[]): Promise<void> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    await admin.createAcls({ acl: rules.flatMap(entriesOf) });
  } finally {
    await admin.disconnect();
  }
}

const entriesOf = ({ account, may, on, name, prefixed }: AclRule): AclEntry[] =>
  may.map((operation) => ({
    principal: `User:${account}`,
    host: '*',
    permissionType: AclPermissionTypes.ALLOW,
    operation: OPERATIONS[operation],
    resourceType: RESOURCES[on],
    resourceName: name,
    resourcePatternType: prefixed ? ResourcePatternTypes.PREFIXED : ResourcePatternTypes.LITERAL,
  }));
