import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import { format } from 'c/gangwayFormat';
import before from '@salesforce/label/c.Gangway_Place_Before';
import cancel from '@salesforce/label/c.Gangway_Cancel';
import last from '@salesforce/label/c.Gangway_Place_Last';
import move from '@salesforce/label/c.Gangway_Place_Here';
import place from '@salesforce/label/c.Gangway_Place_Item';
import stageLabel from '@salesforce/label/c.Gangway_Item_Stage';
import where from '@salesforce/label/c.Gangway_Place_Where';

export interface Placement {
    stageId: string;
    beforeItemId: string | null;
}

/** Where an item goes: what dragging does with the mouse. Closes with the place, or with nothing. */
export default class PlanPlaceModal extends LightningModal {
    declare static open: (options: {
        size: 'small';
        label: string;
        item: Gangway.PlanItem;
        stages: readonly Gangway.PlanStage[];
    }) => Promise<Placement | undefined>;

    @api item?: Gangway.PlanItem;
    @api stages: readonly Gangway.PlanStage[] = [];

    labels = Object.freeze({ cancel, move, place, stageLabel, where });
    chosenStage?: string;
    beforeItemId = '';

    get stageId(): string {
        const own = this.stages.find(({ items }) => items.some(({ id }) => id === this.item?.id));
        return this.chosenStage ?? own?.id ?? '';
    }
    get stageOptions(): Gangway.Choice[] {
        return this.stages.map(({ id, name }) => ({ label: name, value: id }));
    }
    get placeOptions(): Gangway.Choice[] {
        const items = this.stages.find(({ id }) => id === this.stageId)?.items ?? [];
        return [
            { label: last, value: '' },
            ...items
                .filter(({ id }) => id !== this.item?.id)
                .map(({ id, title }) => ({ label: format(before, title), value: id }))
        ];
    }

    handleStage(event: CustomEvent<{ value: string }>): void {
        this.chosenStage = event.detail.value;
        this.beforeItemId = '';
    }
    handlePlace(event: CustomEvent<{ value: string }>): void {
        this.beforeItemId = event.detail.value;
    }
    handleCancel(): void {
        this.close();
    }
    handleSave(): void {
        this.close({ stageId: this.stageId, beforeItemId: this.beforeItemId || null } satisfies Placement);
    }
}
