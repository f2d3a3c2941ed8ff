import type { LibraryType } from '../types.ts';
import { raise, refused } from './support.ts';

/**
 * Answers of members outside of a site or an Experience Cloud site: the local org has none. That nobody is logged in, registered or sent a
 * password then: the tests that the platform's own SiteLoginController, ForgotPasswordController, ChangePasswordController,
 * CommunitiesSelfRegController and LightningLoginFormController come with.
 */
const nothing = (...signatures: readonly string[]): LibraryType['members'] =>
    Object.fromEntries(signatures.map((signature) => [`static ${signature}`, () => null]));
const no = (...signatures: readonly string[]): LibraryType['members'] =>
    Object.fromEntries(signatures.map((signature) => [`static ${signature}`, () => false]));
const refusals = (type: string, ...signatures: readonly string[]): LibraryType['members'] =>
    Object.fromEntries(
        signatures.map((signature) => [
            `static ${signature}`,
            refused(`${type}.${/(\w+)\(/.exec(signature)?.[1] ?? signature}`)
        ])
    );

const site: LibraryType = {
    name: 'System.Site',
    kind: 'class',
    members: {
        ...nothing(
            'String getAdminEmail()',
            'Id getAdminId()',
            'String getAnalyticsTrackingCode()',
            'String getBaseCustomUrl()',
            'String getBaseInsecureUrl()',
            'String getBaseRequestUrl()',
            'String getBaseSecureUrl()',
            'String getCurrentSiteUrl()',
            'String getCustomWebAddress()',
            'String getDomain()',
            'String getErrorDescription()',
            'String getErrorMessage()',
            'String getExperienceId()',
            'String getMasterLabel()',
            'String getName()',
            'String getOriginalUrl()',
            'String getPasswordPolicyStatement()',
            'String getPathPrefix()',
            'String getPrefix()',
            'Id getSiteId()',
            'String getSiteType()',
            'String getSiteTypeLabel()',
            'PageReference getTemplate()'
        ),
        ...no(
            'Boolean isLoginEnabled()',
            'Boolean isPasswordExpired()',
            'Boolean isRegistrationEnabled()',
            'Boolean isValidUsername(String name)'
        ),
        'static String getBaseUrl()': () => '',
        ...nothing(
            'PageReference changePassword(String after, String again)',
            'PageReference changePassword(String after, String again, String before)',
            'PageReference login(String name, String password, String startUrl)',
            'PageReference passwordlessLogin(Id userId, List<Auth.VerificationMethod> methods, String startUrl)',
            'Id createExternalUser(SObject user, String accountId)',
            'Id createExternalUser(SObject user, String accountId, String password)',
            'Id createExternalUser(SObject user, String accountId, String password, Boolean sendEmail)',
            'Id createPersonAccountPortalUser(SObject user, String ownerId, String password)',
            'Id createPersonAccountPortalUser(SObject user, String ownerId, String recordTypeId, String password)',
            'Id createPortalUser(SObject user, String accountId)',
            'Id createPortalUser(SObject user, String accountId, String password)',
            'Id createPortalUser(SObject user, String accountId, String password, Boolean sendEmail)',
            'void setExperienceId(String id)',
            'void setPortalUserAsAuthProvider(SObject user, String contactId)',
            'void validatePassword(SObject user, String password, String again)'
        ),
        ...no('Boolean forgotPassword(String name)', 'Boolean forgotPassword(String name, String template)')
    }
};
const network: LibraryType = {
    name: 'System.Network',
    kind: 'class',
    members: {
        ...nothing(
            'Id getNetworkId()',
            'PageReference communitiesLanding()',
            'PageReference forwardToAuthPage(String startUrl)',
            'PageReference forwardToAuthPage(String startUrl, String display)'
        ),
        ...refusals(
            'Network',
            'String getLoginUrl(String networkId)',
            'String getLogoutUrl(String networkId)',
            'String getSelfRegUrl(String networkId)',
            'Id createExternalUserAsync(SObject user, SObject contact, SObject account)'
        )
    }
};

/** Where a page of Lightning goes next; nobody follows here. The message: the test of the platform's own LightningLoginFormController. */
const aura: LibraryType = {
    name: 'System.Aura',
    kind: 'class',
    members: {
        'static void redirect(PageReference page)': (page: unknown) => {
            if (page === null) raise('System.NullPointerException', 'Argument 1 cannot be null');
        }
    }
};

/** Site, Network and Aura. Source: Apex Reference Guide, Site Class, Network Class. */
export const siteTypes: readonly LibraryType[] = [site, network, aura];
