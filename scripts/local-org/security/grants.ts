/** Which grants count for a user: the profile, assigned permission sets, and permission set groups less what they mute. */
import { createHash } from 'node:crypto';
import { FoldedSet } from '../metadata/index.ts';
import type { GrantDef, MetadataModel, ObjectRights } from '../metadata/types.ts';
import { fold } from '../model/index.ts';
import type { Id, SObject } from '../model/index.ts';
import { grantOfRows } from './grantRows.ts';
import type { AccessFacts } from './types.ts';

/** A grant and a text that is the same for the same content. */
export interface UserGrant {
    readonly grant: GrantDef;
    readonly key: string;
}
type Deployed = Pick<MetadataModel, 'grants'>;

const textOf = (record: SObject | undefined, field: string): string => {
    const value = record?.get(field);
    return typeof value === 'string' ? value : '';
};

const contentKey = (grant: GrantDef): string => {
    const sets = [grant.userPermissions, grant.customPermissions, grant.classes].map((names) => [...names].sort());
    return createHash('sha1')
        .update(JSON.stringify([[...grant.objects], [...grant.fields], sets]))
        .digest('base64url');
};

const byName = (model: Deployed, kind: GrantDef['kind'], name: string): GrantDef | undefined =>
    model.grants.find((grant) => grant.kind === kind && fold(grant.name) === fold(name));

/** A row of PermissionSet as a grant: from its rows where DML made or touched it, else as deployed. */
const grantOfSet = (set: SObject, deployed: GrantDef | undefined, facts: AccessFacts): UserGrant => {
    if (deployed && !facts.hasGrantRows(set.id as Id))
        return { grant: deployed, key: `${deployed.kind}:${deployed.name}` };
    const grant = grantOfRows(set, deployed, facts);
    return { grant, key: `rows:${set.id}:${contentKey(grant)}` };
};

const profileGrant = (model: Deployed, user: SObject, facts: AccessFacts): UserGrant[] => {
    const profileId = textOf(user, 'ProfileId');
    const [profile] = facts.rows('Profile', 'Id', [profileId]);
    const name = fold(textOf(profile, 'Name'));
    const deployed = model.grants.find(
        (grant) => grant.kind === 'profile' && (fold(grant.name) === name || fold(grant.label) === name)
    );
    const [own] = facts.rows('PermissionSet', 'ProfileId', [profileId]);
    if (own) return [grantOfSet(own, deployed, facts)];
    return deployed ? [{ grant: deployed, key: `profile:${deployed.name}` }] : [];
};

const rightsLess = (from: ObjectRights, muted: ObjectRights | undefined): ObjectRights => {
    if (!muted) return from;
    const read = from.read && !muted.read;
    const edit = read && from.edit && !muted.edit;
    return {
        read,
        create: read && from.create && !muted.create,
        edit,
        delete: edit && from.delete && !muted.delete,
        viewAll: read && from.viewAll && !muted.viewAll,
        modifyAll: edit && from.modifyAll && !muted.modifyAll
    };
};

const namesLess = (from: ReadonlySet<string>, muted: readonly ReadonlySet<string>[]): ReadonlySet<string> => {
    const left = new FoldedSet();
    for (const name of from) if (!muted.some((names) => names.has(name))) left.add(name);
    return left;
};

/** A grant without what muting permission sets name. Source: Salesforce Help, "Muting Permission Sets in Permission Set Groups". */
const less = (grant: GrantDef, muting: readonly GrantDef[]): GrantDef => {
    if (muting.length === 0) return grant;
    const rowOf = <Row>(rows: ReadonlyMap<string, Row>, name: string): Row | undefined =>
        rows.get(name) ?? rows.get(fold(name));
    return {
        ...grant,
        objects: new Map(
            [...grant.objects].map(([name, rights]) => [
                fold(name),
                muting.reduce((left, muted) => rightsLess(left, rowOf(muted.objects, name)), rights)
            ])
        ),
        fields: new Map(
            [...grant.fields].map(([name, rights]) => {
                const muted = muting.map((one) => rowOf(one.fields, name)).filter((row) => row !== undefined);
                const read = rights.read && !muted.some((row) => row.read);
                return [fold(name), { read, edit: read && rights.edit && !muted.some((row) => row.edit) }];
            })
        ),
        userPermissions: namesLess(
            grant.userPermissions,
            muting.map((one) => one.userPermissions)
        ),
        customPermissions: namesLess(
            grant.customPermissions,
            muting.map((one) => one.customPermissions)
        ),
        classes: namesLess(
            grant.classes,
            muting.map((one) => one.classes)
        )
    };
};

/** What the groups of permission sets grant. A component is a permission set or a muting permission set. */
const groupGrants = (model: Deployed, groupIds: readonly Id[], facts: AccessFacts): UserGrant[] =>
    groupIds.flatMap((groupId) => {
        const members = facts
            .rows('PermissionSetGroupComponent', 'PermissionSetGroupId', [groupId])
            .map((row) => textOf(row, 'PermissionSetId'));
        const muting = facts
            .rows('MutingPermissionSet', 'Id', members)
            .map((row) => byName(model, 'muting', textOf(row, 'DeveloperName')))
            .filter((grant) => grant !== undefined);
        return facts.rows('PermissionSet', 'Id', members).map((set): UserGrant => {
            const { grant, key } = grantOfSet(set, byName(model, 'permissionSet', textOf(set, 'Name')), facts);
            return { grant: less(grant, muting), key: [key, ...muting.map((one) => `less:${one.name}`)].join('-') };
        });
    });

/** Everything that is granted to a user. */
export const grantsOf = (model: Deployed, user: SObject, facts: AccessFacts): UserGrant[] => {
    const assignments = facts.rows('PermissionSetAssignment', 'AssigneeId', [user.id as Id]);
    const now = facts.now();
    const valid = assignments.filter((row) => {
        const until = row.get('ExpirationDate') as { readonly ms: number } | null | undefined;
        return !until || until.ms > now;
    });
    const groupIds = valid.map((row) => textOf(row, 'PermissionSetGroupId')).filter((id) => id !== '');
    const setIds = valid
        .filter((row) => textOf(row, 'PermissionSetGroupId') === '')
        .map((row) => textOf(row, 'PermissionSetId'));
    const sets = facts.rows('PermissionSet', 'Id', setIds).filter((set) => set.get('IsOwnedByProfile') !== true);
    return [
        ...profileGrant(model, user, facts),
        ...sets.map((set) => grantOfSet(set, byName(model, 'permissionSet', textOf(set, 'Name')), facts)),
        ...groupGrants(model, groupIds, facts)
    ];
};
