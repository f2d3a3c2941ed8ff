/** Rows of `FieldDefinition` and `EntityParticle` for all fields: read from the schema when a query asks, for there are thousands. */
import { particleOf, type ObjectDef, type Schema } from '../../model/index.ts';
import { columnOf, type Connection, foldedColumnOf, quoted } from '../storage/index.ts';

const TABLE = 'field_rows';
const COLUMNS = Object.keys(
    particleOf({ object: '', name: '', label: '', type: 'text', can: {}, referenceTo: [] } as never)
);

export const hasFieldRows = ({ kind, name }: ObjectDef): boolean =>
    kind === 'standard' && (name === 'FieldDefinition' || name === 'EntityParticle');

const sqlValue = (value: string | number | boolean | null): string | number | null =>
    typeof value === 'boolean' ? Number(value) : value;

/** Gives a connection the table of all fields. @param schema the one that is in use when a query runs */
export const addFieldRows = (connection: Connection, schema: () => Schema): void => {
    connection.table(TABLE, {
        columns: COLUMNS,
        *rows() {
            for (const object of schema().objects)
                for (const field of object.fields) yield Object.values(particleOf(field)).map(sqlValue);
        }
    });
};

/** Where a query of such an object finds its rows. */
export const fieldRowsOf = (object: ObjectDef): string => {
    const columns = object.fields
        .filter((field) => columnOf(field) && field.name !== 'Id' && field.name !== 'IsDeleted')
        .flatMap((field) => {
            const value = COLUMNS.includes(field.name) ? `f.${quoted(field.name)}` : 'NULL';
            const twin = foldedColumnOf(field);
            return [`${value} AS ${columnOf(field)}`, ...(twin === undefined ? [] : [`fold(${value}) AS ${twin}`])];
        });
    return `(SELECT f."Id" AS "Id", 0 AS "IsDeleted", ${columns.join(', ')} FROM ${TABLE} AS f)`;
};
