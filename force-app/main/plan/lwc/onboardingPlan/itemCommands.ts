/** What the menu of an item does: asks what is needed first, then names the call. Writes nothing itself. */
import PlanDateLog from 'c/planDateLog';
import PlanItemForm from 'c/planItemForm';
import PlanItemModal, { type PlanItemMode } from 'c/planItemModal';
import PlanPlaceModal from 'c/planPlaceModal';
import { format } from 'c/gangwayFormat';
import LightningConfirm from 'lightning/confirm';
import connectItems from '@salesforce/apex/PlanController.connectItems';
import disconnectItems from '@salesforce/apex/PlanController.disconnectItems';
import getDateChanges from '@salesforce/apex/PlanController.getDateChanges';
import getForm from '@salesforce/apex/PlanItemController.getForm';
import lockItem from '@salesforce/apex/PlanController.lockItem';
import moveItem from '@salesforce/apex/PlanController.moveItem';
import placeItem from '@salesforce/apex/PlanItemController.placeItem';
import previewMove from '@salesforce/apex/PlanController.previewMove';
import removeItem from '@salesforce/apex/PlanItemController.removeItem';
import reopenItem from '@salesforce/apex/PlanController.reopenItem';
import saveItem from '@salesforce/apex/PlanItemController.saveItem';
import setWaiting from '@salesforce/apex/PlanController.setWaiting';
import waiveItem from '@salesforce/apex/PlanController.waiveItem';
import editLabel from '@salesforce/label/c.Gangway_Edit_Item';
import addLabel from '@salesforce/label/c.Gangway_Add_Item';
import itemAdded from '@salesforce/label/c.Gangway_Item_Added';
import itemPlaced from '@salesforce/label/c.Gangway_Item_Placed';
import itemRemoved from '@salesforce/label/c.Gangway_Item_Removed';
import itemReopened from '@salesforce/label/c.Gangway_Item_Reopened';
import removeAsk from '@salesforce/label/c.Gangway_Remove_Ask';
import removeAskConnected from '@salesforce/label/c.Gangway_Remove_Ask_Connected';
import removeLabel from '@salesforce/label/c.Gangway_Remove_Item';
import saved from '@salesforce/label/c.Gangway_Saved';

/** A call that answers with the plan, and what to say when it is done. */
export interface Command {
    call(): Promise<Gangway.PlanView>;
    said: string;
}
/** The plan around an item. */
export interface Around {
    plan: Gangway.PlanView;
    items: readonly Gangway.PlanItem[];
    today: string;
    /** Completing offers more afterwards, so it is the page's own. */
    complete(item: Gangway.PlanItem, day: string): Promise<void>;
}

const command = (call: () => Promise<Gangway.PlanView>, said: string): Command => ({ call, said });

/** Actions that need a day, a reason, a party or another item first. */
const asked = async (mode: PlanItemMode, item: Gangway.PlanItem, around: Around): Promise<Command | undefined> => {
    const itemId = item.id;
    const answer = await PlanItemModal.open({
        size: 'small',
        label: item.title,
        mode,
        item,
        today: around.today,
        others: around.items.filter(({ id }) => id !== itemId),
        previewMove: (day) => previewMove({ itemId, dueDate: day })
    });
    if (!answer) return undefined;
    const { day = '', reason = '', party = null, itemId: other = '', kind = '', lagDays } = answer;
    switch (mode) {
        case 'completeOn':
            await around.complete(item, day);
            return undefined;
        case 'waive':
            return command(() => waiveItem({ itemId, reason }), saved);
        case 'wait':
            return command(() => setWaiting({ itemId, party, reason }), saved);
        case 'move':
            return command(() => moveItem({ itemId, dueDate: day || null }), saved);
        case 'connect':
            return command(
                () =>
                    connectItems({
                        predecessorId: other,
                        successorId: itemId,
                        kind,
                        lagDays: Number(lagDays ?? 0)
                    }),
                saved
            );
        default:
            return undefined;
    }
};

/** Opens the form of an item, or of a new one of a stage. */
export const edited = async (planId: string, itemId: string | null, stageId?: string): Promise<Command | undefined> => {
    const form = await getForm({ planId, itemId });
    const label = itemId ? editLabel : addLabel;
    const item = await PlanItemForm.open({
        size: 'medium',
        label,
        form: { ...form, item: { ...form.item, ...(stageId ? { stageId } : {}) } }
    });
    return item && command(() => saveItem({ item }), itemId ? saved : format(itemAdded, item.title ?? ''));
};

const removed = async (item: Gangway.PlanItem, { items }: Around): Promise<Command | undefined> => {
    const waiting = items.filter(({ follows }) => follows.some(({ itemId }) => itemId === item.id)).length;
    const connections = waiting + item.follows.length;
    const isSure = await LightningConfirm.open({
        label: removeLabel,
        message: connections > 0 ? format(removeAskConnected, item.title, connections) : format(removeAsk, item.title)
    });
    return isSure ? command(() => removeItem({ itemId: item.id }), format(itemRemoved, item.title)) : undefined;
};

const placed = async (item: Gangway.PlanItem, { plan }: Around): Promise<Command | undefined> => {
    const place = await PlanPlaceModal.open({ size: 'small', label: item.title, item, stages: plan.stages });
    return place && command(() => placeItem({ itemId: item.id, ...place }), format(itemPlaced, item.title));
};

const explained = async (item: Gangway.PlanItem, today: string): Promise<undefined> => {
    const changes = await getDateChanges({ itemId: item.id });
    await PlanDateLog.open({ size: 'small', label: item.title, changes, today });
    return undefined;
};

/**
 * Runs an action of an item's menu.
 * @param action its name; `disconnect:` and `moveTo:` carry what they need
 * @returns what is to be saved, or undefined where nothing is
 */
export const itemCommand = async (
    action: string,
    item: Gangway.PlanItem,
    around: Around
): Promise<Command | undefined> => {
    const [name = '', detail = ''] = action.split(':');
    const itemId = item.id;
    switch (name) {
        case 'complete':
            await around.complete(item, around.today);
            return undefined;
        case 'reopen':
            return command(() => reopenItem({ itemId }), format(itemReopened, item.title));
        case 'resume':
            return command(() => setWaiting({ itemId, party: null, reason: null }), saved);
        case 'lock':
        case 'unlock':
            return command(() => lockItem({ itemId, isLocked: name === 'lock' }), saved);
        case 'moveTo':
            return command(() => moveItem({ itemId, dueDate: detail }), saved);
        case 'disconnect':
            return command(() => disconnectItems({ dependencyId: detail }), saved);
        case 'edit':
            return edited(around.plan.summary.id, itemId);
        case 'place':
            return placed(item, around);
        case 'remove':
            return removed(item, around);
        case 'why':
            return explained(item, around.today);
        default:
            return asked(name as PlanItemMode, item, around);
    }
};
