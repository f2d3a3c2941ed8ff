/** Who is in a group: the other way round of `People`, for rules that ask whose records are shared. */
import type { ShareTarget } from '../metadata/types.ts';
import { fold } from '../model/index.ts';
import type { Id, SObject } from '../model/index.ts';
import type { AccessFacts } from './types.ts';

const textOf = (record: SObject, field: string): string => {
    const value = record.get(field);
    return typeof value === 'string' ? value : '';
};

const GROUP_TYPES: Readonly<Record<Exclude<ShareTarget['kind'], 'user'>, string>> = {
    group: 'Regular',
    queue: 'Queue',
    role: 'Role',
    roleAndSubordinates: 'RoleAndSubordinates',
    allInternalUsers: 'Organization'
};

/** The row of Group that stands for a target of a sharing rule; undefined where the org has none. */
export const groupOf = ({ kind, name }: ShareTarget, facts: AccessFacts): SObject | undefined => {
    if (kind === 'user') return undefined;
    const named = kind === 'allInternalUsers' ? [] : facts.rows('Group', 'DeveloperName', [name]);
    const rows = kind === 'allInternalUsers' ? facts.rows('Group', 'Type', ['Organization']) : named;
    return rows.find((row) => fold(textOf(row, 'Type')) === fold(GROUP_TYPES[kind]));
};

const rolesBelow = (roleId: Id, facts: AccessFacts): Id[] => {
    const seen = new Set<Id>();
    let level: Id[] = [roleId];
    while (level.length > 0) {
        level = facts
            .rows('UserRole', 'ParentRoleId', level)
            .map((role) => role.id as Id)
            .filter((id) => !seen.has(id));
        for (const id of level) seen.add(id);
    }
    return [...seen];
};

/** All users of a group, through groups and roles in it, and the group itself, which owns records where it is a queue. */
export const membersOf = (group: SObject, facts: AccessFacts): ReadonlySet<Id> | 'everybody' => {
    const users = new Set<Id>([group.id as Id]);
    const seen = new Set<Id>();
    const open: SObject[] = [group];
    for (let next = open.pop(); next; next = open.pop()) {
        if (seen.has(next.id as Id)) continue;
        seen.add(next.id as Id);
        const type = textOf(next, 'Type');
        if (type === 'Organization') return 'everybody';
        if (type.startsWith('Role')) {
            const role = textOf(next, 'RelatedId');
            const roles = type === 'Role' ? [role] : [role, ...rolesBelow(role, facts)];
            for (const user of facts.rows('User', 'UserRoleId', roles)) users.add(user.id as Id);
            continue;
        }
        const members = facts
            .rows('GroupMember', 'GroupId', [next.id as Id])
            .map((row) => textOf(row, 'UserOrGroupId'));
        const groups = facts.rows('Group', 'Id', members);
        open.push(...groups);
        const groupIds = new Set(groups.map((row) => row.id));
        for (const id of members) if (!groupIds.has(id)) users.add(id);
    }
    return users;
};
