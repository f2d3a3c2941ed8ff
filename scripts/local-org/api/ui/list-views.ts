/** List views: the package's own, or for an object without one a plain list of all its records; their filters as SOQL. */
import { PlatformError, fold, requireField, tryParseId } from '../../model/index.ts';
import type { Id, ObjectDef } from '../../model/index.ts';
import type { Transaction } from '../../database/types.ts';
import type { ListViewDef, MetadataModel } from '../../metadata/types.ts';
import { idsOfMembers } from '../../org/memberIds.ts';
import type { Org } from '../../org/types.ts';
import { SYSTEM_MODE } from '../../security/types.ts';
import type { UserContext } from '../../security/types.ts';
import { combine, conditionOf, quoted } from '../filters.ts';
import { parentNameOf } from '../records.ts';
import { addPath, emptyTree } from './fields.ts';

/** Names that list views use for fields of every object. Source: Metadata API, ListView. */
const COLUMN_ALIASES: Readonly<Record<string, string>> = {
    NAME: 'Name',
    'OWNER.ALIAS': 'Owner.Name',
    'OWNER.NAME': 'Owner.Name',
    'OWNER.FIRST_NAME': 'Owner.FirstName',
    'OWNER.LAST_NAME': 'Owner.LastName',
    CREATED_DATE: 'CreatedDate',
    LAST_UPDATE: 'LastModifiedDate',
    CREATEDBY_USER: 'CreatedBy.Name',
    UPDATEDBY_USER: 'LastModifiedBy.Name',
    'CREATEDBY_USER.ALIAS': 'CreatedBy.Name',
    'UPDATEDBY_USER.ALIAS': 'LastModifiedBy.Name',
    'CORE.USERS.ALIAS': 'Owner.Name',
    'CORE.USERS.FULL_NAME': 'Owner.Name'
};

/** A column's field path: `OWNER.ALIAS` → `Owner.Name`, `OPPORTUNITY.STAGE_NAME` → `StageName`. @throws PlatformError INVALID_FIELD */
export const columnPath = (object: ObjectDef, column: string): string => {
    if (object.field(column)) return requireField(object, column).name;
    const alias = COLUMN_ALIASES[column.toUpperCase()];
    if (alias !== undefined) return alias;
    const [first = '', ...rest] = column.split('.');
    if (rest.length > 0 && object.parent(first)) return column;
    const short = (rest.length > 0 ? rest.join('_') : first).replaceAll('_', '').toLowerCase();
    const field = object.fields.find(
        (candidate) => candidate.name.toLowerCase() === short || candidate.name.toLowerCase() === `${short}id`
    );
    if (!field)
        throw new PlatformError('INVALID_FIELD', `List view column '${column}' is unknown on ${object.name}`, [column]);
    return field.name;
};

/** Columns for standard objects that have no list view of their own. */
const STANDARD_COLUMNS: Readonly<Record<string, readonly string[]>> = {
    Product2: ['Name', 'ProductCode', 'Family', 'IsActive'],
    Task: ['Subject', 'WhoId', 'ActivityDate', 'Status', 'OwnerId'],
    Event: ['Subject', 'WhoId', 'StartDateTime', 'OwnerId'],
    User: ['Name', 'Title', 'Username', 'ProfileId', 'IsActive']
};

const PLAIN_TYPES: ReadonlySet<string> = new Set([
    'picklist',
    'date',
    'lookup',
    'masterDetail',
    'currency',
    'email',
    'phone'
]);

const plainColumns = (object: ObjectDef): string[] => {
    const standard = STANDARD_COLUMNS[object.name]?.filter((name) => object.field(name));
    if (standard) return standard;
    const name = object.nameField ? [object.nameField.name] : ['Id'];
    const plain = object.fields.filter(
        (field) => !field.nameField && field.required && field.can.create && PLAIN_TYPES.has(field.type)
    );
    const owner = object.field('OwnerId') ? ['OwnerId'] : [];
    return [...name, ...plain.slice(0, 4).map((field) => field.name), ...owner];
};

/** Columns as a list shows them to this user: without what is hidden, a look-up by the name of its record. */
export const shownColumns = (tx: Transaction, object: ObjectDef, columns: readonly string[]): string[] =>
    columns.flatMap((column) => {
        const path = columnPath(object, column);
        const field = object.field(path);
        const parent = field ? parentNameOf(field) : null;
        const target = tx.schema.object(field?.referenceTo[0] ?? '');
        const shown = parent !== null && target?.nameField ? `${parent}.${target.nameField.name}` : path;
        return addPath(tx, emptyTree(object), shown.split('.')) ? [shown] : [];
    });

