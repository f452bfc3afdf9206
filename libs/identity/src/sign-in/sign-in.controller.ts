import { Body, Controller, Get, Header, Headers, HttpCode, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { InjectLog, type Log, Open, Problem } from '@fuyuan/platform';
import type { FastifyRequest } from 'fastify';
import { CurrentActor, SignedIn } from '../access/permitted';
import type { Actor } from '../actor';
import { LocalSignIn, type SignedInAs } from './local-sign-in';
import { MeDocs, RefreshDocs, SignInDocs, SignOutDocs } from './sign-in.docs';
import { ActorView, RefreshRequest, SignedInView, SignInRequest } from './sign-in.request';

@ApiTags('登录 sign-in')
@Controller('v1')
export class SignInController {
  constructor(
    private readonly local: LocalSignIn,
    @InjectLog() private readonly log: Log,
  ) {}

  @Post('sign-in')
  @Open()
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @SignInDocs()
  async signIn(@Body() { account, password }: SignInRequest, @Req() request: FastifyRequest): Promise<SignedInView> {
    const signedIn = await this.toldOf(request, account, () => this.local.signIn(account, password, request.ip));
    this.log.info({ account: signedIn.actor.account, correlationId: request.id }, 'signed in');
    return viewFor(signedIn, request);
  }

  @Post('sign-in/refresh')
  @Open()
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @RefreshDocs()
  async refresh(@Body() { refreshToken }: RefreshRequest, @Req() request: FastifyRequest): Promise<SignedInView> {
    const [account] = refreshToken.split('.', 1);
    return viewFor(await this.toldOf(request, account ?? '', () => this.local.refresh(refreshToken)), request);
  }

  @Post('sign-out')
  @SignedIn()
  @HttpCode(204)
  @SignOutDocs()
  async signOut(
    @CurrentActor() { account }: Actor,
    @Headers('authorization') authorization: string,
    @Req() { id: correlationId }: FastifyRequest,
  ): Promise<void> {
    await this.local.signOut(account, authorization);
    this.log.info({ account, correlationId }, 'signed out');
  }

  @Get('me')
  @SignedIn()
  @MeDocs()
  me(@CurrentActor() actor: Actor): ActorView {
    return viewOf(actor);
  }

  /**
   * What is refused stands in the log; the secret that was shown does not, nor a name that is no account's: people type
   * passwords where the name belongs.
   */
  private async toldOf<T>(request: FastifyRequest, account: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Problem) {
        const { ip: address, id: correlationId } = request;
        const told = { account: this.local.known(account), address, correlationId, problem: error.code };
        this.log.warn(told, 'sign-in refused');
      }
      throw error;
    }
  }
}

function viewFor({ actor, ...tokens }: SignedInAs, request: FastifyRequest): SignedInView {
  request.account = actor.account;
  return { ...tokens, tokenType: 'Bearer', actor: viewOf(actor) };
}

const viewOf = ({ account, person, unit, roles }: Actor): ActorView => ({ account, person, unit, roles });
