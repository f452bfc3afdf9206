/** What kafkajs has inside, as far as it is touched here (2.2.4). */
export type Coordinating<Broker> = {
  findBroker: (asked: Readonly<{ nodeId: string }>) => Promise<Broker>;
  findGroupCoordinator: (asked: object) => Promise<Broker>;
  refreshMetadata: () => Promise<void>;
};

/**
 * The broker at which the transactions of one producer end. kafkajs asks for it twice for each transaction, a round trip
 * each time; here it is kept once a transaction has ended there, until kafkajs looks about anew, as it does after faults
 * that it bears itself. After any other fault the whole producer is given up, and this with it.
 */
export class KnownCoordinator<Broker extends Readonly<{ nodeId: string }>> {
  private nodeId: string | undefined;

  constructor(cluster: Coordinating<Broker>) {
    const ask = cluster.findGroupCoordinator.bind(cluster);
    const refresh = cluster.refreshMetadata.bind(cluster);
    cluster.refreshMetadata = () => {
      this.nodeId = undefined;
      return refresh();
    };
    cluster.findGroupCoordinator = (asked) =>
      this.nodeId === undefined ? ask(asked) : cluster.findBroker({ nodeId: this.nodeId });
  }

  /** A transaction has ended there. */
  is({ nodeId }: Broker): void {
    this.nodeId = nodeId;
  }
}
