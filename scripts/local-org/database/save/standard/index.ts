import type { ObjectDef, SObject } from '../../../model/index.ts';
import type { Row, Work } from '../row.ts';
import { deriveActivity, deriveEventRelation } from './activities.ts';
import { checkMembers, deriveMember } from './campaigns.ts';
import { deriveAsset } from './assets.ts';
import { deriveCase } from './cases.ts';
import { writeCompanions } from './companions.ts';
import { deriveContract, deriveOrder, deriveOrderItem } from './contracts.ts';
import {
    checkLinks,
    checkVersions,
    deriveBody,
    deriveDistribution,
    deriveLink,
    deriveVersion,
    prepareVersions,
    publishVersions
} from './files.ts';
import { deriveName } from './names.ts';
import { deriveOpportunity, writeStageHistory } from './opportunities.ts';
import { checkAssignments, checkDeletable, checkPrices } from './refusals.ts';
import {
    checkEntityAccess,
    checkFieldPermissions,
    checkObjectPermissions,
    checkPermissionSets,
    prepareGrants
} from './setup/grants.ts';
import {
    deriveAssignment,
    deriveDeveloperName,
    deriveEntityAccess,
    derivePermissionSet,
    derivePermissionSetGroup,
    deriveUser,
    writeConsequences
} from './setup/people.ts';
import { checkRecurrence, writeOccurrences } from './recurrence.ts';
import { keepOnePrimary } from './roles.ts';
import { checkSettings } from './settings.ts';
import { checkShares, mergeShares } from './shares.ts';
import { deriveLineItem, derivePrice, lineItemTotals } from './products.ts';

/**
 * What the platform derives on its standard objects.
 * @param before the state to compare with: the stored record, or the record as the first derivation left it
 * @param given did the caller, or a trigger since, set this field?
 */
export type Derive = (
    work: Work,
    record: SObject,
    before: SObject | undefined,
    given: (field: string) => boolean
) => void;

const DERIVE: Readonly<Record<string, Derive>> = {
    Opportunity: deriveOpportunity,
    OpportunityLineItem: deriveLineItem,
    PricebookEntry: derivePrice,
    Task: deriveActivity,
    Event: deriveActivity,
    EventRelation: deriveEventRelation,
    Asset: deriveAsset,
    Case: deriveCase,
    ContentDistribution: deriveDistribution,
    CampaignMember: deriveMember,
    Contract: deriveContract,
    Order: deriveOrder,
    OrderItem: deriveOrderItem,
    Attachment: deriveBody,
    Document: deriveBody,
    ContentVersion: deriveVersion,
    ContentDocumentLink: deriveLink,
    Group: deriveDeveloperName,
    UserRole: deriveDeveloperName,
    PermissionSet: derivePermissionSet,
    PermissionSetGroup: derivePermissionSetGroup,
    PermissionSetAssignment: deriveAssignment,
    SetupEntityAccess: deriveEntityAccess,
    User: deriveUser
};

type Check = (work: Work, object: ObjectDef, rows: readonly Row[]) => void;

const CHECKS: Readonly<Record<string, Check>> = {
    PermissionSetAssignment: checkAssignments,
    PricebookEntry: checkPrices,
    CampaignMember: checkMembers,
    Task: checkRecurrence,
    Event: checkRecurrence,
    ContentVersion: checkVersions,
    ContentDocumentLink: checkLinks,
    PermissionSet: checkPermissionSets,
    ObjectPermissions: checkObjectPermissions,
    FieldPermissions: checkFieldPermissions,
    SetupEntityAccess: checkEntityAccess
};

/** The derivation for an object; undefined where it has none. */
export const derivationOf = (object: ObjectDef): Derive | undefined => {
    const own = object.kind === 'standard' ? DERIVE[object.name] : undefined;
    if (own) return own;
    const isPerson =
        object.kind === 'standard' &&
        object.field('FirstName') &&
        object.field('LastName') &&
        object.nameField?.name === 'Name';
    return isPerson ? deriveName : undefined;
};

/** Refusals of single objects, after required fields were checked. */
export const checkStandard = (work: Work, object: ObjectDef, rows: readonly Row[]): void => {
    if (object.kind === 'share') checkShares(work, object, rows);
    if (object.kind === 'customSetting') checkSettings(work, object, rows);
    if (object.kind === 'standard') CHECKS[object.name]?.(work, object, rows);
};

/** What must be there before the rows are written. */
export const prepareWrite: Check = (work, object, rows) => {
    if (object.name === 'ContentVersion') prepareVersions(work, object, rows);
};

/** What the platform writes along with the rows, before their after-triggers. */
export const writeAlong: Check = (work, object, rows) => {
    if (object.name === 'ContentVersion') publishVersions(work, object, rows);
    if (object.name === 'Task' || object.name === 'Event') writeOccurrences(work, object, rows);
    if (object.name === 'Opportunity') writeStageHistory(work, object, rows);
    if (object.name === 'OpportunityContactRole') keepOnePrimary(work, object, rows);
    writeCompanions(work, object, rows);
    writeConsequences(work, object, rows);
};

export { prepareGrants };
export { checkDeletable, lineItemTotals, mergeShares };
