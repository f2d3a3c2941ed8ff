/** Rows that the platform makes beside a new record and links to it: partners, Chatter groups, libraries. */
import type { ObjectDef } from '../../../model/index.ts';
import { tableFor } from '../../storage/tables.ts';
import { sound } from '../row.ts';
import type { Row, Work } from '../row.ts';
import { recordOf } from './lookups.ts';
import { writeSetupRow } from './setup/rows.ts';

/** Writes fields that a companion's Id decides. */
const link = (work: Work, object: ObjectDef, row: Row, name: string, value: string | undefined): void => {
    const field = object.field(name);
    if (!field || value === undefined || row.id === undefined) return;
    row.record.id = row.id;
    row.record.set(field, value);
    tableFor(work.storage.generation, object).update(row.record, [field]);
};

/**
 * Source: Object Reference, "OpportunityPartner" and "AccountPartner": created automatically when a Partner is created for an
 * opportunity, or between two accounts.
 */
const addPartners = (work: Work, { record }: Row): void => {
    const value = (name: string) => record.get(name) ?? null;
    const common = { AccountToId: value('AccountToId'), Role: value('Role'), IsPrimary: value('IsPrimary') };
    const opportunity = recordOf(work, 'Opportunity', record.get('OpportunityId'));
    if (opportunity) writeSetupRow(work, 'OpportunityPartner', { ...common, OpportunityId: value('OpportunityId') });
    const from = value('AccountFromId') ?? opportunity?.get('AccountId') ?? null;
    if (from !== null)
        writeSetupRow(work, 'AccountPartner', {
            ...common,
            AccountFromId: from,
            OpportunityId: value('OpportunityId')
        });
};

/** Source: Object Reference, "CollaborationGroupMember": who makes a group owns it, and is its first member. */
const addOwner = (work: Work, object: ObjectDef, row: Row): void => {
    const owner = row.record.get('OwnerId') ?? work.tx.user.userId;
    writeSetupRow(work, 'CollaborationGroupMember', {
        CollaborationGroupId: row.id ?? null,
        MemberId: owner,
        CollaborationRole: 'Admin'
    });
    if ((row.record.get('OwnerId') ?? null) === null) link(work, object, row, 'OwnerId', work.tx.user.userId);
};

/** Source: Object Reference, "ContentWorkspace", RootContentFolderId, and "ContentFolderLink". */
const addFolder = (work: Work, object: ObjectDef, row: Row): void => {
    const folder = writeSetupRow(work, 'ContentFolder', { Name: row.record.get('Name') ?? null });
    writeSetupRow(work, 'ContentFolderLink', { ParentEntityId: row.id ?? null, ContentFolderId: folder ?? null });
    link(work, object, row, 'RootContentFolderId', folder);
};

/** An asset at the top of a hierarchy is its own root. Source: Object Reference, "Asset", RootAssetId. */
const setRoot = (work: Work, object: ObjectDef, row: Row): void => {
    if ((row.record.get('RootAssetId') ?? null) === null) link(work, object, row, 'RootAssetId', row.id);
};

const ADD: Readonly<Record<string, (work: Work, object: ObjectDef, row: Row) => void>> = {
    Partner: (work, _object, row) => addPartners(work, row),
    Asset: setRoot,
    CollaborationGroup: addOwner,
    ContentWorkspace: addFolder
};

/** Writes the companions of rows that were just inserted. */
export const writeCompanions = (work: Work, object: ObjectDef, rows: readonly Row[]): void => {
    const add = ADD[object.name];
    for (const row of add ? sound(rows) : []) if (!row.old) add?.(work, object, row);
};
