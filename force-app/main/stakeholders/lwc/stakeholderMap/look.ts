/** How the map is looked at, as one value: the parts that did not change stay the same objects, so that nothing is done twice. */
import type { ColourBy, SceneInput } from 'c/mapDraw';
import { forCustomer, isAskedFor, isFound, NO_FILTERS, type MapFilters } from 'c/mapModel';

export interface LookState {
    colourBy: ColourBy;
    arrange: 'lines' | 'units';
    collapsed: ReadonlySet<string>;
    filters: MapFilters;
    kinds: readonly Gangway.MapLinkKind[];
    minStrength: number;
    isForCustomer: boolean;
}
export interface Shown {
    /** The map, or what of it a customer may see. */
    view: Gangway.MapView;
    map: SceneInput;
    /** Who is left after the filters, and where somebody searches, after the search. */
    people: readonly Gangway.MapPerson[];
    links: readonly Gangway.MapLink[];
    foundIds: readonly string[];
}

export const FIRST_LOOK: LookState = {
    colourBy: 'role',
    arrange: 'lines',
    collapsed: new Set(),
    filters: NO_FILTERS,
    kinds: ['Influence', 'Conflict', 'Informal'],
    minStrength: 1,
    isForCustomer: false
};

/** Other filters; what is not named stays. */
export const filtered = (look: LookState, changes: Partial<MapFilters>): LookState => ({
    ...look,
    filters: { ...look.filters, ...changes }
});
/** Another choice of the bar above the map. Another colouring or arrangement has other groups: none of them is filtered any more. */
export const looked = (look: LookState, name: 'colourBy' | 'arrange' | 'unit' | 'side', value: string): LookState =>
    name === 'unit' || name === 'side'
        ? filtered(look, { [name]: value })
        : filtered({ ...look, [name]: value }, { values: [] });
/** The legend's groups and lines. */
export const legended = (
    look: LookState,
    { values, ...lines }: { values?: readonly string[] } & Partial<Pick<LookState, 'kinds' | 'minStrength'>>
): LookState => {
    const changed = { ...look, ...lines };
    return values ? filtered(changed, { values, by: look.colourBy }) : changed;
};
/** Hides who is below a person, or shows them again. */
export const folded = (look: LookState, id: string): LookState => {
    const collapsed = new Set(look.collapsed);
    if (!collapsed.delete(id)) collapsed.add(id);
    return { ...look, collapsed };
};
/** Everybody, or the two upper rows only. */
export const foldedAll = (look: LookState, people: readonly Gangway.MapPerson[]): LookState => {
    const managers = new Set(people.flatMap(({ reportsToId }) => reportsToId ?? []));
    const below = people.filter(({ id, reportsToId }) => reportsToId && managers.has(id));
    return { ...look, collapsed: new Set(below.map(({ id }) => id)) };
};
/** The customer's version, and back: nothing stays filtered that its bar does not show. */
export const forWhom = (look: LookState, isForCustomer: boolean): LookState => ({
    ...look,
    isForCustomer,
    filters: NO_FILTERS
});

/** Remembers the last result as long as what it came from is the same. */
const remembered = <Given extends readonly unknown[], Result>(
    compute: (...given: Given) => Result
): ((...given: Given) => Result) => {
    let last: { given: Given; result: Result } | undefined;
    return (...given) => {
        if (!last?.given.every((one, position) => one === given[position])) last = { given, result: compute(...given) };
        return last.result;
    };
};

export const createLook = (): ((view: Gangway.MapView, state: LookState) => Shown) => {
    const customerOf = remembered(forCustomer);
    const dimmedOf = remembered(
        (people: readonly Gangway.MapPerson[], filters: MapFilters) =>
            new Set(people.filter((person) => !isAskedFor(person, filters)).map(({ id }) => id))
    );
    const foundOf = remembered(
        (people: readonly Gangway.MapPerson[], search: string) =>
            new Set(people.filter((person) => isFound(person, search)).map(({ id }) => id))
    );
    const kindsOf = remembered((kinds: readonly Gangway.MapLinkKind[]) => new Set(kinds));
    return remembered((whole: Gangway.MapView, state: LookState): Shown => {
        const view = state.isForCustomer ? customerOf(whole) : whole;
        const { people, links } = view;
        const dimmed = dimmedOf(people, state.filters);
        const found = foundOf(people, state.filters.search);
        const kinds = kindsOf(state.kinds);
        const isSearched = state.filters.search.trim() !== '';
        return {
            view,
            map: {
                people,
                links,
                accountName: view.accountName,
                colourBy: state.isForCustomer ? 'role' : state.colourBy,
                arrange: state.arrange,
                collapsed: state.collapsed,
                dimmed,
                found,
                kinds,
                minStrength: state.minStrength,
                isForCustomer: state.isForCustomer
            },
            people: people.filter(({ id }) => !dimmed.has(id) && (!isSearched || found.has(id))),
            links: links.filter(
                ({ kind, strength, fromId, toId }) =>
                    kinds.has(kind) && strength >= state.minStrength && !dimmed.has(fromId) && !dimmed.has(toId)
            ),
            foundIds: [...found]
        };
    });
};
