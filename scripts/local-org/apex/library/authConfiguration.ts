/** Auth.AuthConfiguration: how users log in at the org's own address; there are no sites with addresses of their own. */
import { execution } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { orgUrl } from './domains.ts';
import { quietQuery } from './quietQuery.ts';
import { listOf, need, raise } from './support.ts';

class AuthConfiguration {
    readonly startUrl: string | null;
    constructor(startUrl: string | null) {
        this.startUrl = startUrl;
    }
}
/** @throws IllegalArgumentException for an address that is not the org's */
const configurationOf = (url: string | null, startUrl: string | null): AuthConfiguration =>
    url === null || url.replace(/\/+$/, '') === orgUrl()
        ? new AuthConfiguration(startUrl)
        : raise('System.IllegalArgumentException', `No authentication configuration found for ${url}`);
const singleSignOn = (path: string) => (url: string | null, startUrl: string | null, name: string | null) =>
    `${need(url)}/${path}/${need(name)}${startUrl === null ? '' : `?startURL=${encodeURIComponent(startUrl)}`}`;
const providers = () => {
    const { program } = execution();
    return listOf(
        'AuthProvider',
        program.model.schema.object('AuthProvider') ? quietQuery('SELECT FIELDS(ALL) FROM AuthProvider LIMIT 200') : []
    );
};
const no = (...names: readonly string[]): LibraryType['members'] =>
    Object.fromEntries(names.map((name) => [`Boolean ${name}`, () => false]));
const nothing = (...names: readonly string[]): LibraryType['members'] =>
    Object.fromEntries(names.map((name) => [`String ${name}`, () => null]));

/** Source: Apex Reference Guide, AuthConfiguration Class. What nobody configured has the platform's first values. */
export const authConfiguration: LibraryType = {
    name: 'Auth.AuthConfiguration',
    kind: 'class',
    is: (value) => value instanceof AuthConfiguration,
    members: {
        'new(String url, String startUrl)': configurationOf,
        'Boolean getUsernamePasswordEnabled()': () => true,
        'String getBackgroundColor()': () => '#F4F6F9',
        'String getStartUrl()': (self: AuthConfiguration) => self.startUrl,
        'String getForgotPasswordUrl()': () => `${orgUrl()}/secur/forgotpassword.jsp`,
        'List<SObject> getAuthProviders()': providers,
        'static String getAuthProviderSsoUrl(String url, String startUrl, String developerName)':
            singleSignOn('services/auth/sso'),
        'static String getSamlSsoUrl(String url, String startUrl, String samlId)': (
            url: string | null,
            startUrl: string | null,
            id: string | null
        ) => `${need(url)}?so=${need(id)}${startUrl === null ? '' : `&startURL=${encodeURIComponent(startUrl)}`}`,
        ...no(
            'getAllowInternalUserLoginEnabled()',
            'getCertificateLoginEnabled(String domainUrl)',
            'getHeadlessForgotPasswordEnabled()',
            'getHeadlessFrgtPswEnabled()',
            'getHeadlessPasswordlessLoginEnabled()',
            'getHeadlessRegistrationEnabled()',
            'getSelfRegistrationEnabled()',
            'getEmbeddedLoginEnabled()',
            'isCommunityUsingSiteAsContainer()'
        ),
        ...nothing(
            'getDefaultProfileForRegistration()',
            'getFooterText()',
            'getLogoUrl()',
            'getLoginRightFrameUrl()',
            'getSelfRegistrationUrl()'
        )
    }
};
