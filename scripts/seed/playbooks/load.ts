import type { Connection } from 'jsforce';
import type { Progress } from '../../client/progress.ts';
import { upsert } from '../../client/upsert.ts';
import { differencesOf } from './differences.ts';
import { PARTS, withVersion, type NamedFile, type PlaybookFile, type Row } from './file.ts';
import { playbooksOf } from './fromOrg.ts';

/** How to load playbooks. */
export interface LoadOptions {
    /** What differs from a published version becomes the family's next version, instead of being refused. */
    readonly nextVersion: boolean;
}
/** What became of the files. */
export interface LoadOutcome {
    readonly loaded: readonly string[];
    readonly unchanged: readonly string[];
    /** Why a file was left alone, and what to do about it. */
    readonly refused: readonly string[];
}
type At = (done: number, of: number) => void;

const DRAFT = 'Draft';
/** The way of a version; each step is a save of its own, because the org checks each. */
const STATUSES = ['Draft', 'Published', 'Retired'];

const write = async (connection: Connection, object: string, rows: readonly Row[], at: At): Promise<void> => {
    const outcomes = await upsert(connection, object, 'Key__c', rows, { onProgress: at });
    const refused = outcomes.find(({ ok }) => !ok);
    if (refused)
        throw new Error(`${object} '${rows[refused.index]?.Key__c ?? ''}' was refused: ${refused.reason ?? ''}`);
};

const moveOn = async (connection: Connection, file: PlaybookFile, from: string, at: At): Promise<void> => {
    for (const status of STATUSES.slice(STATUSES.indexOf(from) + 1, STATUSES.indexOf(file.playbook.Status__c) + 1))
        await write(connection, PARTS.playbook.object, [{ Key__c: file.playbook.Key__c, Status__c: status }], at);
};

/** A draft is no one's yet: it is made anew, so that what the file no longer has is gone. */
const build = async (connection: Connection, file: PlaybookFile, replaces: boolean, at: At): Promise<void> => {
    if (replaces) {
        const { records } = await connection.query<{ Id: string }>(
            `SELECT Id FROM ${PARTS.playbook.object} WHERE Key__c = '${file.playbook.Key__c}'`
        );
        for (const { Id } of records) await connection.sobject(PARTS.playbook.object).destroy(Id);
    }
    await write(connection, PARTS.playbook.object, [{ ...file.playbook, Status__c: DRAFT }], at);
    await write(connection, PARTS.stages.object, file.stages, at);
    await write(connection, PARTS.items.object, file.items, at);
    await write(connection, PARTS.dependencies.object, file.dependencies, at);
    await moveOn(connection, file, DRAFT, at);
};

const refusalOf = ({ name, file }: NamedFile, status: string, differences: readonly string[]): string => {
    const shown = differences.slice(0, 5).join('; ');
    const more = differences.length > 5 ? `; and ${differences.length - 5} more` : '';
    return (
        `${file.playbook.Key__c} is ${status.toLowerCase()} in this org and ${name} differs from it (${shown}${more}). ` +
        'What was published never changes, because plans run on it. Either load the file as the next version ' +
        '(npm run seed -- --playbooks --next-version), or take the org’s (npm run seed -- --export-playbooks <folder>).'
    );
};

/**
 * Loads playbooks by key: the same files give the same playbooks in any org. New versions are built as drafts and then
 * published, drafts are replaced, and what was published is left alone: a file that differs from it is refused with what to
 * do, or becomes the next version.
 * @throws Error naming the first row the org refused, and its reason
 */
export const loadPlaybooks = async (
    connection: Connection,
    files: readonly NamedFile[],
    progress: Progress,
    { nextVersion }: LoadOptions
): Promise<LoadOutcome> => {
    const step = progress.step('Playbooks');
    const loaded: string[] = [];
    const unchanged: string[] = [];
    const refused: string[] = [];
    const { records } = await connection.query<{
        Key__c: string;
        Family_Key__c: string;
        Version__c: number;
        Status__c: string;
    }>('SELECT Key__c, Family_Key__c, Version__c, Status__c FROM Playbook__c');
    const versions = new Map(records.map((record) => [record.Key__c, record]));
    const inOrg = new Map(
        (
            await playbooksOf(
                connection,
                files.map(({ file }) => file.playbook.Key__c)
            )
        ).map((file) => [file.playbook.Key__c, file])
    );
    const next = (family: string): { version: number; isDraft: boolean } => {
        const ofFamily = records.filter(({ Family_Key__c }) => Family_Key__c === family);
        const newest = ofFamily.sort((one, other) => other.Version__c - one.Version__c)[0];
        const isDraft = newest?.Status__c === DRAFT;
        return { version: (newest?.Version__c ?? 0) + (isDraft ? 0 : 1), isDraft };
    };
    for (const named of files) {
        const { file } = named;
        const status = versions.get(file.playbook.Key__c)?.Status__c;
        const before = inOrg.get(file.playbook.Key__c);
        const differences = before ? differencesOf(before, file) : [];
        if (status === undefined || status === DRAFT) {
            if (before && differences.length === 0) await moveOn(connection, file, DRAFT, step.at);
            else await build(connection, file, status === DRAFT, step.at);
            const same = before !== undefined && differences.length === 0 && file.playbook.Status__c === DRAFT;
            (same ? unchanged : loaded).push(file.playbook.Key__c);
        } else if (differences.length === 0) {
            await moveOn(connection, file, status, step.at);
            unchanged.push(file.playbook.Key__c);
        } else if (nextVersion) {
            const { version, isDraft } = next(file.playbook.Family_Key__c);
            const made = withVersion(file, version);
            await build(connection, made, isDraft, step.at);
            loaded.push(made.playbook.Key__c);
        } else refused.push(refusalOf(named, status, differences));
    }
    step.done(
        [
            `${loaded.length} loaded`,
            `${unchanged.length} there already`,
            ...(refused.length > 0 ? [`${refused.length} refused`] : [])
        ].join(', ')
    );
    return { loaded, unchanged, refused };
};
