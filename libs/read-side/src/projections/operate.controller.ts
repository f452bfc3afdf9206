import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permitted, type Actor } from '@fuyuan/identity';
import { ProjectionOffice, type ToDo } from './projection-office';
import { ToBeDone } from './projection.docs';
import { AnyBuildRequest, ProjectionPath, ReasonRequest, RecordPath, ThatBuildRequest } from './projection.requests';
import { operationView, type OperationView } from './projection.view';

/** What an operator may ask for. Each is recorded with who and why before anything is done. */
@ApiTags('投影 Projections')
@Controller('v1/projections/:name')
export class OperateController {
  constructor(private readonly office: ProjectionOffice) {}

  @ToBeDone(
    '重建 · Rebuild',
    '在正在使用的构建之外另建一次，读完后逐行比对，由操作人决定切换；中断后自动继续。· A new build beside the live one, compared row by row when it has read everything. It goes on by itself after an interruption, and switches nothing.',
    'operation-under-way',
  )
  @Permitted('operate-projections')
  @Post('rebuild')
  @HttpCode(202)
  rebuild(@Param() { name }: ProjectionPath, @Body() { reason }: ReasonRequest, @CurrentActor() actor: Actor) {
    return this.ask(name, { kind: 'rebuild', reason }, actor);
  }

  @ToBeDone(
    '核验 · Verify',
    '从头重读全部消息，核对每条记录的消息数、散列、状态和各行。· Reads everything again and compares count, hash, state and rows of every record.',
    'operation-under-way',
  )
  @Permitted('operate-projections')
  @Post('verify')
  @HttpCode(202)
  verify(@Param() { name }: ProjectionPath, @Body() body: AnyBuildRequest, @CurrentActor() actor: Actor) {
    return this.ask(name, todo('verify', body), actor);
  }

  @ToBeDone(
    '比对 · Compare',
    '将一次构建与正在使用的逐行比对。· A build with the live one, row by row.',
    'operation-under-way',
  )
  @Permitted('operate-projections')
  @Post('compare')
  @HttpCode(202)
  compare(@Param() { name }: ProjectionPath, @Body() body: ThatBuildRequest, @CurrentActor() actor: Actor) {
    return this.ask(name, todo('compare', body), actor);
  }

  @ToBeDone(
    '切换 · Switch',
    '此后由该构建答复；原来的继续更新，可再切换回来。· From then on this build answers; the former one is kept up to date and can be switched back to.',
    'build-not-caught-up',
  )
  @Permitted('operate-projections')
  @Post('switch')
  @HttpCode(202)
  switch(@Param() { name }: ProjectionPath, @Body() body: ThatBuildRequest, @CurrentActor() actor: Actor) {
    return this.ask(name, todo('switch', body), actor);
  }

  @ToBeDone('删除构建 · Drop a build', '正在使用的不能删除。· Never the live one.', 'build-is-live')
  @Permitted('operate-projections')
  @Post('drop')
  @HttpCode(202)
  drop(@Param() { name }: ProjectionPath, @Body() body: ThatBuildRequest, @CurrentActor() actor: Actor) {
    return this.ask(name, todo('drop', body), actor);
  }

  @ToBeDone('重试停滞的记录 · Retry', '重新折入等待的消息。· Folds again what waits.', 'record-not-parked')
  @Permitted('operate-projections')
  @Post('parked/:recordId/retry')
  @HttpCode(202)
  retry(@Param() { name, recordId }: RecordPath, @Body() body: AnyBuildRequest, @CurrentActor() actor: Actor) {
    return this.ask(name, { ...todo('retry', body), recordId }, actor);
  }

  @ToBeDone(
    '略过一条消息 · Skip',
    '略过使该记录停滞的那条消息，折入其后的；核验会一直指出该记录，直到重建。· Leaves out the message at which the record is stuck. A verification tells of that record until a rebuild has what was left out.',
    'record-not-parked',
  )
  @Permitted('operate-projections')
  @Post('parked/:recordId/skip')
  @HttpCode(202)
  skip(@Param() { name, recordId }: RecordPath, @Body() body: AnyBuildRequest, @CurrentActor() actor: Actor) {
    return this.ask(name, { ...todo('skip', body), recordId }, actor);
  }

  @ToBeDone('重写一条记录的各行 · Replay', '按所存状态重写该记录的各行。· Writes its rows again as its state says.')
  @Permitted('operate-projections')
  @Post('records/:recordId/replay')
  @HttpCode(202)
  replay(@Param() { name, recordId }: RecordPath, @Body() body: AnyBuildRequest, @CurrentActor() actor: Actor) {
    return this.ask(name, { ...todo('replay', body), recordId }, actor);
  }

  private async ask(projection: string, todo: ToDo, actor: Actor): Promise<OperationView> {
    return operationView(await this.office.ask(projection, todo, actor));
  }
}

const todo = (kind: ToDo['kind'], { reason, build }: AnyBuildRequest): ToDo => ({
  kind,
  reason,
  ...(build ? { build } : {}),
});
