import { ApiProperty } from '@nestjs/swagger';
import { property, scalar, Text } from '@fuyuan/platform';
import { ROLES, type Role } from '../actor';
import { LONGEST } from '../accounts/password';

/** Taken as it was typed: white space belongs to a password. */
const password = scalar<string>({
  name: 'password',
  schema: { type: 'string', format: 'password', minLength: 1, maxLength: LONGEST },
  check: (value) =>
    typeof value === 'string' && value.length >= 1 && value.length <= LONGEST
      ? undefined
      : { rule: 'password', zh: `须为 1 至 ${LONGEST} 个字符。`, en: `Must have 1 to ${LONGEST} characters.` },
  secret: true,
});

export class SignInRequest {
  @Text({ max: 64, description: '账号 The account', example: 'office' })
  account!: string;

  @property(password, { description: '密码 The password' })
  password!: string;
}

/** As it was given at the sign-in or the last refresh. Of any form: what was never one of ours is told so. */
const refreshToken = scalar<string>({
  name: 'refresh-token',
  schema: { type: 'string', minLength: 1, maxLength: 256 },
  check: (value) =>
    typeof value === 'string' && value.length >= 1 && value.length <= 256
      ? undefined
      : { rule: 'refresh-token', zh: '须为 1 至 256 个字符。', en: 'Must have 1 to 256 characters.' },
  secret: true,
});

export class RefreshRequest {
  @property(refreshToken, { description: '刷新令牌，只能使用一次 The refresh token, good once' })
  refreshToken!: string;
}

/** Who is signed in, as told to the one who is. */
export class ActorView {
  @ApiProperty({ description: '账号 The account', example: 'office' })
  account!: string;

  @ApiProperty({ description: '姓名 The person', example: '李明' })
  person!: string;

  @ApiProperty({ description: '所属单位 The unit for which the person acts', example: 'jiaozuo-justice-bureau' })
  unit!: string;

  @ApiProperty({ description: '角色 What the person is here', enum: ROLES, isArray: true, example: ['office'] })
  roles!: readonly Role[];
}

export class SignedInView {
  @ApiProperty({ description: '放入 Authorization 头 Goes into the Authorization header' })
  accessToken!: string;

  @ApiProperty({ enum: ['Bearer'] })
  tokenType!: 'Bearer';

  @ApiProperty({ type: 'integer', description: '有效秒数 Seconds for which the token is good', example: 900 })
  expiresIn!: number;

  @ApiProperty({ description: '用于换取新令牌，只能使用一次 Buys the next tokens, once' })
  refreshToken!: string;

  @ApiProperty({
    type: 'integer',
    description: '至须重新登录的秒数 Seconds until one must sign in again',
    example: 43_200,
  })
  refreshExpiresIn!: number;

  @ApiProperty({ type: ActorView })
  actor!: ActorView;
}
