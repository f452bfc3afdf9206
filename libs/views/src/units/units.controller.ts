import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permitted, type Actor } from '@fuyuan/identity';
import { HandedOut } from '../export/docs';
import { handOut } from '../export/hand-out';
import { keysIn } from '../reading/cursor';
import { Shown } from '../reading/docs';
import { pageOf } from '../reading/page';
import { ReadingRoom } from '../reading/reading-room';
import { unitLine, unitView, type UnitsPageView, type SeenUnitView } from './unit.view';
import { listDocs, showDocs } from './units.docs';
import { unitKeys } from './units.query';
import { OnDayQuery, UnitPath, UnitsExportQuery, UnitsQuery } from './units.requests';
import { unitsSheet } from './units.sheet';
import { UnitsShelf } from './units.shelf';

/** Who there is. Everyone of this side sees every unit: there is no secret in it. */
@ApiTags('单位 Units')
@Controller('v1/units')
export class UnitsController {
  constructor(
    private readonly room: ReadingRoom,
    private readonly shelf: UnitsShelf,
  ) {}

  @Shown(listDocs)
  @Permitted('view-unit')
  @Get()
  async list(@Query() query: UnitsQuery, @CurrentActor() actor: Actor): Promise<UnitsPageView> {
    await this.room.admit(actor);
    const { after, wait, limit, cursor, on = this.shelf.today(), ...filters } = query;
    const asked = { ...filters, on };
    const question = { view: 'units', ...asked };
    const from = cursor === undefined ? null : keysIn(question, cursor);
    const rows = await this.shelf.list(asked, { ...(after ? { after } : {}), wait }, { limit: limit + 1, after: from });
    const { items, next } = pageOf(rows, limit, { question, keysOf: unitKeys });
    return { on, items: items.map(unitLine), next };
  }

  @HandedOut({ summary: '导出单位名册 · Hand out the list of units' })
  @Permitted('view-unit')
  @Get('export')
  async export(@Query() query: UnitsExportQuery, @CurrentActor() actor: Actor) {
    await this.room.admit(actor);
    const { after, wait, format, on = this.shelf.today(), ...filters } = query;
    const fresh = { ...(after ? { after } : {}), wait };
    await this.shelf.list({ on, unitId: actor.unit }, fresh, { limit: 1, after: null });
    return handOut(unitsSheet, this.shelf.pages({ ...filters, on }, { wait }), { format, day: on });
  }

  @Shown(showDocs)
  @Permitted('view-unit')
  @Get(':unitId')
  async show(
    @Param() { unitId }: UnitPath,
    @Query() { on = this.shelf.today(), after, wait }: OnDayQuery,
    @CurrentActor() actor: Actor,
  ): Promise<SeenUnitView> {
    await this.room.admit(actor);
    const { unit, ...rest } = await this.shelf.one(unitId, on, { ...(after ? { after } : {}), wait });
    return unitView(unit, on, rest);
  }
}
