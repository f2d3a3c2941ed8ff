import type { SaveFault } from './http.ts';
import type { ObjectInfo, UiRecord } from './uiTypes.ts';

/** What a form tells the fields inside it. */
export interface FormContext {
    readonly info: ObjectInfo;
    /** The record, or the defaults of a new one. */
    readonly record: UiRecord | undefined;
    readonly recordTypeId: string;
    readonly creating: boolean;
    readonly density: string | undefined;
}
/** What a form knows of a field inside it. */
export interface FormField {
    readonly name: string;
    receive(context: FormContext): void;
    /** Input fields only. */
    readonly input?: {
        readonly value: unknown;
        readonly editable: boolean;
        check(): boolean;
        setErrors(faults: readonly SaveFault[]): void;
    };
}
/** Dispatched by a field that enters a form; the form answers through `receive`. */
export const FIELD_EVENT = 'orgformfield';
export interface FieldEventDetail {
    readonly field: FormField;
    /** Called by the form with what to do when the field goes. */
    onLeave: (leave: () => void) => void;
}
/** Errors that no single field shows, for `lightning-messages` inside the form. */
export const MESSAGES_EVENT = 'orgformmessages';
export interface MessagesEventDetail {
    readonly receive: (messages: readonly string[]) => void;
}
