import { PROJECTIONS } from './projections-of';
import { READ_SIDES } from './all-read-sides';

describe('every read side', () => {
  it.each(READ_SIDES.map((side) => [side.audience, side] as const))(
    'of the %s makes what it shows',
    (audience, side) => {
      expect(side.views.map(({ projection }) => projection)).toStrictEqual(PROJECTIONS[audience]);
    },
  );
});
