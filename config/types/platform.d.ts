/** The platform's modules as the package's components use them. Salesforce ships no complete types for them. */

type WireError = { body?: unknown; message?: string };
interface WireResult<Value> {
    data?: Value;
    error?: WireError;
}

/** An Apex method: call it for a promise, or wire it. */
type ApexMethod<Parameters, Result> = ((parameters: Parameters) => Promise<Result>) &
    import('lwc').WireAdapterConstructor<
        { [Key in keyof Parameters]: Parameters[Key] | string | undefined },
        WireResult<Result>
    >;

declare module '@salesforce/apex' {
    export function refreshApex(wired: unknown): Promise<void>;
    export function getSObjectValue(record: object, field: object | string): unknown;
}
declare module '@salesforce/label/c.*' {
    const label: string;
    export default label;
}
declare module '@salesforce/schema/*' {
    const reference: { objectApiName: string; fieldApiName: string };
    export default reference;
}
declare module '@salesforce/user/Id' {
    const id: string;
    export default id;
}
declare module '@salesforce/customPermission/*' {
    const granted: boolean | undefined;
    export default granted;
}
declare module '@salesforce/i18n/*' {
    const value: string;
    export default value;
}
declare module '@salesforce/client/formFactor' {
    const formFactor: 'Large' | 'Medium' | 'Small';
    export default formFactor;
}

declare module 'lightning/uiObjectInfoApi' {
    export interface ObjectInfo {
        apiName: string;
        createable: boolean;
        fields: Record<string, { apiName: string; createable: boolean; required: boolean }>;
    }
    export const getObjectInfo: import('lwc').WireAdapterConstructor<
        { objectApiName: string | { objectApiName: string } | undefined },
        WireResult<ObjectInfo>
    >;
}
declare module 'lightning/uiRecordApi' {
    export interface FieldValue {
        value: unknown;
        displayValue: string | null;
    }
    export interface UiRecord {
        id: string;
        apiName: string;
        fields: Record<string, FieldValue>;
        lastModifiedDate: string;
    }
    type FieldReference = string | { objectApiName: string; fieldApiName: string };
    export const getRecord: import('lwc').WireAdapterConstructor<
        { recordId: string | undefined; fields?: FieldReference[]; optionalFields?: FieldReference[] },
        WireResult<UiRecord>
    >;
    export function getFieldValue(record: UiRecord | undefined, field: FieldReference): unknown;
    export function getFieldDisplayValue(
        record: UiRecord | undefined,
        field: FieldReference
    ): string | null | undefined;
    export function createRecord(input: { apiName: string; fields: Record<string, unknown> }): Promise<UiRecord>;
    export function updateRecord(input: { fields: Record<string, unknown> }): Promise<UiRecord>;
    export function deleteRecord(recordId: string): Promise<void>;
    export function notifyRecordUpdateAvailable(items: { recordId: string }[]): Promise<void>;
}
declare module 'lightning/navigation' {
    export interface PageReference {
        type: string;
        attributes: Record<string, unknown>;
        state?: Record<string, string>;
    }
    const Navigate: unique symbol;
    const GenerateUrl: unique symbol;
    interface Navigates {
        [Navigate](page: PageReference, replace?: boolean): void;
        [GenerateUrl](page: PageReference): Promise<string>;
    }
    // A mixin's base takes any arguments: TypeScript asks for exactly this shape.
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    type Constructor<Instance> = new (...parameters: any[]) => Instance;
    export const NavigationMixin: (<Base extends Constructor<object>>(base: Base) => Base & Constructor<Navigates>) & {
        readonly Navigate: typeof Navigate;
        readonly GenerateUrl: typeof GenerateUrl;
    };
    export const CurrentPageReference: import('lwc').WireAdapterConstructor<object, PageReference>;
}
declare module 'lightning/platformShowToastEvent' {
    export class ShowToastEvent extends CustomEvent<unknown> {
        constructor(toast: {
            title: string;
            message?: string;
            variant?: 'info' | 'success' | 'warning' | 'error';
            mode?: 'dismissible' | 'pester' | 'sticky';
        });
    }
}
declare module 'lightning/actions' {
    export class CloseActionScreenEvent extends CustomEvent<unknown> {
        constructor();
    }
}
declare module 'lightning/refresh' {
    export class RefreshEvent extends CustomEvent<unknown> {
        constructor();
    }
    export function registerRefreshHandler(context: object, handler: () => Promise<unknown>): string;
    export function unregisterRefreshHandler(id: string): void;
}
declare module 'lightning/modal' {
    import type { LightningElement } from 'lwc';
    export default class LightningModal extends LightningElement {
        size: 'small' | 'medium' | 'large' | 'full';
        label: string;
        description: string;
        disableClose: boolean;
        close(result?: unknown): void;
    }
}
declare module 'lightning/confirm' {
    const LightningConfirm: {
        open(options: {
            message: string;
            label: string;
            theme?: string;
            variant?: 'header' | 'headerless';
        }): Promise<boolean>;
    };
    export default LightningConfirm;
}
