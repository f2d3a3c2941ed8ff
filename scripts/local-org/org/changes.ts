/** What a deployment changes of what is deployed. */
import type { ComponentId, ComponentSource } from '../metadata/types.ts';
import type { Problem } from '../model/index.ts';
import { componentKey, mainFile } from './components.ts';
import type { DeployedComponent, DeployResult } from './types.ts';

type Components = ReadonlyMap<string, ComponentSource>;

export interface Changes {
    /** All components as they are to be. */
    readonly next: Map<string, ComponentSource>;
    /** Those that are new or differ from what is deployed. */
    readonly changed: readonly ComponentSource[];
    /** Those to remove that are there. */
    readonly removed: readonly ComponentId[];
    /** What became of each component that was sent or removed. */
    readonly reported: readonly DeployedComponent[];
}

export const changesOf = (
    before: Components,
    sent: Iterable<ComponentSource>,
    remove: readonly ComponentId[]
): Changes => {
    const next = new Map(before);
    const reported: DeployedComponent[] = [];
    const changed: ComponentSource[] = [];
    for (const component of sent) {
        const key = componentKey(component);
        const known = next.get(key);
        const change = !known ? 'created' : known.hash === component.hash ? 'same' : 'changed';
        reported.push({ type: component.type, fullName: component.fullName, change, file: mainFile(component) });
        if (change === 'same') continue;
        next.set(key, component);
        changed.push(component);
    }
    const removed = remove.filter((id) => next.has(componentKey(id)));
    for (const id of removed) {
        const component = next.get(componentKey(id));
        reported.push({
            type: id.type,
            fullName: id.fullName,
            change: 'removed',
            file: component ? mainFile(component) : id.fullName
        });
        next.delete(componentKey(id));
    }
    return { next, changed, removed, reported };
};

/** Names the component of each problem, and its file where the problem knows the file's place within the package only. */
export const attributed = (problems: readonly Problem[], components: Components): DeployResult['problems'] =>
    problems.map((problem) => {
        for (const { type, fullName, files } of components.values())
            for (const file of files.keys())
                if (file === problem.file || file.endsWith(`/${problem.file}`))
                    return { ...problem, file, component: { type, fullName } };
        return problem;
    });
