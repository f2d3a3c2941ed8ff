/** What a deployment's archive would change in an org: components merged with what is there, members taken away. */
import { holderOf, mergeComponent, membersOf, partOfFile, removeParts } from '../../metadata/index.ts';
import type { ComponentId, ComponentSource, Deployment } from '../../metadata/index.ts';
import type { Org } from '../types.ts';

export type MemberChange = 'created' | 'changed' | 'same' | 'deleted' | 'missing';

/** One line of a deployment's result. */
export interface Member extends ComponentId {
    /** In the archive. */
    readonly file: string;
    readonly change: MemberChange;
}
export interface DeploymentPlan {
    readonly changes: readonly ComponentSource[];
    readonly remove: readonly ComponentId[];
    readonly members: readonly Member[];
}

export const keyOf = ({ type, fullName }: ComponentId): string => `${type}:${fullName}`.toLowerCase();

/** The components that were deployed into an org, by key; those of the platform itself are not among them. */
export const deployedComponents = (org: Org): Map<string, ComponentSource> => {
    const found = new Map<string, ComponentSource>();
    const types = new Set(org.deployed().map(({ type }) => type));
    for (const type of types)
        for (const component of org.current.model.components(type))
            if (component.origin !== 'base') found.set(keyOf(component), component);
    return found;
};

/** What each file of a component is, with its content. */
const contents = (component: ComponentSource | undefined): Map<string, Uint8Array[]> => {
    const found = new Map<string, Uint8Array[]>();
    for (const [path, bytes] of component?.files ?? []) {
        const key = keyOf(partOfFile(component as ComponentSource, path));
        found.set(key, [...(found.get(key) ?? []), bytes]);
    }
    return found;
};

const sameBytes = (left: readonly Uint8Array[], right: readonly Uint8Array[]): boolean =>
    left.length === right.length &&
    left.every((bytes, at) => Buffer.compare(bytes, right[at] ?? new Uint8Array()) === 0);

class Planner {
    readonly state: Map<string, ComponentSource>;
    readonly before: ReadonlyMap<string, ComponentSource>;
    readonly members: Member[] = [];

    constructor(before: ReadonlyMap<string, ComponentSource>) {
        this.before = before;
        this.state = new Map(before);
    }

    remove(member: ComponentId, file: string): void {
        const { type, fullName } = member;
        const holder = holderOf(member);
        const component = this.state.get(keyOf(holder));
        if (!component) this.members.push({ type, fullName, file, change: 'missing' });
        else if (keyOf(holder) === keyOf(member)) {
            this.state.delete(keyOf(holder));
            this.members.push({ type, fullName, file, change: 'deleted' });
        } else {
            const { left, missing } = removeParts(component, [member]);
            if (left) this.state.set(keyOf(holder), left);
            else this.state.delete(keyOf(holder));
            this.members.push({ type, fullName, file, change: missing.length > 0 ? 'missing' : 'deleted' });
        }
    }

    add({ components, deployed }: Deployment): void {
        for (const incoming of components) {
            const key = keyOf(incoming);
            this.state.set(key, mergeComponent(this.state.get(key), incoming));
        }
        for (const { type, fullName, file } of deployed)
            this.members.push({ type, fullName, file, change: this.changeOf({ type, fullName }) });
    }

    private changeOf(member: ComponentId): MemberChange {
        const holder = keyOf(holderOf(member));
        const before = this.before.get(holder);
        const after = this.state.get(holder);
        if (!before) return 'created';
        if (before.hash === after?.hash) return 'same';
        const known = membersOf(before).some((one) => keyOf(one) === keyOf(member));
        if (!known) return 'created';
        const key = keyOf(member);
        return sameBytes(contents(before).get(key) ?? [], contents(after).get(key) ?? []) ? 'same' : 'changed';
    }

    plan(): DeploymentPlan {
        const changes = [...this.state].filter(([key, { hash }]) => this.before.get(key)?.hash !== hash);
        const remove = [...this.before].filter(([key]) => !this.state.has(key));
        return {
            changes: changes.map(([, component]) => component),
            remove: remove.map(([, { type, fullName }]) => ({ type, fullName })),
            members: this.members
        };
    }
}

/**
 * Plans a deployment without changing anything.
 * @param before what is deployed, by key
 */
export const planDeployment = (
    before: ReadonlyMap<string, ComponentSource>,
    deployment: Deployment
): DeploymentPlan => {
    const planner = new Planner(before);
    const isPost = (file: string): boolean => file.endsWith('Post.xml');
    for (const member of deployment.deletions.filter(({ file }) => !isPost(file))) planner.remove(member, member.file);
    planner.add(deployment);
    for (const member of deployment.deletions.filter(({ file }) => isPost(file))) planner.remove(member, member.file);
    return planner.plan();
};

/** Components as they would be beside what is deployed: objects and labels keep the parts that these do not have. */
export const mergeDeployed = (org: Org, components: readonly ComponentSource[]): ComponentSource[] => {
    const before = deployedComponents(org);
    return components.map((component) => mergeComponent(before.get(keyOf(component)), component));
};
