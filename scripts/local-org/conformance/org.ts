/** An org in memory with the conformance cases' objects. */
import { baseComponents, compileMetadata, groupFiles } from '../metadata/index.ts';
import type { Problem } from '../model/index.ts';
import { openOrg } from '../org/index.ts';
import type { Org } from '../org/types.ts';
import { EVERYTHING, everythingSet } from './everything.ts';

export const placed = ({ file, line, column, message }: Problem): string => `${file}:${line}:${column}: ${message}`;

/** An org with the cases' metadata, whose administrator may do everything with it. */
export const openConformanceOrg = (metadata: ReadonlyMap<string, Uint8Array>): Org => {
    const { components, problems } = groupFiles(metadata, 'project');
    const compiled = compileMetadata([...baseComponents(), ...components], 1, new Map());
    const wrong = [...problems, ...compiled.problems];
    if (!compiled.model || wrong.length > 0) throw new Error(wrong.map(placed).join('\n'));
    const org = openOrg({ file: ':memory:' });
    const result = org.deploy([...components, everythingSet(compiled.model)], { checkOnly: false, remove: [] });
    if (!result.success) throw new Error(result.problems.map(placed).join('\n'));
    assign(org, EVERYTHING);
    return org;
};

/** By Apex of a version that runs in system mode: nobody may assign anything yet. */
const assign = (org: Org, set: string): void => {
    const text = `insert new PermissionSetAssignment(
        AssigneeId = UserInfo.getUserId(),
        PermissionSetId = [SELECT Id FROM PermissionSet WHERE Name = '${set}'].Id
    );`;
    const done = org.database.transaction(org.administratorId, 'request', (tx) =>
        org.current.code.anonymous(tx, { name: 'assign', kind: 'anonymous', file: 'assign', text, apiVersion: 66 })
    );
    if (!done.success) throw new Error(done.problem?.message ?? done.exception?.message ?? 'not assigned');
};
