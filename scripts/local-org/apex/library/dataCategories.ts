/** Describes of data categories: the org has no groups of them, as one has in which nobody made any. */
import type { ApexList } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { Data, getters, setters } from './dataTypes.ts';
import { listOf, need, raise } from './support.ts';

const NAMES = {
    group: 'Schema.DescribeDataCategoryGroupResult',
    structure: 'Schema.DescribeDataCategoryGroupStructureResult',
    category: 'Schema.DataCategory',
    pair: 'Schema.DataCategoryGroupSobjectTypePair'
} as const;
const DESCRIBED = { description: 'String', label: 'String', name: 'String', sobject: 'String' };
const PAIR = { dataCategoryGroupName: 'String', sobject: 'String' };

/** Source: Apex Reference Guide, Schema Class, describeDataCategoryGroups and describeDataCategoryGroupStructures. */
export const dataCategoryDescribes: LibraryType['members'] = {
    [`static List<${NAMES.group}> describeDataCategoryGroups(List<String> names)`]: (names: ApexList | null) => {
        need(names);
        return listOf(NAMES.group, []);
    },
    [`static List<${NAMES.structure}> describeDataCategoryGroupStructures(List<${NAMES.pair}> pairs, Boolean topCategoriesOnly)`]:
        (pairs: ApexList | null) => {
            const [first] = need(pairs).items as readonly Data[];
            if (first)
                raise(
                    'System.InvalidParameterValueException',
                    `Invalid data category group: ${String(first.get('dataCategoryGroupName'))}`
                );
            return listOf(NAMES.structure, []);
        }
};
const described = (name: string, properties: Readonly<Record<string, string>>): LibraryType => ({
    name,
    kind: 'class',
    is: (value) => value instanceof Data && value.typeName === name,
    members: getters(properties)
});

export const dataCategoryTypes: readonly LibraryType[] = [
    described(NAMES.group, { ...DESCRIBED, categoryCount: 'Integer' }),
    described(NAMES.structure, { ...DESCRIBED, topCategories: `List<${NAMES.category}>` }),
    described(NAMES.category, { label: 'String', name: 'String', childCategories: `List<${NAMES.category}>` }),
    {
        name: NAMES.pair,
        kind: 'class',
        is: (value) => value instanceof Data && value.typeName === NAMES.pair,
        members: { 'new()': () => new Data(NAMES.pair), ...getters(PAIR), ...setters(PAIR) }
    }
];
