import type { ProblemKind } from '@fuyuan/platform';

const refused = (zh: string, en: string, detail: Readonly<{ zh: string; en: string }>): ProblemKind => ({
  status: 401,
  title: { zh, en },
  detail,
});
const AGAIN = { zh: '请重新登录。', en: 'Sign in again.' };

/** Why someone is not let in. Which check failed is told; what the token holds is not. */
export const identityProblems = {
  'token-expired': refused('令牌已过期', 'The token has expired', AGAIN),
  'token-malformed': refused('令牌格式不正确', 'The token is malformed', AGAIN),
  'token-wrong-algorithm': refused('令牌的签名算法不被接受', 'The algorithm of the token is not accepted', AGAIN),
  'token-unknown-key': refused('令牌的签名密钥未知', 'The key of the token is not known', AGAIN),
  'token-bad-signature': refused('令牌签名无效', 'The signature of the token is not valid', AGAIN),
  'token-wrong-issuer': refused('令牌签发者不被接受', 'The issuer of the token is not accepted', AGAIN),
  'token-wrong-audience': refused('令牌不是签发给本系统的', 'The token was not issued for this system', AGAIN),
  'token-not-yet-valid': refused('令牌尚未生效', 'The token is not valid yet', AGAIN),
  'token-claims': refused('令牌缺少必要内容', 'The token lacks what it must hold', {
    zh: '令牌的种类不对，或没有可用的账号、单位或起止时间。请重新登录；仍然如此的，请管理员核对统一身份认证的设置（OIDC_CLAIMS）。',
    en: 'It is of another kind, or tells no account, unit or time in a form of ours. Sign in again; if that does not help, the administrator checks OIDC_CLAIMS.',
  }),
  'token-revoked': refused('令牌已被撤销', 'The token has been revoked', {
    zh: '已退出登录，或账号已停用，或密码在令牌签发后被修改。',
    en: 'Its session was ended, the account was disabled, or its password changed after the token was issued.',
  }),
  'sign-in-failed': refused('登录失败', 'Sign-in failed', {
    zh: '账号或密码不正确，或账号已停用。',
    en: 'The account or the password is wrong, or the account is disabled.',
  }),
  'too-many-failures': {
    status: 429,
    title: { zh: '登录失败次数过多', en: 'Too many failed sign-ins' },
    detail: {
      zh: '请在 {seconds} 秒后再试，或请管理员为账号解锁。',
      en: 'Try again in {seconds} seconds, or ask the administrator to unlock the account.',
    },
  },
  'sign-in-busy': {
    status: 503,
    title: { zh: '登录请求过多', en: 'Too many sign-ins at once' },
    detail: { zh: '请稍后再试。', en: 'Try again shortly.' },
  },
  'session-ended': refused('登录已结束', 'The session has ended', {
    zh: '刷新令牌已过期或无效，或已退出登录。请重新登录。',
    en: 'The refresh token has expired or is not valid, or its session was ended. Sign in again.',
  }),
  'refresh-token-reused': refused('刷新令牌被重复使用', 'The refresh token was used before', {
    zh: '每个刷新令牌只能使用一次。为防盗用，本次登录已全部失效，请重新登录；如非本人操作，请修改密码。',
    en: 'A refresh token is good once. Since it may have been stolen, the whole session was ended. Sign in again; if it was not you, change the password.',
  }),
  'sign-in-unavailable': {
    status: 503,
    title: { zh: '暂时无法登录', en: 'Sign-in is not available' },
    detail: {
      zh: '登录状态暂时无法读取或保存，请稍后再试。',
      en: 'Sessions cannot be kept at the moment. Try again shortly.',
    },
  },
  'sign-in-elsewhere': {
    status: 403,
    title: { zh: '不在本系统登录', en: 'Sign-in is elsewhere' },
    detail: {
      zh: '本系统使用统一身份认证，请到 {issuer} 登录和退出。',
      en: 'People sign in and out at {issuer}; the accounts of this system are not in use.',
    },
  },
  'issuer-away': {
    status: 503,
    title: { zh: '统一身份认证暂不可用', en: 'The issuer of tokens is away' },
    detail: {
      zh: '暂时无法取得验证令牌所需的密钥，请稍后再试。',
      en: 'The keys that verify tokens cannot be had at the moment. Try again shortly.',
    },
  },
  'permission-denied': {
    status: 403,
    title: { zh: '无权进行此操作', en: 'Not permitted' },
    detail: {
      zh: '此操作（{permission}）须有角色：{roles}；当前账号没有。',
      en: 'That ({permission}) is for the roles {roles}; this account has none of them.',
    },
  },
} as const satisfies Record<string, ProblemKind>;
