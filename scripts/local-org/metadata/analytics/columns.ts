/** Columns of report types: names that reports use → fields. */
import { fold, type FieldDef, type ObjectDef, type Schema } from '../../model/index.ts';
import { parentNameOf } from '../schema/definition.ts';
import type { AnalyticsColumn, ReportTable } from './types.ts';

/** What a path of a report type leads to. */
type Found = Pick<AnalyticsColumn, 'path' | 'field' | 'recordPath'>;

/** Users, groups and queues own and make records; reports show users' names. */
const targetOf = (lookup: FieldDef, schema: Schema): ObjectDef | undefined => {
    const names = lookup.referenceTo;
    return schema.object(names.includes('User') ? 'User' : (names[0] ?? ''));
};

/** `Account__c` and `Owner` stand for the look-up itself; standard look-ups are named without their `Id`. */
const lookupNamed = (object: ObjectDef, name: string): FieldDef | undefined => {
    const field = name.endsWith('__c') ? object.field(name) : object.parent(name);
    return field && field.referenceTo.length > 0 ? field : undefined;
};

/** A field by the way that report types write it: `Status__c`, `Owner`, `Opportunity__c.Amount`, `Account.Owner.Name`. */
export const reportPath = (text: string, object: ObjectDef, schema: Schema): Found | undefined => {
    const [first = '', ...rest] = text.split('.');
    const lookup = lookupNamed(object, first);
    if (rest.length > 0) {
        const target = lookup && targetOf(lookup, schema);
        const found = target && reportPath(rest.join('.'), target, schema);
        const parent = lookup && parentNameOf(lookup);
        if (!found || !parent) return undefined;
        return {
            path: `${parent}.${found.path}`,
            field: found.field,
            ...(found.recordPath === undefined ? {} : { recordPath: `${parent}.${found.recordPath}` })
        };
    }
    if (lookup) {
        const target = targetOf(lookup, schema);
        const parent = parentNameOf(lookup);
        return target?.nameField && parent
            ? { path: `${parent}.${target.nameField.name}`, field: target.nameField, recordPath: lookup.name }
            : { path: lookup.name, field: lookup };
    }
    const field = object.field(first);
    if (!field || (field.referenceTo.length > 0 && field.type !== 'id')) return undefined;
    return { path: field.name, field, ...(field.nameField ? { recordPath: 'Id' } : {}) };
};

