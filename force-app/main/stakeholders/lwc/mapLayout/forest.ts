import { inOrder, type LayoutPerson } from './shapes';

/** People of one group by their reporting lines inside it. */
export interface Forest {
    /** Who reports to nobody of the group, in order. */
    roots: string[];
    /** Direct reports in order; nobody's list is missing. */
    reports: ReadonlyMap<string, readonly string[]>;
    managerOf: ReadonlyMap<string, string>;
}

/** Managers by person, only within the group. Where people report round in a circle, the first of them reports to nobody. */
const managers = (people: readonly LayoutPerson[]): Map<string, string> => {
    const inGroup = new Set(people.map(({ id }) => id));
    const managerOf = new Map<string, string>();
    for (const { id, reportsToId } of people)
        if (reportsToId && reportsToId !== id && inGroup.has(reportsToId)) managerOf.set(id, reportsToId);
    const known = new Set<string>();
    for (const { id } of people) {
        const path: string[] = [];
        const onPath = new Set<string>();
        for (
            let at: string | undefined = id;
            at !== undefined && !known.has(at) && !onPath.has(at);
            at = managerOf.get(at)
        ) {
            path.push(at);
            onPath.add(at);
        }
        const end = managerOf.get(path.at(-1) ?? '');
        if (end !== undefined && onPath.has(end)) {
            const circle = path.slice(path.indexOf(end)).sort(inOrder);
            managerOf.delete(circle[0] ?? '');
        }
        for (const one of path) known.add(one);
    }
    return managerOf;
};

/**
 * Reads reporting lines. Order is that of the ids, so that it neither depends on how the people arrived nor changes when one is renamed,
 * and whoever is new comes last.
 */
export const forestOf = (people: readonly LayoutPerson[]): Forest => {
    const sorted = [...people].sort((left, right) => inOrder(left.id, right.id));
    const managerOf = managers(sorted);
    const reports = new Map<string, string[]>(sorted.map(({ id }) => [id, []]));
    for (const { id } of sorted) reports.get(managerOf.get(id) ?? '')?.push(id);
    return { roots: sorted.map(({ id }) => id).filter((id) => !managerOf.has(id)), reports, managerOf };
};

/** Everybody below a person. */
export const below = (reports: Forest['reports'], id: string): string[] => {
    const found: string[] = [];
    const waiting = [...(reports.get(id) ?? [])];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        found.push(next);
        waiting.push(...(reports.get(next) ?? []));
    }
    return found;
};
