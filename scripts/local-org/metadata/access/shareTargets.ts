/** With whom records and list views are shared. Source: Metadata API Developer Guide, "SharedTo". */
import type { Schema } from '../../model/index.ts';
import { FoldedSet } from '../folded.ts';
import type { Report } from '../problems.ts';
import type { GroupDef, RoleDef, ShareTarget } from '../types.ts';
import type { XmlElement } from '../xml/document.ts';

/** Names that may be shared with. */
export interface SharingNames {
    readonly schema: Schema;
    readonly roles: readonly RoleDef[];
    readonly groups: readonly GroupDef[];
}

const KINDS: Readonly<Record<string, ShareTarget['kind']>> = {
    group: 'group',
    groups: 'group',
    queue: 'queue',
    role: 'role',
    roles: 'role',
    roleAndSubordinates: 'roleAndSubordinates',
    rolesAndSubordinates: 'roleAndSubordinates',
    roleAndSubordinatesInternal: 'roleAndSubordinates',
    allInternalUsers: 'allInternalUsers'
};

const namesOf = (items: readonly { readonly name: string }[]): FoldedSet => {
    const names = new FoldedSet();
    for (const { name } of items) names.add(name);
    return names;
};

/** Stands for a target that was reported. */
export const NOBODY: ShareTarget = Object.freeze({ kind: 'group', name: '' });

/**
 * One row of `sharedTo` or `sharedFrom`.
 * @returns undefined where it is none that the local org has (reported)
 */
export const shareTargetOf = (row: XmlElement, names: SharingNames, report: Report): ShareTarget | undefined => {
    const kind = KINDS[row.name];
    if (!kind) {
        report.add(row, `not supported by the local org: sharing with ${row.name}`);
        return undefined;
    }
    const name = kind === 'allInternalUsers' ? '' : row.text;
    const isRole = kind === 'role' || kind === 'roleAndSubordinates';
    const known = isRole
        ? namesOf(names.roles)
        : namesOf(names.groups.filter((group) => (group.kind === 'Queue') === (kind === 'queue')));
    if (name !== '' && !known.has(name))
        report.add(row, `In field: ${row.name} - no ${isRole ? 'Role' : 'Group'} named ${name} found`);
    return Object.freeze({ kind, name });
};
