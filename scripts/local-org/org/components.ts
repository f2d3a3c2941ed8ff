/** The deployed components as the org's file keeps them, and the Apex in them. */
import { deserialize, serialize } from 'node:v8';
import type { ApexSource } from '../apex/types.ts';
import type { ComponentId, ComponentSource, SetUp } from '../metadata/types.ts';
import type { KeyValueStore } from '../database/types.ts';

const PREFIX = 'component/';

export const componentKey = ({ type, fullName }: ComponentId): string => `${type}:${fullName}`;

/** What a path, a name, a hash and bytes need to survive; `Map`s travel as they are. */
interface StoredComponent {
    readonly type: string;
    readonly fullName: string;
    readonly hash: string;
    readonly origin: ComponentSource['origin'];
    readonly files: Map<string, Uint8Array>;
    readonly setUp?: SetUp;
}

/** All components that were deployed into this file, by key. */
export const loadComponents = (store: KeyValueStore): Map<string, ComponentSource> => {
    const components = new Map<string, ComponentSource>();
    for (const key of store.keys(PREFIX)) {
        const bytes = store.get(key);
        if (bytes) components.set(key.slice(PREFIX.length), deserialize(bytes) as StoredComponent);
    }
    return components;
};

export const saveComponent = (store: KeyValueStore, component: ComponentSource): void => {
    const { type, fullName, hash, origin, files, setUp } = component;
    const stored: StoredComponent = {
        type,
        fullName,
        hash,
        origin,
        files: new Map(files),
        ...(setUp === undefined ? {} : { setUp })
    };
    store.set(PREFIX + componentKey(component), serialize(stored));
};

export const dropComponent = (store: KeyValueStore, id: ComponentId): void => store.delete(PREFIX + componentKey(id));

/** The file that a problem with the whole component is reported at. */
export const mainFile = (component: ComponentSource): string =>
    component.files.keys().next().value ?? component.fullName;

const apexVersion = (metadata: string | undefined): number =>
    Number(/<apiVersion>\s*(\d+(?:\.\d+)?)\s*<\/apiVersion>/.exec(metadata ?? '')?.[1] ?? 67);

/** Classes and triggers of a set of components, with the API version that their `-meta.xml` states. */
export const apexSources = (components: Iterable<ComponentSource>): ApexSource[] => {
    const sources: ApexSource[] = [];
    for (const component of components) {
        if (component.type !== 'ApexClass' && component.type !== 'ApexTrigger') continue;
        const text = (ending: RegExp): [string, string] | undefined => {
            for (const [file, bytes] of component.files)
                if (ending.test(file)) return [file, Buffer.from(bytes).toString('utf8')];
            return undefined;
        };
        const code = text(/\.(cls|trigger)$/);
        if (!code) continue;
        sources.push({
            name: component.fullName,
            kind: component.type === 'ApexClass' ? 'class' : 'trigger',
            file: code[0],
            text: code[1],
            apiVersion: apexVersion(text(/-meta\.xml$/)?.[1])
        });
    }
    return sources;
};
