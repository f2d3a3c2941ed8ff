/** What a deployment's archive would change in an org: components merged with what is there, members taken away. */
import { holderOf, isContainer, mergeComponent, piecesOf, removeParts } from '../../metadata/index.ts';
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

interface MemberContent {
    readonly id: ComponentId;
    readonly bytes: readonly Uint8Array[];
}

/** What each member of a component is made of, by key. */
const contentsOf = (component: ComponentSource | undefined): ReadonlyMap<string, MemberContent> => {
    if (!component) return new Map();
    if (!isContainer(component)) {
        const { type, fullName, files } = component;
        return new Map([[keyOf(component), { id: { type, fullName }, bytes: [...files.values()] }]]);
    }
    return new Map([...piecesOf(component)].map(([key, { id, bytes }]) => [key, { id, bytes: [bytes] }]));
};

const sameContent = (left: MemberContent, right: MemberContent): boolean =>
    left.bytes.length === right.bytes.length &&
    left.bytes.every((bytes, at) => Buffer.compare(bytes, right.bytes[at] ?? new Uint8Array()) === 0);

/** What becomes of each member of a component; one that is absent on a side has none there. */
export const memberChanges = (
    before: ComponentSource | undefined,
    after: ComponentSource | undefined
): readonly (ComponentId & { readonly change: MemberChange })[] => {
    const [earlier, later] = [contentsOf(before), contentsOf(after)];
    const gone = [...earlier].filter(([key]) => !later.has(key));
    return [
        ...gone.map(([, { id }]) => ({ ...id, change: 'deleted' as const })),
        ...[...later].map(([key, content]) => {
            const known = earlier.get(key);
            if (!known) return { ...content.id, change: 'created' as const };
            return { ...content.id, change: sameContent(known, content) ? ('same' as const) : ('changed' as const) };
        })
    ];
};

class Planner {
    readonly state: Map<string, ComponentSource>;
    readonly before: ReadonlyMap<string, ComponentSource>;
    readonly members: Member[] = [];
    private readonly changes = new Map<string, ReadonlyMap<string, MemberChange>>();

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
        if (before && before.hash === after?.hash) return 'same';
        const key = keyOf(member);
        return this.changesOf(holder, before, after).get(key) ?? 'created';
    }

    /** Of one component, which may bring hundreds of members, worked out once. */
    private changesOf(
        holder: string,
        before: ComponentSource | undefined,
        after: ComponentSource | undefined
    ): ReadonlyMap<string, MemberChange> {
        const known = this.changes.get(holder);
        if (known) return known;
        const changes = new Map(memberChanges(before, after).map((one) => [keyOf(one), one.change] as const));
        this.changes.set(holder, changes);
        return changes;
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
