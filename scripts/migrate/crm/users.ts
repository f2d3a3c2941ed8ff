import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Connection } from 'jsforce';
import { upsert } from '../../client/upsert.ts';
import type { Remark, Tally } from '../report.ts';
import type { CrmMapping } from './mapping.ts';
import type { PlannedAgent } from './plan.ts';

/** Who owns what the agents owned: users made for them, one existing user for all, or a file that says who is who. */
export type Owners =
    | { readonly kind: 'create' }
    | { readonly kind: 'one-user'; readonly username?: string }
    | { readonly kind: 'map'; readonly file: string };

export interface AgentUsers {
    /** Agent's name → user Id; an agent missing here is owned by the user who migrates. */
    readonly ids: ReadonlyMap<string, string>;
    readonly tally: Tally;
    readonly remarks: readonly Remark[];
}

const FILE = 'sales_teams.csv';

/** @throws Error where the org has no such user */
const userIdOf = async (connection: Connection, username: string): Promise<string> => {
    const user = await connection.sobject('User').findOne({ Username: username, IsActive: true }, ['Id']);
    if (!user?.Id)
        throw new Error(`The org has no active user '${username}'. Name one with --owners one-user:<username>.`);
    return user.Id;
};

const create = async (
    connection: Connection,
    agents: readonly PlannedAgent[],
    mapping: CrmMapping
): Promise<AgentUsers> => {
    const profile = await connection.sobject('Profile').findOne({ Name: mapping.users.profile }, ['Id']);
    const permissionSet = await connection
        .sobject('PermissionSet')
        .findOne({ Name: mapping.users.permissionSet }, ['Id']);
    if (!profile?.Id || !permissionSet?.Id)
        throw new Error(
            `The org lacks the profile '${mapping.users.profile}' or the permission set '${mapping.users.permissionSet}'. Deploy Gangway first.`
        );
    const { TimeZoneSidKey, LocaleSidKey, LanguageLocaleKey, EmailEncodingKey } =
        (await connection
            .sobject('User')
            .findOne({}, ['TimeZoneSidKey', 'LocaleSidKey', 'LanguageLocaleKey', 'EmailEncodingKey'])) ?? {};
    const rowOf = (agent: PlannedAgent): Record<string, unknown> => {
        const [first = '', ...rest] = agent.name.split(' ');
        const username = `${agent.name.toLowerCase().replace(/[^a-z]+/g, '.')}@${mapping.users.usernameDomain}`;
        return {
            Onboarding_Key__c: agent.key,
            FirstName: first,
            LastName: rest.join(' ') || first,
            Username: username,
            Email: username,
            Alias: `${first.charAt(0)}${rest.join('')}`
                .replace(/[^A-Za-z]/g, '')
                .slice(0, 8)
                .toLowerCase(),
            Title: agent.manager ? 'Sales agent' : 'Sales manager',
            Department: agent.region,
            ProfileId: profile.Id,
            TimeZoneSidKey,
            LocaleSidKey,
            LanguageLocaleKey,
            EmailEncodingKey
        };
    };
    // Managers first: an agent refers to theirs.
    const waves = [agents.filter(({ manager }) => !manager), agents.filter(({ manager }) => manager)];
    const managerKeys = new Map(agents.map(({ name, key }) => [name, key]));
    const ids = new Map<string, string>();
    const remarks: Remark[] = [];
    let created = 0;
    let updated = 0;
    for (const wave of waves) {
        const outcomes = await upsert(
            connection,
            'User',
            'Onboarding_Key__c',
            wave.map((agent) => ({
                ...rowOf(agent),
                ...(agent.manager ? { Manager: { Onboarding_Key__c: managerKeys.get(agent.manager) } } : {})
            }))
        );
        for (const { index, ok, id, created: isNew, reason } of outcomes) {
            const agent = wave[index];
            if (!agent) continue;
            if (ok && id) {
                ids.set(agent.name, id);
                if (isNew) created++;
                else updated++;
            } else
                remarks.push({
                    file: FILE,
                    line: agent.line,
                    field: 'sales_agent',
                    value: agent.name,
                    treatment: 'refused',
                    note: `${reason ?? ''}; use --owners one-user where licences are short`
                });
        }
    }
    const assigned = await connection.query<{ AssigneeId: string }>(
        `SELECT AssigneeId FROM PermissionSetAssignment WHERE PermissionSetId = '${permissionSet.Id}' LIMIT 2000`
    );
    const has = new Set(assigned.records.map(({ AssigneeId }) => AssigneeId));
    const lacking = [...ids.values()].filter((id) => !has.has(id));
    if (lacking.length > 0)
        await connection
            .sobject('PermissionSetAssignment')
            .create(lacking.map((AssigneeId) => ({ AssigneeId, PermissionSetId: permissionSet.Id })));
    return {
        ids,
        remarks,
        tally: { object: 'User', read: agents.length, created, updated, skipped: 0, refused: remarks.length }
    };
};

const fromFile = async (connection: Connection, agents: readonly PlannedAgent[], file: string): Promise<AgentUsers> => {
    const rows = parse<{ agent?: string; username?: string }>(readFileSync(file), {
        columns: true,
        bom: true,
        trim: true
    });
    const usernames = new Map(rows.map(({ agent = '', username = '' }) => [agent, username]));
    const ids = new Map<string, string>();
    const remarks: Remark[] = [];
    for (const { name, line } of agents) {
        const username = usernames.get(name);
        if (username) ids.set(name, await userIdOf(connection, username));
        else
            remarks.push({
                file: FILE,
                line,
                field: 'sales_agent',
                value: name,
                treatment: 'assumed',
                note: `not in ${file}; owned by the user who migrates`
            });
    }
    return {
        ids,
        remarks,
        tally: { object: 'User', read: agents.length, created: 0, updated: 0, skipped: agents.length, refused: 0 }
    };
};

/**
 * Finds or makes a user for each agent.
 * @throws Error where a named user, the profile or the permission set does not exist
 */
export const resolveAgents = async (
    connection: Connection,
    agents: readonly PlannedAgent[],
    owners: Owners,
    mapping: CrmMapping
): Promise<AgentUsers> => {
    if (owners.kind === 'create') return create(connection, agents, mapping);
    if (owners.kind === 'map') return fromFile(connection, agents, owners.file);
    const id = owners.username ? await userIdOf(connection, owners.username) : undefined;
    return {
        ids: new Map(id ? agents.map(({ name }) => [name, id]) : []),
        remarks: [],
        tally: { object: 'User', read: agents.length, created: 0, updated: 0, skipped: agents.length, refused: 0 }
    };
};
