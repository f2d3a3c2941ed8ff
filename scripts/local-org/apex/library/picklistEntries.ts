/** Schema.PicklistEntry: a value of a picklist as describe tells it. */
import { type FieldDef, type ObjectDef, type PicklistValueDef, validBits } from '../../model/index.ts';
import type { ApexList } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { withProperties } from './dataTypes.ts';
import type { Writable } from './jsonText.ts';
import { listOf } from './support.ts';

class PicklistEntry {
    readonly value: PicklistValueDef;
    readonly validFor: string | null;
    constructor(value: PicklistValueDef, valid: string | null) {
        this.value = value;
        this.validFor = valid;
    }
}
const entries = new WeakMap<FieldDef, readonly PicklistEntry[]>();

/** The entries of a field: the same ones each time, so that they compare equal to themselves. */
export const picklistEntries = (object: ObjectDef, field: FieldDef): ApexList => {
    let made = entries.get(field);
    if (!made) {
        const values = field.picklist?.values ?? [];
        made = values.map((value) => new PicklistEntry(value, validBits(object, field, value.value)));
        entries.set(field, made);
    }
    return listOf('Schema.PicklistEntry', made);
};

/** An entry in JSON, where code reads for which controlling values it may be chosen; undefined for other values. */
export const entryFields = (entry: object): readonly (readonly [string, Writable])[] | undefined =>
    entry instanceof PicklistEntry
        ? [
              ['active', entry.value.active],
              ['defaultValue', entry.value.isDefault],
              ['label', entry.value.label],
              ['validFor', entry.validFor],
              ['value', entry.value.value]
          ]
        : undefined;

/** Source: Apex Reference Guide, PicklistEntry Class. */
export const picklistEntryType: LibraryType = {
    name: 'Schema.PicklistEntry',
    kind: 'class',
    is: (value) => value instanceof PicklistEntry,
    members: withProperties({
        'String getLabel()': ({ value }: PicklistEntry) => value.label,
        'String getValue()': ({ value }: PicklistEntry) => value.value,
        'Boolean isActive()': ({ value }: PicklistEntry) => value.active,
        'Boolean isDefaultValue()': ({ value }: PicklistEntry) => value.isDefault
    })
};
