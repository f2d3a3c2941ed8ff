/**
 * Objects that are lists of other objects' records: what is to be done and what was done, notes with attachments, files with both. They
 * are reached from a parent only. Sources: Object Reference, "OpenActivity", "ActivityHistory", "NoteAndAttachment", "CombinedAttachment",
 * "AttachedContentDocument".
 */
import { isUnion } from '../../model/index.ts';
import type { FieldDef, ObjectDef, Schema } from '../../model/index.ts';
import { columnOf, foldedColumnOf, tableOf } from '../storage/index.ts';
import type { PlanContext } from './conditions.ts';
import { fieldRowsOf, hasFieldRows } from './fieldRows.ts';
import { isRecentlyViewed, recentlyViewedRows } from './viewedColumns.ts';

/** Records of one object that are in the list. */
interface Part {
    readonly of: string;
    /** Beside the records: what they point to. */
    readonly join?: { readonly of: string; readonly on: string };
    readonly where?: string;
    readonly id?: string;
    /** Fields that are not the record's own of the same name, as SQL: the record is `u`, what is joined `j`. */
    readonly fields: Readonly<Record<string, string>>;
}

const NOW = 'unixepoch() * 1000';
const TASK = { IsTask: '1', ActivityType: 'u."Type"', ActivitySubtype: 'u."TaskSubtype"', ...primary() };
const EVENT = { IsTask: '0', ActivityType: 'u."Type"', ActivitySubtype: "'Event'", ...primary() };

function primary(): Readonly<Record<string, string>> {
    return { PrimaryWhoId: 'u."WhoId"', PrimaryAccountId: 'u."AccountId"' };
}

const DOCUMENT = { of: 'ContentDocument', on: 'j."Id" = u."ContentDocumentId" AND j."IsDeleted" = 0' };
const OF_DOCUMENT = Object.fromEntries(
    `Title CreatedDate CreatedById LastModifiedDate LastModifiedById FileType ContentSize FileExtension SharingOption`
        .split(' ')
        .map((name) => [name, `j."${name}"`])
);

const UNIONS: Readonly<Record<string, readonly Part[]>> = {
    OpenActivity: [
        { of: 'Task', where: 'u."IsClosed" = 0', fields: TASK },
        { of: 'Event', where: `u."EndDateTime" > ${NOW}`, fields: { ...EVENT, IsClosed: '0' } }
    ],
    ActivityHistory: [
        { of: 'Task', where: 'u."IsClosed" = 1', fields: TASK },
        { of: 'Event', where: `u."EndDateTime" <= ${NOW}`, fields: { ...EVENT, IsClosed: '1' } }
    ],
    NoteAndAttachment: [
        { of: 'Note', fields: { IsNote: '1' } },
        { of: 'Attachment', fields: { IsNote: '0', Title: 'u."Name"' } }
    ],
    CombinedAttachment: [
        { of: 'Note', fields: { RecordType: "'Note'" } },
        { of: 'Attachment', fields: { RecordType: "'Attachment'", Title: 'u."Name"', ContentSize: 'u."BodyLength"' } },
        {
            of: 'ContentDocumentLink',
            join: DOCUMENT,
            id: 'j."Id"',
            fields: { ...OF_DOCUMENT, RecordType: "'File'", ParentId: 'u."LinkedEntityId"' }
        }
    ],
    AttachedContentDocument: [{ of: 'ContentDocumentLink', join: DOCUMENT, fields: OF_DOCUMENT }]
};

/** A field of the list as columns of one part: its value, and the folded one beside it. */
const columnsOf = (part: Part, source: ObjectDef, field: FieldDef): string[] => {
    const own = source.field(field.name);
    const given = part.fields[field.name];
    const column = columnOf(field) as string;
    const value = given ?? (own && columnOf(own) ? `u.${columnOf(own)}` : 'NULL');
    const twin = foldedColumnOf(field);
    if (twin === undefined) return [`${value} AS ${column}`];
    const folded = given === undefined && own && foldedColumnOf(own);
    return [`${value} AS ${column}`, `${folded ? `u.${folded}` : `fold(${value})`} AS ${twin}`];
};

const selectOf = (schema: Schema, object: ObjectDef, part: Part): string | undefined => {
    const source = schema.object(part.of);
    const joined = part.join && schema.object(part.join.of);
    if (!source || (part.join && !joined)) return undefined;
    const stored = object.fields.filter(
        (field) => columnOf(field) && field.name !== 'Id' && field.name !== 'IsDeleted'
    );
    const columns = [
        `${part.id ?? 'u."Id"'} AS "Id"`,
        'u."IsDeleted" AS "IsDeleted"',
        ...stored.flatMap((field) => columnsOf(part, source, field))
    ];
    const join = joined && part.join ? ` JOIN ${tableOf(joined)} AS j ON ${part.join.on}` : '';
    const where = part.where === undefined ? '' : ` WHERE ${part.where}`;
    return `SELECT ${columns.join(', ')} FROM ${tableOf(source)} AS u${join}${where}`;
};

/** Where a query finds an object's records: its table, or the records of others. */
export const rowsOf = (schema: Schema, object: ObjectDef): string => {
    if (isRecentlyViewed(object)) return recentlyViewedRows(schema, object);
    if (hasFieldRows(object)) return fieldRowsOf(object);
    if (!isUnion(object)) return tableOf(object);
    const parts = (UNIONS[object.name] ?? []).flatMap((part) => selectOf(schema, object, part) ?? []);
    return `(${parts.join(' UNION ALL ')})`;
};

/** The records of a list that a user may see: those that they see of each object in it. */
export const unionSharing = (
    schema: Schema,
    object: ObjectDef,
    alias: string,
    sharing: PlanContext['sharing']
): ReturnType<PlanContext['sharing']> => {
    const texts: string[] = [];
    const values: (string | number)[] = [];
    for (const part of UNIONS[object.name] ?? []) {
        const source = schema.object(part.of);
        const joined = part.join && schema.object(part.join.of);
        if (!source) continue;
        const filter = sharing(source, 's');
        const id = part.id === undefined ? 's."Id"' : 's."ContentDocumentId"';
        const conditions = filter ? [filter.text] : [];
        values.push(...((filter?.values ?? []) as (string | number)[]));
        // What a link leads to is seen by whom it is shared with, not by everybody who sees the link.
        const target = joined && sharing(joined, 'j');
        if (joined && target) {
            conditions.push(
                `s."ContentDocumentId" IN (SELECT j."Id" FROM ${tableOf(joined)} AS j WHERE ${target.text})`
            );
            values.push(...(target.values as (string | number)[]));
        }
        const where = conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : '';
        texts.push(`${alias}."Id" IN (SELECT ${id} FROM ${tableOf(source)} AS s${where})`);
    }
    return { text: `(${texts.join(' OR ')})`, values };
};
