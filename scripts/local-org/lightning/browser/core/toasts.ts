/** What `ShowToastEvent` carries. */
export interface ToastDetail {
    readonly title?: string;
    readonly message?: string;
    readonly messageData?: readonly (string | { readonly url: string; readonly label: string })[];
    readonly variant?: 'info' | 'success' | 'warning' | 'error';
    readonly mode?: 'dismissible' | 'pester' | 'sticky';
}
export const TOAST_EVENT = 'lightning__showtoast';

/** Shows a toast from code that is no component. */
export const toast = (detail: ToastDetail): void => {
    document.body.dispatchEvent(
        new CustomEvent(TOAST_EVENT, { detail, bubbles: true, composed: true, cancelable: true })
    );
};
