/** Everything a person can do to the map: how it looks at once, what the server is asked, and what takes it back. */
import { format } from 'c/gangwayFormat';
import { inputOf, withLink, withoutLink, withoutPeople, withPerson, type Step } from 'c/mapModel';
import type { Leaving } from 'c/mapLeavingModal';
import { KINDS, STATUSES } from 'c/mapWords';
import markLeaving from '@salesforce/apex/StakeholderMapController.markLeaving';
import removeAttitude from '@salesforce/apex/StakeholderMapController.removeAttitude';
import removeLink from '@salesforce/apex/StakeholderMapController.removeLink';
import removePeople from '@salesforce/apex/StakeholderMapController.removePeople';
import restore from '@salesforce/apex/StakeholderMapController.restore';
import saveAttitude from '@salesforce/apex/StakeholderMapController.saveAttitude';
import saveLink from '@salesforce/apex/StakeholderMapController.saveLink';
import savePerson from '@salesforce/apex/StakeholderMapController.savePerson';
import spokeToday from '@salesforce/apex/StakeholderMapController.spokeToday';
import takeBackSuccession from '@salesforce/apex/StakeholderMapController.takeBackSuccession';
import undoSpokeToday from '@salesforce/apex/StakeholderMapController.undoSpokeToday';
import getAttitudes from '@salesforce/apex/StakeholderMapController.getAttitudes';
import refreshContacts from '@salesforce/apex/StakeholderMapController.refreshContacts';
import added from '@salesforce/label/c.Gangway_Map_Done_Added';
import attitudeSaved from '@salesforce/label/c.Gangway_Map_Done_Attitude';
import changed from '@salesforce/label/c.Gangway_Map_Done_Changed';
import drawn from '@salesforce/label/c.Gangway_Map_Done_Line';
import givenBack from '@salesforce/label/c.Gangway_Map_Done_Given_Back';
import lineRemoved from '@salesforce/label/c.Gangway_Map_Done_Line_Removed';
import markedAs from '@salesforce/label/c.Gangway_Map_Done_Status';
import refreshed from '@salesforce/label/c.Gangway_Map_Refreshed';
import removed from '@salesforce/label/c.Gangway_Map_Done_Removed';
import reportsTo from '@salesforce/label/c.Gangway_Map_Drag_Move_To';
import reportsToNobody from '@salesforce/label/c.Gangway_Map_Done_No_Manager';
import spoke from '@salesforce/label/c.Gangway_Map_Done_Spoke';

type MapAnswer = Promise<Gangway.MapChange>;

const personOf = ({ people }: Gangway.MapView, id: string): Gangway.MapPerson | undefined =>
    people.find((person) => person.id === id);
const nameOf = (view: Gangway.MapView, id: string): string => personOf(view, id)?.name ?? '';

/** Is a manager below the person? The server refuses and says the way round; the picture cannot show it. */
const isBelow = (view: Gangway.MapView, managerId: string, id: string): boolean => {
    const managers = new Map(view.people.map((person) => [person.id, person.reportsToId]));
    const seen = new Set<string>();
    for (let at: string | null | undefined = managerId; at && !seen.has(at); at = managers.get(at)) {
        if (at === id) return true;
        seen.add(at);
    }
    return false;
};

/** What of typed values a card shows before the server has answered. */
const shownOf = (changes: Gangway.MapPersonInput): Partial<Gangway.MapPerson> =>
    Object.fromEntries(
        Object.entries(changes).filter(([member, value]) => member !== 'coveredById' && value !== undefined)
    );

/** What somebody has from their contact. */
const OF_CONTACT: Gangway.MapPersonInput = { name: '', title: null, email: null };

/** New values of somebody on the map. */
export const change = (view: Gangway.MapView, changes: Gangway.MapPersonInput & { id: string }): Step => {
    const { accountId } = view;
    const before = personOf(view, changes.id);
    return {
        label: format(changed, before?.name ?? ''),
        preview: (shown) => withPerson(shown, changes.id, shownOf(changes)),
        call: () => savePerson({ accountId, person: changes }),
        // What was noticed elsewhere cannot be written, only dismissed. A contact brings name, title and e-mail along.
        ...(before && !('notice' in changes)
            ? {
                  undo: () =>
                      savePerson({
                          accountId,
                          person: inputOf(before, 'contactId' in changes ? { ...OF_CONTACT, ...changes } : changes)
                      })
              }
            : {})
    };
};

/** A further role: who has one keeps it. */
export const giveRole = (view: Gangway.MapView, id: string, role: Gangway.MapRole): Step => {
    const person = personOf(view, id);
    return change(view, { id, ...(person?.role ? { otherRoles: [...person.otherRoles, role] } : { role }) });
};

/** Another manager, or none. */
export const reparent = (view: Gangway.MapView, id: string, managerId: string | null): Step => ({
    ...change(view, { id, reportsToId: managerId }),
    label: managerId
        ? format(reportsTo, nameOf(view, id), nameOf(view, managerId))
        : format(reportsToNobody, nameOf(view, id)),
    ...(managerId && isBelow(view, managerId, id) ? { preview: (shown) => shown } : {})
});

