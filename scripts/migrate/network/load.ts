import type { Connection } from 'jsforce';
import type { Progress } from '../../client/progress.ts';
import { upsert, type RowOutcome } from '../../client/upsert.ts';
import type { Remark, Tally } from '../report.ts';
import { linkKey, personKey } from './keys.ts';
import type { PlannedPerson } from './people.ts';
import type { NetworkPlan } from './plan.ts';

const KEY = 'Key__c';
type Row = Record<string, unknown> & { Key__c: string };
/** Where a row comes from. */
interface Origin {
    readonly file: string;
    readonly line: number;
}
interface Outgoing {
    readonly row: Row;
    readonly origin: Origin;
}
/** The account whose map is loaded. */
export interface TargetAccount {
    readonly id: string;
    readonly name: string;
    readonly key: string;
}
export interface LoadResult {
    readonly tallies: readonly Tally[];
    readonly remarks: readonly Remark[];
}

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/**
 * The account by its name, Id or key.
 * @throws Error where there is none, or more than one, saying what to do
 */
export const findAccount = async (connection: Connection, wanted: string): Promise<TargetAccount> => {
    const isId = /^001[A-Za-z0-9]{12}([A-Za-z0-9]{3})?$/.test(wanted);
    const { records } = await connection.query<{ Id: string; Name: string; Onboarding_Key__c: string | null }>(
        `SELECT Id, Name, Onboarding_Key__c FROM Account WHERE ${isId ? `Id = ${quoted(wanted)} OR ` : ''}Name = ${quoted(wanted)} OR Onboarding_Key__c = ${quoted(wanted)} LIMIT 10`
    );
    const [account, ...others] = records;
    if (!account)
        throw new Error(
            `There is no account '${wanted}' that you can see. Create it, or write its name, key or Id as it stands. Nothing was written.`
        );
    if (others.length > 0)
        throw new Error(
            `There are ${records.length} accounts '${wanted}': ${records.map(({ Id }) => Id).join(', ')}. Write the Id of the one you mean. Nothing was written.`
        );
    return { id: account.Id, name: account.Name, key: account.Onboarding_Key__c ?? account.Id };
};

/** Fields that this user may write; checked before the first write. */
const preflight = async (connection: Connection): Promise<void> => {
    for (const [object, needed] of [
        ['Stakeholder__c', ['Key__c', 'Reports_To__c', 'Unit__c', 'Title__c']],
        ['Stakeholder_Link__c', ['Key__c', 'To__c', 'Kind__c', 'Strength__c']]
    ] as const) {
        const { fields } = await connection.sobject(object).describe();
        const missing = needed.filter((name) => !fields.find((field) => field.name === name)?.createable);
        if (missing.length > 0)
            throw new Error(
                `You may not write ${missing.map((name) => `${object}.${name}`).join(', ')}. Deploy Gangway and assign yourself the permission set Onboarding_Admin. Nothing was written.`
            );
    }
};

const valuesOf = (person: PlannedPerson, isNew: boolean): Record<string, unknown> => {
    const values: Record<string, string | undefined> = {
        // A name of ours is written once: whoever finds out the real one keeps it.
        Name: person.isNamedByUs && !isNew ? undefined : person.name,
        Title__c: person.title,
        Email__c: person.email,
        Unit__c: person.unit,
        Organisation__c: person.organisation,
        Role__c: person.role,
        Side__c: person.side
    };
    return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
};

interface KnownPerson extends Record<string, unknown> {
    readonly Id: string;
    readonly Key__c: string | null;
    readonly Reports_To__c: string | null;
}
interface KnownLink {
    readonly Key__c: string | null;
    readonly From__c: string;
    readonly To__c: string;
    readonly Kind__c: string;
    readonly Strength__c: number | null;
    readonly Note__c: string | null;
}

/** Loads one network into one map: what is there already and as it should be is not sent again. */
class NetworkLoader {
    private readonly tallies: Tally[] = [];
    private readonly remarks: Remark[] = [];

    private readonly connection: Connection;
    private readonly plan: NetworkPlan;
    private readonly account: TargetAccount;
    private readonly prefix: string;
    private readonly progress: Progress;

    constructor(connection: Connection, plan: NetworkPlan, account: TargetAccount, prefix: string, progress: Progress) {
        this.connection = connection;
        this.plan = plan;
        this.account = account;
        this.prefix = prefix;
        this.progress = progress;
    }

    async load(): Promise<LoadResult> {
        await this.loadPeople();
        await this.loadReports();
        await this.loadLinks();
        return { tallies: this.tallies, remarks: this.remarks };
    }

    private keyOf(id: string): string {
        return personKey(this.prefix, this.account, this.plan.name, id);
    }

    private async all<Found>(query: string): Promise<Found[]> {
        const found: Found[] = [];
        let page = await this.connection.query<Found & Record<string, never>>(query);
        found.push(...page.records);
        while (!page.done && page.nextRecordsUrl) {
            page = await this.connection.queryMore<Found & Record<string, never>>(page.nextRecordsUrl);
            found.push(...page.records);
        }
        return found;
    }

    private async knownPeople(): Promise<Map<string, KnownPerson>> {
        const people = await this.all<KnownPerson>(
            `SELECT Id, Key__c, Name, Title__c, Email__c, Unit__c, Organisation__c, Role__c, Side__c, Reports_To__c FROM Stakeholder__c WHERE Account__c = ${quoted(this.account.id)} AND Key__c != null`
        );
        return new Map(people.map((person) => [(person.Key__c ?? '').toLowerCase(), person]));
    }

