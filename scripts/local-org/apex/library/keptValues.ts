/** Values of the platform that have no identity, in the form that asynchronous Apex keeps them in. */
import type { SaveError } from '../../model/index.ts';
import type { SaveResult } from '../../database/types.ts';
import { ApexException } from '../runtime/index.ts';
import { DmlOptions, ROW_CLASSES, RowResult, SaveFault } from './databaseResults.ts';

/** A tag and two texts. */
export type Kept = readonly [tag: 'row' | 'fault' | 'options' | 'thrown', kind: string, text: string];

const rowKind = (row: RowResult): string =>
    Object.entries(ROW_CLASSES).find(([, rowClass]) => row.constructor === rowClass)?.[0] ?? '';

/** Results of saving, their errors, options of saving, and exceptions of the platform; undefined for anything else. */
export const keptForm = (value: object): Kept | undefined => {
    if (value instanceof RowResult) return ['row', rowKind(value), JSON.stringify(value.result)];
    if (value instanceof SaveFault) return ['fault', '', JSON.stringify(value.error)];
    if (value instanceof DmlOptions) return ['options', '', JSON.stringify(value.chosen)];
    if (value instanceof ApexException) return ['thrown', value.apexType, JSON.stringify(value.apexMessage)];
    return undefined;
};
/** The value again; undefined where the tag is another's. */
export const fromKept = (tag: string, kind: string, text: string): unknown => {
    switch (tag) {
        case 'row':
            return new (ROW_CLASSES[kind] ?? RowResult)(JSON.parse(text) as SaveResult);
        case 'fault':
            return new SaveFault(JSON.parse(text) as SaveError);
        case 'options':
            return DmlOptions.of(JSON.parse(text) as DmlOptions['chosen']);
        case 'thrown':
            return new ApexException(kind, JSON.parse(text) as string | null);
    }
    return undefined;
};
