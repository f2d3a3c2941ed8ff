import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Connection } from 'jsforce';
import type { Progress } from '../client/progress.ts';
import { upsert } from '../client/upsert.ts';
import { openApi } from './apiUser.ts';
import { dayFromNow, type SamplePersona } from './sample.ts';

interface SamplePerson {
    readonly key: string;
    /** Key of a contact, who is called as the contact is. */
    readonly contact?: string;
    readonly name?: string;
    readonly title?: string;
    readonly unit?: string;
    readonly email?: string;
    readonly organisation?: string;
    readonly side?: string;
    readonly reportsTo?: string;
    readonly role?: string;
    readonly otherRoles?: string;
    readonly influence?: number;
    readonly attitude?: string;
    readonly coverage?: string;
    readonly spokeDaysAgo?: number;
    /** By the specialist. */
    readonly covered?: boolean;
}
interface SampleMap {
    readonly account: string;
    readonly people: readonly SamplePerson[];
    readonly links: readonly {
        readonly from: string;
        readonly to: string;
        readonly kind: string;
        readonly strength: number;
        readonly note?: string;
    }[];
}
type Row = Record<string, unknown>;

const readMaps = (): SampleMap[] =>
    JSON.parse(readFileSync(path.join(PROJECT_ROOT, 'scripts', 'seed', 'maps.json'), 'utf8')) as SampleMap[];

/** What is not said stays as it is. */
const given = (row: Row): Row => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));

const keyOf = (map: SampleMap, key: string): string => `${map.account}:${key}`;

const write = async (connection: Connection, object: string, rows: readonly Row[]): Promise<void> => {
    const refused = (await upsert(connection, object, 'Key__c', rows)).find(({ ok }) => !ok);
    if (refused)
        throw new Error(`${object} '${String(rows[refused.index]?.Key__c)}' was refused: ${refused.reason ?? ''}`);
};

/** Contacts whom the handoff put on the map already keep their place: it gets the sample's key. */
const keepPlaces = async (
    connection: Connection,
    map: SampleMap
): Promise<Map<string, { id: string; name: string }>> => {
    const { records: contacts } = await connection.query<{ Id: string; Name: string; Onboarding_Key__c: string }>(
        `SELECT Id, Name, Onboarding_Key__c FROM Contact WHERE Account.Onboarding_Key__c = '${map.account}'`
    );
    const { records: places } = await connection.query<{ Id: string; Contact__c: string }>(
        `SELECT Id, Contact__c FROM Stakeholder__c WHERE Account__r.Onboarding_Key__c = '${map.account}' AND Contact__c != null AND Key__c = null`
    );
    const byKey = new Map(contacts.map(({ Id, Name, Onboarding_Key__c: key }) => [key, { id: Id, name: Name }]));
    for (const { key, contact } of map.people) {
        const place = places.find(({ Contact__c: id }) => id === byKey.get(contact ?? '')?.id);
        if (place) await connection.sobject('Stakeholder__c').update({ Id: place.Id, Key__c: keyOf(map, key) });
    }
    return byKey;
};

const seedMap = async (connection: Connection, map: SampleMap, accountId: string, coveredBy: string): Promise<void> => {
    const contacts = await keepPlaces(connection, map);
    const { records: known } = await connection.query<{ Key__c: string }>(
        `SELECT Key__c FROM Stakeholder__c WHERE Account__c = '${accountId}' AND Key__c != null`
    );
    const there = new Set(known.map(({ Key__c: key }) => key));
    const rows = map.people.map((person) => {
        const contact = contacts.get(person.contact ?? '');
        const key = keyOf(map, person.key);
        return given({
            Key__c: key,
            // The account is said once: nobody moves from map to map.
            Account__c: there.has(key) ? undefined : accountId,
            Contact__c: contact?.id,
            Name: person.name ?? contact?.name,
            Title__c: person.title,
            Unit__c: person.unit,
            Email__c: person.email,
            Organisation__c: person.organisation,
            Side__c: person.side,
            Role__c: person.role,
            Other_Roles__c: person.otherRoles,
            Influence__c: person.influence,
            Attitude__c: person.attitude,
            Coverage__c: person.coverage,
            Covered_By__c: person.covered ? coveredBy : undefined,
            Last_Contact__c: person.spokeDaysAgo === undefined ? undefined : dayFromNow(-person.spokeDaysAgo)
        });
    });
    await write(connection, 'Stakeholder__c', rows);
    const reference = (key: string): Row => ({ Key__c: keyOf(map, key) });
    await write(
        connection,
        'Stakeholder__c',
        map.people.flatMap(({ key, reportsTo }) =>
            reportsTo === undefined ? [] : [{ Key__c: keyOf(map, key), Reports_To__r: reference(reportsTo) }]
        )
    );
    const { records: drawn } = await connection.query<{ Key__c: string }>(
        `SELECT Key__c FROM Stakeholder_Link__c WHERE From__r.Account__c = '${accountId}' AND Key__c != null`
    );
    const drawnKeys = new Set(drawn.map(({ Key__c: key }) => key));
    const links = map.links.map((link) => ({ link, key: keyOf(map, `${link.from}>${link.to}:${link.kind}`) }));
    await write(
        connection,
        'Stakeholder_Link__c',
        links
            .filter(({ key }) => !drawnKeys.has(key))
            .map(({ link, key }) =>
                given({
                    Key__c: key,
                    From__r: reference(link.from),
                    To__r: reference(link.to),
                    Kind__c: link.kind,
                    Strength__c: link.strength,
                    Note__c: link.note
                })
            )
    );
};

/** Draws the maps of some sample accounts, as the specialist who would. */
export const seedMaps = async (
    administrator: Connection,
    personas: readonly SamplePersona[],
    progress: Progress
): Promise<void> => {
    const username = personas.find(({ permissionSet }) => permissionSet === 'Onboarding_Specialist')?.username ?? '';
    const specialist = await openApi(administrator, username);
    const user = await administrator.sobject('User').findOne({ Username: username }, ['Id']);
    const step = progress.step('Maps');
    const maps = readMaps();
    for (const [index, map] of maps.entries()) {
        const account = await administrator.sobject('Account').findOne({ Onboarding_Key__c: map.account }, ['Id']);
        if (!account?.Id) throw new Error(`There is no sample account ${map.account}`);
        await seedMap(specialist, map, account.Id, user?.Id ?? '');
        step.at(index + 1, maps.length);
    }
    step.done(`${maps.length} drawn, ${maps.reduce((sum, { people }) => sum + people.length, 0)} people`);
};
