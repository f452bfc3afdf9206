import type { DocsOptions } from '@fuyuan/platform';

/** `name`: of the power, in Chinese and English. */
export const readSideDocs = (name: string): DocsOptions => ({
  title: `府院通 Fuyuan · ${name}`,
  description: `
${name}的读侧：由发布的事实自行建立视图，只答复本单位有权知悉的内容，不反问记录系统。

刚办理的事项，可将回执中的 \`position\` 作为 \`?after=\`，答复即包含该事项；超时为 504，稍后再查即可。
本单位自有系统可凭“系统对接”账号按游标读取订阅（\`/v1/feed\`）、以事件流接收（\`/v1/feed/stream\`），或登记签名推送（\`/v1/webhooks\`）。
每次拒绝均为 \`application/problem+json\`（RFC 9457），\`code\` 稳定，说明文字随 \`Accept-Language\`（zh、en）。

The read side of ${name}: views made from what is published, answered as far as the asker's unit may know. With the
\`position\` of a receipt as \`?after=\` an answer includes that act, or is 504 and nothing is lost. A unit's own system
reads its feed by cursor or as a stream, or is sent it by signed webhooks.
`,
  version: '1',
});
