import { LightningElement, api } from 'lwc';
import { iconOf } from 'org/app';
import { picklistValues } from 'org/describe';
import { asText, labelOf, shown } from 'org/fields';
import { FIELD_EVENT, type FieldEventDetail, type FormContext } from 'org/forms';
import type { SaveFault } from 'org/http';
import { lookupOptions, type Option } from 'org/lookups';
import { records } from 'org/recordStore';
import type { FieldInfo, FieldReference } from 'org/uiTypes';

interface Control extends HTMLElement {
    focus(): void;
    reportValidity(): boolean;
    setCustomValidity(message: string): void;
}
/** The base component's settings for a data type of the UI API. */
const INPUTS: Readonly<Record<string, { type: string; formatter?: string }>> = {
    String: { type: 'text' },
    Email: { type: 'email' },
    Phone: { type: 'tel' },
    Url: { type: 'text' },
    Int: { type: 'number' },
    Double: { type: 'number' },
    Currency: { type: 'number', formatter: 'currency' },
    Percent: { type: 'number', formatter: 'percent-fixed' },
    Date: { type: 'date' },
    DateTime: { type: 'datetime' },
    Time: { type: 'time' }
};
const NUMBERS = new Set(['Int', 'Double', 'Currency', 'Percent']);
const NONE = '--None--';

/** `lightning-input-field`: a field of the record form around it, in the control that fits its type. */
export default class InputField extends LightningElement {
    @api fieldName?: FieldReference;
    @api variant: 'standard' | 'label-hidden' | 'label-inline' | 'label-stacked' = 'standard';
    @api required = false;
    @api disabled = false;
    @api readOnly = false;
    @api get value(): unknown {
        return this._touched || this._given !== undefined ? this._value : this.stored;
    }
    set value(value: unknown) {
        this._given = value;
        this._value = value;
        this.revision++;
    }

    context?: FormContext;
    options: { label: string; value: string }[] = [];
    chosen?: Option;
    revision = 0;
    private _given: unknown;
    private _value: unknown;
    private _touched = false;
    private _leave?: () => void;
    private _picklistOf = '';

    connectedCallback(): void {
        // eslint-disable-next-line @typescript-eslint/no-this-alias -- the getters below must see this component
        const component = this;
        const detail: FieldEventDetail = {
            field: {
                name: this.name,
                receive: (context) => this.receive(context),
                input: {
                    get value() {
                        return component.normalised;
                    },
                    get editable() {
                        return component.editable;
                    },
                    check: () => this.reportValidity(),
                    setErrors: (faults) => this.setErrorsNow(faults)
                }
            },
            onLeave: (leave) => (this._leave = leave)
        };
        this.dispatchEvent(new CustomEvent(FIELD_EVENT, { detail, bubbles: true, composed: true }));
    }
    disconnectedCallback(): void {
        this._leave?.();
    }

    /** Back to what is stored. */
    @api reset(): void {
        this._touched = false;
        this._value = this._given;
        this.revision++;
        this.showChosen();
        this.control?.setCustomValidity('');
    }
    @api clean(): void {
        this._touched = false;
    }
    @api focus(): void {
        this.control?.focus();
    }
    @api reportValidity(): boolean {
        if (!this.editable || !this.control) return true;
        this.control.setCustomValidity('');
        return this.control.reportValidity();
    }
    @api setErrors(errors: Readonly<Record<string, readonly SaveFault[]>> | readonly SaveFault[]): void {
        this.setErrorsNow(
            Array.isArray(errors)
                ? (errors as readonly SaveFault[])
                : ((errors as Readonly<Record<string, readonly SaveFault[]>>)[this.name] ?? [])
        );
    }

