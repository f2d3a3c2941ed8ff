/**
 * Fields of records that their tasks and events make: never stored, asked of the activities when a query reads them. Source: Object
 * Reference, `LastActivityDate` of Account and others; Opportunity, `HasOpenActivity` and `HasOverdueTask`.
 */
import type { FieldDef, ObjectDef, Schema } from '../../model/index.ts';
import { columnOf, tableOf } from '../storage/index.ts';

/** The lookup of activities to records of an object: accounts have those of their contacts and opportunities too. */
const LINKS: Readonly<Record<string, string>> = { Account: 'AccountId', Contact: 'WhoId', Lead: 'WhoId' };

/** `SELECT` of an object's activities: of those about the record, as the condition says. */
const select = (schema: Schema, name: 'Task' | 'Event', object: ObjectDef, id: string, what: string, which: string) => {
    const activities = schema.object(name);
    const link = activities?.field(LINKS[object.name] ?? 'WhatId');
    return activities && link
        ? `SELECT ${what} FROM ${tableOf(activities)} AS a WHERE a.${columnOf(link)} = ${id} AND a."IsDeleted" = 0${which}`
        : undefined;
};

/**
 * The SQL of such a field.
 * @param id the record's Id, as SQL
 * @returns undefined for a field that is stored
 */
export const activitySql = (schema: Schema, object: ObjectDef, field: FieldDef, id: string): string | undefined => {
    if (field.custom) return undefined;
    const of = (name: 'Task' | 'Event', what: string, which: string): string =>
        select(schema, name, object, id, what, which) ?? 'SELECT NULL WHERE 0';
    switch (field.name) {
        case 'LastActivityDate': {
            const date = 'a."ActivityDate" AS "on"';
            return `(SELECT MAX("on") FROM (${of('Task', date, ' AND a."IsClosed" = 1')} UNION ALL ${of('Event', date, '')}))`;
        }
        case 'HasOpenActivity': {
            const ahead = ` AND a."EndDateTime" > unixepoch() * 1000`;
            return `(EXISTS (${of('Task', '1', ' AND a."IsClosed" = 0')}) OR EXISTS (${of('Event', '1', ahead)}))`;
        }
        case 'HasOverdueTask':
            return `EXISTS (${of('Task', '1', ` AND a."IsClosed" = 0 AND a."ActivityDate" < date('now')`)})`;
        default:
            return undefined;
    }
};
