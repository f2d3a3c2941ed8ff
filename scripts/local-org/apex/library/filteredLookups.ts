/** What a describe tells of a lookup's filter. */
import type { FieldDef } from '../../model/index.ts';
import type { LibraryType } from '../types.ts';
import { Data } from './dataTypes.ts';
import { listOf } from './support.ts';

const NAME = 'Schema.FilteredLookupInfo';
const SOURCE = /^\$Source\./i;

/** Fields of the looking record on which the filter depends, in the order in which it names them. */
const controllingFields = ({ lookupFilter }: FieldDef): readonly string[] => {
    const named = (lookupFilter?.items ?? []).flatMap(({ field, valueField }) => [field, valueField ?? '']);
    return [...new Set(named.filter((path) => SOURCE.test(path)).map((path) => path.replace(SOURCE, '')))];
};
/** Null for a lookup without a filter. Source: Apex Reference Guide, FilteredLookupInfo Class. */
export const describeFilter = (field: FieldDef): Data | null => {
    const { lookupFilter } = field;
    if (!lookupFilter) return null;
    const controlling = controllingFields(field);
    return new Data(NAME, { controlling, dependent: controlling.length > 0, optional: lookupFilter.optional });
};
export const filteredLookupInfo: LibraryType = {
    name: NAME,
    kind: 'class',
    is: (value) => value instanceof Data && value.typeName === NAME,
    members: {
        'List<String> getControllingFields()': (self: Data) =>
            listOf('String', self.get('controlling') as readonly string[]),
        'Boolean isDependent()': (self: Data) => self.get('dependent'),
        'Boolean isOptionalFilter()': (self: Data) => self.get('optional')
    }
};
