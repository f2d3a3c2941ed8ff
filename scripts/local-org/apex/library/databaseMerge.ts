import { SObject, type SaveError } from '../../model/index.ts';
import type { SaveResult } from '../../database/types.ts';
import { ApexList, saveRecords } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { modeOf, type AccessLevel } from './accessLevel.ts';
import { Data, dataType, getters, setters, withProperties } from './dataTypes.ts';
import { saveFault } from './databaseResults.ts';
import { idOf, listOf, need, refused } from './support.ts';

type Members = LibraryType['members'];

/** Database.MergeResult. */
class MergeRow {
    readonly result: SaveResult;
    readonly duplicate: string;
    constructor(result: SaveResult, duplicate: string) {
        this.result = result;
        this.duplicate = duplicate;
    }
}
const duplicateOf = (master: SObject, value: unknown): SObject => {
    if (value instanceof SObject) return value;
    const record = new SObject(master.type);
    record.id = idOf(value);
    return record;
};
/** Merges records one by one into the master, as the platform reports them. */
const merge = (
    master: SObject | null,
    duplicates: unknown,
    allOrNone: boolean | null = true,
    level?: AccessLevel | null
): unknown => {
    const winner = need(master);
    const options = { allOrNone: need(allOrNone), mode: modeOf(level) };
    const rows = (duplicates instanceof ApexList ? duplicates.items : [need(duplicates)]).map((item) => {
        const duplicate = duplicateOf(winner, need(item));
        const [result] = saveRecords('merge', [winner, duplicate], options);
        if (!result) throw new Error('a merge without a result');
        return new MergeRow(result, duplicate.id ?? '');
    });
    return duplicates instanceof ApexList ? listOf('Database.MergeResult', rows) : (rows[0] ?? null);
};

/** `Database.merge` in all its forms. */
export const merges: Members = Object.fromEntries(
    (
        [
            ['SObject duplicate', 'Database.MergeResult'],
            ['Id duplicateId', 'Database.MergeResult'],
            ['List<SObject> duplicates', 'List<Database.MergeResult>'],
            ['List<Id> duplicateIds', 'List<Database.MergeResult>']
        ] as const
    ).flatMap(([parameter, result]) => {
        const head = `static ${result} merge(SObject master, ${parameter}`;
        return [
            [`${head})`, (master: SObject, duplicates: unknown) => merge(master, duplicates)],
            [`${head}, Boolean allOrNone)`, merge],
            [
                `${head}, AccessLevel accessLevel)`,
                (master: SObject, duplicates: unknown, level: AccessLevel) => merge(master, duplicates, true, level)
            ],
            [`${head}, Boolean allOrNone, AccessLevel accessLevel)`, merge]
        ];
    })
) as Members;

const faults = (errors: readonly SaveError[]): ApexList => listOf('Database.Error', errors.map(saveFault));
const mergeResult: LibraryType = {
    name: 'Database.MergeResult',
    kind: 'class',
    is: (value) => value instanceof MergeRow,
    members: withProperties({
        'List<Database.Error> getErrors()': ({ result }: MergeRow) => faults(result.errors),
        'Id getId()': ({ result }: MergeRow) => result.id ?? null,
        'List<Id> getMergedRecordIds()': ({ result, duplicate }: MergeRow) =>
            listOf('Id', result.success ? [duplicate] : []),
        'List<Id> getUpdatedRelatedIds()': ({ result }: MergeRow) => listOf('Id', result.merged?.movedIds ?? []),
        'Boolean isSuccess()': ({ result }: MergeRow) => result.success
    })
};

const LEAD_CONVERT = {
    accountId: 'Id',
    accountRecord: 'SObject',
    bypassAccountDedupeCheck: 'Boolean',
    bypassContactDedupeCheck: 'Boolean',
    contactId: 'Id',
    contactRecord: 'SObject',
    convertedStatus: 'String',
    doNotCreateOpportunity: 'Boolean',
    leadId: 'Id',
    opportunityId: 'Id',
    opportunityName: 'String',
    opportunityRecord: 'SObject',
    overwriteLeadSource: 'Boolean',
    ownerId: 'Id',
    sendNotificationEmail: 'Boolean'
};
const leadConvert: LibraryType = {
    ...dataType('Database.LeadConvert', LEAD_CONVERT, {
        more: { ...getters(LEAD_CONVERT, 'is'), ...setters(LEAD_CONVERT) }
    })
};
const leadConvertResult: LibraryType = {
    name: 'Database.LeadConvertResult',
    kind: 'class',
    is: (value) => value instanceof Data && value.typeName === 'Database.LeadConvertResult',
    members: withProperties({
        'Id getAccountId()': (self: Data) => self.get('accountId'),
        'Id getContactId()': (self: Data) => self.get('contactId'),
        'Id getLeadId()': (self: Data) => self.get('leadId'),
        'Id getOpportunityId()': (self: Data) => self.get('opportunityId'),
        'List<Database.Error> getErrors()': (self: Data) => self.get('errors'),
        'Boolean isSuccess()': (self: Data) => self.get('success')
    })
};
/** `Database.convertLead` in all its forms. */
export const leadConversions: Members = Object.fromEntries(
    ['', ', Boolean allOrNone', ', Database.DMLOptions options'].flatMap((option) =>
        ['', ', AccessLevel accessLevel'].flatMap((level) => [
            [
                `static Database.LeadConvertResult convertLead(Database.LeadConvert lead${option}${level})`,
                refused('Database.convertLead')
            ],
            [
                `static List<Database.LeadConvertResult> convertLead(List<Database.LeadConvert> leads${option}${level})`,
                refused('Database.convertLead')
            ]
        ])
    )
) as Members;

/** Merging and lead conversion. Source: Apex Reference Guide, Database Namespace. */
export const mergeTypes: readonly LibraryType[] = [mergeResult, leadConvert, leadConvertResult];
