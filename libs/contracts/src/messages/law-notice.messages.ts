import { code, day, list, nullable, object, text, unitId, uuid, whole } from '../schema';
import { act, region } from './terms';

const ofNotice = { noticeId: uuid('通报 · The notice'), ...act };

const reference = object({
  title: text('标题 · Title'),
  documentNumber: nullable(text('文号，未说明为 null · Document number; null: not said')),
});

const norm = object(
  {
    title: text('标题 · Title'),
    documentNumber: nullable(text('文号 · Document number')),
    issuingAuthority: nullable(text('制定机关 · Issuing authority')),
    level: code(
      [
        'law',
        'administrative-regulation',
        'judicial-interpretation',
        'departmental-rule',
        'local-regulation',
        'local-government-rule',
        'normative-document',
      ],
      '效力位阶 · Level: 法律, 行政法规, 司法解释, 部门规章, 地方性法规, 地方政府规章, 规范性文件',
    ),
    regionCode: nullable(region('适用地区，null 为全国 · Where it applies; null: the whole country')),
    change: code(
      ['promulgated', 'revised', 'amended', 'repealed'],
      '公布, 修订, 修正, 废止 · What happened to the norm',
    ),
    promulgatedOn: day('该文本公布之日（北京时间） · The day on which this version was promulgated'),
    effectiveOn: nullable(day('施行之日（北京时间） · The day from which it holds')),
    amends: list(reference, '所修改的规范 · Norms that it amends'),
    repeals: list(reference, '所废止的规范 · Norms that it repeals'),
    fieldsOfWork: list(text('工作领域 · Field of work'), '涉及的工作领域 · Fields of work that it touches'),
    link: nullable(text('链接 · Link')),
    text: nullable(text('全文 · Full text')),
    history: nullable(text('沿革 · The acts of its making')),
  },
  '规范；未说明的为 null · The norm; null where the publisher did not say',
);

const ofAddressee = {
  ...ofNotice,
  unitId: unitId('受通报单位 · The addressed unit whose act it is'),
  edition: whole('所据通报的版，更正一次增一 · Edition of the notice, one more per correction'),
};

export const lawNoticeMessages = {
  'cn.fuyuan.law-notice.published.v1': {
    summary: '法规更新已通报 · A law notice was published',
    data: object({
      ...ofNotice,
      publisherId: unitId('通报单位 · The publisher'),
      publisherRegion: region('通报单位所在地区 · Where the publisher lies'),
      addressees: list(unitId('单位 · A unit'), '受通报单位 · The addressed units'),
      norm,
    }),
  },
  'cn.fuyuan.law-notice.corrected.v1': {
    summary: '通报已更正 · A law notice was corrected',
    data: object({
      ...ofNotice,
      corrects: whole('被更正的版，本更正为下一版 · The mistaken edition; this makes the next'),
      norm,
      reason: text('原因 · Why'),
    }),
  },
  'cn.fuyuan.law-notice.withdrawn.v1': {
    summary: '通报已撤回 · A law notice was withdrawn',
    data: object({ ...ofNotice, reason: text('原因 · Why') }),
  },
  'cn.fuyuan.law-notice.signed-for.v1': {
    summary: '通报已签收 · A law notice was signed for',
    data: object(ofAddressee),
  },
  'cn.fuyuan.law-notice.read.v1': { summary: '通报已签阅 · A law notice was read', data: object(ofAddressee) },
  'cn.fuyuan.law-notice.assessed.v1': {
    summary: '已作影响评估 · The impact of a law notice was assessed',
    data: object({
      ...ofAddressee,
      impact: code(['none', 'partial', 'major'], '不涉及, 部分涉及, 重大影响 · Impact'),
      opinion: text('意见 · Opinion'),
      measures: nullable(text('拟采取的措施 · Measures')),
    }),
  },
} as const;
