import { lawNoticesProjection } from '@fuyuan/projections';
import type { View } from '../reading/view';
import { LawNoticesController } from './law-notices.controller';
import { LawNoticesShelf } from './law-notices.shelf';

export const lawNoticesView: View = {
  projection: lawNoticesProjection,
  controllers: [LawNoticesController],
  providers: [LawNoticesShelf],
};

export { lawNoticesProjection };
