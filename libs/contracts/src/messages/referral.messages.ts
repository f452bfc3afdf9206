import { code, day, grown, nullable, object, text, unitId, uuid, whole } from '../schema';
import { kindOfReferral } from './referral-kind.messages';
import { act, region } from './terms';

const ofReferral = {
  referralId: uuid('移送 · The referral'),
  unitId: unitId('行为单位 · The unit whose act it is'),
  ...act,
};
const reason = text('原因 · Why');
const until = day('至该日（北京时间） · Until this day');
const handedTo = {
  receiverId: unitId('受移送单位 · The receiver'),
  receiverRegion: region('受移送单位所在地区 · Where the receiver lies'),
};
const consent = object(
  {
    parties: whole('同意的当事人数 · How many parties consented'),
    consentedOn: day('同意之日（北京时间） · On which day'),
    paper: text('同意书 · By which paper'),
  },
  '当事人同意的事实，不含其身份 · That the parties consented; never who they are',
);

/** How a referral gets to whoever works on it. */
const handing = {
  'cn.fuyuan.referral.sent.v1': {
    summary: '已移送 · A referral was sent',
    data: grown(
      object({
        ...ofReferral,
        ...handedTo,
        senderRegion: region('移送单位所在地区 · Where the sender lies'),
        kind: object(kindOfReferral, '移送时的类别 · The kind as it stood then'),
        subject: text('事由 · Subject'),
        request: text('请求事项 · What is asked'),
        caseNumber: nullable(text('案号 · Case number')),
        approverId: unitId('审批延期的单位 · Who decides on more time'),
        consent: nullable(consent),
      }),
      {
        supervisorId: unitId(
          '抄送并由其监督的检察院，没有的不载 · The procuratorate that supervises; left out where none does',
        ),
        answerBy: day(
          '要求回复日期（北京时间），没有的不载 · By which day an answer is asked for; left out where none is',
        ),
      },
    ),
  },
  'cn.fuyuan.referral.recalled.v1': { summary: '移送已撤回 · Recalled', data: object({ ...ofReferral, reason }) },
  'cn.fuyuan.referral.delivered.v1': {
    summary: '已送达 · Delivered',
    data: object({
      ...ofReferral,
      mode: code(['electronic', 'in-person', 'post', 'exchange'], '电子, 直接, 邮寄, 机要交换 · Mode of delivery'),
    }),
  },
  'cn.fuyuan.referral.signed-for.v1': { summary: '已签收 · Signed for', data: object(ofReferral) },
  'cn.fuyuan.referral.accepted.v1': { summary: '已受理 · Accepted', data: object(ofReferral) },
  'cn.fuyuan.referral.returned.v1': {
    summary: '已退回移交单位 · Returned to whoever handed it over',
    data: object({ ...ofReferral, reason }),
  },
  'cn.fuyuan.referral.forwarded.v1': {
    summary: '已转办 · Forwarded',
    data: object({ ...ofReferral, ...handedTo, reason }),
  },
} as const;

/** What is done about it. */
const working = {
  'cn.fuyuan.referral.progress-reported.v1': {
    summary: '已报告进展 · Progress was reported',
    data: object({ ...ofReferral, progress: text('进展 · Progress') }),
  },
  'cn.fuyuan.referral.extension-requested.v1': {
    summary: '已申请延期 · More time was asked for',
    data: object({ ...ofReferral, reason, until }),
  },
  'cn.fuyuan.referral.extension-granted.v1': {
    summary: '已批准延期 · More time was granted',
    data: object({ ...ofReferral, until }),
  },
  'cn.fuyuan.referral.extension-refused.v1': {
    summary: '不予延期 · More time was refused',
    data: object({ ...ofReferral, reason }),
  },
  'cn.fuyuan.referral.suspended.v1': { summary: '已中止 · Suspended', data: object({ ...ofReferral, reason }) },
  'cn.fuyuan.referral.resumed.v1': { summary: '已恢复办理 · Resumed', data: object({ ...ofReferral, reason }) },
  'cn.fuyuan.referral.urged.v1': {
    summary: '已催办 · Urged',
    data: object({ ...ofReferral, words: text('催办内容 · In these words') }),
  },
  'cn.fuyuan.referral.supervised.v1': {
    summary: '检察机关已提出监督意见 · The supervising procuratorate gave its opinion',
    data: object({ ...ofReferral, opinion: text('监督意见 · What it holds') }),
  },
} as const;

/** How it ends, and what was a mistake. */
const finishing = {
  'cn.fuyuan.referral.concluded.v1': {
    summary: '已办结 · Concluded',
    data: object({
      ...ofReferral,
      outcome: code(
        ['settled', 'partly-settled', 'not-settled', 'case-filed', 'case-not-filed', 'other'],
        '办成, 部分办成, 未办成, 立案, 不予立案, 其他 · Outcome',
      ),
      summary: text('办理情况 · What was done'),
    }),
  },
  'cn.fuyuan.referral.confirmed.v1': { summary: '已确认办结 · Confirmed', data: object(ofReferral) },
  'cn.fuyuan.referral.sent-back.v1': {
    summary: '已退回补充办理 · Sent back for more work',
    data: object({ ...ofReferral, reason }),
  },
  'cn.fuyuan.referral.closed.v1': {
    summary: '已销号 · Closed',
    data: object({ ...ofReferral, remark: nullable(text('备注 · Remark')) }),
  },
  'cn.fuyuan.referral.reopened.v1': {
    summary: '已重新办理 · Reopened',
    data: object({ ...ofReferral, reason, decision: text('决定文书 · The paper that says so') }),
  },
  'cn.fuyuan.referral.act-corrected.v1': {
    summary: '误录已更正，该行为视同未发生 · An act was recorded by mistake: the referral stands as if it had not been',
    data: object({
      ...ofReferral,
      reason,
      corrects: whole('被更正行为的版次（streamrevision） · The revision of the mistaken act'),
      correctedType: text('被更正行为的消息类型 · The message type of the mistaken act'),
    }),
  },
  'cn.fuyuan.referral.sight-ended.v1': {
    summary:
      '本主题的读者此后不再知悉该移送；streamrevision 为已发送的末版 · The readers of this topic may know no more of it; streamrevision is the last that they were told',
    data: object({ referralId: ofReferral.referralId }),
  },
} as const;

export const referralMessages = { ...handing, ...working, ...finishing } as const;