/** Somebody new on the map. */
export const add = ({ accountId }: Gangway.MapView, person: Gangway.MapPersonInput): Step => ({
    label: format(added, person.name ?? ''),
    call: () => savePerson({ accountId, person }),
    undo: (answer) => removePeople({ accountId, personIds: answer.people.slice(0, 1).map(({ id }) => id) })
});

export const remove = (view: Gangway.MapView, id: string): Step => {
    const { accountId } = view;
    const reporting = view.people.filter(({ reportsToId }) => reportsToId === id).map((person) => [person.id, id]);
    return {
        label: format(removed, nameOf(view, id)),
        preview: (shown) => withoutPeople(shown, [id]),
        call: () => removePeople({ accountId, personIds: [id] }),
        undo: ({ removedLinkIds }) =>
            restore({
                accountId,
                personIds: [id],
                linkIds: removedLinkIds,
                reportsTo: Object.fromEntries(reporting) as Record<string, string>
            })
    };
};

const lineText = (view: Gangway.MapView, { fromId, toId, kind }: Gangway.MapLinkInput): string =>
    `${nameOf(view, fromId)} → ${nameOf(view, toId)} (${KINDS[kind]})`;

/** A new line, or other values of one that is there. */
export const line = (view: Gangway.MapView, link: Gangway.MapLinkInput): Step => {
    const { accountId } = view;
    const before = view.links.find(({ id }) => id === link.id);
    return {
        label: format(drawn, lineText(view, link)),
        preview: (shown) => withLink(shown, { ...link, id: link.id ?? `new:${link.fromId}:${link.toId}` }),
        call: () => saveLink({ accountId, link }),
        undo: ({ links }) => {
            const savedId = links[0]?.id ?? link.id ?? '';
            return before
                ? saveLink({ accountId, link: { ...before, id: savedId } })
                : removeLink({ accountId, linkId: savedId });
        }
    };
};

export const removeLine = (view: Gangway.MapView, id: string): Step => {
    const { accountId } = view;
    const before = view.links.find((link) => link.id === id);
    return {
        label: before ? format(lineRemoved, lineText(view, before)) : '',
        preview: (shown) => withoutLink(shown, id),
        call: () => removeLink({ accountId, linkId: id }),
        undo: () => restore({ accountId, personIds: [], linkIds: [id], reportsTo: {} })
    };
};

export const speak = (view: Gangway.MapView, id: string): Step => {
    const { accountId, today } = view;
    const before = personOf(view, id);
    return {
        label: format(spoke, nameOf(view, id)),
        preview: (shown) => withPerson(shown, id, { daysSilent: 0, lastContactSource: 'Spoke', lastContactOn: today }),
        call: () => spokeToday({ accountId, personId: id }),
        undo: () =>
            undoSpokeToday({
                accountId,
                personId: id,
                lastContactOn: before?.lastContactOn ?? null,
                lastContactSource: before?.lastContactSource ?? null
            })
    };
};

/** Newer tasks and meetings with people of the map. */
export const refresh = ({ accountId }: Gangway.MapView): Step => ({
    label: refreshed,
    call: () => refreshContacts({ accountId })
});

export const opine = (
    { accountId, ...view }: Gangway.MapView,
    personId: string,
    attitude: Gangway.Attitude,
    note: string | null
): Step => ({
    label: format(attitudeSaved, nameOf({ accountId, ...view }, personId)),
    preview: (shown) => withPerson(shown, personId, { attitude }),
    call: () => saveAttitude({ accountId, personId, attitude, note }),
    // The newest opinion is the one that was just given.
    undo: async () => {
        const [newest] = await getAttitudes({ personId });
        return removeAttitude({ accountId, entryId: newest?.id ?? '' });
    }
});

/** Leaving, left, or staying after all; who takes over gets the lines that do not stay. */
export const leave = (view: Gangway.MapView, personId: string, { status, ...answer }: Leaving): Step => {
    const { accountId } = view;
    const { successorId, keptLinkIds } = answer;
    const before = personOf(view, personId);
    const mark = (as: Gangway.PersonStatus, successor: string | null, kept: readonly string[] = []): MapAnswer =>
        markLeaving({ accountId, personId, status: as, successorId: successor, keptLinkIds: kept });
    const was = {
        accountId,
        personId,
        status: before?.status ?? 'Active',
        formerSuccessorId: before?.successorId ?? null
    };
    return {
        label: format(markedAs, nameOf(view, personId), STATUSES[status]),
        preview: (shown) => withPerson(shown, personId, { status }),
        call: () => mark(status, successorId, keptLinkIds),
        undo: () => (successorId ? takeBackSuccession({ ...was, successorId }) : mark(was.status, null))
    };
};

/** Somebody stays after all, and gets back what their successor took over. */
export const giveBack = (view: Gangway.MapView, personId: string): Step => {
    const { accountId } = view;
    const { status = 'Active', successorId = null } = personOf(view, personId) ?? {};
    return {
        label: format(givenBack, nameOf(view, personId)),
        preview: (shown) => withPerson(shown, personId, { status: 'Active', successorId: null }),
        call: () =>
            takeBackSuccession({
                accountId,
                personId,
                successorId: successorId ?? '',
                status: 'Active',
                formerSuccessorId: null
            }),
        undo: () => markLeaving({ accountId, personId, status, successorId, keptLinkIds: [] })
    };
};
