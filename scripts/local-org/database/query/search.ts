import { PlatformError, SObject } from '../../model/index.ts';
import type { FieldDef, ObjectDef } from '../../model/index.ts';
import type { Storage } from '../storage/index.ts';
import type { Transaction } from '../types.ts';
import { joined, type Piece, type PlanContext, piece } from './conditions.ts';
import { createNames, Joins } from './joins.ts';
import { unknownColumn, unknownObject, type Visibility } from './paths.ts';
import { newShape, type RawRow, readerOf, recordOf } from './shapes.ts';
import { wordsOf } from './sqlFunctions.ts';
import type { Run } from './values.ts';

interface Target {
    readonly object: ObjectDef;
    readonly fields: readonly string[];
    readonly limit: number;
}

const searched = (field: FieldDef): boolean =>
    field.nameField ||
    field.type === 'email' ||
    field.type === 'phone' ||
    (field.type === 'text' && /^(First|Last)?Name$/.test(field.name));

/**
 * Records whose name, e-mail and phone fields hold all words as beginnings of theirs.
 * Hidden fields are neither searched nor given.
 * @throws PlatformError MALFORMED_SEARCH for a term of less than two characters; INVALID_TYPE, INVALID_FIELD
 */
export const searchRecords = (
    storage: Storage,
    tx: Transaction,
    words: string,
    targets: readonly Target[],
    visibility: Visibility,
    sharing: PlanContext['sharing']
): readonly SObject[] => {
    tx.limits.spend('sosl', 1);
    const prefixes = wordsOf(words);
    if (prefixes.join('').length < 2) {
        throw new PlatformError('MALFORMED_SEARCH', 'search term must be longer than one character');
    }
    return targets.flatMap((target) => searchObject(storage, tx, prefixes, target, visibility, sharing));
};

const searchObject = (
    storage: Storage,
    tx: Transaction,
    prefixes: readonly string[],
    { object, fields, limit }: Target,
    visibility: Visibility,
    sharing: PlanContext['sharing']
): SObject[] => {
    const refuse = ({ statusCode, message }: { statusCode: string; message: string }): never => {
        throw new PlatformError(statusCode, message);
    };
    if (!visibility.object(object)) return refuse(unknownObject(object.name));
    const joins = new Joins(object, storage.generation, createNames());
    const { root } = joins;
    const texts = object.fields
        .filter((field) => searched(field) && visibility.field(field))
        .map((field) => joins.comparable(root, field));
    if (texts.length === 0) return [];
    const columns = [`${root.alias}."Id"`];
    const shape = newShape(object, 0);
    for (const name of fields) {
        const field = object.field(name);
        if (!field || !visibility.field(field)) return refuse(unknownColumn(name, object.name));
        shape.names.add(field.name.toLowerCase());
        shape.fields.push({ field, column: columns.push(joins.raw(root, field)) - 1, read: readerOf(field) });
    }
    const filter = sharing(object, root.alias);
    const contains = prefixes.map((prefix): Piece =>
        piece(`(${texts.map((text) => `INSTR(${text}, ?)`).join(' OR ')})`, ...texts.map(() => prefix))
    );
    const where = joined(
        [
            piece(`${root.alias}."IsDeleted" = 0`),
            ...contains,
            piece(`soql_search(?, ${texts.join(', ')})`, prefixes.join(' ')),
            ...(filter ? [piece(filter.text, ...filter.values)] : [])
        ],
        ' AND '
    );
    const order = object.nameField ? `${joins.comparable(root, object.nameField)}, ` : '';
    const sql = `SELECT ${columns.join(', ')} FROM ${joins.from} WHERE ${where.text} ORDER BY ${order}${root.alias}."Id" LIMIT ?`;
    const run: Run = { tx, binds: [], room: -1 };
    const values = where.parameters.map((parameter) => (typeof parameter === 'function' ? parameter(run) : parameter));
    const rows = storage.generation
        .statement(sql)
        .raw(true)
        .all(...values, limit) as RawRow[];
    return rows.map((row) => recordOf(shape, row, run));
};
