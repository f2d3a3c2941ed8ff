/** List views: the package's own, or for an object without one a plain list of all its records; their filters as SOQL. */
import { NotSupported, PlatformError, requireField } from '../../model/index.ts';
import type { FieldDef, ObjectDef } from '../../model/index.ts';
import type { Transaction } from '../../database/types.ts';
import type { ListViewDef, MetadataModel } from '../../metadata/types.ts';

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

/** The list views of an object; every object has `All`. */
export const listViewsOf = (model: MetadataModel, object: ObjectDef): ListViewDef[] => {
    const own = model.pages.listViews.filter((view) => view.object.toLowerCase() === object.name.toLowerCase());
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
export const listViewOf = (model: MetadataModel, object: ObjectDef, name: string): ListViewDef => {
    const views = listViewsOf(model, object);
    const found = views.find((view) => view.name.toLowerCase() === name.toLowerCase() || listViewId(view) === name);
    if (!found)
        throw new PlatformError(
            'NOT_FOUND',
            `The list view ${name} of ${object.name} does not exist or you don't have access to it.`
        );
    return found;
};

/** A stable Id-like name for a list view; list views are no records in this org. */
export const listViewId = (view: ListViewDef): string => `00B_${view.object}_${view.name}`;

const quote = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

const literal = (field: FieldDef | undefined, text: string): string => {
    switch (field?.type) {
        case 'boolean':
            return text === '1' || text.toLowerCase() === 'true' ? 'true' : 'false';
        case 'number':
        case 'currency':
        case 'percent':
        case 'integer':
            return /^-?\d+(\.\d+)?$/.test(text) ? text : 'null';
        case 'date':
        case 'datetime':
            if (/^[A-Z_]+(:\d+)?$/.test(text)) return text;
            return text.replace(
                /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/,
                (_all, month: string, day: string, year: string) =>
                    `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
            );
        default:
            return quote(text);
    }
};

const SOQL_OPERATORS: Readonly<Record<string, string>> = {
    equals: '=',
    notEqual: '!=',
    lessThan: '<',
    greaterThan: '>',
    lessOrEqual: '<=',
    greaterOrEqual: '>='
};

/** One filter of a list view as a SOQL condition. Several values separated by commas are alternatives. @throws NotSupported */
const conditionOf = (object: ObjectDef, filter: ListViewDef['filters'][number]): string => {
    const path = columnPath(object, filter.field);
    const field = object.field(path);
    if (filter.value === '') return filter.operation === 'equals' ? `${path} = null` : `${path} != null`;
    const values = filter.value.split(',').map((value) => value.trim());
    const operator = SOQL_OPERATORS[filter.operation];
    if (operator !== undefined) {
        const terms = values.map((value) => `${path} ${operator} ${literal(field, value)}`);
        return `(${terms.join(filter.operation === 'notEqual' ? ' AND ' : ' OR ')})`;
    }
    const pattern = (value: string) => quote(value).slice(1, -1).replaceAll('%', '\\%').replaceAll('_', '\\_');
    switch (filter.operation) {
        case 'contains':
            return `(${values.map((value) => `${path} LIKE '%${pattern(value)}%'`).join(' OR ')})`;
        case 'notContain':
            return `(${values.map((value) => `(NOT ${path} LIKE '%${pattern(value)}%')`).join(' AND ')})`;
        case 'startsWith':
            return `(${values.map((value) => `${path} LIKE '${pattern(value)}%'`).join(' OR ')})`;
        case 'includes':
            return `${path} INCLUDES (${values.map(quote).join(', ')})`;
        case 'excludes':
            return `${path} EXCLUDES (${values.map(quote).join(', ')})`;
        default:
            throw new NotSupported(`list view filter operation ${filter.operation}`);
    }
};

/** The WHERE clause of a list view for this user, without the word; undefined for all records. */
export const whereOf = (object: ObjectDef, view: ListViewDef, userId: string): string | undefined => {
    const conditions = view.filters.map((filter) => conditionOf(object, filter));
    let filters = conditions.join(' AND ');
    if (view.filterLogic !== undefined && view.filterLogic.trim() !== '' && conditions.length > 0) {
        if (!/^[\d\s()]*((AND|OR|NOT)[\d\s()]*)*$/i.test(view.filterLogic))
            throw new NotSupported(`list view filter logic ${view.filterLogic}`);
        filters = view.filterLogic.replace(/\d+/g, (index) => conditions[Number(index) - 1] ?? 'Id != null');
    }
    const mine = view.scope === 'Mine' ? `OwnerId = '${userId}'` : '';
    const parts = [mine, filters === '' ? '' : `(${filters})`].filter((part) => part !== '');
    return parts.length > 0 ? parts.join(' AND ') : undefined;
};
