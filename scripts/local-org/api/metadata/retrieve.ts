/** `retrieve`, `checkRetrieveStatus`: what is there, in Metadata API format. */
import {
    archives,
    composeComponent,
    holderOf,
    keyOf,
    manifestOf,
    manifestText,
    membersOf
} from '../../metadata/index.ts';
import type { ComponentId, ComponentSource, Wanted, XmlElement } from '../../metadata/index.ts';
import { PlatformError, makeId } from '../../model/index.ts';
import type { Transaction } from '../../database/types.ts';
import { soapChild, soapChildren, soapFlag, soapText } from '../soap/envelope.ts';
import type { SoapValue } from '../soap/envelope.ts';
import type { Call } from '../types.ts';
import { requireDeployer } from './deploys.ts';
import { FileFacts } from './fileFacts.ts';
import { retrievableComponents } from './platformComponents.ts';

type Result = Readonly<Record<string, SoapValue>>;

interface Retrieved {
    readonly files: Map<string, Uint8Array>;
    readonly properties: readonly Result[];
    readonly messages: { readonly fileName: string; readonly problem: string }[];
}

/** What is asked of each component. */
const wantedOf = (
    manifest: ReturnType<typeof manifestOf>['manifest'],
    components: ReadonlyMap<string, ComponentSource>,
    messages: Retrieved['messages']
): Map<string, Wanted> => {
    const wanted = new Map<string, { whole: boolean; parts: Set<string> }>();
    const of = (key: string): { whole: boolean; parts: Set<string> } => {
        const known = wanted.get(key) ?? { whole: false, parts: new Set<string>() };
        wanted.set(key, known);
        return known;
    };
    // A manifest names hundreds of labels one by one: what a component holds is read once.
    const held = new Map<string, ReadonlySet<string>>();
    const membersIn = (key: string, component: ComponentSource): ReadonlySet<string> => {
        const known = held.get(key) ?? new Set(membersOf(component).map(keyOf));
        held.set(key, known);
        return known;
    };
    for (const type of manifest.wildcards)
        for (const [key, component] of components) {
            // A wildcard for objects means those of the project's own; standard ones are named.
            if (component.type === type && (type !== 'CustomObject' || component.fullName.includes('__')))
                of(key).whole = true;
            for (const member of membersOf(component))
                if (member.type === type && keyOf(member) !== key) of(key).parts.add(keyOf(member));
        }
    for (const member of manifest.members) {
        const key = keyOf(holderOf(member));
        const component = components.get(key);
        const isThere = component && membersIn(key, component).has(keyOf(member));
        const isHolder = component && key === keyOf(member);
        if (isHolder) of(key).whole = true;
        else if (isThere) of(key).parts.add(keyOf(member));
        else
            messages.push({
                fileName: 'unpackaged/package.xml',
                problem: `Entity of type '${member.type}' named '${member.fullName}' cannot be found`
            });
    }
    return wanted;
};

const collect = (call: Call, tx: Transaction, unpackaged: XmlElement, singlePackage: boolean): Retrieved => {
    const { manifest } = manifestOf(unpackaged);
    const components = retrievableComponents(call.org);
    const files = new Map<string, Uint8Array>();
    const messages: { fileName: string; problem: string }[] = [];
    const members: ComponentId[] = [];
    const places = new Map<ComponentId, string>();
    const folder = singlePackage ? '' : 'unpackaged/';
    for (const [key, wanted] of wantedOf(manifest, components, messages)) {
        const component = components.get(key);
        if (!component) continue;
        for (const { path, bytes, members: held } of composeComponent(component, wanted)) {
            files.set(folder + path, bytes);
            for (const member of held) {
                if (!path.endsWith('-meta.xml')) places.set(member, folder + path);
                members.push(member);
            }
        }
    }
    const manifestPath = `${folder}package.xml`;
    files.set(manifestPath, Buffer.from(manifestText(members, manifest.version ?? '67.0')));
    places.set({ type: 'Package', fullName: manifestPath }, manifestPath);
    const properties = new FileFacts(call.org, tx).ofAll([...places.keys()], (member) => places.get(member) ?? '');
    return { files, properties, messages };
};

const PREFIX = 'retrieve/';
const KEPT = 10;

/** What a retrieve came to: an archive, or why there is none. */
interface Kept {
    readonly fileProperties?: SoapValue;
    readonly messages?: SoapValue;
    readonly zipFile?: string;
    readonly problem?: string;
}

const keep = (call: Call, kept: Kept): Result => {
    const { store } = call.org.database;
    const id = makeId('09S', store.nextNumber('retrieve'));
    store.set(PREFIX + id, Buffer.from(JSON.stringify(kept)));
    const known = [...store.keys(PREFIX)].sort();
    for (const key of known.slice(0, Math.max(0, known.length - KEPT))) store.delete(key);
    return { result: { done: false, id, state: 'Queued' } };
};

/** Answers at once; what was asked is kept, so that the status call can collect it. */
export const retrieve = (call: Call, body: XmlElement): Result =>
    call.transaction((tx): Result => {
        requireDeployer(tx);
        const request = soapChild(body, 'request') ?? soapChild(body, 'retrieveRequest');
        const unpackaged = soapChild(request, 'unpackaged');
        const [packageName] = soapChildren(request, 'packageNames').map(({ text }) => text);
        // Packages are installed or made in Setup, and this org has neither.
        if (packageName !== undefined) return keep(call, { problem: `No package named '${packageName}' found` });
        if (!unpackaged) throw new PlatformError('INVALID_VALUE', 'Missing required field: unpackaged');
        const retrieved = collect(call, tx, unpackaged, soapFlag(request, 'singlePackage') ?? false);
        const zip = archives().zipSync(Object.fromEntries(retrieved.files));
        const { properties: fileProperties, messages } = retrieved;
        return keep(call, { fileProperties, messages, zipFile: Buffer.from(zip).toString('base64') });
    });

/** Whether an Id is that of a retrieve that is kept. */
export const isRetrieve = (call: Call, id: string): boolean => call.org.database.store.get(PREFIX + id) !== undefined;

export const checkRetrieveStatus = (call: Call, body: XmlElement): Result =>
    call.transaction((tx): Result => {
        requireDeployer(tx);
        const id = soapText(body, 'asyncProcessId') ?? '';
        const bytes = call.org.database.store.get(PREFIX + id);
        if (!bytes) throw new PlatformError('INVALID_CROSS_REFERENCE_KEY', `invalid cross reference id: ${id}`);
        const { problem, ...kept } = JSON.parse(Buffer.from(bytes).toString('utf8')) as Kept;
        if (problem !== undefined) {
            const errorStatusCode = 'INVALID_CROSS_REFERENCE_KEY';
            const errorMessage = `${errorStatusCode}: ${problem}`;
            return { result: { done: true, errorMessage, errorStatusCode, id, status: 'Failed', success: false } };
        }
        const { fileProperties, messages, zipFile } = kept;
        return { result: { done: true, fileProperties, id, messages, status: 'Succeeded', success: true, zipFile } };
    });
