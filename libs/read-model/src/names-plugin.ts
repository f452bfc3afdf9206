import {
  type KyselyPlugin,
  OperationNodeTransformer,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
  SchemableIdentifierNode,
  type TableNode,
} from 'kysely';

/** Lets a query say `lines` for the table in which the lines of the build that is asked lie. */
export class NamesPlugin implements KyselyPlugin {
  private readonly transformer: PhysicalNames;

  constructor(names: ReadonlyMap<string, string>) {
    this.transformer = new PhysicalNames(names);
  }

  transformQuery({ node, queryId }: PluginTransformQueryArgs) {
    return this.transformer.transformNode(node, queryId);
  }

  async transformResult({ result }: PluginTransformResultArgs) {
    return result;
  }
}

class PhysicalNames extends OperationNodeTransformer {
  constructor(private readonly names: ReadonlyMap<string, string>) {
    super();
  }

  protected override transformTable(node: TableNode): TableNode {
    const name = this.names.get(node.table.identifier.name);
    if (name === undefined || node.table.schema) return node;
    return { ...node, table: SchemableIdentifierNode.create(name) };
  }
}
