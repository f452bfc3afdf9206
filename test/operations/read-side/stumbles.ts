/** Loaded into a built read side by `node --require`: its view of notices stumbles over one document number. */
import { lawNoticesProjection } from '@fuyuan/projections';

type View = typeof lawNoticesProjection;

const { fold } = lawNoticesProjection;
const stumbling: Pick<View, 'fold'> = {
  fold: (state, event) => {
    if (JSON.stringify(event.data).includes('磐毒通')) (undefined as unknown as { boom: () => void }).boom();
    return fold(state, event);
  },
};
Object.assign(lawNoticesProjection, stumbling);
