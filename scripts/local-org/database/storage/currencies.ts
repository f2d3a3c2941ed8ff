import type { CurrencyDef, Id, ObjectDef, Schema } from '../../model/index.ts';
import type { Storage } from './types.ts';

/** The name of the field that says which currency a record's amounts are in. */
export const CURRENCY_FIELD = 'CurrencyIsoCode';

/** The currency of this code, among the org's. */
export const currencyNamed = (schema: Schema, isoCode: unknown): CurrencyDef | undefined =>
    schema.currencies?.find((currency) => currency.isoCode === isoCode);

/** The currency that the others are measured by; undefined in an org with one currency. */
export const corporateCurrency = (schema: Schema): CurrencyDef | undefined =>
    schema.currencies?.find((currency) => currency.corporate);

/** A user's own currency, which new records get; undefined in an org with one currency. */
export const userCurrency = (storage: Storage, userId: Id): CurrencyDef | undefined => {
    const { schema } = storage.generation;
    const users = schema.object('User');
    if (!schema.currencies || !users) return undefined;
    const code = storage.rows(users, [userId]).get(userId)?.get('DefaultCurrencyIsoCode');
    return currencyNamed(schema, code) ?? corporateCurrency(schema);
};

/** The rate of a row's currency as SQL, for amounts of the table with this alias; undefined where they are all in one. */
export const rateSql = (schema: Schema, object: ObjectDef, alias: string): string | undefined => {
    if (!schema.currencies || !object.field(CURRENCY_FIELD)) return undefined;
    const cases = schema.currencies.map(({ isoCode, rate }) => `WHEN '${isoCode}' THEN ${rate}`);
    return `CASE ${alias}."${CURRENCY_FIELD}" ${cases.join(' ')} ELSE 1 END`;
};
