import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { ProblemCatalogue, refusalDocs } from '@fuyuan/platform';
import { identityProblems } from '../identity.problems';
import { ActorView, RefreshRequest, SignedInView, SignInRequest } from './sign-in.request';

const REFRESH_TOKEN = 'office.1772416800000-mV0S9k3xQ2y7bA1cD4eF5g.3q2-7wAbCdEfGhIjKlMnOpQrStUvWxYz0123456789A';

const RefusedWith = refusalDocs(new ProblemCatalogue().register(identityProblems), {
  values: { seconds: 900, issuer: 'https://sso.example.gov.cn', header: 'authorization', most: 32 },
  instance: '/v1/sign-in',
});

const OF_THE_BODY = [
  'invalid-request',
  'malformed-json',
  'repeated-member',
  'body-too-complex',
  'empty-body',
  'duplicate-header',
  'body-too-large',
  'unsupported-media-type',
  'too-many-requests',
  'internal-error',
];
/** Why one who shows a token is not let in. */
const NOT_LET_IN = [
  'unauthenticated',
  ...Object.keys(identityProblems).filter((code) => code.startsWith('token-')),
  'issuer-away',
  'duplicate-header',
  'too-many-requests',
  'internal-error',
];

const example = (value: object) => ({ examples: { signIn: { summary: '示例 An example', value } } });

/** Tells of signing in. */
export const SignInDocs = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({
      summary: '登录，取得令牌 Sign in and get tokens',
      description:
        '访问令牌有效期短，用刷新令牌换取新令牌。Access tokens are short-lived; the refresh token buys the next ones.',
    }),
    ApiBody({ type: SignInRequest, ...example({ account: 'office', password: 'a long password' }) }),
    ApiOkResponse({ type: SignedInView, description: '已登录 Signed in' }),
    RefusedWith(
      ...OF_THE_BODY,
      'sign-in-failed',
      'too-many-failures',
      'sign-in-busy',
      'sign-in-unavailable',
      'sign-in-elsewhere',
    ),
  );

/** Tells of refreshing. */
export const RefreshDocs = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({
      summary: '刷新令牌 Get new tokens',
      description:
        '每个刷新令牌只能使用一次；重复使用视为被盗，整个登录随即失效。Each refresh token is good once; one that is used again counts as stolen and ends the session.',
    }),
    ApiBody({ type: RefreshRequest, ...example({ refreshToken: REFRESH_TOKEN }) }),
    ApiOkResponse({ type: SignedInView, description: '新的令牌 New tokens' }),
    RefusedWith(...OF_THE_BODY, 'session-ended', 'refresh-token-reused', 'sign-in-unavailable', 'sign-in-elsewhere'),
  );

/** Tells of signing out. */
export const SignOutDocs = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({
      summary: '退出登录 Sign out',
      description:
        '本次登录的访问令牌和刷新令牌即刻失效，不影响其他登录。All tokens of this session end at once; other sessions go on.',
    }),
    ApiNoContentResponse({ description: '已退出 Signed out' }),
    RefusedWith(...NOT_LET_IN, 'sign-in-unavailable', 'sign-in-elsewhere'),
  );

/** Tells of who is signed in. */
export const MeDocs = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({ summary: '当前登录者 Who is signed in' }),
    ApiOkResponse({ type: ActorView, description: '当前登录者 Who is signed in' }),
    RefusedWith(...NOT_LET_IN),
  );
