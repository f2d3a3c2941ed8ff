/** New maps from old ones: nothing is changed in place, so that what did not change is the same object. */

const merged = <Item extends { id: string }>(
    items: readonly Item[],
    changed: readonly Item[],
    removedIds: readonly string[]
): Item[] => {
    const news = new Map(changed.map((item) => [item.id, item]));
    const removed = new Set(removedIds);
    const kept = items.filter(({ id }) => !removed.has(id)).map((item) => news.get(item.id) ?? item);
    const known = new Set(items.map(({ id }) => id));
    return [...kept, ...changed.filter(({ id }) => !known.has(id))];
};

/** The map after the server's answer. */
export const applyChange = (view: Gangway.MapView, change: Gangway.MapChange): Gangway.MapView => {
    const removed = new Set(change.removedPersonIds);
    const links = merged(view.links, change.links, change.removedLinkIds);
    const touchesPeople = change.people.length + removed.size > 0;
    return {
        ...view,
        people: touchesPeople ? merged(view.people, change.people, change.removedPersonIds) : view.people,
        links:
            change.links.length + change.removedLinkIds.length + removed.size > 0
                ? links.filter(({ fromId, toId }) => !removed.has(fromId) && !removed.has(toId))
                : view.links,
        coverage: change.coverage,
        gaps: change.gaps
    };
};

/** The map with some members of one person changed, until the server has answered. */
export const withPerson = (
    view: Gangway.MapView,
    id: string,
    changes: Partial<Gangway.MapPerson>
): Gangway.MapView => ({
    ...view,
    people: view.people.map((person) => (person.id === id ? { ...person, ...changes } : person))
});
export const withLink = (view: Gangway.MapView, link: Gangway.MapLink): Gangway.MapView => ({
    ...view,
    links: merged(view.links, [link], [])
});
export const withoutLink = (view: Gangway.MapView, id: string): Gangway.MapView => ({
    ...view,
    links: view.links.filter((link) => link.id !== id)
});
/** Without people, their lines, and with nobody reporting to them. */
export const withoutPeople = (view: Gangway.MapView, ids: readonly string[]): Gangway.MapView => {
    const gone = new Set(ids);
    return {
        ...view,
        people: view.people
            .filter(({ id }) => !gone.has(id))
            .map((person) => (gone.has(person.reportsToId ?? '') ? { ...person, reportsToId: null } : person)),
        links: view.links.filter(({ fromId, toId }) => !gone.has(fromId) && !gone.has(toId))
    };
};

/** What of a person may be typed, as it is: sent again, it brings back what a change changed. */
export const inputOf = (person: Gangway.MapPerson, changed: Gangway.MapPersonInput): Gangway.MapPersonInput =>
    Object.fromEntries(
        Object.keys(changed).map((member) => [member, person[member as keyof Gangway.MapPerson] ?? null])
    );

/** Kinds of lines and roles that a customer is not shown. */
const INTERNAL_ROLES: readonly Gangway.MapRole[] = ['Blocker', 'Champion'];

/**
 * The map as the customer may see it: who is who and who reports to whom. Opinions, coverage, gaps, notes, and lines of influence and
 * conflict are not in it at all, so that no page or file made of it can show them.
 */
export const forCustomer = (view: Gangway.MapView): Gangway.MapView => ({
    accountId: view.accountId,
    accountName: view.accountName,
    track: view.track,
    people: view.people
        .filter(({ status }) => status !== 'Left')
        .map(({ id, name, title, isPlaceholder, side, organisation, unit, reportsToId, role, otherRoles }) => ({
            id,
            name,
            title,
            isPlaceholder,
            side,
            organisation,
            unit,
            reportsToId,
            role: role && INTERNAL_ROLES.includes(role) ? null : role,
            otherRoles: otherRoles.filter((other) => !INTERNAL_ROLES.includes(other)),
            status: 'Active',
            openItems: 0
        })),
    links: [],
    coverage: { met: 0, total: 0, rules: [] },
    gaps: [],
    mayEdit: false,
    seesSentiment: false,
    today: view.today
});
