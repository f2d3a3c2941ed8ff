/** The only place that answers "may this user". */
import { createHash } from 'node:crypto';
import type { MetadataModel } from '../metadata/types.ts';
import { PlatformError } from '../model/index.ts';
import type { Id, SObject } from '../model/index.ts';
import { grantsOf } from './grants.ts';
import { groupOf } from './members.ts';
import { People } from './people.ts';
import { Rights } from './rights.ts';
import { idsKey, Sharing } from './sharing.ts';
import type { AccessFacts, AccessModel, UserContext } from './types.ts';

export { controllingFields } from './sharing.ts';
export { SYSTEM_MODE, USER_MODE } from './types.ts';
export type { AccessFacts, AccessModel, ExecutionMode, Need, RecordFilter, UserAccess, UserContext } from './types.ts';

const textOf = (record: SObject | undefined, field: string): string | undefined => {
    const value = record?.get(field);
    return typeof value === 'string' ? value : undefined;
};

const loadUser = (model: Pick<MetadataModel, 'grants'>, userId: Id, facts: AccessFacts): UserContext => {
    const [user] = facts.rows('User', 'Id', [userId]);
    if (!user) throw new PlatformError('INVALID_CROSS_REFERENCE_KEY', `invalid cross reference id: ${userId}`);
    const grants = grantsOf(model, user, facts);
    const roleId = textOf(user, 'UserRoleId');
    const people = new People(userId, roleId, facts);
    const rights = new Rights(
        grants.map(({ grant }) => grant),
        facts.schema
    );
    const sharing = new Sharing(facts.schema, rights, people);
    let key: string | undefined;
    return {
        userId,
        username: textOf(user, 'Username') ?? '',
        name: textOf(user, 'Name') ?? '',
        profileId: textOf(user, 'ProfileId') ?? '',
        roleId,
        timeZone: textOf(user, 'TimeZoneSidKey') ?? 'GMT',
        locale: textOf(user, 'LocaleSidKey') ?? 'en_US',
        isActive: user.get('IsActive') === true,
        access: {
            get key() {
                const names = grants.map((grant) => grant.key).sort();
                key ??= createHash('sha1')
                    .update([...names, idsKey(people.owners()), idsKey(people.groups())].join('|'))
                    .digest('base64url');
                return key;
            },
            object: (object) => rights.object(object),
            field: (field) => rights.field(field),
            permission: (name) => rights.permission(name),
            apexClass: (name) => rights.apexClass(name),
            tab: (name) => rights.tab(name),
            app: (name) => rights.app(name),
            customMetadata: (type) => rights.customMetadata(type),
            recordType: (object, name) => rights.recordType(object, name),
            defaultRecordType: (object) => rights.defaultRecordType(object),
            layout: (object, type) => rights.layout(object, type),
            reaches: (target) => {
                const group = groupOf(target, facts);
                return group !== undefined && people.groups().includes(group.id as Id);
            },
            visible: (object, need) => sharing.visible(object, need)
        }
    };
};

/**
 * Who may do what, from the deployed profiles and permission sets.
 * `load` throws PlatformError INVALID_CROSS_REFERENCE_KEY where there is no such user.
 */
export const createAccessModel = (model: Pick<MetadataModel, 'grants'>): AccessModel => ({
    load: (userId, facts) => loadUser(model, userId, facts)
});
