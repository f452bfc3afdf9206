import { Injectable } from '@nestjs/common';
import { type Command, CommandBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Cause, Receipt } from '@fuyuan/application';
import { answer } from './answer';
import { causeOf, type Deed } from './cause-of';
import type { NothingNewView, ReceiptView, RecordLink } from './receipt.view';

/** One act as it was asked for over HTTP. */
export type Asked = Deed & Readonly<{ request: FastifyRequest; reply: FastifyReply; link: RecordLink }>;

/** Takes an act in: who asks and under which request, then the command, then the receipt. */
@Injectable()
export class Counter {
  constructor(private readonly commands: CommandBus) {}

  async take(
    { act, record, request, reply, link }: Asked,
    commandOf: (cause: Cause) => Command<Receipt>,
  ): Promise<ReceiptView | NothingNewView> {
    const receipt = await this.commands.execute(commandOf(causeOf(request, { act, record })));
    return answer(reply, receipt, link);
  }
}