/** Who manages public list views sees those shared with others. Source: Salesforce Help, "Create or Clone a List View in Lightning Experience". */
const maySee = ({ access }: UserContext, { sharedTo }: ListViewDef): boolean =>
    sharedTo === undefined ||
    access.permission('EditPublicFilters') ||
    sharedTo.some((target) => access.reaches(target));

/** The list views of an object that a user sees; every object has `All`. */
export const listViewsOf = (model: MetadataModel, user: UserContext, object: ObjectDef): ListViewDef[] => {
    const own = model.pages.listViews.filter((view) => fold(view.object) === fold(object.name) && maySee(user, view));
    if (own.some((view) => view.filters.length === 0 && view.scope === 'Everything')) return own;
    const all: ListViewDef = {
        object: object.name,
        name: `All${object.name}`,
        label: `All ${object.pluralLabel}`,
        columns: plainColumns(object),
        scope: 'Everything',
        filters: []
    };
    return [...own, all];
};

/** @throws PlatformError NOT_FOUND */
export const listViewOf = (org: Org, user: UserContext, object: ObjectDef, name: string): ListViewDef => {
    const views = listViewsOf(org.current.model, user, object);
    const id = tryParseId(name);
    const found = views.find(
        (view) => view.name.toLowerCase() === name.toLowerCase() || (id !== undefined && listViewId(org, view) === id)
    );
    if (!found)
        throw new PlatformError(
            'NOT_FOUND',
            `The list view ${name} of ${object.name} does not exist or you don't have access to it.`
        );
    return found;
};

/** The Id of a list view, the same as `listMetadata` tells. */
export const listViewId = (org: Org, view: ListViewDef): string =>
    idsOfMembers(org, 'ListView', [`${view.object}.${view.name}`])[0] ?? '';

/** The list view of an Id, of whichever object: the Ids of all are looked up at once. */
export const listViewOfId = (
    org: Org,
    tx: Transaction,
    id: Id
): { readonly object: ObjectDef; readonly view: ListViewDef } | undefined => {
    const views = tx.schema.objects
        .filter((object) => tx.user.access.object(object).read)
        .flatMap((object) => listViewsOf(org.current.model, tx.user, object).map((view) => ({ object, view })));
    const names = views.map(({ view }) => `${view.object}.${view.name}`);
    return views[idsOfMembers(org, 'ListView', names).indexOf(id)];
};

/** Whose records a list view shows. Source: Metadata API Developer Guide, ListView, `filterScope`. */
const scopeOf = ({ database: { soql } }: Org, tx: Transaction, { scope, queue }: ListViewDef): string => {
    const { userId } = tx.user;
    switch (scope) {
        case 'Everything':
            return '';
        case 'Mine':
            return `OwnerId = '${userId}'`;
        case 'MineAndMyGroups': {
            const memberships = soql.parse('SELECT GroupId FROM GroupMember WHERE UserOrGroupId = :me');
            const groups = soql.query(tx, memberships, [userId], SYSTEM_MODE).rows.map((row) => row.get('GroupId'));
            const owners = [userId, ...groups].flatMap((id) => (typeof id === 'string' ? [`'${id}'`] : []));
            return `OwnerId IN (${owners.join(', ')})`;
        }
        case 'Queue':
            return `OwnerId IN (SELECT Id FROM Group WHERE Type = 'Queue' AND DeveloperName = ${quoted(queue ?? '')})`;
    }
};

/** The WHERE clause of a list view for this user, without the word; undefined for all records. */
export const whereOf = (org: Org, tx: Transaction, object: ObjectDef, view: ListViewDef): string | undefined => {
    const conditions = view.filters.map(({ field, operation, value }) => {
        const path = columnPath(object, field);
        return conditionOf({ path, field: object.field(path), operator: operation, value });
    });
    const filters = combine(conditions, view.filterLogic);
    const parts = [scopeOf(org, tx, view), filters === '' ? '' : `(${filters})`].filter((part) => part !== '');
    return parts.length > 0 ? parts.join(' AND ') : undefined;
};
