/** What a user licence is known by, and which kind of user it makes. */
export interface Licence {
    readonly key: string;
    readonly userType: string;
}

export const DEFAULT_LICENCE = 'Salesforce';

/**
 * Licences that profiles name in `userLicense`, permission sets in `license`. They are rows and kinds of users here; they decide who can be
 * assigned a permission set that names one, and limit nothing else.
 * Source: Object Reference, "UserLicense", LicenseDefinitionKey, and "Profile", UserType.
 */
export const LICENCES: ReadonlyMap<string, Licence> = new Map(
    Object.entries({
        [DEFAULT_LICENCE]: { key: 'SFDC', userType: 'Standard' },
        'Salesforce Platform': { key: 'AUL', userType: 'Standard' },
        'Salesforce Integration': { key: 'PID_SALESFORCE_INTEGRATION', userType: 'Standard' },
        Identity: { key: 'PID_IDENTITY', userType: 'Standard' },
        'Chatter Free': { key: 'PID_CHATTER_FREE', userType: 'CsnOnly' },
        'Chatter External': { key: 'PID_CHATTER_EXTERNAL', userType: 'CsnOnly' },
        'Chatter Only': { key: 'PID_CHATTER', userType: 'Standard' },
        'Customer Community': { key: 'PID_Customer_Community', userType: 'CspLitePortal' },
        'Customer Community Login': { key: 'PID_Customer_Community_Login', userType: 'CspLitePortal' },
        'Customer Community Plus': { key: 'PID_Customer_Community_Plus', userType: 'PowerCustomerSuccess' },
        'Customer Community Plus Login': { key: 'PID_Customer_Community_Plus_Login', userType: 'PowerCustomerSuccess' },
        'Partner Community': { key: 'PID_Partner_Community', userType: 'PowerPartner' },
        'Partner Community Login': { key: 'PID_Partner_Community_Login', userType: 'PowerPartner' },
        'Gold Partner': { key: 'PID_STRATEGIC_PRM', userType: 'PowerPartner' },
        'High Volume Customer Portal': { key: 'High Volume Customer Portal_User', userType: 'CspLitePortal' },
        'Authenticated Website': { key: 'PID_Platform_Portal', userType: 'CspLitePortal' },
        'External Identity': { key: 'PID_External_Identity', userType: 'CspLitePortal' },
        'Customer Portal Manager Custom': { key: 'PID_Customer_Portal_Standard', userType: 'PowerCustomerSuccess' },
        'Customer Portal Manager Standard': { key: 'PID_Customer_Portal_Basic', userType: 'CustomerSuccess' },
        'Guest User License': { key: 'PID_Guest_User', userType: 'Guest' }
    })
);
