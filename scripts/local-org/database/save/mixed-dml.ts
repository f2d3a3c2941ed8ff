import type { ObjectDef, SaveError } from '../../model/index.ts';
import { RUN_STATE } from '../storage/transaction.ts';
import type { SaveRequest, Transaction } from '../types.ts';

/**
 * Source: Apex Developer Guide, "sObjects That Cannot Be Used Together in DML Operations"; e-mail templates, which its list does not
 * name, as tests of released code make them (in a block of `System.runAs`).
 */
const SETUP_OBJECTS: ReadonlySet<string> = new Set([
    'emailtemplate',
    'fieldpermissions',
    'groupmember',
    'objectpermissions',
    'permissionset',
    'permissionsetassignment',
    'permissionsetgroup',
    'permissionsetgroupcomponent',
    'queuesobject',
    'setupentityaccess',
    'userrole'
]);
/** Changes to a user that count as set-up; others may be mixed. Same source. */
const USER_SETUP_FIELDS: readonly string[] = [
    'UserRoleId',
    'IsActive',
    'ForecastEnabled',
    'IsPortalEnabled',
    'Username',
    'ProfileId'
];

/** Groups may be inserted and updated beside other objects, and no more. */
const isSetup = (object: ObjectDef, request: SaveRequest): boolean => {
    const name = object.name.toLowerCase();
    if (name === 'group') return request.operation !== 'insert' && request.operation !== 'update';
    if (SETUP_OBJECTS.has(name)) return true;
    if (name !== 'user') return false;
    const fields = request.operation === 'insert' ? ['UserRoleId'] : USER_SETUP_FIELDS;
    return request.records.some((record) => fields.some((field) => (record.get(field) ?? null) !== null));
};

interface Seen {
    setup?: string;
    data?: string;
}

/** Refuses set-up and data objects in one Apex transaction; a `runAs` block has a state of its own: that is how tests mix. */
export const mixedDml = (tx: Transaction, request: SaveRequest): SaveError | undefined => {
    if (request.source !== 'apex') return undefined;
    const object = request.records[0]?.type;
    if (!object || object.kind === 'customSetting') return undefined;
    let seen = tx.cells.get(RUN_STATE) as Seen | undefined;
    if (!seen) tx.cells.set(RUN_STATE, (seen = {}));
    const setup = isSetup(object, request);
    // A user without set-up fields is neither, nor is a new or changed group.
    if (!setup && (object.name === 'User' || object.name === 'Group')) return undefined;
    const other = setup ? seen.data : seen.setup;
    if (other !== undefined) {
        return {
            statusCode: 'MIXED_DML_OPERATION',
            message: `DML operation on setup object is not permitted after you have updated a non-setup object (or vice versa): ${object.name}, original object: ${other}`,
            fields: []
        };
    }
    if (setup) seen.setup ??= object.name;
    else seen.data ??= object.name;
    return undefined;
};
