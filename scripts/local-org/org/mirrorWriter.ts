/** Writes rows of setup objects that mirror metadata. */
import { Decimal } from '../model/index.ts';
import type { ObjectDef, Scalar, Schema } from '../model/index.ts';
import type { Database, Transaction } from '../database/types.ts';
import { KeptIds } from './kept-ids.ts';

export type Row = Readonly<Record<string, Scalar>>;

/** A text of a row; empty where it has none. */
export const textIn = (row: Row, name: string): string => {
    const value = row[name];
    return typeof value === 'string' ? value : '';
};

/** Only fields that the object has, and numbers as the field holds them, whatever a picklist's fact was written as. */
const fitted = (object: ObjectDef, row: Row): Row =>
    Object.fromEntries(
        Object.entries(row).flatMap(([name, value]) => {
            const field = object.field(name);
            if (!field) return [];
            const isNumber = field.type === 'percent' && (typeof value === 'number' || typeof value === 'string');
            return [[name, isNumber ? (Decimal.parse(String(value)) ?? null) : value]];
        })
    );

/** Writes the mirrored rows of one org. Ids are known without a query, since the first run has no user who could ask. */
export class Mirrors {
    private readonly ids = new Map<string, KeptIds>();
    private readonly database: Database;
    private readonly tx: Transaction;
    readonly schema: Schema;

    constructor(database: Database, tx: Transaction, schema: Schema) {
        this.database = database;
        this.tx = tx;
        this.schema = schema;
    }
    idsOf(objectName: string): KeptIds {
        let ids = this.ids.get(objectName);
        if (!ids)
            this.ids.set(
                objectName,
                (ids = new KeptIds(this.database, this.schema.object(objectName)?.keyPrefix ?? objectName))
            );
        return ids;
    }
    /** @param name what an Id is kept by; the rows are matched by `key` */
    write(
        objectName: string,
        key: string,
        rows: readonly Row[],
        name: (row: Row) => string = (row) => textIn(row, key)
    ): void {
        const object = this.schema.object(objectName);
        if (!object) return;
        const ids = this.idsOf(objectName);
        const given = ids.ofAll(rows.filter((row) => row.Id === undefined).map(name));
        let next = 0;
        const withIds = rows.map((row) =>
            fitted(object, row.Id === undefined ? { Id: given[next++] ?? null, ...row } : row)
        );
        this.database.mirror(this.tx, objectName, key, withIds, (id) => ids.has(id));
    }
}
