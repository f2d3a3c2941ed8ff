import { LightningElement, api } from 'lwc';
import { dayText, format } from 'c/gangwayFormat';
import { ATTITUDES, optionsOf } from 'c/mapWords';
import attitude from '@salesforce/label/c.Gangway_Map_Attitude';
import attitudeBy from '@salesforce/label/c.Gangway_Map_Attitude_By';
import attitudeNote from '@salesforce/label/c.Gangway_Map_Attitude_Note';
import attitudes from '@salesforce/label/c.Gangway_Map_Attitudes';
import noAttitudes from '@salesforce/label/c.Gangway_Map_No_Attitudes';
import notSaid from '@salesforce/label/c.Gangway_Not_Said';
import saveAttitude from '@salesforce/label/c.Gangway_Map_Save_Attitude';

/** What colleagues think of a person's attitude, and one's own opinion. Emits `saveattitude`. */
export default class MapOpinions extends LightningElement {
    @api opinions?: readonly Gangway.AttitudeEntry[];
    @api today?: string;
    @api mayEdit = false;

    @api get person(): Gangway.MapPerson | undefined {
        return this.shown;
    }
    set person(person: Gangway.MapPerson | undefined) {
        if (person?.id !== this.shown?.id) this.start();
        this.shown = person;
    }

    labels = Object.freeze({ attitude, attitudeNote, attitudes, noAttitudes, saveAttitude });
    options = optionsOf(ATTITUDES);
    chosen?: Gangway.Attitude;
    note = '';

    private shown?: Gangway.MapPerson;

    get text(): string {
        return this.shown?.attitude ? ATTITUDES[this.shown.attitude] : notSaid;
    }
    get hasNone(): boolean {
        return this.chosen === undefined;
    }
    get rows(): { id: string; text: string; note?: string | null }[] {
        return (this.opinions ?? []).map(({ id, onDay, byName, attitude: opinion, note }) => ({
            id,
            text: format(attitudeBy, ATTITUDES[opinion], byName, dayText(onDay, this.today)),
            note
        }));
    }
    get hasRows(): boolean {
        return this.rows.length > 0;
    }

    handleChoose(event: CustomEvent<{ value: Gangway.Attitude }>): void {
        this.chosen = event.detail.value;
    }
    handleNote(event: CustomEvent<{ value: string }>): void {
        this.note = event.detail.value;
    }
    handleSave(): void {
        const detail = { id: this.shown?.id, attitude: this.chosen, note: this.note || null };
        this.dispatchEvent(new CustomEvent('saveattitude', { detail }));
        this.start();
    }

    private start(): void {
        this.chosen = undefined;
        this.note = '';
    }
}
