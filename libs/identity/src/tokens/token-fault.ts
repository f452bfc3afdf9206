import { errors } from 'jose';

/** Characters; ours have about 600, those of an issuer that lists many roles more. */
export const LONGEST_TOKEN = 8_192;

const CLAIMS: Readonly<Record<string, string>> = {
  iss: 'token-wrong-issuer',
  aud: 'token-wrong-audience',
  nbf: 'token-not-yet-valid',
  iat: 'token-not-yet-valid',
};

/** The code of the refusal that a failed verification means. */
export function codeOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'token-expired';
  if (error instanceof errors.JWTClaimValidationFailed) {
    return (error.reason === 'check_failed' && CLAIMS[error.claim]) || 'token-claims';
  }
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'token-bad-signature';
  if (error instanceof errors.JOSEAlgNotAllowed) return 'token-wrong-algorithm';
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) {
    return 'token-unknown-key';
  }
  return 'token-malformed';
}
