import { fold, type FieldDef, type ObjectDef, type Schema } from '../../model/index.ts';
import { parentNameOf } from '../schema/definition.ts';

/** Names that list views and related lists use instead of field names. Source: Metadata API Developer Guide, ListView `columns`. */
const ALIASES: Readonly<Record<string, string>> = {
    CREATED_DATE: 'CreatedDate',
    CREATEDBY_USER: 'CreatedBy.Name',
    'CREATEDBY_USER.ALIAS': 'CreatedBy.Alias',
    LAST_UPDATE: 'LastModifiedDate',
    UPDATEDBY_USER: 'LastModifiedBy.Name',
    'UPDATEDBY_USER.ALIAS': 'LastModifiedBy.Alias',
    'OWNER.ALIAS': 'Owner.Alias',
    'CORE.USERS.ALIAS': 'Owner.Alias',
    'CORE.USERS.FULL_NAME': 'Owner.Name',
    'OWNER.NAME': 'Owner.Name',
    OWNER_NAME: 'Owner.Name',
    'OWNER.FIRST_NAME': 'Owner.FirstName',
    'OWNER.LAST_NAME': 'Owner.LastName',
    FULL_NAME: 'Name',
    PHONE1: 'Phone',
    PHONE2: 'Fax',
    PHONE3: 'MobilePhone',
    ADDRESS1_CITY: 'BillingCity',
    ADDRESS1_STATE: 'BillingState',
    ADDRESS1_COUNTRY: 'BillingCountry',
    RECORDTYPE: 'RecordType.Name',
    OBJECT_ID: 'Id',
    WON: 'IsWon',
    CLOSED: 'IsClosed',
    RESPONDED: 'HasResponded',
    URL: 'Website',
    ACTIVE: 'IsActive',
    CLOSED_DATE_DATE_ONLY: 'ClosedDate',
    CREATED_DATE_DATE_ONLY: 'CreatedDate',
    DUE_DATE: 'ActivityDate',
    PRIVATE: 'IsPrivate',
    STATUS_CODE: 'Status',
    TASK: 'IsTask',
    UNREAD: 'IsUnreadByOwner',
    WHAT_NAME: 'What.Name',
    WHO_NAME: 'Who.Name',
    EMPLOYEES: 'NumberOfEmployees',
    SALES: 'AnnualRevenue'
};

const squeeze = (name: string): string => fold(name.replaceAll('_', ''));

const standardField = (object: ObjectDef, name: string): FieldDef | undefined =>
    object.field(name) ??
    (name.endsWith('__c')
        ? undefined
        : object.fields.find((field) => !field.custom && squeeze(field.name) === squeeze(name)));

/** The fields along a path of API names (`Owner.Alias`), or undefined where a part is unknown. */
export const resolvePath = (path: string, object: ObjectDef, schema: Schema): FieldDef | undefined => {
    const [first = '', ...rest] = path.split('.');
    if (rest.length === 0) return standardField(object, first);
    const lookup = object.parent(first);
    const targets = (lookup?.referenceTo ?? [])
        .map((name) => schema.object(name))
        .filter((target) => target !== undefined);
    for (const target of targets.sort((left) => (left.name === 'User' ? -1 : 1))) {
        const found = resolvePath(rest.join('.'), target, schema);
        if (found) return found;
    }
    return undefined;
};

const OF_ACTIVITIES = ['task', 'event', 'activity'];
/** Prefixes of columns that are not the object's own name. */
const PREFIXES: Readonly<Record<string, readonly string[]>> = {
    CampaignMember: ['cm'],
    OpenActivity: OF_ACTIVITIES,
    ActivityHistory: OF_ACTIVITIES
};

/** `CASES.` and `CASE.` both mean a case, `CM.` a campaign member, `TASK.` and `EVENT.` what is listed as an activity. */
const isPrefixOf = (prefix: string, { name }: ObjectDef): boolean =>
    [fold(name), `${fold(name)}s`, ...(PREFIXES[name] ?? [])].includes(fold(prefix));

/** Columns of a parent that repeat what it is: `Account.ACC_NAME`, `CAMPAIGN.CAMPAIGN_TYPE`. */
const ofParent = (column: string, { name }: ObjectDef): string =>
    column.replace(/^ACC_/i, '').replace(new RegExp(`^${name}_`, 'i'), '');

interface Parent {
    readonly relation: string;
    readonly target: ObjectDef;
}

/** The record that a prefix means: by its relationship, its look-up field, or its object. */
const parentOf = (prefix: string, object: ObjectDef, schema: Schema): Parent | undefined => {
    const isTarget = (name: string): boolean => fold(name) === fold(prefix);
    const field = object.field(prefix);
    const lookup =
        object.parent(prefix) ??
        (field && field.referenceTo.length > 0 ? field : undefined) ??
        object.fields.find(({ referenceTo }) => referenceTo.some(isTarget));
    const relation = lookup && parentNameOf(lookup);
    const target = schema.object(lookup?.referenceTo.find(isTarget) ?? lookup?.referenceTo[0] ?? '');
    return relation && target ? { relation, target } : undefined;
};

const pathOfParent = ({ relation, target }: Parent, column: string, schema: Schema): string | undefined => {
    const path = columnPath(column, target, schema) ?? columnPath(ofParent(column, target), target, schema);
    return path === undefined ? undefined : `${relation}.${path}`;
};

/** `ContactTitle`, `PARENT_NAME`: the relationship and a field of the parent in one word. */
const joinedPath = (column: string, object: ObjectDef, schema: Schema): string | undefined => {
    const word = squeeze(column);
    for (const { referenceTo, name } of object.fields) {
        const relation = name.endsWith('Id') ? name.slice(0, -2) : undefined;
        const rest = relation !== undefined && word.startsWith(fold(relation)) ? word.slice(relation.length) : '';
        const target = rest === '' ? undefined : schema.object(referenceTo[0] ?? '');
        const path = target && relation !== undefined && pathOfParent({ relation, target }, rest, schema);
        if (path) return path;
    }
    return undefined;
};

/**
 * The API path of a column of a list view or related list: `NAME` → `Name`, `OWNER.ALIAS` → `Owner.Alias`, `OPPORTUNITY.STAGE_NAME` →
 * `StageName`; undefined where the object has no such field.
 */
export const columnPath = (column: string, object: ObjectDef, schema: Schema): string | undefined => {
    const alias = ALIASES[column.toUpperCase()];
    if (alias !== undefined) return resolvePath(alias, object, schema) ? alias : undefined;
    const direct = standardField(object, column);
    if (direct) return direct.name;
    // Cases are listed with the names of their contacts.
    if (object.name === 'Case' && fold(column) === 'name') return 'Contact.Name';
    const [prefix = '', ...rest] = column.split('.');
    const name = rest.join('.');
    if (name === '') return joinedPath(column, object, schema);
    if (isPrefixOf(prefix, object)) return columnPath(name, object, schema);
    if (object.name === 'User' && fold(column).startsWith('core.users.'))
        return columnPath(name.slice('users.'.length), object, schema);
    const parent = parentOf(prefix, object, schema);
    return parent && pathOfParent(parent, name, schema);
};
