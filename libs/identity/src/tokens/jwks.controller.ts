import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Open } from '@fuyuan/platform';
import type { JWK } from 'jose';
import { Identity } from '../identity';

const EXAMPLE = {
  keys: [
    {
      kty: 'EC',
      crv: 'P-256',
      alg: 'ES256',
      use: 'sig',
      kid: 'x6vbgqtzwcSHnZmLbuYlVEHfmBZqXKfcUYEEOkgbXVo',
      x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
      y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
    },
  ],
};

/** What others need to verify our tokens: public by its nature. */
@ApiTags('登录 sign-in')
@Controller('.well-known')
export class JwksController {
  constructor(private readonly identity: Identity) {}

  @Get('jwks.json')
  @Open()
  @Header('cache-control', 'public, max-age=60')
  @ApiOperation({
    summary: '验证令牌的公钥 Public keys that verify our tokens (RFC 7517)',
    description:
      '轮换后新旧公钥并列；使用统一身份认证时为空。After a rotation old keys stand beside the new one; empty where another issuer is configured.',
  })
  @ApiOkResponse({
    description: '公钥集 A set of public keys',
    schema: {
      type: 'object',
      required: ['keys'],
      properties: { keys: { type: 'array', items: { type: 'object' } } },
      example: EXAMPLE,
    },
  })
  async keys(): Promise<{ keys: JWK[] }> {
    if (this.identity.issuer) return { keys: [] };
    await this.identity.tokens.refreshKeys().catch(() => undefined);
    return this.identity.tokens.published();
  }
}
