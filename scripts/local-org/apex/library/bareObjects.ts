import type { FieldDef, ObjectDef } from '../../model/index.ts';

/**
 * An object of which there are no records, for what the language or a formula takes for one.
 * @param fields in the order of describe; a lookup among them is a parent by the field's own name
 */
export const bareObject = (
    name: string,
    label: string,
    kind: 'standard' | 'custom',
    fields: readonly FieldDef[]
): ObjectDef => {
    const named = new Map(fields.map((field) => [field.name.toLowerCase(), field]));
    return Object.freeze({
        name,
        label,
        pluralLabel: label,
        keyPrefix: '',
        kind,
        fields,
        field: (wanted: string) => named.get(wanted.toLowerCase()),
        parent: (relationship: string) => {
            const found = named.get(relationship.toLowerCase());
            return found?.type === 'lookup' ? found : undefined;
        },
        child: () => undefined,
        childRelations: [],
        nameField: undefined,
        rules: [],
        recordTypes: [],
        sharing: 'readWrite',
        features: { activities: false, history: false, reports: false, search: false },
        readOnly: true
    });
};
