import type { DocsOptions } from '@fuyuan/platform';

const DESCRIPTION = `
府院通把府院检之间的每一次办理记为一条不可更改的事件，并返回回执。

1. 登录：\`POST /v1/sign-in\` 取得令牌，点 **Authorize** 填入；办理人和单位只以令牌为准。
2. 办理：每个 POST 须带 \`Idempotency-Key\`。重发同一请求（同键同内容）得到同一回执，重启之后也是如此；同键不同内容为 422。
3. 条件办理：以 \`If-Match: "版本"\` 声明所见的版本，记录已有变化则为 412。
4. 每次拒绝均为 \`application/problem+json\`（RFC 9457），\`code\` 稳定，说明文字随 \`Accept-Language\`（zh、en）。
5. 503 表示事件存储未及时答复，是否已记录尚不确定：以同一 \`Idempotency-Key\` 重试即可，不会重复记录。

Fuyuan records every act between government, court and procuratorate once, as an event that is never edited, and answers with
a receipt. Sign in, put the token into **Authorize**, and send an \`Idempotency-Key\` with every act: the same key and body get the
same receipt, also after a restart. Refusals are problem details with stable codes, in Chinese or English.
`;

export const exchangeDocs: DocsOptions = { title: '府院通 Fuyuan', description: DESCRIPTION, version: '1' };