    get name(): string {
        return typeof this.fieldName === 'object' ? this.fieldName.fieldApiName : (this.fieldName ?? '');
    }
    get info(): FieldInfo | undefined {
        return this.context?.info.fields[this.name];
    }
    get label(): string {
        return this.info ? labelOf(this.info) : '';
    }
    get help(): string | undefined {
        return this.info?.inlineHelpText ?? undefined;
    }
    get ready(): boolean {
        return this.info !== undefined && this.context?.record !== undefined;
    }
    get editable(): boolean {
        const info = this.info;
        if (!info || !this.ready || this.readOnly) return false;
        return this.context?.creating ? info.createable : info.updateable;
    }
    get isOutput(): boolean {
        return this.ready && !this.editable;
    }
    get isRequired(): boolean {
        return this.required || (this.info?.required === true && this.info.dataType !== 'Boolean');
    }
    get input(): { type: string; formatter?: string } | undefined {
        return this.editable ? INPUTS[this.info?.dataType ?? ''] : undefined;
    }
    get isRich(): boolean {
        return this.editable && this.info?.htmlFormatted === true;
    }
    get isLong(): boolean {
        return this.editable && this.info?.dataType === 'TextArea';
    }
    get isPicklist(): boolean {
        return this.editable && this.info?.dataType === 'Picklist';
    }
    get isMultiPicklist(): boolean {
        return this.editable && this.info?.dataType === 'MultiPicklist';
    }
    get isBoolean(): boolean {
        return this.editable && this.info?.dataType === 'Boolean';
    }
    get isReference(): boolean {
        return this.editable && this.info?.reference === true;
    }
    get isOther(): boolean {
        return (
            this.editable &&
            !this.input &&
            !this.isLong &&
            !this.isPicklist &&
            !this.isMultiPicklist &&
            !this.isBoolean &&
            !this.isReference
        );
    }
    get unsupported(): string {
        return this.isRich
            ? `editing rich text (${this.label})`
            : `editing ${this.info?.dataType ?? ''} (${this.label})`;
    }
    get current(): unknown {
        return this.revision >= 0 ? this.value : undefined;
    }
    get currentText(): string {
        return asText(this.current);
    }
    get checked(): boolean {
        return this.current === true;
    }
    get parts(): string[] {
        return this.currentText === '' ? [] : this.currentText.split(';');
    }
    get maxLength(): number | undefined {
        return this.info && this.info.length > 0 ? this.info.length : undefined;
    }
    get step(): string | undefined {
        if (!this.info || !NUMBERS.has(this.info.dataType)) return undefined;
        return this.info.scale > 0 ? (10 ** -this.info.scale).toFixed(this.info.scale) : '1';
    }
    get choices(): { label: string; value: string }[] {
        const none = this.isRequired && this.currentText !== '' ? [] : [{ label: NONE, value: '' }];
        const known = this.options.some((option) => option.value === this.currentText);
        const old = this.currentText === '' || known ? [] : [{ label: this.currentText, value: this.currentText }];
        return [...none, ...this.options, ...old];
    }
    get search(): (words: string) => Promise<Option[]> {
        return (words) =>
            lookupOptions(this.context!.info.apiName, this.name, this.info!.referenceToInfos[0]!.apiName, words);
    }

    handleText(event: CustomEvent<{ value: string }>): void {
        this.changed(event, event.detail.value);
    }
    handleParts(event: CustomEvent<{ value: string[] }>): void {
        this.changed(event, event.detail.value.join(';'));
    }
    handleChecked(event: CustomEvent<{ checked: boolean }>): void {
        this.changed(event, event.detail.checked);
    }
    handleChoose(event: CustomEvent<{ id: string | null; option?: Option }>): void {
        this.chosen = event.detail.option;
        this.changed(event, event.detail.id);
    }

    private get stored(): unknown {
        return this.context?.record?.fields[this.name]?.value ?? null;
    }
    /** As the API takes it: empty is null, numbers are numbers. */
    private get normalised(): unknown {
        const value = this.value;
        if (value === '' || value === undefined) return null;
        return NUMBERS.has(this.info?.dataType ?? '') && typeof value === 'string' ? Number(value) : value;
    }
    private get control(): Control | null {
        return this.template?.querySelector<Control>('[data-control]') ?? null;
    }

    private changed(event: Event, value: unknown): void {
        event.stopPropagation();
        this._touched = true;
        this._value = value;
        this.revision++;
        this.dispatchEvent(new CustomEvent('change', { detail: { value } }));
    }

    private receive(context: FormContext): void {
        this.context = context;
        const { info } = this;
        if (!info) return;
        if (info.dataType.endsWith('icklist')) void this.loadOptions(context, info);
        if (info.reference && !this._touched) this.showChosen();
    }

    private async loadOptions(context: FormContext, info: FieldInfo): Promise<void> {
        const key = `${context.recordTypeId}.${info.apiName}`;
        if (this._picklistOf === key) return;
        this._picklistOf = key;
        const { values } = await picklistValues(context.info.apiName, context.recordTypeId, info.apiName);
        this.options = values.map(({ label, value }) => ({ label, value }));
    }

    /** A look-up that holds a record shows its name: the form's record carries it, for a preset value it is asked for. */
    private showChosen(): void {
        const { info, context } = this;
        const id = this.value;
        if (!info?.reference || typeof id !== 'string' || id === '') {
            this.chosen = undefined;
            return;
        }
        const target = info.referenceToInfos[0]?.apiName ?? '';
        const known = id === this.stored ? shown(context?.record, info).text : id;
        void iconOf(target).then(async (icon) => {
            const name = known === id ? await nameOf(info, id) : known;
            if (this.value === id) this.chosen = { id, object: target, name, note: '', icon };
        });
    }

    private setErrorsNow(faults: readonly SaveFault[]): void {
        const control = this.control;
        if (!control) return;
        control.setCustomValidity(faults.map((fault) => fault.message).join(' '));
        control.reportValidity();
    }
}

const nameOf = async (info: FieldInfo, id: string): Promise<string> => {
    const [target] = info.referenceToInfos;
    const field = target?.nameFields[0] ?? 'Name';
    const record = await records.read(id, [], [`${target?.apiName}.${field}`]).catch(() => undefined);
    const name = record?.fields[field]?.value;
    return typeof name === 'string' ? name : id;
};
