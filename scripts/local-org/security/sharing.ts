import { fold } from '../model/index.ts';
import type { FieldDef, Id, ObjectDef, Schema } from '../model/index.ts';
import type { AccountChild, People } from './people.ts';
import type { Rights } from './rights.ts';
import type { Need, RecordFilter } from './types.ts';

type Visible = 'all' | 'none' | RecordFilter;

const LEVEL = { read: 1, edit: 2, delete: 3 } as const;
/** Children through which an account is readable. Source: Salesforce Help, "Sharing Considerations", implicit (parent) sharing. */
const IMPLYING_CHILDREN: readonly AccountChild[] = ['Opportunity', 'Contact', 'Case'];

const ACTIVITIES: readonly string[] = ['Task', 'Event'];

/** The lookups that decide where access is controlled by parents: the masters (a junction has two), or a contact's account. */
export const controllingFields = (object: ObjectDef): readonly FieldDef[] => {
    const masters = object.fields.filter((field) => field.type === 'masterDetail');
    if (masters.length > 0) return masters;
    const parent = object.field('ParentId');
    if (parent) return [parent];
    if (object.kind !== 'standard') return [];
    const cascading = object.fields.find((field) => field.onDelete === 'cascade' && field.referenceTo.length === 1);
    return cascading ? [cascading] : [];
};

/** Turns organisation-wide defaults, ownership, hierarchy and shares into record filters for one user. */
export class Sharing {
    private readonly schema: Schema;
    private readonly rights: Rights;
    private readonly people: People;
    private readonly filters = new Map<string, Visible>();

    constructor(schema: Schema, rights: Rights, people: People) {
        this.schema = schema;
        this.rights = rights;
        this.people = people;
    }
    visible(object: ObjectDef, need: Need): Visible {
        const key = `${need} ${object.name}`;
        let filter = this.filters.get(key);
        if (!filter) this.filters.set(key, (filter = this.compute(object, need)));
        return filter;
    }

    private compute(object: ObjectDef, need: Need): Visible {
        const { viewAll, modifyAll } = this.rights.object(object);
        if (modifyAll || (viewAll && need === 'read')) return 'all';
        if (object.kind === 'share')
            return this.byParents(
                object,
                [object.field('ParentId') ?? this.shareParent(object)].filter((field) => field !== undefined),
                need,
                () => (need === 'read' ? 'read' : 'delete')
            );
        if (object.kind === 'customMetadata' || object.kind === 'customSetting' || object.kind === 'platformEvent')
            return 'all';
        switch (object.sharing) {
            case 'controlledByParent':
                return this.controlled(object, need);
            case 'readWrite':
                if (need !== 'delete' || !object.field('OwnerId')) return 'all';
                break;
            case 'read':
                if (need === 'read' || !object.field('OwnerId')) return 'all';
                break;
            case 'private':
                break;
        }
        const filter = this.withImplied(object, need, this.base(object, need));
        const parents = need === 'read' && ACTIVITIES.includes(object.name) ? this.activityParents(object) : [];
        return parents.length > 0 ? { ...filter, anyParent: parents } : filter;
    }
    /** Source: Salesforce Help, "Access to Activities": who reads the record reads what is about it. */
    private activityParents(object: ObjectDef): NonNullable<RecordFilter['anyParent']>[number][] {
        return ['WhatId', 'WhoId'].flatMap((name) => {
            const field = object.field(name);
            return (field?.referenceTo ?? []).flatMap((target) => {
                const parent = this.schema.object(target);
                if (!field || !parent || !this.rights.object(parent).read) return [];
                const filter = this.visible(parent, 'read');
                return filter === 'none' ? [] : [{ field, object: parent, filter }];
            });
        });
    }
    /** Ownership, hierarchy and share rows, whatever "view all" says. */
    private base(object: ObjectDef, need: Need): RecordFilter {
        const shares = this.parentShares(object);
        const accounts = this.ownedAccounts(object, need);
        return {
            owners: this.people.owners(),
            groups: this.people.groups(),
            level: LEVEL[need],
            ...(shares.length > 0 ? { parentShares: shares } : {}),
            ...(accounts ? { parentOwners: accounts } : {})
        };
    }
    /** Children of accounts that this user, or somebody below, owns. Source: Salesforce Help, "Sharing Considerations", implicit (child) sharing. */
    private ownedAccounts(object: ObjectDef, need: Need): RecordFilter['parentOwners'] {
        const child = IMPLYING_CHILDREN.find((name) => name === object.name);
        const field = object.field('AccountId');
        if (!child || !field || need === 'delete') return undefined;
        const owners = this.people.ownersReaching(child, need === 'read' ? 'Read' : 'Edit');
        return owners.length > 0 ? { field, owners } : undefined;
    }
    private withImplied(object: ObjectDef, need: Need, filter: RecordFilter): RecordFilter {
        if (object.name !== 'Account' || need !== 'read') return filter;
        const implied = IMPLYING_CHILDREN.flatMap((name) => {
            const child = this.schema.object(name);
            const field = child?.field('AccountId');
            if (!child || !field || child.sharing === 'controlledByParent') return [];
            return [{ field, filter: this.base(child, 'read') }];
        });
        return implied.length > 0 ? { ...filter, implied } : filter;
    }
    /** Source: Salesforce Help, "Considerations for Object Relationships": a detail is written by who may write its master, or read it. */
    private controlled(object: ObjectDef, need: Need): Visible {
        return this.byParents(object, controllingFields(object), need, (field) =>
            need === 'read' || field.writeRequiresMasterRead ? 'read' : 'edit'
        );
    }
    private byParents(
        object: ObjectDef,
        fields: readonly FieldDef[],
        need: Need,
        parentNeed: (field: FieldDef) => Need
    ): Visible {
        const parents = fields.flatMap((field) => {
            const parent = this.schema.object(field.referenceTo[0] ?? '');
            if (!parent) return [];
            const filter = this.visible(parent, parentNeed(field));
            return filter === 'all' && field.type === 'masterDetail' ? [] : [{ field, filter }];
        });
        if (parents.length === 0) return 'all';
        const owners = object.field('OwnerId') ? this.people.owners() : [];
        return { owners, groups: [], level: LEVEL[need], parents };
    }
    private shareParent(share: ObjectDef): FieldDef | undefined {
        return share.field(share.name.replace(/Share$/, 'Id'));
    }
    /** `AccountShare.OpportunityAccessLevel`: what a share of the account gives on its opportunities. */
    private parentShares(object: ObjectDef): { field: FieldDef; share: ObjectDef; accessField: FieldDef }[] {
        return object.fields.flatMap((field) => {
            const parent =
                field.type === 'lookup' && field.referenceTo.length === 1
                    ? this.schema.object(field.referenceTo[0] ?? '')
                    : undefined;
            const share = parent?.shareObject === undefined ? undefined : this.schema.object(parent.shareObject);
            const accessField =
                share && fold(parent?.name ?? '') !== fold(object.name)
                    ? share.field(`${object.name}AccessLevel`)
                    : undefined;
            return share && accessField ? [{ field, share, accessField }] : [];
        });
    }
}

/** The Ids of a filter as text, for keys. */
export const idsKey = (ids: readonly Id[]): string => [...ids].sort().join();
