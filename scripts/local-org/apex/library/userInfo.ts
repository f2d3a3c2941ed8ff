import { randomUUID } from 'node:crypto';
import { NotSupported, zoneOffset, type DatetimeValue, type SObject } from '../../model/index.ts';
import { execution } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { knownZone } from './dateFormat.ts';
import { featureManagement } from './featureManagement.ts';
import { quietQuery } from './quietQuery.ts';
import { need, raise, userTimeZone } from './support.ts';

/** A field of the running user's row. */
const own = (field: string): unknown => {
    const rows = quietQuery(`SELECT ${field} FROM User WHERE Id = '${execution().tx.user.userId}'`);
    return rows[0]?.get(field) ?? null;
};
const organization = (field: string): unknown => {
    const row: SObject | undefined = quietQuery(`SELECT ${field} FROM Organization LIMIT 1`)[0];
    if (!row) throw new NotSupported('UserInfo without an Organization row');
    return row.get(field) ?? null;
};

const currencies = () => execution().tx.schema.currencies;
/** The user's currency in an org with several, else the org's. */
const defaultCurrency = (): unknown => {
    const corporate = currencies()?.find((currency) => currency.corporate)?.isoCode;
    return corporate === undefined ? 'USD' : (own('DefaultCurrencyIsoCode') ?? corporate);
};

/** System.TimeZone. */
class ApexTimeZone {
    readonly name: string;
    constructor(name: string) {
        this.name = name;
    }
    apexText(): string {
        return this.name;
    }
}
const zoneLabel = (name: string): string => {
    const parts = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'long' }).formatToParts(new Date(0));
    return parts.find((part) => part.type === 'timeZoneName')?.value ?? name;
};
const timeZone: LibraryType = {
    name: 'System.TimeZone',
    kind: 'class',
    is: (value) => value instanceof ApexTimeZone,
    members: {
        'static System.TimeZone getTimeZone(String id)': (id: string) => {
            const known = knownZone(need(id));
            return new ApexTimeZone(known === 'UTC' && !/^(UTC|GMT)$/.test(id) ? 'GMT' : id);
        },
        'String getDisplayName()': (self: ApexTimeZone) => zoneLabel(knownZone(self.name)),
        'String getID()': (self: ApexTimeZone) => self.name,
        'Integer getOffset(Datetime moment)': (self: ApexTimeZone, moment: DatetimeValue) =>
            zoneOffset(knownZone(self.name), need(moment).ms),
        'String toString()': (self: ApexTimeZone) => self.name
    }
};

const SESSION = Symbol('session Id that this execution was told');
/** A session Id that opens nothing: code gets one to put into requests, which reach mocks only. None in asynchronous Apex, as documented. */
const sessionId = (): string | null => {
    const { entry, cells, test } = execution();
    if (['queueable', 'finalizer', 'future', 'batch', 'schedulable'].includes(entry)) return null;
    let id = cells.get(SESSION) as string | undefined;
    if (id === undefined) {
        // In tests it ends in these words, as a test of declarative-lookup-rollup-summaries expects.
        const secret = test ? 'ApexTestSession' : randomUUID();
        cells.set(SESSION, (id = `${String(organization('Id')).slice(0, 15)}!${secret}`));
    }
    return id;
};

/** No managed package is installed: no Id and no namespace is one's. Source: Apex Reference Guide, UserInfo Class. */
const NO_PACKAGE = '';
const userInfo: LibraryType = {
    name: 'System.UserInfo',
    kind: 'class',
    members: {
        'static String getUserId()': () => execution().tx.user.userId,
        'static String getName()': () => execution().tx.user.name,
        'static String getUserName()': () => execution().tx.user.username,
        'static String getProfileId()': () => execution().tx.user.profileId || null,
        'static String getUserRoleId()': () => execution().tx.user.roleId ?? null,
        'static String getLocale()': () => execution().tx.user.locale,
        'static System.TimeZone getTimeZone()': () => new ApexTimeZone(userTimeZone()),
        'static String getFirstName()': () => own('FirstName'),
        'static String getLastName()': () => own('LastName'),
        'static String getUserEmail()': () => own('Email'),
        'static String getLanguage()': () => own('LanguageLocaleKey') ?? 'en_US',
        'static String getUserType()': () => own('UserType') ?? 'Standard',
        'static String getOrganizationId()': () => organization('Id'),
        'static String getOrganizationName()': () => organization('Name'),
        'static String getDefaultCurrency()': defaultCurrency,
        'static Boolean isMultiCurrencyOrganization()': () => currencies() !== undefined,
        'static String getUiTheme()': () => 'Theme4d',
        'static String getUiThemeDisplayed()': () => 'Theme4d',
        'static String getSessionId()': sessionId,
        'static Boolean hasPackageLicense(Id packageId)': (id: string | null) => need(id) === NO_PACKAGE,
        'static String getCurrentUvid()': () => null,
        'static Boolean isCurrentUserLicensedForPackage(Id packageId)': (id: string | null) =>
            raise('System.TypeException', `Invalid package ID: ${need(id)}`),
        'static Boolean isCurrentUserLicensed(String namespace)': (namespace: string | null) =>
            raise('System.TypeException', `Package namespace not found: ${need(namespace)}`)
    }
};
/** UserInfo, TimeZone, FeatureManagement. Source: Apex Reference Guide, System Namespace. */
export const userInfoTypes: readonly LibraryType[] = [userInfo, timeZone, featureManagement];
