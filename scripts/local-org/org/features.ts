/** Features of an org that change its schema. Once on they stay on, as on the platform. */
import type { Database } from '../database/types.ts';
import type { OrgFeatures } from '../metadata/types.ts';
import type { CurrencyDef } from '../model/index.ts';

const FEATURES_KEY = 'features';
/** Features of scratch-org definitions that the local org has; others are no business of its schema. */
const KNOWN: ReadonlySet<string> = new Set(['multicurrency']);

/** The currencies of an org with several: fixed, so that tests can rely on the rates. */
const CURRENCIES: readonly CurrencyDef[] = [
    { isoCode: 'USD', rate: 1, decimalPlaces: 2, corporate: true },
    { isoCode: 'EUR', rate: 0.8, decimalPlaces: 2, corporate: false },
    { isoCode: 'GBP', rate: 0.5, decimalPlaces: 2, corporate: false },
    { isoCode: 'JPY', rate: 100, decimalPlaces: 0, corporate: false }
];

/**
 * The names of the features that are on in an org's file, with those asked for now added to it.
 * @param asked as in a scratch-org definition: `MultiCurrency`, whatever its case; unknown ones are left out
 */
export const switchOn = ({ store }: Database, asked: readonly string[]): readonly string[] => {
    const kept = store.get(FEATURES_KEY);
    const before = kept ? (JSON.parse(Buffer.from(kept).toString('utf8')) as string[]) : [];
    const wanted = asked.map((name) => name.toLowerCase()).filter((name) => KNOWN.has(name));
    const names = [...new Set([...before, ...wanted])].sort();
    if (names.length > before.length) store.set(FEATURES_KEY, Buffer.from(JSON.stringify(names)));
    return names;
};

/** What these features mean for the schema. */
export const featuresOf = (names: readonly string[]): OrgFeatures =>
    names.includes('multicurrency') ? { currencies: CURRENCIES } : {};
