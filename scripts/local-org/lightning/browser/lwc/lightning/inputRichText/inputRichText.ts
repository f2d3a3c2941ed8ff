import { LightningElement, api } from 'lwc';
import sanitize from 'lightning/purifyLib';
import { buttonsOf, valueOf, type EditorButton } from './commands';

const ACTIVE_OR_NOT = 'slds-button slds-button_icon slds-button_icon-border-filled';

/**
 * `lightning-input-rich-text`: text with formatting, by the browser's own editing. Fonts, colours, links and pictures have no button here;
 * where a value holds them they stay. Source: Lightning Component Library, lightning-input-rich-text.
 */
export default class InputRichText extends LightningElement {
    @api label = '';
    @api labelVisible = false;
    @api placeholder = '';
    @api disabled = false;
    @api required = false;
    @api messageWhenBadInput = 'Complete this field.';
    @api formats?: readonly string[];
    @api disabledCategories?: string;
    @api variant?: string;
    @api shareWithEntityId?: string;
    @api customButtons?: object;
    @api fieldLevelHelp?: string;

    @api get value(): string {
        return this._value;
    }
    set value(value: string | null | undefined) {
        this._value = value ?? '';
        // What somebody types is in the editor already: written again, the caret would go to the start.
        if (this._value !== this._typed) this.show();
    }
    @api get valid(): boolean {
        return this._valid;
    }
    set valid(valid: boolean | string | undefined) {
        this._valid = valid !== false && valid !== 'false';
    }

    private _value = '';
    private _typed?: string;
    private _valid = true;
    private _message = '';

    renderedCallback(): void {
        if (this._typed === undefined) this.show();
    }

    get buttons(): EditorButton[] {
        return this.disabled ? [] : buttonsOf(this.formats, this.disabledCategories);
    }
    get buttonClass(): string {
        return ACTIVE_OR_NOT;
    }
    get hasButtons(): boolean {
        return this.buttons.length > 0;
    }
    get labelClass(): string {
        return this.labelVisible ? 'slds-form-element__label' : 'slds-assistive-text';
    }
    get editable(): string {
        return String(!this.disabled);
    }
    get readOnly(): string {
        return String(this.disabled);
    }
    get error(): string {
        return this._message || (this._valid ? '' : this.messageWhenBadInput);
    }
    get isInvalid(): string {
        return String(this.error !== '');
    }
    get barClass(): string {
        return this.variant === 'bottom-toolbar' ? 'editor is-below' : 'editor';
    }

    @api focus(): void {
        this.editor?.focus();
    }
    @api blur(): void {
        this.editor?.blur();
    }
    @api checkValidity(): boolean {
        return !this.required || this._value !== '';
    }
    @api reportValidity(): boolean {
        this._message = this.checkValidity() ? '' : this.messageWhenBadInput;
        return this._message === '';
    }
    @api setCustomValidity(message: string): void {
        this._message = message;
    }
    /** Inserts text where the caret is, or at the end. */
    @api setRangeText(text: string): void {
        this.focus();
        this.run('insertText', text);
    }
    /** @throws Error by name */
    @api getFormat(): never {
        throw new Error('not supported by the local org: getFormat of lightning-input-rich-text');
    }
    /** @throws Error by name */
    @api setFormat(): never {
        throw new Error('not supported by the local org: setFormat of lightning-input-rich-text');
    }

    handleInput(): void {
        const { editor } = this;
        if (!editor) return;
        this._value = valueOf(editor.innerHTML);
        this._typed = this._value;
        this.dispatchEvent(
            new CustomEvent('change', { detail: { value: this._value }, bubbles: true, composed: true })
        );
    }
    handleBlur(): void {
        this.reportValidity();
        this.dispatchEvent(new CustomEvent('blur'));
    }
    handleFocus(): void {
        this.dispatchEvent(new CustomEvent('focus'));
    }
    /** The selection must not leave the text. */
    handlePress(event: Event): void {
        event.preventDefault();
    }
    handleButton(event: Event): void {
        const { command = '' } = (event.currentTarget as HTMLElement).dataset;
        this.focus();
        this.run(command);
        this.handleInput();
    }
    /** What is pasted brings no script along. */
    handlePaste(event: ClipboardEvent): void {
        const html = event.clipboardData?.getData('text/html');
        if (!html) return;
        event.preventDefault();
        this.run('insertHTML', sanitize(html));
    }

    private get editor(): HTMLElement | null {
        return this.template?.querySelector<HTMLElement>('[data-editor]') ?? null;
    }
    private show(): void {
        const { editor } = this;
        if (!editor) return;
        editor.innerHTML = sanitize(this._value);
        this._typed = this._value;
    }
    private run(command: string, text?: string): void {
        // There is no other way to the browser's own editing with its undo.
        document.execCommand(command, false, text);
    }
}
