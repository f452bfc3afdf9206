import { unitsProjection } from '@fuyuan/projections';
import type { View } from '../reading/view';
import { UnitsController } from './units.controller';
import { UnitsShelf } from './units.shelf';

export const unitsView: View = {
  projection: unitsProjection,
  controllers: [UnitsController],
  providers: [UnitsShelf],
};

export { unitsProjection };
