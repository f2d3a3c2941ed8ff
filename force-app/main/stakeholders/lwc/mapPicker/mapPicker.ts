import { LightningElement, api } from 'lwc';

/** A person who can be chosen. */
export type Choice = Pick<Gangway.MapPerson, 'id' | 'name' | 'title'>;

/** Chooses one of the people of a map; the browser's own list, which is quick with a thousand names. Emits `pick`. */
export default class MapPicker extends LightningElement {
    @api label = '';
    /** What choosing nobody is called; without it somebody must be chosen. */
    @api nobody?: string;
    @api people: readonly Choice[] = [];
    /** Who cannot be chosen. */
    @api without?: string;
    @api value?: string | null;
    @api disabled = false;

    /** Is somebody chosen, or may nobody be? Says so where not. */
    @api reportValidity(): boolean {
        return this.select?.reportValidity() ?? true;
    }
    @api focus(): void {
        this.select?.focus();
    }

    get isRequired(): boolean {
        return this.nobody === undefined;
    }
    get first(): { label: string; isChosen: boolean } {
        return { label: this.nobody ?? '', isChosen: !this.value };
    }
    get choices(): { id: string; text: string; isChosen: boolean }[] {
        return this.people
            .filter(({ id }) => id !== this.without)
            .map(({ id, name, title }) => ({
                id,
                text: title ? `${name} · ${title}` : name,
                isChosen: id === this.value
            }))
            .sort((left, right) => left.text.localeCompare(right.text));
    }
    private get select(): HTMLSelectElement | undefined {
        return this.refs?.select as HTMLSelectElement | undefined;
    }
    handleChange(event: Event): void {
        const { value } = event.target as HTMLSelectElement;
        this.dispatchEvent(new CustomEvent('pick', { detail: { id: value === '' ? null : value } }));
    }
}
