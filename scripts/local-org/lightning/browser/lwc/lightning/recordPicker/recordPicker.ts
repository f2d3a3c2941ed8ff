import { LightningElement, api } from 'lwc';
import { iconOf } from 'org/app';
import { objectInfo } from 'org/describe';
import { nameText } from 'org/fields';
import { pick, search, type Option } from 'org/lookups';
import type { PickerFields, PickerFilter } from 'org/pickerQuery';
import { records } from 'org/recordStore';

type Box = HTMLElement & {
    focus(): void;
    checkValidity(): boolean;
    reportValidity(): boolean;
    setCustomValidity(message: string): void;
};

/** `lightning-record-picker`: choosing one record of an object. Dispatches `change` with `recordId`. */
export default class RecordPicker extends LightningElement {
    @api label = '';
    @api objectApiName = '';
    @api placeholder?: string;
    @api required = false;
    @api disabled = false;
    @api fieldLevelHelp?: string;
    @api variant?: string;
    @api messageWhenBadInput?: string;
    @api displayInfo?: PickerFields;
    @api get value(): string | null | undefined {
        return this._value;
    }
    set value(value: string | null | undefined) {
        if (value === this._value) return;
        this._value = value;
        void this.show(value);
    }
    @api filter?: PickerFilter;
    @api matchingInfo?: PickerFields;

    chosen?: Option;
    private _value?: string | null;

    get search(): (words: string) => Promise<Option[]> {
        const { objectApiName, filter, matchingInfo: matching, displayInfo: display } = this;
        if (!filter && !matching && !display) return (words) => search([objectApiName], words, 8);
        return (words) => pick(objectApiName, { words, limit: 8, filter, matching, display });
    }
    get hint(): string {
        return this.placeholder ?? 'Search…';
    }

    @api focus(): void {
        this.box?.focus();
    }
    @api clearSelection(): void {
        this._value = null;
        this.chosen = undefined;
    }
    @api checkValidity(): boolean {
        return this.box?.checkValidity() ?? true;
    }
    @api reportValidity(): boolean {
        return this.box?.reportValidity() ?? true;
    }
    @api setCustomValidity(message: string): void {
        this.box?.setCustomValidity(message);
    }
    private get box(): Box | null {
        return this.template?.querySelector<Box>('shell-lookup') ?? null;
    }

    handleChoose(event: CustomEvent<{ id: string | null; option?: Option }>): void {
        event.stopPropagation();
        this._value = event.detail.id;
        this.chosen = event.detail.option;
        this.dispatchEvent(new CustomEvent('change', { detail: { recordId: event.detail.id } }));
    }

    private async show(id: string | null | undefined): Promise<void> {
        if (!id) {
            this.chosen = undefined;
            return;
        }
        await Promise.resolve();
        const info = await objectInfo(this.objectApiName);
        const field = info.nameFields[0] ?? 'Name';
        const record = await records.read(id, [`${info.apiName}.${field}`]);
        const option = {
            id,
            object: info.label,
            name: nameText(record, field, id),
            note: '',
            icon: await iconOf(info.apiName)
        };
        if (this._value === id) this.chosen = option;
    }
}
