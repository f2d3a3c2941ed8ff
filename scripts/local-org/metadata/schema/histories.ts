import type { FieldDef } from '../../model/index.ts';
import type { Report } from '../problems.ts';
import type { ObjectDraft } from './drafts.ts';
import { systemField } from './systemFields.ts';

/** Source: Salesforce Help, "Track Field History for Custom Objects". */
const MOST_TRACKED = 20;
/** Standard objects whose history is not `<Name>History`. Source: Object Reference, "OpportunityFieldHistory". */
const OTHER_NAMES: Readonly<Record<string, string>> = { Opportunity: 'OpportunityFieldHistory' };

/** `Handoff__c` → `Handoff__History`, `Account` → `AccountHistory`. */
export const historyNameOf = (object: string): string =>
    object.endsWith('__c') ? object.replace(/__c$/i, '__History') : (OTHER_NAMES[object] ?? `${object}History`);

/** Objects whose tracked fields have a history. */
export const hasHistory = ({ kind, source }: ObjectDraft): boolean =>
    (kind === 'custom' || kind === 'standard') && source.flag('enableHistory');

/** The fields of a history object. Source: Object Reference, "StandardObjectNameHistory". */
export const historyFields = ({ name: parent }: ObjectDraft): FieldDef[] => {
    const name = historyNameOf(parent);
    const parentField = parent.endsWith('__c') ? 'ParentId' : `${parent}Id`;
    return [
        systemField(name, 'Id', 'Record ID', 'id'),
        systemField(name, 'IsDeleted', 'Deleted', 'boolean'),
        systemField(name, parentField, `${parent} ID`, 'masterDetail', {
            referenceTo: Object.freeze([parent]),
            relationshipName: 'Histories',
            onDelete: 'cascade',
            length: 18
        }),
        systemField(name, 'CreatedById', 'Created By ID', 'lookup', { referenceTo: Object.freeze(['User']) }),
        systemField(name, 'CreatedDate', 'Created Date', 'datetime'),
        systemField(name, 'Field', 'Changed Field', 'text', { length: 255 }),
        systemField(name, 'DataType', 'Data Type', 'text', { length: 40 }),
        systemField(name, 'OldValue', 'Old Value', 'text', { length: 255 }),
        systemField(name, 'NewValue', 'New Value', 'text', { length: 255 })
    ];
};

/** At most 20 fields of an object are tracked. */
export const checkTracked = (draft: ObjectDraft, report: Report): void => {
    const tracked = [...draft.fields.values()].filter((field) => field.trackHistory);
    const last = tracked[MOST_TRACKED];
    if (last)
        report.add(
            draft.places.get(last.name) ?? draft.source.anyFile,
            `You can track the history of up to ${MOST_TRACKED} fields of an object: ${draft.name} has ${tracked.length}`
        );
};
