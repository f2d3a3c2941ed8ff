import type { Id, SObject } from '../model/index.ts';
import type { AccessFacts } from './types.ts';

const idOf = (record: SObject, field: string): Id | undefined =>
    (record.get(field) as Id | null | undefined) ?? undefined;
const idsOf = (records: readonly SObject[], field: string): Id[] =>
    records.map((record) => idOf(record, field)).filter((id) => id !== undefined);

interface Below {
    readonly roles: readonly Id[];
    readonly users: readonly SObject[];
}
interface Memberships {
    readonly groups: readonly Id[];
    readonly queues: readonly Id[];
}
/** Objects whose records the owner of their account may see, by the owner's role. */
export type AccountChild = 'Opportunity' | 'Case' | 'Contact';

/** Who counts as this user: people below in the role hierarchy, public groups, queues. Asked only when a filter needs it. */
export class People {
    private readonly userId: Id;
    private readonly roleId: Id | undefined;
    private readonly facts: AccessFacts;
    private ownerIds: readonly Id[] | undefined;
    private groupIds: readonly Id[] | undefined;
    private belowMe: Below | undefined;
    private mine: Memberships | undefined;

    constructor(userId: Id, roleId: Id | undefined, facts: AccessFacts) {
        this.userId = userId;
        this.roleId = roleId;
        this.facts = facts;
    }
    /** Owners whose records are this user's: their own, their queues', everyone's in roles below. */
    owners(): readonly Id[] {
        this.ownerIds ??= [this.userId, ...idsOf(this.below().users, 'Id'), ...this.memberships().queues];
        return this.ownerIds;
    }
    /** Values of UserOrGroupId that reach this user. Who is above in the hierarchy has what is shared with those below. */
    groups(): readonly Id[] {
        this.groupIds ??= [this.userId, ...idsOf(this.below().users, 'Id'), ...this.memberships().groups];
        return this.groupIds;
    }
    /**
     * This user and those below who, by their role, reach the children of accounts they own.
     * Source: Object Reference, "UserRole", OpportunityAccessForAccountOwner and its like.
     */
    ownersReaching(child: AccountChild, level: 'Read' | 'Edit'): readonly Id[] {
        const enough = level === 'Read' ? ['Read', 'Edit'] : ['Edit'];
        const roleIds = [...(this.roleId === undefined ? [] : [this.roleId]), ...this.below().roles];
        const reaching = new Set(
            this.facts
                .rows('UserRole', 'Id', roleIds)
                .filter((role) => enough.includes(idOf(role, `${child}AccessForAccountOwner`) ?? 'None'))
                .map((role) => role.id as Id)
        );
        const below = this.below().users.filter((user) => reaching.has(idOf(user, 'UserRoleId') ?? ''));
        const self = this.roleId !== undefined && reaching.has(this.roleId) ? [this.userId] : [];
        return [...self, ...idsOf(below, 'Id')];
    }

    private below(): Below {
        if (this.belowMe) return this.belowMe;
        const seen = new Set<Id>();
        let level = this.roleId === undefined ? [] : this.facts.rows('UserRole', 'ParentRoleId', [this.roleId]);
        while (level.length > 0) {
            const fresh = idsOf(level, 'Id').filter((id) => !seen.has(id));
            for (const id of fresh) seen.add(id);
            level = this.facts.rows('UserRole', 'ParentRoleId', fresh);
        }
        const roles = [...seen];
        return (this.belowMe = { roles, users: this.facts.rows('User', 'UserRoleId', roles) });
    }
    /** Groups of this user, and those of people below unless a group keeps bosses out. */
    private memberships(): Memberships {
        if (this.mine) return this.mine;
        const { roles, users } = this.below();
        const own = this.membershipsOf([this.userId], this.roleId === undefined ? [] : [this.roleId]);
        const below = users.length === 0 ? [] : this.membershipsOf(idsOf(users, 'Id'), roles);
        const found = new Map(own.map((group) => [group.id as Id, group]));
        for (const group of below) if (group.get('DoesIncludeBosses') !== false) found.set(group.id as Id, group);
        const groups = [...found.values()];
        return (this.mine = {
            groups: idsOf(groups, 'Id'),
            queues: idsOf(
                groups.filter((group) => group.get('Type') === 'Queue'),
                'Id'
            )
        });
    }
    /** Groups with one of these users as a member, directly, through another group, or through their role; and "all internal users". */
    private membershipsOf(users: readonly Id[], roles: readonly Id[]): SObject[] {
        const found = new Map<Id, SObject>();
        const above = roles.flatMap((role) => this.rolesAbove(role));
        for (const group of this.facts.rows('Group', 'RelatedId', [...new Set([...roles, ...above])])) {
            const own = roles.includes(idOf(group, 'RelatedId') ?? '');
            if (!own && !(idOf(group, 'Type') ?? '').startsWith('RoleAndSubordinates')) continue;
            found.set(group.id as Id, group);
        }
        for (const group of this.facts.rows('Group', 'Type', ['Organization'])) found.set(group.id as Id, group);
        let members: Id[] = [...users, ...found.keys()];
        while (members.length > 0) {
            const ids = idsOf(this.facts.rows('GroupMember', 'UserOrGroupId', members), 'GroupId').filter(
                (id) => !found.has(id)
            );
            const groups = this.facts.rows('Group', 'Id', ids);
            for (const group of groups) found.set(group.id as Id, group);
            members = idsOf(groups, 'Id');
        }
        return [...found.values()];
    }
    private rolesAbove(from: Id): Id[] {
        const above: Id[] = [];
        let role: Id | undefined = from;
        while (role !== undefined && !above.includes(role)) {
            const row: SObject | undefined = this.facts.rows('UserRole', 'Id', [role])[0];
            if (role !== from) above.push(role);
            role = row && idOf(row, 'ParentRoleId');
        }
        return above;
    }
}
