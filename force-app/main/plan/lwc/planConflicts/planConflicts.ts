import { LightningElement, api } from 'lwc';
import { dayText, format } from 'c/gangwayFormat';
import disconnect from '@salesforce/label/c.Gangway_Disconnect';
import heading from '@salesforce/label/c.Gangway_Conflicts';
import moveIt from '@salesforce/label/c.Gangway_Conflict_Move';
import text from '@salesforce/label/c.Gangway_Conflict_Text';
import textOfDay from '@salesforce/label/c.Gangway_Conflict_Of_Day';
import unlock from '@salesforce/label/c.Gangway_Conflict_Unlock';

interface Option {
    key: string;
    action: string;
    itemId: string;
    label: string;
}

/** Locked items that stand before what they wait for allows, each with what can be done about it. Leaving it is one choice. */
export default class PlanConflicts extends LightningElement {
    @api conflicts: readonly Gangway.ScheduleConflict[] = [];
    @api items: readonly Gangway.PlanItem[] = [];
    @api today = '';
    @api mayEdit = false;

    labels = Object.freeze({ heading });

    get rows(): { key: string; text: string; options: Option[] }[] {
        return this.conflicts.map((conflict) => ({
            key: conflict.itemId,
            text: conflict.causeTitle
                ? format(text, conflict.title, dayText(conflict.earliestStart, this.today), conflict.causeTitle)
                : format(textOfDay, conflict.title, dayText(conflict.earliestStart, this.today)),
            options: this.mayEdit ? this.optionsOf(conflict) : []
        }));
    }

    private optionsOf({ itemId, earliestDue, causeItemId, causeTitle }: Gangway.ScheduleConflict): Option[] {
        const follows = this.items.find(({ id }) => id === itemId)?.follows ?? [];
        const connection = follows.find((dependency) => dependency.itemId === causeItemId);
        const option = (action: string, label: string): Option => ({
            key: `${itemId}${action}`,
            action,
            itemId,
            label
        });
        return [
            option(`moveTo:${earliestDue}`, format(moveIt, dayText(earliestDue, this.today))),
            option('unlock', unlock),
            ...(connection ? [option(`disconnect:${connection.id}`, format(disconnect, causeTitle ?? ''))] : [])
        ];
    }

    handleChoice(event: Event): void {
        const { action, item: itemId } = (event.currentTarget as HTMLElement).dataset;
        this.dispatchEvent(new CustomEvent('itemaction', { detail: { action, itemId } }));
    }
}
