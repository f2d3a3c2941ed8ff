import type { FieldDef, FieldType } from '../../model/index.ts';
import { isFolded } from './names.ts';
import type { Connection } from './types.ts';

/** What the file remembers of a column, so that the next schema can be compared with it. */
export interface ColumnDescription {
    readonly name: string;
    readonly type: FieldType;
    readonly length?: number;
    readonly precision?: number;
    readonly scale?: number;
    readonly referenceTo: readonly string[];
    readonly folded: boolean;
    /** The roll-up as text: another text means computing it anew. */
    readonly rollup?: string;
    /** The field vanished from the schema; its column and data stay. */
    readonly hidden: boolean;
}
export interface TableDescription {
    readonly name: string;
    readonly hidden: boolean;
    readonly columns: readonly ColumnDescription[];
}

/** The description of a stored field as the schema has it now. */
export const describeColumn = (field: FieldDef): ColumnDescription => ({
    name: field.name,
    type: field.type,
    ...(field.length === undefined ? {} : { length: field.length }),
    ...(field.precision === undefined ? {} : { precision: field.precision }),
    ...(field.scale === undefined ? {} : { scale: field.scale }),
    referenceTo: field.referenceTo,
    folded: isFolded(field),
    ...(field.rollup ? { rollup: JSON.stringify(field.rollup) } : {}),
    hidden: false
});

/** Tables that the file has, by lower-case name. */
export const readDescriptions = (connection: Connection): Map<string, TableDescription> =>
    new Map(
        connection
            .prepare<[], { description: string }>('SELECT description FROM _org_table')
            .all()
            .map(({ description }) => JSON.parse(description) as TableDescription)
            .map((table) => [table.name.toLowerCase(), table])
    );

export const writeDescription = (connection: Connection, table: TableDescription): void => {
    connection
        .prepare(
            'INSERT INTO _org_table (name, description) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET description = excluded.description'
        )
        .run(table.name.toLowerCase(), JSON.stringify(table));
};
