import { Body, Controller, Get, HttpCode, Post, Req } from '@nestjs/common';
import {
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiTooManyRequestsResponse,
  ApiUnauthorizedResponse,
} from '@nestjs/swagger';
import { InjectLog, type Log, Open, Problem } from '@fuyuan/platform';
import type { FastifyRequest } from 'fastify';
import { CurrentActor, SignedIn } from '../access/permitted';
import type { Account } from '../accounts/account';
import type { Actor } from '../actor';
import { Identity } from '../identity';
import { ActorView, SignedInView, SignInRequest } from './sign-in.request';

@ApiTags('登录 sign-in')
@Controller('v1')
export class SignInController {
  constructor(
    private readonly identity: Identity,
    @InjectLog() private readonly log: Log,
  ) {}

  @Post('sign-in')
  @Open()
  @HttpCode(200)
  @ApiOperation({ summary: '登录，取得令牌 Sign in and get a token' })
  @ApiOkResponse({ type: SignedInView, description: '已登录 Signed in' })
  @ApiUnauthorizedResponse({ description: '账号或密码不正确 The account or the password is wrong' })
  @ApiTooManyRequestsResponse({ description: '失败次数过多，见 Retry-After Too many failures, see Retry-After' })
  async signIn(
    @Body() { account: name, password }: SignInRequest,
    @Req() request: FastifyRequest,
  ): Promise<SignedInView> {
    const account = await this.authenticated(name, password, request);
    const actor = actorOf(account);
    request.account = account.name;
    this.log.info({ account: account.name, correlationId: request.id }, 'signed in');
    return { ...(await this.identity.tokens.issue(actor)), tokenType: 'Bearer', actor: viewOf(actor) };
  }

  @Get('me')
  @SignedIn()
  @ApiOperation({ summary: '当前登录者 Who is signed in' })
  @ApiOkResponse({ type: ActorView, description: '当前登录者 Who is signed in' })
  me(@CurrentActor() actor: Actor): ActorView {
    return viewOf(actor);
  }

  private async authenticated(name: string, password: string, request: FastifyRequest): Promise<Account> {
    try {
      return await this.identity.accounts.authenticate(name, password, request.ip);
    } catch (error) {
      if (error instanceof Problem) {
        const { ip: address, id: correlationId } = request;
        this.log.warn({ account: name, address, correlationId, problem: error.code }, 'sign-in refused');
      }
      throw error;
    }
  }
}

const actorOf = ({ name, person, unit, roles }: Account): Actor => ({ account: name, person, unit, roles });

const viewOf = ({ account, person, unit, roles }: Actor): ActorView => ({ account, person, unit, roles });
