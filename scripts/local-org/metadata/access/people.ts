/** Roles, public groups and queues: who counts together when records are shared. */
import type { Schema } from '../../model/index.ts';
import { documentsOf } from '../documents.ts';
import { FoldedMap } from '../folded.ts';
import type { Report } from '../problems.ts';
import type { ComponentSource, GroupDef, RoleDef, ShareTarget } from '../types.ts';
import { requireElements } from '../xml/check.ts';
import { childOf, childrenOf, flagOf, textOf, type XmlElement } from '../xml/document.ts';

type Level = 'None' | 'Read' | 'Edit';

const levelOf = (root: XmlElement, element: string): Level => {
    const text = textOf(root, element);
    return text === 'Edit' || text === 'Read' ? text : 'None';
};

/** Roles of all files. Source: Metadata API Developer Guide, "Role": the file's name is the developer name. */
export const readRoles = (components: readonly ComponentSource[], report: Report): RoleDef[] => {
    const documents = documentsOf(components, 'Role', report);
    const known = new FoldedMap<string>();
    for (const { root, name } of documents) known.set(name, textOf(root, 'parentRole') ?? '');
    const isBelowItself = (name: string): boolean => {
        const seen = new Set<string>();
        for (let at = known.get(name) ?? ''; at !== ''; at = known.get(at) ?? '') {
            if (at.toLowerCase() === name.toLowerCase()) return true;
            if (seen.has(at)) return false;
            seen.add(at);
        }
        return false;
    };
    return documents.map(({ root, name }): RoleDef => {
        requireElements(root, ['name'], report);
        const parent = textOf(root, 'parentRole');
        const place = childOf(root, 'parentRole') ?? root;
        if (parent !== undefined && !known.has(parent))
            report.add(place, `In field: parentRole - no Role named ${parent} found`);
        else if (isBelowItself(name))
            report.add(place, `A role cannot be its own parent, directly or through others: ${name}`);
        return Object.freeze({
            name,
            label: textOf(root, 'name') ?? name,
            description: textOf(root, 'description') ?? '',
            ...(parent === undefined ? {} : { parent }),
            childAccess: Object.freeze({
                Opportunity: levelOf(root, 'opportunityAccessLevel'),
                Case: levelOf(root, 'caseAccessLevel'),
                Contact: levelOf(root, 'contactAccessLevel')
            })
        });
    });
};

const MEMBERS: readonly (readonly [list: string, element: string, kind: ShareTarget['kind']])[] = [
    ['publicGroups', 'publicGroup', 'group'],
    ['roles', 'role', 'role'],
    ['roleAndSubordinates', 'roleAndSubordinate', 'roleAndSubordinates'],
    ['roleAndSubordinatesInternal', 'roleAndSubordinateInternal', 'roleAndSubordinates'],
    ['users', 'user', 'user']
];

const queueMembers = (root: XmlElement): ShareTarget[] => {
    const members = childOf(root, 'queueMembers');
    if (!members) return [];
    return MEMBERS.flatMap(([list, element, kind]) => {
        const rows = childOf(members, list);
        return rows ? childrenOf(rows, element).map((row) => ({ kind, name: row.text })) : [];
    });
};

/** Public groups and queues of all files. Source: Metadata API Developer Guide, "Group", "Queue". */
export const readGroups = (components: readonly ComponentSource[], schema: Schema, report: Report): GroupDef[] => {
    const groups = documentsOf(components, 'Group', report).map(({ root, name }): GroupDef => {
        requireElements(root, ['name'], report);
        return Object.freeze({
            kind: 'Regular' as const,
            name,
            label: textOf(root, 'name') ?? name,
            includesBosses: textOf(root, 'doesIncludeBosses') === undefined || flagOf(root, 'doesIncludeBosses'),
            objects: [],
            members: []
        });
    });
    const queues = documentsOf(components, 'Queue', report).map(({ root, name }): GroupDef => {
        requireElements(root, ['name'], report);
        const objects = childrenOf(root, 'queueSobject').map((row) => {
            const object = textOf(row, 'sobjectType') ?? '';
            const owner = schema.object(object)?.field('OwnerId');
            if (!owner?.referenceTo.includes('Group'))
                report.add(row, `In field: sobjectType - ${object} is no object whose records a queue can own`);
            return object;
        });
        const email = textOf(root, 'email');
        return Object.freeze({
            kind: 'Queue' as const,
            name,
            label: textOf(root, 'name') ?? name,
            includesBosses: true,
            ...(email === undefined ? {} : { email }),
            objects: Object.freeze(objects),
            members: Object.freeze(queueMembers(root))
        });
    });
    return [...groups, ...queues];
};
