import { LightningElement, api } from 'lwc';
import { format, relativeDay } from 'c/gangwayFormat';
import doneState from '@salesforce/label/c.Gangway_Legend_Done';
import edit from '@salesforce/label/c.Gangway_Edit_Item';
import empty from '@salesforce/label/c.Gangway_Board_Empty';
import gate from '@salesforce/label/c.Gangway_Gate';
import lateState from '@salesforce/label/c.Gangway_Legend_Late';
import markDone from '@salesforce/label/c.Gangway_Complete_Today';
import more from '@salesforce/label/c.Gangway_More_Actions';
import place from '@salesforce/label/c.Gangway_Place_Item';
import reopen from '@salesforce/label/c.Gangway_Reopen';
import showMore from '@salesforce/label/c.Gangway_Show_More';
import sideCustomer from '@salesforce/label/c.Gangway_Side_Customer';
import sideUs from '@salesforce/label/c.Gangway_Side_Us';
import waitingState from '@salesforce/label/c.Gangway_Legend_Waiting';
import type { Tone } from 'c/gangwayStatus';

/** Cards that a column draws at once. */
const AT_ONCE = 25;

interface Card {
    id: string;
    title: string;
    owner: string;
    due: string;
    isGate: boolean;
    isClosed: boolean;
    isOpen: boolean;
    state: string;
    tone: Tone;
    className: string;
    draggable: string;
}

const isClosed = ({ status }: Gangway.PlanItem): boolean => status === 'Done' || status === 'Waived';

/** Stages side by side; a card is dragged to another place, or sent there by its menu. */
export default class PlanBoard extends LightningElement {
    @api stages: readonly Gangway.PlanStage[] = [];
    @api today = '';
    @api mayEdit = false;

    labels = Object.freeze({ edit, empty, gate, markDone, more, place, reopen });
    shownByStage: Readonly<Record<string, number>> = {};
    dragged?: string;
    over?: string;

    get columns(): object[] {
        return this.stages.map(({ id, name, items, done, total }) => {
            const shown = this.shownByStage[id] ?? AT_ONCE;
            const left = items.length - shown;
            return {
                id,
                name,
                count: `${done}/${total}`,
                headingId: `heading-${id}`,
                className: this.over === id ? 'column over' : 'column',
                cards: items.slice(0, shown).map((item) => this.cardOf(item)),
                isEmpty: items.length === 0,
                more: left > 0 ? format(showMore, Math.min(left, AT_ONCE), left) : ''
            };
        });
    }

    private cardOf(item: Gangway.PlanItem): Card {
        const closed = isClosed(item);
        const isLate = !closed && (item.daysLate ?? 0) > 0;
        const [state, tone] = ((): [string, Tone] => {
            if (closed) return [doneState, 'good'];
            if (item.status === 'Waiting') return [waitingState, 'waiting'];
            if (isLate) return [lateState, 'bad'];
            return item.side === 'Customer' ? [sideCustomer, 'customer'] : [sideUs, 'ours'];
        })();
        return {
            id: item.id,
            title: item.title,
            owner: item.ownerName,
            due: closed ? '' : relativeDay(item.dueDate, this.today),
            isGate: item.isGate,
            isClosed: closed,
            isOpen: !closed,
            state,
            tone,
            className: this.dragged === item.id ? 'card dragged' : 'card',
            draggable: String(this.mayEdit)
        };
    }

    handleMenu(event: CustomEvent<{ value: string }>): void {
        const { id } = (event.currentTarget as HTMLElement).dataset;
        this.dispatchEvent(new CustomEvent('itemaction', { detail: { action: event.detail.value, itemId: id } }));
    }
    handleMore(event: Event): void {
        const { id = '' } = (event.currentTarget as HTMLElement).dataset;
        this.shownByStage = { ...this.shownByStage, [id]: (this.shownByStage[id] ?? AT_ONCE) + AT_ONCE };
    }
    handleDragStart(event: DragEvent): void {
        this.dragged = (event.currentTarget as HTMLElement).dataset.id;
        event.dataTransfer?.setData('text/plain', this.dragged ?? '');
    }
    handleDragEnd(): void {
        this.dragged = undefined;
        this.over = undefined;
    }
    handleDragOver(event: DragEvent): void {
        if (!this.dragged) return;
        event.preventDefault();
        this.over = (event.currentTarget as HTMLElement).dataset.stage;
    }
    handleDrop(event: DragEvent): void {
        event.preventDefault();
        event.stopPropagation();
        const { stage: stageId, id } = (event.currentTarget as HTMLElement).dataset;
        const itemId = this.dragged;
        this.handleDragEnd();
        if (itemId && stageId && id !== itemId)
            this.dispatchEvent(new CustomEvent('place', { detail: { itemId, stageId, beforeItemId: id ?? null } }));
    }
}
