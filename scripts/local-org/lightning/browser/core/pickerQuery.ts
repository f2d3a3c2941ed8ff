/** What `lightning-record-picker` asks for: its filter, matching and display fields as one query. */
import type { ObjectInfo } from './uiTypes.ts';

/** Source: Lightning Component Reference, "lightning-record-picker", filter. */
export interface PickerFilter {
    readonly criteria: readonly { readonly fieldPath: string; readonly operator: string; readonly value: unknown }[];
    readonly filterLogic?: string;
}
export interface PickerFields {
    readonly primaryField?: { readonly fieldPath: string };
    readonly additionalFields?: readonly { readonly fieldPath: string }[];
}
export interface PickerQuestion {
    readonly words: string;
    readonly limit: number;
    readonly filter?: PickerFilter;
    readonly matching?: PickerFields;
    readonly display?: PickerFields;
}

const SIGNS: Readonly<Record<string, string>> = {
    eq: '=',
    ne: '!=',
    lt: '<',
    gt: '>',
    lte: '<=',
    gte: '>=',
    like: 'LIKE',
    in: 'IN',
    nin: 'NOT IN',
    includes: 'INCLUDES',
    excludes: 'EXCLUDES'
};
const UNQUOTED: ReadonlySet<string> = new Set(['Date', 'DateTime', 'Double', 'Currency', 'Percent', 'Int', 'Boolean']);

const quote = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** Paths come from components; nothing else may get into the query by them. @throws Error naming the path */
const pathOf = (text: string): string => {
    if (!/^\w+(?:\.\w+)*$/.test(text)) throw new Error(`${text} is no field path`);
    return text;
};

const literal = (value: unknown, type: string | undefined): string => {
    if (value === null || value === undefined) return 'null';
    if (Array.isArray(value)) return `(${value.map((one: unknown) => literal(one, type)).join(', ')})`;
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    // Date literals come as `{ literal: 'TODAY' }`.
    const given = typeof value === 'object' && 'literal' in value ? value.literal : value;
    const text = typeof given === 'string' ? given : JSON.stringify(given);
    const plain = type !== undefined && UNQUOTED.has(type) && /^[\w:.+-]+$/.test(text);
    return plain ? text : quote(text);
};

const conditionOf = ({ fieldPath, operator, value }: PickerFilter['criteria'][number], info: ObjectInfo): string => {
    const sign = SIGNS[operator];
    if (sign === undefined)
        throw new Error(`not supported by the local org: the operator ${operator} of a record picker`);
    return `${pathOf(fieldPath)} ${sign} ${literal(value, info.fields[fieldPath]?.dataType)}`;
};

/** Criteria are joined by AND where no logic is given. @throws Error where the logic cannot be read */
const filterOf = ({ criteria, filterLogic }: PickerFilter, info: ObjectInfo): string[] => {
    const conditions = criteria.map((one) => conditionOf(one, info));
    if (filterLogic === undefined || conditions.length === 0) return conditions;
    if (!/^(?:[\s()\d]|AND|OR|NOT)+$/i.test(filterLogic)) throw new Error(`${filterLogic} is no filter logic`);
    const whole = filterLogic.replace(/\d+/g, (index) => {
        const condition = conditions[Number(index) - 1];
        if (condition === undefined)
            throw new Error(`the filter logic names criterion ${index}, there are ${conditions.length}`);
        return `(${condition})`;
    });
    return [`(${whole})`];
};

const pathsOf = (fields: PickerFields | undefined, fallback: string): string[] =>
    [
        fields?.primaryField?.fieldPath ?? fallback,
        ...(fields?.additionalFields ?? []).map(({ fieldPath }) => fieldPath)
    ].map(pathOf);

/** Fields that an option shows: its name first. */
export const shownPaths = (info: ObjectInfo, display: PickerFields | undefined): string[] =>
    pathsOf(display, info.nameFields[0] ?? 'Name');

/** The query of the options; without words the newest records. @throws Error naming what cannot be asked */
export const pickerQuery = (info: ObjectInfo, { words, limit, filter, matching, display }: PickerQuestion): string => {
    const terms = words.trim() === '' ? [] : words.trim().split(/\s+/);
    const like = (path: string, term: string): string =>
        `${path} LIKE ${quote(`%${term.replaceAll('%', '\\%').replaceAll('_', '\\_')}%`)}`;
    const paths = pathsOf(matching, info.nameFields[0] ?? 'Name');
    const conditions = [
        ...(filter ? filterOf(filter, info) : []),
        ...terms.map((term) => `(${paths.map((path) => like(path, term)).join(' OR ')})`)
    ];
    const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
    const order =
        terms.length === 0 && info.fields.LastModifiedDate ? 'LastModifiedDate DESC' : `${paths[0] ?? 'Id'} ASC`;
    const selected = [...new Set(['Id', ...shownPaths(info, display)])];
    return `SELECT ${selected.join(', ')} FROM ${info.apiName}${where} ORDER BY ${order} LIMIT ${limit}`;
};
