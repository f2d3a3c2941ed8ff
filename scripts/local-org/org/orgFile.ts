/** What the org's file keeps of its deployments: the components, prefixes given out, the number of the generation, the rows that mirror metadata. */
import type { Database } from '../database/types.ts';
import type { ComponentId, ComponentSource, KeyPrefixes } from '../metadata/types.ts';
import type { Id } from '../model/index.ts';
import { componentKey, dropComponent, saveComponent } from './components.ts';
import { ADMINISTRATOR_ID, assignToAdministrator, writeAutomatedProcess, writeFirstRows } from './first-run.ts';
import { noteChanges } from './ledger.ts';
import { writeCodeMirrors, writeMirrors } from './mirrors.ts';
import type { Generation } from './types.ts';

const PREFIXES_KEY = 'key-prefixes';
const NUMBER_KEY = 'generation';
/** What the rows of classes and triggers mirror. */
const CODE: ReadonlySet<string> = new Set(['ApexClass', 'ApexTrigger']);

const readJson = <T>(database: Database, key: string, otherwise: T): T => {
    const bytes = database.store.get(key);
    return bytes ? (JSON.parse(Buffer.from(bytes).toString('utf8')) as T) : otherwise;
};
const writeJson = (database: Database, key: string, value: unknown): void =>
    database.store.set(key, Buffer.from(JSON.stringify(value)));

export const readKeyPrefixes = (database: Database): KeyPrefixes =>
    new Map(readJson<[string, string][]>(database, PREFIXES_KEY, []));

/** The number of the generation that the file is of; 0 for a new one. */
export const readNumber = (database: Database): number => readJson<number>(database, NUMBER_KEY, 0);

/** A deployment that is to be written. */
export interface Deployment {
    readonly generation: Generation;
    readonly keyPrefixes: KeyPrefixes;
    /** What was deployed before. */
    readonly before: ReadonlyMap<string, ComponentSource>;
    readonly changed: readonly ComponentSource[];
    readonly removed: readonly ComponentId[];
    readonly orgId: Id;
    /** The first of its org. */
    readonly isNew: boolean;
    /** It differs from the one before in sources only. */
    readonly isSourceOnly: boolean;
    /** Who deployed it. */
    readonly by: Id;
    /** Username of a new org's administrator. */
    readonly administrator: string;
}

/** Writes what was deployed and the rows that mirror it, in one transaction. The database uses the generation's schema already. */
export const writeDeployment = (database: Database, deployment: Deployment): void => {
    const { generation, keyPrefixes, before, changed, removed, orgId, isNew, isSourceOnly, by } = deployment;
    database.transaction(ADMINISTRATOR_ID, 'request', (tx) => {
        for (const component of changed) saveComponent(database.store, component);
        for (const id of removed) dropComponent(database.store, id);
        noteChanges(database.store, { before, changed, removed }, by, tx.now.ms);
        writeJson(database, PREFIXES_KEY, [...keyPrefixes]);
        writeJson(database, NUMBER_KEY, generation.number);
        const replaced = new Set([...removed, ...changed].map(componentKey));
        const components = [
            ...[...before.values()].filter((component) => !replaced.has(componentKey(component))),
            ...changed
        ];
        if (isSourceOnly) {
            if (changed.some(({ type }) => CODE.has(type)))
                writeCodeMirrors(database, tx, generation.model, components);
            return;
        }
        writeMirrors(database, tx, generation.model, components, orgId);
        if (isNew) writeFirstRows(database, tx, deployment.administrator);
        assignToAdministrator(
            database,
            tx,
            changed.filter(({ setUp }) => setUp === 'assigned').map(({ fullName }) => fullName)
        );
        writeAutomatedProcess(database, tx);
    });
};