    private async loadPeople(): Promise<void> {
        const known = await this.knownPeople();
        const outgoing = this.plan.people.flatMap((person): Outgoing[] => {
            const key = this.keyOf(person.id);
            const there = known.get(key.toLowerCase());
            const values = valuesOf(person, !there);
            const changed = Object.entries(values).filter(([field, value]) => there?.[field] !== value);
            if (there && changed.length === 0) return [];
            const row: Row = there
                ? { Key__c: key, ...Object.fromEntries(changed) }
                : { Key__c: key, Account__c: this.account.id, ...values };
            return [{ row, origin: person }];
        });
        await this.send('People', 'Stakeholder__c', outgoing, this.plan.people.length, 0);
    }

    /** A second pass: a manager may stand below their people in the file, and a key is known only once its row is saved. */
    private async loadReports(): Promise<void> {
        const known = await this.knownPeople();
        let unsent = 0;
        const outgoing = this.plan.reports.flatMap((report): Outgoing[] => {
            const person = known.get(this.keyOf(report.personId).toLowerCase());
            const manager = known.get(this.keyOf(report.managerId).toLowerCase());
            if (!person || !manager) {
                this.refuse(report, `${report.personId} → ${report.managerId}`, 'One of the two was refused.');
                unsent++;
                return [];
            }
            return person.Reports_To__c === manager.Id
                ? []
                : [{ row: { Key__c: this.keyOf(report.personId), Reports_To__c: manager.Id }, origin: report }];
        });
        await this.send('Reporting lines', 'Stakeholder__c', outgoing, this.plan.reports.length, unsent);
    }

    private async loadLinks(): Promise<void> {
        const people = await this.knownPeople();
        const links = await this.all<KnownLink>(
            `SELECT Key__c, From__c, To__c, Kind__c, Strength__c, Note__c FROM Stakeholder_Link__c WHERE From__r.Account__c = ${quoted(this.account.id)}`
        );
        const pairOf = (from: string, to: string, kind: string): string => `${from}|${to}|${kind}`;
        const known = new Map(links.map((link) => [pairOf(link.From__c, link.To__c, link.Kind__c), link]));
        let unsent = 0;
        const outgoing = this.plan.links.flatMap((link): Outgoing[] => {
            const from = people.get(this.keyOf(link.fromId).toLowerCase())?.Id;
            const to = people.get(this.keyOf(link.toId).toLowerCase())?.Id;
            if (!from || !to) {
                this.refuse(link, `${link.fromId} → ${link.toId}`, 'One of the two people was refused.');
                unsent++;
                return [];
            }
            const there = known.get(pairOf(from, to, link.kind));
            const key = linkKey(this.prefix, this.account, this.plan.name, link);
            const values = { Strength__c: link.strength, ...(link.note === undefined ? {} : { Note__c: link.note }) };
            if (!there)
                return [
                    { row: { Key__c: key, From__c: from, To__c: to, Kind__c: link.kind, ...values }, origin: link }
                ];
            // A line that somebody drew by hand stays theirs.
            const isOurs = there.Key__c?.toLowerCase() === key.toLowerCase();
            const isSame = Object.entries(values).every(([field, value]) => there[field as keyof KnownLink] === value);
            return isOurs && !isSame ? [{ row: { Key__c: key, ...values }, origin: link }] : [];
        });
        await this.send('Lines', 'Stakeholder_Link__c', outgoing, this.plan.links.length, unsent);
    }

    private refuse({ file, line }: Origin, value: string, note: string): void {
        this.remarks.push({ file, line, field: '', value, treatment: 'refused', note });
    }

    /** @param unsent rows that could not be sent because a row they need was refused */
    private async send(
        label: string,
        object: string,
        outgoing: readonly Outgoing[],
        read: number,
        unsent: number
    ): Promise<void> {
        const step = this.progress.step(label);
        // One request at a time: all rows hang on one account, which each request locks.
        const outcomes: RowOutcome[] = await upsert(
            this.connection,
            object,
            KEY,
            outgoing.map(({ row }) => row),
            { onProgress: step.at }
        );
        for (const { index, ok, reason } of outcomes) {
            const sent = outgoing[index];
            if (!ok && sent) this.refuse(sent.origin, sent.row.Key__c, reason ?? '');
        }
        const created = outcomes.filter((outcome) => outcome.created).length;
        const failed = outcomes.filter(({ ok }) => !ok).length;
        const updated = outcomes.length - created - failed;
        const skipped = read - outcomes.length - unsent;
        this.tallies.push({ object: label, read, created, updated, skipped, refused: failed + unsent });
        step.done(`${created} created, ${updated} updated, ${skipped} as they were, ${failed + unsent} refused`);
    }
}

/**
 * Writes a planned network into an account's map, by key: running it again changes what differs and makes no second of anything;
 * stopped half way, it goes on where it was.
 * @throws Error before the first write where the user may not write what is needed
 */
export const loadNetwork = async (
    connection: Connection,
    plan: NetworkPlan,
    account: TargetAccount,
    prefix: string,
    progress: Progress
): Promise<LoadResult> => {
    await preflight(connection);
    return new NetworkLoader(connection, plan, account, prefix, progress).load();
};
