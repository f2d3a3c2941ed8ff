/** Datacloud.FindDuplicates: what the deployed duplicate rules find, asked for without a save. */
import type { FoundDuplicates } from '../../database/types.ts';
import type { DuplicateMatch } from '../../metadata/types.ts';
import { fold, type Scalar, type SObject } from '../../model/index.ts';
import { SYSTEM_MODE } from '../../security/types.ts';
import { type ApexList, execution, parseQuery, runQuery } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { Data, getters } from './dataTypes.ts';
import { enumeration } from './enumeration.ts';
import { constantOf } from './enums.ts';
import { idOf, itemsOf, listOf, need, raise, textOf } from './support.ts';

const DIFFERENCE = enumeration('Datacloud.FieldDifferenceType', 'SAME DIFFERENT NULL');
const NAMES = {
    result: 'Datacloud.FindDuplicatesResult',
    duplicate: 'Datacloud.DuplicateResult',
    match: 'Datacloud.MatchResult',
    record: 'Datacloud.MatchRecord',
    difference: 'Datacloud.FieldDiff'
} as const;

const same = (left: Scalar | undefined, right: Scalar | undefined): boolean =>
    fold(textOf(left ?? null)) === fold(textOf(right ?? null));
const isBlank = (record: SObject, field: string): boolean => (record.get(field) ?? null) === null;

const matchRecord = (record: SObject, found: SObject, { fields }: DuplicateMatch): Data =>
    new Data(NAMES.record, {
        additionalInformation: listOf('Object', []),
        fieldDiffs: listOf(
            NAMES.difference,
            fields.map(({ field, from }) => {
                const blank = isBlank(record, from) && isBlank(found, field);
                const kind = blank ? 'NULL' : same(record.get(from), found.get(field)) ? 'SAME' : 'DIFFERENT';
                return new Data(NAMES.difference, { name: field, difference: constantOf(DIFFERENCE, kind) });
            })
        ),
        matchConfidence: 100,
        record: found
    });
const matchResult = (record: SObject, { rule, match, found }: FoundDuplicates): Data =>
    new Data(NAMES.match, {
        entityType: match.object,
        errors: listOf('Database.Error', []),
        matchEngine: 'ExactMatchEngine',
        matchRecords: listOf(
            NAMES.record,
            found.map((row) => matchRecord(record, row, match))
        ),
        rule: rule.name,
        size: found.length,
        success: true
    });
/** One result for each rule that finds something, with all its ways of matching. */
const duplicateResults = (record: SObject, matches: readonly FoundDuplicates[]): Data[] =>
    [...new Set(matches.map(({ rule }) => rule))].map(
        (rule) =>
            new Data(NAMES.duplicate, {
                allowSave: rule.onInsert !== 'block',
                duplicateRule: rule.name,
                duplicateRuleEntityType: record.type.name,
                errorMessage: rule.message,
                matchResults: listOf(
                    NAMES.match,
                    matches.filter((found) => found.rule === rule).map((found) => matchResult(record, found))
                )
            })
    );

/** Objects for which every org has rules of the platform; here they find nothing, for they match by likeness. */
const STANDARD_RULES: ReadonlySet<string> = new Set(['Account', 'Contact', 'Lead']);
/** Source: Apex Reference Guide, Datacloud.FindDuplicates: the records are of one object, at most 50. */
const MOST = 50;
/** @throws HandledException for records of several objects, of objects without rules, for too many */
const findDuplicates = (records: readonly SObject[]): ApexList => {
    const { program, database, tx } = execution();
    const [first] = records;
    if (!first) return listOf(NAMES.result, []);
    const object = first.type;
    if (records.some(({ type }) => type !== object))
        return raise('System.HandledException', 'The records must all be of the same object type.');
    if (records.length > MOST)
        return raise('System.HandledException', `The number of records must be less than or equal to ${MOST}.`);
    const rules = program.model.duplicateRules.filter((rule) => rule.object === object.name);
    if (rules.length === 0 && !STANDARD_RULES.has(object.name))
        return raise(
            'System.HandledException',
            `No active duplicate rules are defined for the ${object.name} object type.`
        );
    const found = database.records.findDuplicates(tx, object, records);
    return listOf(
        NAMES.result,
        records.map(
            (record, index) =>
                new Data(NAMES.result, {
                    duplicateResults: listOf(NAMES.duplicate, duplicateResults(record, found[index] ?? [])),
                    errors: listOf('Database.Error', []),
                    success: true
                })
        )
    );
};
/** @throws HandledException for Ids of nothing */
const storedRecord = (id: unknown): SObject => {
    const given = idOf(id);
    const object = execution().schema.objectOf(given);
    const row =
        object &&
        runQuery(parseQuery(`SELECT FIELDS(ALL) FROM ${object.name} WHERE Id = :id LIMIT 1`), [given], SYSTEM_MODE)
            .rows[0];
    return row ?? raise('System.HandledException', `The record ${given} does not exist.`);
};

const holder = (
    name: string,
    properties: Readonly<Record<string, string>>,
    flags: readonly string[] = []
): LibraryType => ({
    name,
    kind: 'class',
    is: (value) => value instanceof Data && value.typeName === name,
    members: {
        ...getters(properties),
        ...Object.fromEntries(
            flags.map((flag) => [
                `Boolean is${flag.charAt(0).toUpperCase()}${flag.slice(1)}()`,
                (self: Data) => self.get(flag)
            ])
        )
    }
});
const errors = { errors: 'List<Database.Error>' };

/** Source: Apex Reference Guide, Datacloud Namespace. */
export const duplicateTypes: readonly LibraryType[] = [
    DIFFERENCE,
    {
        name: 'Datacloud.FindDuplicates',
        kind: 'class',
        members: {
            [`static List<${NAMES.result}> findDuplicates(List<SObject> records)`]: (records: unknown) =>
                findDuplicates(itemsOf(records).map((record) => need(record) as SObject))
        }
    },
    {
        name: 'Datacloud.FindDuplicatesByIds',
        kind: 'class',
        members: {
            [`static List<${NAMES.result}> findDuplicatesByIds(List<Id> ids)`]: (ids: unknown) =>
                findDuplicates(itemsOf(ids).map(storedRecord))
        }
    },
    holder(NAMES.result, { ...errors, duplicateResults: `List<${NAMES.duplicate}>` }, ['success']),
    holder(
        NAMES.duplicate,
        {
            duplicateRule: 'String',
            duplicateRuleEntityType: 'String',
            errorMessage: 'String',
            matchResults: `List<${NAMES.match}>`
        },
        ['allowSave']
    ),
    holder(
        NAMES.match,
        {
            ...errors,
            entityType: 'String',
            matchEngine: 'String',
            matchRecords: `List<${NAMES.record}>`,
            rule: 'String',
            size: 'Integer'
        },
        ['success']
    ),
    holder(NAMES.record, {
        additionalInformation: 'List<Datacloud.AdditionalInformationMap>',
        fieldDiffs: `List<${NAMES.difference}>`,
        matchConfidence: 'Double',
        record: 'SObject'
    }),
    holder(NAMES.difference, { name: 'String', difference: 'Datacloud.FieldDifferenceType' }),
    holder('Datacloud.AdditionalInformationMap', { name: 'String', value: 'String' })
];
