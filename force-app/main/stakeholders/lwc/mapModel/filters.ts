/** Who and what of the map is looked at. */
import { rolesOf } from 'c/mapWords';

export interface MapFilters {
    search: string;
    /** Values of what cards are coloured by; empty shows all. */
    values: readonly string[];
    by: 'role' | 'attitude' | 'coverage';
    side: '' | Gangway.PersonSide;
    unit: string;
}
export const NO_FILTERS: MapFilters = { search: '', values: [], by: 'role', side: '', unit: '' };

const plain = (text: string): string =>
    text
        .normalize('NFD')
        .replace(/\p{Diacritic}/gu, '')
        .toLowerCase();

/** Do a person's name, title, department, organisation, e-mail or roles hold all words of a search, whatever their accents? */
export const isFound = (person: Gangway.MapPerson, search: string): boolean => {
    const words = plain(search).split(/\s+/).filter(Boolean);
    if (words.length === 0) return false;
    const { name, title, unit, organisation, email } = person;
    const text = plain([name, title, unit, organisation, email, ...rolesOf(person)].filter(Boolean).join(' '));
    return words.every((word) => text.includes(word));
};

/** Is a person what the filters, without the search, ask for? */
export const isAskedFor = (person: Gangway.MapPerson, { values, by, side, unit }: MapFilters): boolean =>
    (side === '' || person.side === side) &&
    (unit === '' || person.unit === unit) &&
    (values.length === 0 ||
        (by === 'role' && person.role ? rolesOf(person) : [person[by] ?? '']).some((value) => values.includes(value)));

export const unitsOf = (people: readonly Gangway.MapPerson[]): string[] =>
    [...new Set(people.flatMap(({ unit }) => (unit ? [unit] : [])))].sort((left, right) => left.localeCompare(right));
