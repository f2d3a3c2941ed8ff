import type { Id, SObject } from '../model/index.ts';
import type { AccessFacts } from './types.ts';

const idOf = (record: SObject, field: string): Id | undefined =>
    (record.get(field) as Id | null | undefined) ?? undefined;
const idsOf = (records: readonly SObject[], field: string): Id[] =>
    records.map((record) => idOf(record, field)).filter((id) => id !== undefined);

/** Who counts as this user: people below in the role hierarchy, public groups, queues. Asked only when a filter needs it. */
export class People {
    private readonly userId: Id;
    private readonly roleId: Id | undefined;
    private readonly facts: AccessFacts;
    private ownerIds: readonly Id[] | undefined;
    private groupIds: readonly Id[] | undefined;

    constructor(userId: Id, roleId: Id | undefined, facts: AccessFacts) {
        this.userId = userId;
        this.roleId = roleId;
        this.facts = facts;
    }
    /** Owners whose records are this user's: their own, their queues', everyone's in roles below. */
    owners(): readonly Id[] {
        this.ownerIds ??= [this.userId, ...this.subordinates(), ...this.memberships().queues];
        return this.ownerIds;
    }
    /** Values of UserOrGroupId that reach this user. Who is above in the hierarchy has what is shared with those below. */
    groups(): readonly Id[] {
        this.groupIds ??= [this.userId, ...this.subordinates(), ...this.memberships().groups];
        return this.groupIds;
    }

    private subordinates(): Id[] {
        const seen = new Set<Id>();
        let level = this.roleId === undefined ? [] : this.facts.rows('UserRole', 'ParentRoleId', [this.roleId]);
        while (level.length > 0) {
            const fresh = idsOf(level, 'Id').filter((id) => !seen.has(id));
            for (const id of fresh) seen.add(id);
            level = this.facts.rows('UserRole', 'ParentRoleId', fresh);
        }
        return idsOf(this.facts.rows('User', 'UserRoleId', [...seen]), 'Id');
    }
    /** Groups with this user as a member, directly or through another group or the user's role. */
    private memberships(): { groups: Id[]; queues: Id[] } {
        const found = new Map<Id, SObject>();
        let members: Id[] = [this.userId];
        const roleGroups =
            this.roleId === undefined ? [] : this.facts.rows('Group', 'RelatedId', [this.roleId, ...this.rolesAbove()]);
        for (const group of roleGroups) {
            const own = idOf(group, 'RelatedId') === this.roleId;
            if (!own && !(idOf(group, 'Type') ?? '').startsWith('RoleAndSubordinates')) continue;
            found.set(group.id as Id, group);
            members.push(group.id as Id);
        }
        while (members.length > 0) {
            const ids = idsOf(this.facts.rows('GroupMember', 'UserOrGroupId', members), 'GroupId').filter(
                (id) => !found.has(id)
            );
            const groups = this.facts.rows('Group', 'Id', ids);
            for (const group of groups) found.set(group.id as Id, group);
            members = idsOf(groups, 'Id');
        }
        const groups = [...found.values()];
        return {
            groups: idsOf(groups, 'Id'),
            queues: idsOf(
                groups.filter((group) => group.get('Type') === 'Queue'),
                'Id'
            )
        };
    }
    private rolesAbove(): Id[] {
        const above: Id[] = [];
        let role = this.roleId;
        while (role !== undefined && !above.includes(role)) {
            const row: SObject | undefined = this.facts.rows('UserRole', 'Id', [role])[0];
            if (role !== this.roleId) above.push(role);
            role = row && idOf(row, 'ParentRoleId');
        }
        return above;
    }
}
