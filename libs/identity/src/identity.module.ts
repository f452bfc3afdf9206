import { type DynamicModule, Inject, Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { ProblemCatalogue } from '@fuyuan/platform';
import { DeclaredRoutes } from './access/declared-routes';
import { IdentityGuard } from './access/identity.guard';
import { Identity } from './identity';
import { IdentityReadiness } from './identity-readiness';
import { identityProblems } from './identity.problems';
import { LocalSignIn } from './sign-in/local-sign-in';
import { SignInController } from './sign-in/sign-in.controller';
import { JwksController } from './tokens/jwks.controller';

/** Signing in, and the guard before every route. Needs the platform's module in the same application. */
@Module({})
export class IdentityModule {
  constructor(@Inject(ProblemCatalogue) problems: ProblemCatalogue) {
    problems.register(identityProblems);
  }

  static forRoot(identity: Identity): DynamicModule {
    return {
      module: IdentityModule,
      global: true,
      imports: [DiscoveryModule],
      controllers: [SignInController, JwksController],
      providers: [
        { provide: Identity, useValue: identity },
        { provide: APP_GUARD, useClass: IdentityGuard },
        DeclaredRoutes,
        IdentityReadiness,
        LocalSignIn,
      ],
      exports: [Identity],
    };
  }
}
