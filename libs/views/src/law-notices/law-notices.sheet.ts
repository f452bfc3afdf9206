import type { Sheet } from '../export/sheet';
import type { Directory } from '../reading/directory';
import type { NoticeLine } from './law-notices.query';
import { HANDLING, IMPACTS, NORM_CHANGES, NORM_LEVELS, STATUSES } from './notice-terms';

const term = (terms: Readonly<Record<string, string>>, code: string | null): string | null =>
  code === null ? null : (terms[code] ?? code);

/** The list of law notices as it is handed out. */
export const noticesSheet = (directory: Directory): Sheet<NoticeLine> => ({
  name: '法规更新通报',
  columns: [
    { heading: '规范标题', kind: 'text', width: 48, of: ({ title }) => title },
    { heading: '文号', kind: 'text', of: (line) => line.document_number },
    { heading: '制定机关', kind: 'text', of: (line) => line.issuing_authority },
    { heading: '效力位阶', kind: 'text', width: 14, of: ({ level }) => term(NORM_LEVELS, level) },
    { heading: '更新方式', kind: 'text', width: 10, of: ({ change }) => term(NORM_CHANGES, change) },
    { heading: '公布日期', kind: 'day', of: (line) => line.promulgated_on },
    { heading: '施行日期', kind: 'day', of: (line) => line.effective_on },
    { heading: '工作领域', kind: 'text', of: ({ fields }) => (JSON.parse(fields) as string[]).join('、') },
    { heading: '发布单位', kind: 'text', width: 32, of: (line) => directory.nameOf(line.publisher_id) },
    { heading: '发布时间（北京时间）', kind: 'instant', of: (line) => line.published_at },
    { heading: '通报状态', kind: 'text', width: 10, of: ({ status }) => term(STATUSES, status) },
    { heading: '版', kind: 'number', width: 6, of: ({ edition }) => edition },
    { heading: '受文单位数', kind: 'number', of: ({ addressed }) => addressed },
    { heading: '已签收', kind: 'number', of: (line) => line.signed_for },
    { heading: '已签阅', kind: 'number', of: ({ read }) => read },
    { heading: '已评估', kind: 'number', of: ({ assessed }) => assessed },
    { heading: '重大影响', kind: 'number', of: ({ major }) => major },
    { heading: '本单位办理', kind: 'text', width: 14, of: (line) => term(HANDLING, line.my_state) },
    { heading: '本单位签收时间（北京时间）', kind: 'instant', of: (line) => line.my_signed_at },
    { heading: '本单位签阅时间（北京时间）', kind: 'instant', of: (line) => line.my_read_at },
    { heading: '本单位评估时间（北京时间）', kind: 'instant', of: (line) => line.my_assessed_at },
    { heading: '本单位影响评估', kind: 'text', width: 14, of: (line) => term(IMPACTS, line.my_impact) },
    { heading: '通报编号', kind: 'text', width: 38, of: (line) => line.record_id },
  ],
});
