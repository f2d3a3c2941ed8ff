/** What a user looked at last: dates of records that each user has of their own, and the list of them all. */
import type { FieldDef, ObjectDef, Schema } from '../../model/index.ts';
import { columnOf, foldedColumnOf, tableOf, VIEWED } from '../storage/index.ts';

const DATES: Readonly<Record<string, string>> = { LastViewedDate: 'viewed', LastReferencedDate: 'referenced' };
/** The one list of what a user looked at; it has no table. */
const RECENTLY_VIEWED = 'RecentlyViewed';

export const isRecentlyViewed = (object: ObjectDef): boolean =>
    object.kind === 'standard' && object.name === RECENTLY_VIEWED;

/**
 * The SQL of a record's date for the running user.
 * @param id the record's Id, as SQL
 * @returns undefined for a field that is stored
 */
export const viewedSql = (object: ObjectDef, field: FieldDef, id: string): string | undefined => {
    const column = field.custom || isRecentlyViewed(object) ? undefined : DATES[field.name];
    return column === undefined
        ? undefined
        : `(SELECT v.${column} FROM ${VIEWED} AS v WHERE v.user = running_user() AND v.record = ${id})`;
};

/** Objects with names of people, of which the list shows more. */
const PEOPLE = ['Contact', 'Lead', 'User'];

const personSql = (schema: Schema, field: FieldDef): string => {
    const found = PEOPLE.flatMap((name) => {
        const object = schema.object(name);
        const own = object?.field(field.name);
        return object && own && columnOf(own)
            ? [`(SELECT p.${columnOf(own)} FROM ${tableOf(object)} AS p WHERE p."Id" = v.record)`]
            : [];
    });
    return found.length > 1 ? `COALESCE(${found.join(', ')})` : (found[0] ?? 'NULL');
};

/** The rows of `RecentlyViewed` of the running user. */
export const recentlyViewedRows = (schema: Schema, object: ObjectDef): string => {
    const own: Readonly<Record<string, string>> = {
        Name: 'v.name',
        Type: 'v.object',
        LastViewedDate: 'v.viewed',
        LastReferencedDate: 'v.referenced'
    };
    const columns = object.fields
        .filter((field) => columnOf(field) && field.name !== 'Id' && field.name !== 'IsDeleted')
        .flatMap((field) => {
            const value = own[field.name] ?? personSql(schema, field);
            const twin = foldedColumnOf(field);
            return [`${value} AS ${columnOf(field)}`, ...(twin === undefined ? [] : [`fold(${value}) AS ${twin}`])];
        });
    return `(SELECT v.record AS "Id", 0 AS "IsDeleted", ${columns.join(', ')} FROM ${VIEWED} AS v WHERE v.user = running_user())`;
};