/** Columns that the types of custom objects have by other names. Source: Metadata API Developer Guide, "Report"; names as retrieved. */
const CUSTOM_OBJECT: Readonly<Record<string, string>> = {
    CUST_NAME: 'Name',
    CUST_ID: 'Id',
    CUST_OWNER_NAME: 'Owner.Name',
    CUST_CREATED_DATE: 'CreatedDate',
    CUST_CREATED_NAME: 'CreatedBy.Name',
    CUST_LAST_UPDATE: 'LastModifiedDate',
    CUST_LAST_UPDATE_NAME: 'LastModifiedBy.Name',
    CUST_RECORDTYPE: 'RecordType.Name'
};
/** The same of the child in `CustomEntityCustomEntity$Parent__c$Child__c`. */
const CHILD: Readonly<Record<string, string>> = Object.fromEntries(
    Object.entries(CUSTOM_OBJECT).map(([name, path]) => [name.replace(/^CUST/, 'CHILD'), path])
);
const OPPORTUNITY: Readonly<Record<string, string>> = {
    OPPORTUNITY_NAME: 'Name',
    OPPORTUNITY_ID: 'Id',
    STAGE_NAME: 'StageName',
    AMOUNT: 'Amount',
    EXP_AMOUNT: 'ExpectedRevenue',
    CLOSE_DATE: 'CloseDate',
    CREATED_DATE: 'CreatedDate',
    CREATED: 'CreatedBy.Name',
    LAST_UPDATE: 'LastModifiedDate',
    LAST_UPDATE_BY: 'LastModifiedBy.Name',
    LAST_ACTIVITY: 'LastActivityDate',
    NEXT_STEP: 'NextStep',
    PROBABILITY: 'Probability',
    FORECAST_CATEGORY: 'ForecastCategoryName',
    TYPE: 'Type',
    LEAD_SOURCE: 'LeadSource',
    DESCRIPTION: 'Description',
    CLOSED: 'IsClosed',
    WON: 'IsWon',
    FULL_NAME: 'Owner.Name',
    ACCOUNT_NAME: 'Account.Name',
    ACCOUNT_ID: 'Account.Id',
    INDUSTRY: 'Account.Industry'
};
const ACCOUNT: Readonly<Record<string, string>> = {
    'ACCOUNT.NAME': 'Name',
    ACCOUNT_ID: 'Id',
    'USERS.NAME': 'Owner.Name',
    TYPE: 'Type',
    INDUSTRY: 'Industry',
    RATING: 'Rating',
    SALES: 'AnnualRevenue',
    EMPLOYEES: 'NumberOfEmployees',
    PHONE1: 'Phone',
    URL: 'Website',
    CREATED_DATE: 'CreatedDate',
    LAST_UPDATE: 'LastModifiedDate',
    LAST_ACTIVITY: 'LastActivityDate',
    ADDRESS1_CITY: 'BillingCity',
    ADDRESS1_STATE: 'BillingState',
    ADDRESS1_COUNTRY: 'BillingCountry'
};
const CONTACT: Readonly<Record<string, string>> = {
    FULL_NAME: 'Name',
    FIRST_NAME: 'FirstName',
    LAST_NAME: 'LastName',
    TITLE: 'Title',
    EMAIL: 'Email',
    PHONE1: 'Phone',
    PHONE3: 'MobilePhone',
    'ACCOUNT.NAME': 'Account.Name',
    OWNER_FULL_NAME: 'Owner.Name',
    CREATED_DATE: 'CreatedDate',
    LAST_UPDATE: 'LastModifiedDate',
    LAST_ACTIVITY: 'LastActivityDate'
};

/** Standard report types of one object, with the names of their columns. */
export const STANDARD_TYPES: Readonly<
    Record<
        string,
        { readonly object: string; readonly label: string; readonly names: Readonly<Record<string, string>> }
    >
> = {
    Opportunity: { object: 'Opportunity', label: 'Opportunities', names: OPPORTUNITY },
    AccountList: { object: 'Account', label: 'Accounts', names: ACCOUNT },
    ContactList: { object: 'Contact', label: 'Contacts & Accounts', names: CONTACT }
};

export const customTables = (objects: readonly ObjectDef[]): ReportTable[] =>
    objects.map((object, level) => ({ object, level, names: level === 0 ? CUSTOM_OBJECT : CHILD }));

/** Finds a column of a standard report type; `CUST_NAME`, `Handoff__c.Status__c`, `AMOUNT`. */
export const standardColumn = (
    tables: readonly ReportTable[],
    token: string,
    schema: Schema
): AnalyticsColumn | undefined => {
    for (const { object, level, names } of tables) {
        const alias = names[token.toUpperCase()];
        const own = fold(token).startsWith(`${fold(object.name)}.`) ? token.slice(object.name.length + 1) : undefined;
        const text = alias ?? own;
        const found = text === undefined ? undefined : reportPath(text, object, schema);
        if (found) return { token, label: labelOf(object, found), level, ...found };
    }
    return undefined;
};

/** `Owner.Name` is shown under its own label, a name that stands for a look-up under the look-up's. */
export const labelOf = (object: ObjectDef, { field, recordPath }: Found): string => {
    const lookup = recordPath === undefined || recordPath === 'Id' ? undefined : object.field(recordPath);
    return lookup ? lookup.label.replace(/ ID$/, '') : field.label;
};
