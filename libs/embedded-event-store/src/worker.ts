import { parentPort, workerData } from 'node:worker_threads';
import { startNode, type EventStoreNode } from './node';
import type { NodeOptions } from './options';
import type { FromWorker, ToWorker } from './worker-messages';

/** The node in its own thread: reading and writing never wait for what the host's thread is doing. */
const host = parentPort;
if (!host) throw new Error('This file is the worker of the embedded event store; start it through its index.');

const tell = (message: FromWorker): void => host.postMessage(message);
const reasonOf = (error: unknown) =>
  error instanceof Error ? { name: error.name, message: error.message } : { name: 'Error', message: String(error) };

async function answer(node: EventStoreNode, request: ToWorker): Promise<void> {
  try {
    if (request.ask === 'backup') await node.backup(request.to);
    else await node.stop();
    tell({ told: 'done', id: request.id });
  } catch (error) {
    tell({ told: 'failed', id: request.id, reason: reasonOf(error) });
  }
  if (request.ask === 'stop') host?.close();
}

startNode(workerData as NodeOptions).then(
  (node) => {
    host.on('message', (request: ToWorker) => void answer(node, request));
    tell({ told: 'ready', address: node.address });
  },
  (error: unknown) => {
    tell({ told: 'unready', reason: reasonOf(error) });
    host.close();
  },
);
