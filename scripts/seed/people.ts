import type { Connection } from 'jsforce';
import type { Progress } from '../client/progress.ts';
import { upsert } from '../client/upsert.ts';
import type { SamplePersona, SampleRole } from './sample.ts';

const PROFILE = 'Minimum Access - Salesforce';

/**
 * Gives a user a permission set, once.
 * @throws Error where the org has no such permission set
 */
export const assign = async (connection: Connection, userId: string, permissionSet: string): Promise<void> => {
    const set = await connection.sobject('PermissionSet').findOne({ Name: permissionSet }, ['Id']);
    if (!set?.Id) throw new Error(`The org has no permission set ${permissionSet}. Deploy Gangway first.`);
    const held = await connection
        .sobject('PermissionSetAssignment')
        .findOne({ AssigneeId: userId, PermissionSetId: set.Id }, ['Id']);
    if (held) return;
    const result = await connection
        .sobject('PermissionSetAssignment')
        .create({ AssigneeId: userId, PermissionSetId: set.Id });
    if (!result.success)
        throw new Error(
            `${permissionSet} could not be assigned: ${result.errors.map(({ message }) => message).join('; ')}`
        );
};

const seedRoles = async (connection: Connection, roles: readonly SampleRole[]): Promise<Map<string, string>> => {
    const { records } = await connection.query<{ Id: string; DeveloperName: string }>(
        'SELECT Id, DeveloperName FROM UserRole'
    );
    const ids = new Map(records.map(({ Id, DeveloperName }) => [DeveloperName, Id]));
    for (const { key, name, parent } of roles) {
        if (ids.has(key)) continue;
        const result = await connection
            .sobject('UserRole')
            .create({ DeveloperName: key, Name: name, ...(parent ? { ParentRoleId: ids.get(parent) } : {}) });
        if (!result.success)
            throw new Error(`The role ${name} was refused: ${result.errors.map(({ message }) => message).join('; ')}`);
        ids.set(key, result.id);
    }
    return ids;
};

/** Sample users, each with the least profile and one permission set: what works for them works for real people. */
export const seedPeople = async (
    connection: Connection,
    roles: readonly SampleRole[],
    personas: readonly SamplePersona[],
    progress: Progress
): Promise<void> => {
    const step = progress.step('People');
    const roleIds = await seedRoles(connection, roles);
    const profile = await connection.sobject('Profile').findOne({ Name: PROFILE }, ['Id']);
    if (!profile?.Id) throw new Error(`The org has no profile '${PROFILE}'.`);
    const rows = personas.map(({ key, username, first, last, title, role }) => ({
        Onboarding_Key__c: key,
        Username: username,
        Email: username,
        FirstName: first,
        LastName: last,
        Title: title,
        Alias: first.toLowerCase().slice(0, 8),
        ProfileId: profile.Id,
        UserRoleId: roleIds.get(role),
        TimeZoneSidKey: 'Europe/Berlin',
        LocaleSidKey: 'en_US',
        LanguageLocaleKey: 'en_US',
        EmailEncodingKey: 'UTF-8'
    }));
    const outcomes = await upsert(connection, 'User', 'Onboarding_Key__c', rows);
    for (const { index, ok, id, reason } of outcomes) {
        const persona = personas[index];
        if (!persona) continue;
        if (!ok || !id) throw new Error(`The user ${persona.username} was refused: ${reason ?? ''}`);
        await assign(connection, id, persona.permissionSet);
        step.at(index + 1, personas.length);
    }
    step.done(`${personas.length} users, one permission set each`);
};
