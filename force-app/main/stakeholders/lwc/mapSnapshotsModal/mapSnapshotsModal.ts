import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import { momentText } from 'c/gangwayFormat';
import { reportInputs } from 'c/gangwayInputs';
import close from '@salesforce/label/c.Gangway_Close';
import empty from '@salesforce/label/c.Gangway_Map_No_Snapshots';
import heading from '@salesforce/label/c.Gangway_Map_Snapshots';
import name from '@salesforce/label/c.Gangway_Map_Snapshot_Name';
import open from '@salesforce/label/c.Gangway_Map_Snapshot_Open';
import take from '@salesforce/label/c.Gangway_Map_Snapshot_Take';

/** What to do: look at a snapshot, or take one under a name. */
export interface SnapshotAnswer {
    openId?: string;
    takeAs?: string;
}

/** Earlier states of the map, and a name for the present one. Closes with the answer, or with nothing. */
export default class MapSnapshotsModal extends LightningModal {
    declare static open: (options: {
        size: 'small';
        label: string;
        snapshots: readonly Gangway.MapSnapshot[];
        mayTake: boolean;
    }) => Promise<SnapshotAnswer | undefined>;

    @api snapshots: readonly Gangway.MapSnapshot[] = [];
    @api mayTake = false;

    labels = Object.freeze({ close, empty, heading, name, take });
    called = '';

    get rows(): object[] {
        return this.snapshots.map(({ id, name: label, takenAt, takenBy }) => ({
            id,
            label,
            story: [momentText(takenAt), takenBy].filter(Boolean).join(' · '),
            openLabel: `${open}: ${label}`,
            open
        }));
    }
    get isEmpty(): boolean {
        return this.snapshots.length === 0;
    }

    handleName(event: CustomEvent<{ value: string }>): void {
        this.called = event.detail.value;
    }
    handleTake(): void {
        if (reportInputs(this.template)) this.close({ takeAs: this.called } satisfies SnapshotAnswer);
    }
    handleOpen(event: Event): void {
        this.close({ openId: (event.currentTarget as HTMLElement).dataset.id } satisfies SnapshotAnswer);
    }
    handleClose(): void {
        this.close();
    }
}
