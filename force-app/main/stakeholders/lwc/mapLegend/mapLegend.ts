import { LightningElement, api } from 'lwc';
import { format } from 'c/gangwayFormat';
import { LINE_LOOKS, markPath, marksOf, type ColourBy } from 'c/mapDraw';
import atLeast from '@salesforce/label/c.Gangway_Map_Strength_At_Least';
import cards from '@salesforce/label/c.Gangway_Map_Legend_Cards';
import dense from '@salesforce/label/c.Gangway_Map_Dense_Hint';
import everyStrength from '@salesforce/label/c.Gangway_Map_Strength_Any';
import lines from '@salesforce/label/c.Gangway_Map_Legend_Lines';
import strengthLabel from '@salesforce/label/c.Gangway_Map_Line_Strength';

const KINDS = Object.keys(LINE_LOOKS) as Gangway.MapLinkKind[];

/** What colours, shapes and lines mean; pressing an entry filters by it. Emits `legend` with `values`, `kinds`, `minStrength`. */
export default class MapLegend extends LightningElement {
    @api colourBy: ColourBy = 'role';
    @api people: readonly Gangway.MapPerson[] = [];
    @api links: readonly Gangway.MapLink[] = [];
    @api values: readonly string[] = [];
    @api kinds: readonly Gangway.MapLinkKind[] = KINDS;
    @api minStrength = 1;
    /** Are lines shown of one person at a time only? */
    @api isDense = false;

    labels = Object.freeze({ cards, dense, lines, strengthLabel });

    get entries(): object[] {
        const counts = new Map<string, number>();
        for (const person of this.people) {
            const value = person[this.colourBy] ?? '';
            counts.set(value, (counts.get(value) ?? 0) + 1);
        }
        return marksOf(this.colourBy)
            .filter(({ value }) => counts.has(value) || this.values.includes(value))
            .map((mark) => ({
                key: mark.value || 'none',
                value: mark.value,
                text: `${mark.label} ${counts.get(mark.value) ?? 0}`,
                path: markPath(mark),
                colour: mark.colour,
                pressed: this.values.includes(mark.value) ? 'true' : 'false'
            }));
    }
    get lineEntries(): object[] {
        return KINDS.map((kind) => {
            const { colour, dash, label } = LINE_LOOKS[kind];
            const count = this.links.filter((link) => link.kind === kind).length;
            return {
                kind,
                count,
                text: `${label} ${count}`,
                colour,
                dash: dash.join(' '),
                pressed: this.kinds.includes(kind) ? 'true' : 'false'
            };
        }).filter(({ count }) => count > 0);
    }
    get hasLines(): boolean {
        return this.links.length > 0;
    }
    get strength(): string {
        return String(this.minStrength);
    }
    get strengthOptions(): { value: string; label: string }[] {
        return [1, 2, 3, 4, 5].map((value) => ({
            value: String(value),
            label: value === 1 ? everyStrength : format(atLeast, value)
        }));
    }

    handleValue(event: Event): void {
        const { value = '' } = (event.currentTarget as HTMLElement).dataset;
        const isOn = this.values.includes(value);
        this.emit({ values: isOn ? this.values.filter((one) => one !== value) : [...this.values, value] });
    }
    handleKind(event: Event): void {
        const kind = (event.currentTarget as HTMLElement).dataset.kind as Gangway.MapLinkKind;
        const isOn = this.kinds.includes(kind);
        this.emit({ kinds: isOn ? this.kinds.filter((one) => one !== kind) : [...this.kinds, kind] });
    }
    handleStrength(event: CustomEvent<{ value: string }>): void {
        this.emit({ minStrength: Number(event.detail.value) });
    }

    private emit(changes: object): void {
        this.dispatchEvent(new CustomEvent('legend', { detail: changes }));
    }
}
