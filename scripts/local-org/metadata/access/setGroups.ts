import { documentsOf } from '../documents.ts';
import type { Report } from '../problems.ts';
import type { ComponentSource, GrantDef, SetGroupDef } from '../types.ts';
import { requireElements } from '../xml/check.ts';
import { childrenOf, textOf } from '../xml/document.ts';
import { FoldedSet } from '../folded.ts';

/**
 * Permission set groups of all files. Source: Metadata API Developer Guide, "PermissionSetGroup".
 * @param grants permission sets and muting permission sets, which a group names
 */
export const readSetGroups = (
    components: readonly ComponentSource[],
    grants: readonly GrantDef[],
    report: Report
): SetGroupDef[] => {
    const named = (kind: GrantDef['kind']): FoldedSet => {
        const names = new FoldedSet();
        for (const grant of grants) if (grant.kind === kind) names.add(grant.name);
        return names;
    };
    const sets = named('permissionSet');
    const muting = named('muting');
    return documentsOf(components, 'PermissionSetGroup', report).map(({ root, name }): SetGroupDef => {
        requireElements(root, ['label'], report);
        const members = (element: string, known: FoldedSet, type: string): string[] =>
            childrenOf(root, element).map((row) => {
                if (!known.has(row.text)) report.add(row, `In field: ${element} - no ${type} named ${row.text} found`);
                return row.text;
            });
        return Object.freeze({
            name,
            label: textOf(root, 'label') ?? name,
            description: textOf(root, 'description') ?? '',
            sets: Object.freeze(members('permissionSets', sets, 'PermissionSet')),
            muting: Object.freeze(members('mutingPermissionSets', muting, 'MutingPermissionSet'))
        });
    });
};
