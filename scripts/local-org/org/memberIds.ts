/** Ids of what is deployed: those of the rows that mirror it, and of its own where it has no row. */
import { createHash } from 'node:crypto';
import { makeId } from '../model/index.ts';
import type { Database } from '../database/types.ts';
import type { Id } from '../model/index.ts';
import { KeptIds } from './kept-ids.ts';
import type { Org } from './types.ts';

/**
 * Key prefixes of components. Source: Object Reference and Tooling API, key prefixes of the objects that stand for metadata; types that
 * are absent have no Id on the platform either, or none that is documented.
 */
const PREFIXES: Readonly<Record<string, string>> = {
    ApexClass: '01p',
    ApexTrigger: '01q',
    BusinessProcess: '019',
    CompactLayout: '0AH',
    CustomApplication: '02u',
    CustomField: '00N',
    CustomLabel: '101',
    CustomObject: '01I',
    CustomPermission: '0CP',
    CustomTab: '01r',
    Dashboard: '01Z',
    DashboardFolder: '00l',
    DuplicateRule: '0Bm',
    FieldSet: '0IX',
    FlexiPage: '0M0',
    GlobalValueSet: '0Nt',
    Group: '00G',
    Layout: '00h',
    LightningComponentBundle: '0Rb',
    ListView: '00B',
    MutingPermissionSet: '0QM',
    PermissionSet: '0PS',
    PermissionSetGroup: '0PG',
    Profile: '00e',
    Queue: '00G',
    QuickAction: '09D',
    RecordType: '012',
    Report: '00O',
    ReportFolder: '00l',
    ReportType: '070',
    Role: '00E',
    StaticResource: '081',
    ValidationRule: '03d',
    WebLink: '00b'
};

/** Types whose components have rows, which got their Ids when they were deployed. */
const WITH_ROWS: ReadonlySet<string> = new Set([
    'ApexClass',
    'ApexTrigger',
    'CustomPermission',
    'Dashboard',
    'DashboardFolder',
    'Group',
    'ListView',
    'MutingPermissionSet',
    'PermissionSet',
    'PermissionSetGroup',
    'Profile',
    'Queue',
    'RecordType',
    'Report',
    'ReportFolder',
    'Role',
    'StaticResource'
]);

/** Under which name the Id of a row that mirrors a component is kept, where that is not its full name. */
const keptName = (org: Org, type: string, fullName: string): string => {
    const { grants } = org.current.model;
    switch (type) {
        case 'Profile':
            return grants.find(({ kind, name }) => kind === 'profile' && name === fullName)?.label || fullName;
        case 'Report':
        case 'Dashboard':
            return fullName.slice(fullName.lastIndexOf('/') + 1);
        case 'ReportFolder':
            return `Report:${fullName}`;
        case 'DashboardFolder':
            return `Dashboard:${fullName}`;
        case 'Group':
            return `Regular:${fullName}`;
        case 'Queue':
            return `Queue:${fullName}`;
        default:
            return fullName;
    }
};

/** Bytes of a hash that make a number which a double holds. */
const HASHED_BYTES = 5;

/** An Id that follows from the name: nothing is stored for it, so that asking writes nothing. */
const derivedId = (prefix: string, type: string, fullName: string): Id => {
    const hash = createHash('sha256').update(`${type}:${fullName.toLowerCase()}`).digest();
    return makeId(prefix, hash.readUIntBE(0, HASHED_BYTES));
};

/** The Ids of members of one type, in their order; empty where the type has none. */
export const idsOfMembers = (org: Org, type: string, fullNames: readonly string[]): Id[] => {
    const prefix = PREFIXES[type];
    if (prefix === undefined) return fullNames.map(() => '');
    if (!WITH_ROWS.has(type)) return fullNames.map((name) => derivedId(prefix, type, name));
    return new KeptIds(org.database, prefix).ofAll(fullNames.map((name) => keptName(org, type, name)));
};

/** The Id of one member whose row, if it has one, is kept by its full name (a class, a trigger, a rule); empty where the type has none. */
export const memberIdOf = (database: Database, type: string, fullName: string): Id => {
    const prefix = PREFIXES[type];
    if (prefix === undefined) return '';
    return WITH_ROWS.has(type) ? new KeptIds(database, prefix).of(fullName) : derivedId(prefix, type, fullName);
};
