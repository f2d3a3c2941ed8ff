import completeOn from '@salesforce/label/c.Gangway_Complete_On';
import connect from '@salesforce/label/c.Gangway_Connect';
import disconnect from '@salesforce/label/c.Gangway_Disconnect';
import edit from '@salesforce/label/c.Gangway_Edit_Item';
import lock from '@salesforce/label/c.Gangway_Lock_Date';
import move from '@salesforce/label/c.Gangway_Change_Due_Date';
import place from '@salesforce/label/c.Gangway_Place_Item';
import remove from '@salesforce/label/c.Gangway_Remove_Item';
import reopen from '@salesforce/label/c.Gangway_Reopen';
import resume from '@salesforce/label/c.Gangway_No_Longer_Waiting';
import unlock from '@salesforce/label/c.Gangway_Unlock_Date';
import wait from '@salesforce/label/c.Gangway_Wait';
import waive from '@salesforce/label/c.Gangway_Waive';
import why from '@salesforce/label/c.Gangway_Why_This_Date';
import { format } from 'c/gangwayFormat';

/** What can be done with an item. */
export interface MenuEntry {
    readonly action: string;
    readonly label: string;
}
/** What may be done where the item stands. */
export interface Allowed {
    readonly mayWaive: boolean;
    /** Nothing of a draft can be done yet. */
    readonly isDraft: boolean;
}

/** Is an item done, or let go of? */
export const isClosed = ({ status }: Gangway.PlanItem): boolean => status === 'Done' || status === 'Waived';

const ofClosed: readonly MenuEntry[] = [
    { action: 'edit', label: edit },
    { action: 'place', label: place },
    { action: 'why', label: why },
    { action: 'reopen', label: reopen },
    { action: 'remove', label: remove }
];

const ofOpen = (item: Gangway.PlanItem, { mayWaive, isDraft }: Allowed): readonly (MenuEntry | false)[] => [
    !isDraft && { action: 'completeOn', label: completeOn },
    { action: 'move', label: move },
    item.isLocked ? { action: 'unlock', label: unlock } : Boolean(item.dueDate) && { action: 'lock', label: lock },
    { action: 'connect', label: connect },
    ...item.follows.map(({ id, title }) => ({ action: `disconnect:${id}`, label: format(disconnect, title) })),
    { action: 'edit', label: edit },
    { action: 'place', label: place },
    { action: 'why', label: why },
    item.status === 'Waiting' ? { action: 'resume', label: resume } : !isDraft && { action: 'wait', label: wait },
    mayWaive && !isDraft && { action: 'waive', label: waive },
    { action: 'remove', label: remove }
];

/**
 * The menu of an item, in order.
 * @param item the item
 * @param allowed what may be done where it stands
 * @return its entries
 */
export const menuOf = (item: Gangway.PlanItem, allowed: Allowed): readonly MenuEntry[] =>
    isClosed(item) ? ofClosed : ofOpen(item, allowed).filter((entry) => entry !== false);
