import { type Id, SObject, type SaveError } from '../../model/index.ts';
import type { LeadConversion, SaveResult } from '../../database/types.ts';
import { ApexList, dmlException, execution, saveRecords } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { modeOf, type AccessLevel } from './accessLevel.ts';
import { Data, dataType, getters, setters, withProperties } from './dataTypes.ts';
import { DmlOptions, saveFault } from './databaseResults.ts';
import { idOf, listOf, need } from './support.ts';

type Members = LibraryType['members'];

/** Database.MergeResult. */
export class MergeRow {
    readonly result: SaveResult;
    /** The records that went into the winner. */
    readonly recordIds: readonly Id[];
    constructor(result: SaveResult, recordIds: readonly Id[]) {
        this.result = result;
        this.recordIds = recordIds;
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
        return new MergeRow(result, result.success && duplicate.id !== undefined ? [duplicate.id] : []);
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
        'List<Id> getMergedRecordIds()': ({ recordIds }: MergeRow) => listOf('Id', recordIds),
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
    relatedPersonAccountId: 'Id',
    relatedPersonAccountRecord: 'SObject',
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
        // Person accounts are off.
        'Id getRelatedPersonAccountId()': () => null,
        'Id getOpportunityId()': (self: Data) => self.get('opportunityId'),
        'List<Database.Error> getErrors()': (self: Data) => self.get('errors'),
        'Boolean isSuccess()': (self: Data) => self.get('success')
    })
};
const OPTIONAL_IDS = ['accountId', 'contactId', 'opportunityId', 'ownerId'] as const;

const OPTIONAL_RECORDS = ['accountRecord', 'contactRecord', 'opportunityRecord'] as const;

/** What one `LeadConvert` asks for. */
const conversionOf = (lead: Data): LeadConversion => {
    const records = OPTIONAL_RECORDS.flatMap((name) => {
        const value = lead.get(name);
        return value instanceof SObject ? [[name, value] as const] : [];
    });
    const given = OPTIONAL_IDS.flatMap((name) => {
        const value = lead.get(name);
        return value === null ? [] : [[name, idOf(value)] as const];
    });
    const name = lead.get('opportunityName');
    const status = lead.get('convertedStatus');
    return {
        leadId: idOf(need(lead.get('leadId'))),
        convertedStatus: typeof status === 'string' ? status : '',
        doNotCreateOpportunity: lead.get('doNotCreateOpportunity') === true,
        ...Object.fromEntries(given),
        ...Object.fromEntries(records),
        ...(typeof name === 'string' ? { opportunityName: name } : {})
    };
};
const allOrNoneOf = (option: unknown): boolean => {
    if (!(option instanceof DmlOptions)) return option === undefined ? true : need(option) === true;
    return option.optAllOrNone !== false;
};
/** Converts leads in one statement. @throws ApexException System.DmlException where all or none was asked and one failed */
const convertLead = (leads: unknown, option?: unknown, level?: AccessLevel | null): unknown => {
    const allOrNone = allOrNoneOf(option);
    const wishes = (leads instanceof ApexList ? leads.items : [leads]).map((lead) => conversionOf(need(lead) as Data));
    const { database, tx } = execution();
    const options = { allOrNone, mode: modeOf(level), source: 'apex' } as const;
    const results = database.records.convertLeads(tx, wishes, options);
    const failed = results.flatMap(({ success, leadId, errors }, index) =>
        success ? [] : [{ index, id: leadId, errors }]
    );
    if (allOrNone && failed.length > 0) throw dmlException('convertLead', failed);
    const rows = results.map(
        ({ errors, ...ids }) => new Data('Database.LeadConvertResult', { ...ids, errors: faults(errors) })
    );
    return leads instanceof ApexList ? listOf('Database.LeadConvertResult', rows) : (rows[0] ?? null);
};

/** `Database.convertLead` in all its forms. Source: Apex Reference Guide, "Database Class", convertLead. */
export const leadConversions: Members = Object.fromEntries(
    ['', ', Boolean allOrNone', ', Database.DMLOptions options'].flatMap((option) =>
        ['', ', AccessLevel accessLevel'].flatMap((level) => {
            const call =
                option === '' && level !== ''
                    ? (leads: unknown, access: AccessLevel) => convertLead(leads, undefined, access)
                    : convertLead;
            return [
                [`static Database.LeadConvertResult convertLead(Database.LeadConvert lead${option}${level})`, call],
                [
                    `static List<Database.LeadConvertResult> convertLead(List<Database.LeadConvert> leads${option}${level})`,
                    call
                ]
            ];
        })
    )
) as Members;

/** Merging and lead conversion. Source: Apex Reference Guide, Database Namespace. */
export const mergeTypes: readonly LibraryType[] = [mergeResult, leadConvert, leadConvertResult];
