import { LightningElement, api } from 'lwc';
import { messagesOf } from 'org/http';
import type { Option } from 'org/lookups';

const WAIT_MS = 200;
type Search = (words: string) => Promise<Option[]>;

/** Choosing one record by typing a part of its name. Dispatches `choose` with the record's Id, or null. */
export default class Lookup extends LightningElement {
    @api label = '';
    @api placeholder = 'Search…';
    @api required = false;
    @api disabled = false;
    @api fieldLevelHelp?: string;
    @api variant?: string;
    /** Finds records; asked with no words when the field is opened. */
    @api search?: Search;
    /** The record that is chosen: shown by its name. */
    @api get chosen(): Option | undefined {
        return this._chosen;
    }
    set chosen(value: Option | undefined) {
        this._chosen = value;
        this.inputText = '';
    }

    options: readonly Option[] = [];
    busy = false;
    inputText = '';
    hint = '';
    private _chosen?: Option;
    private _timer = 0;
    private _asked = 0;

    get pill(): object | undefined {
        return this._chosen
            ? { label: this._chosen.name, iconName: this._chosen.icon, iconAlternativeText: this._chosen.object }
            : undefined;
    }
    get items(): object[] {
        if (this.options.length === 0 && this.hint !== '') return [];
        return this.options.map((option) => ({
            type: 'option-card',
            value: option.id,
            text: option.name,
            subText: option.note,
            iconName: option.icon,
            iconSize: 'small',
            iconAlternativeText: option.object
        }));
    }

    @api focus(): void {
        this.box?.focus();
    }
    @api checkValidity(): boolean {
        return !this.required || this._chosen !== undefined;
    }
    @api reportValidity(): boolean {
        if (!this.checkValidity()) this.setCustomValidity('Complete this field.');
        else if (this._ownError) this.setCustomValidity('');
        return this.checkValidity();
    }
    @api setCustomValidity(message: string): void {
        this._ownError = message !== '';
        this.box?.setCustomValidity(message);
        this.box?.showHelpMessageIfInvalid();
    }
    private _ownError = false;

    private get box():
        | (HTMLElement & {
              setCustomValidity(message: string): void;
              showHelpMessageIfInvalid(): void;
              focusAndOpenDropdownIfNotEmpty(): void;
          })
        | null {
        return this.template?.querySelector('lightning-grouped-combobox') ?? null;
    }

    handleOpen(): void {
        if (this.options.length === 0) void this.find(this.inputText);
    }
    handleInput(event: CustomEvent<{ text: string }>): void {
        this.inputText = event.detail.text;
        clearTimeout(this._timer);
        this._timer = setTimeout(() => void this.find(this.inputText), WAIT_MS) as unknown as number;
    }
    handleSelect(event: CustomEvent<{ value: string }>): void {
        this.choose(this.options.find((option) => option.id === event.detail.value));
    }
    handleRemove(): void {
        this.choose(undefined);
        this.options = [];
    }

    private choose(option: Option | undefined): void {
        this._chosen = option;
        this.inputText = '';
        this.options = [];
        if (this._ownError) this.setCustomValidity('');
        this.dispatchEvent(new CustomEvent('choose', { detail: { id: option?.id ?? null, option } }));
    }

    private async find(words: string): Promise<void> {
        const asked = ++this._asked;
        this.busy = true;
        try {
            const found = (await this.search?.(words)) ?? [];
            if (asked !== this._asked) return;
            this.options = found;
            this.hint = found.length === 0 && words !== '' ? 'Nothing found.' : '';
            if (found.length > 0)
                setTimeout(() => this.template?.activeElement && this.box?.focusAndOpenDropdownIfNotEmpty());
        } catch (error) {
            this.hint = messagesOf(error).join(' ');
        } finally {
            if (asked === this._asked) this.busy = false;
        }
    }
}
