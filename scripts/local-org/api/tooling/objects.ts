/** The objects of the Tooling API: rows that are worked out, and set-up objects as they are stored. */
import type { Transaction } from '../../database/types.ts';
import type { Org } from '../../org/types.ts';
import { containerRows } from './containers.ts';
import { debugLevelRows, traceFlagRows } from './debugLogs.ts';
import type { ToolingRow } from './memoryQuery.ts';
import { componentRows } from './metadataRows.ts';
import {
    customFieldRows,
    customObjectRows,
    entityRows,
    fieldRows,
    flexiPageRows,
    particleRows,
    standardValueSetRows,
    validationRuleRows
} from './schemaRows.ts';
import {
    aggregateRows,
    coverageRows,
    limitRows,
    membershipRows,
    orgWideRows,
    queueRows,
    resultRows,
    runRows,
    suiteRows
} from './testRows.ts';

export const PATH = '/services/data/:version/tooling';

export type Rows = (org: Org, tx: Transaction) => readonly ToolingRow[];

/** Objects whose rows are worked out. */
const ROWS: Readonly<Record<string, Rows>> = {
    ApexCodeCoverage: coverageRows,
    ApexCodeCoverageAggregate: aggregateRows,
    ApexOrgWideCoverage: orgWideRows,
    ...containerRows,
    ApexTestQueueItem: queueRows,
    ApexTestResult: resultRows,
    ApexTestResultLimits: limitRows,
    ApexTestRunResult: runRows,
    ApexTestSuite: suiteRows,
    ...componentRows,
    CustomField: customFieldRows,
    CustomObject: customObjectRows,
    DebugLevel: debugLevelRows,
    EntityDefinition: entityRows,
    EntityParticle: particleRows,
    FieldDefinition: fieldRows,
    FlexiPage: flexiPageRows,
    InstalledSubscriberPackage: () => [],
    StandardValueSet: standardValueSetRows,
    TestSuiteMembership: membershipRows,
    TraceFlag: traceFlagRows,
    ValidationRule: validationRuleRows
};
/** Set-up objects with rows in tables, which the Tooling API has too. */
export const STORED: readonly string[] = [
    'ApexClass',
    'ApexComponent',
    'ApexLog',
    'ApexPage',
    'ApexTrigger',
    'AsyncApexJob',
    'CustomPermission',
    'EmailTemplate',
    'Group',
    'Organization',
    'PermissionSet',
    'PermissionSetGroup',
    'Profile',
    'RecordType',
    'StaticResource',
    'User',
    'UserRole'
];

/** The name of an object in the platform's spelling; undefined of one that this API lacks. */
export const spelled = (name: string): string | undefined =>
    [...Object.keys(ROWS), ...STORED].find((known) => known.toLowerCase() === name.toLowerCase());

/** How the rows of an object are worked out; undefined of stored ones. */
export const rowsOf = (name: string): Rows | undefined => (Object.hasOwn(ROWS, name) ? ROWS[name] : undefined);

/** All objects by name. */
export const objectNames = (): string[] => [...Object.keys(ROWS), ...STORED].sort();
