/** Tables, values and the connection, for query/ and save/. */
export { columnOf, foldedColumnOf, isFolded, isStored, quoted, sqlTypeOf, tableOf } from './names.ts';
export type { Connection, FormulaCall, SqlText, SqlValue, Statement, Storage, StorageGeneration } from './types.ts';
export { foldedSql, fromSql, toComparableSql, toSql } from './values.ts';
