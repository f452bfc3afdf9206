type Place = Readonly<{ type: string; streamId: string; revision: number | bigint }>;

/**
 * The log holds an event that this process cannot read: of an unknown type, of a version newer than it knows, or
 * damaged. Going on would decide on half a record, so whoever reads it stops and says where it lies.
 */
export class UnreadableEvent extends Error {
  override readonly name = 'UnreadableEvent';
  readonly type: string;
  readonly stream: string;
  readonly revision: number;

  constructor({ type, streamId, revision }: Place, reason: string) {
    super(`The event '${type}' at ${streamId}@${revision} cannot be read: ${reason}.`);
    this.type = type;
    this.stream = streamId;
    this.revision = Number(revision);
  }
}
