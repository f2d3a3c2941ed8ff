/** Tables, values and the connection, for query/ and save/. */
export { noteViewed, VIEWED } from './viewed.ts';
export { corporateCurrency, CURRENCY_FIELD, currencyNamed, rateSql, userCurrency } from './currencies.ts';
export { columnOf, foldedColumnOf, isFolded, isStored, quoted, sqlTypeOf, tableOf } from './names.ts';
export type { Connection, FormulaCall, SqlText, SqlValue, Statement, Storage, StorageGeneration } from './types.ts';
export { foldedSql, fromSql, textOf, toComparableSql, toSql } from './values.ts';
