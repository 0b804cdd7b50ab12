import type { DemoIdentityProviderOptions } from './demo-identity-provider/people.ts';

export { makeDemoKeys } from './demo-identity-provider/keys.ts';
export type { DemoAuthority, DemoKeys, DemoPerson } from './demo-identity-provider/people.ts';

/**
 * Starts one OIDC provider for each authority below `/demo-idp/<slug>`, for demo and tests only: there
 * are no passwords. Throws in production, where oidc-provider is not even loaded.
 */
export async function startDemoIdentityProviders(options: DemoIdentityProviderOptions) {
  if (options.production)
    throw new Error(
      'Demoens identitetsudbyder må ikke køre i produktion. / The demo identity provider must not run in production.',
    );
  const { startProviders } = await import('./demo-identity-provider/start.ts');
  return startProviders(options);
}
