/** The map as rows of a table. */
import { rolesText } from 'c/mapWords';

export type PersonColumn =
    | 'name'
    | 'title'
    | 'unit'
    | 'manager'
    | 'role'
    | 'attitude'
    | 'influence'
    | 'coverage'
    | 'coveredBy'
    | 'lastContact'
    | 'status';
export interface Sorting {
    column: PersonColumn;
    isDescending: boolean;
}

const ORDER: Readonly<Record<string, number>> = Object.freeze({
    Supporter: 1,
    Neutral: 2,
    Sceptic: 3,
    Opponent: 4,
    Warm: 1,
    Occasional: 2,
    None: 3,
    Active: 1,
    Leaving: 2,
    Left: 3
});

const keyOf = (
    person: Gangway.MapPerson,
    column: PersonColumn,
    names: ReadonlyMap<string, string>
): string | number | undefined => {
    switch (column) {
        case 'manager':
            return names.get(person.reportsToId ?? '');
        case 'role':
            return rolesText(person) || undefined;
        case 'coveredBy':
            return person.coveredByName ?? undefined;
        case 'lastContact':
            return person.daysSilent ?? undefined;
        case 'influence':
            return person.influence ?? undefined;
        case 'attitude':
        case 'coverage':
        case 'status':
            return ORDER[person[column] ?? ''];
        default:
            return person[column] || undefined;
    }
};

/** Sorted by one column, then by name; who has no value there comes last, whichever the direction. */
export const sortedPeople = (
    people: readonly Gangway.MapPerson[],
    { column, isDescending }: Sorting
): Gangway.MapPerson[] => {
    const names = new Map(people.map(({ id, name }) => [id, name]));
    const sign = isDescending ? -1 : 1;
    return [...people].sort((one, other) => {
        const left = keyOf(one, column, names);
        const right = keyOf(other, column, names);
        const byName = one.name.localeCompare(other.name);
        if (left === undefined || right === undefined) return left === right ? byName : left === undefined ? 1 : -1;
        if (typeof left === 'number' && typeof right === 'number') return (left - right) * sign || byName;
        return String(left).localeCompare(String(right)) * sign || byName;
    });
};
