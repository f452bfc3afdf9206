/** Loaded into a built read side by `node --require`: the version before, whose view of notices had a fault. */
import { lawNoticesProjection } from '@fuyuan/projections';

type View = typeof lawNoticesProjection;

const { version, rows } = lawNoticesProjection;
const older: Pick<View, 'version' | 'rows'> = {
  version: version - 1,
  rows: (recordId, state) => {
    const shown = rows(recordId, state);
    return { ...shown, notices: shown.notices.map((notice) => ({ ...notice, title: '（标题缺失）' })) };
  },
};
Object.assign(lawNoticesProjection, older);
