/** Base components as the shell uses them from code; their package's own declarations are not usable without its build. */
declare module 'lightning/modal' {
    import { LightningElement } from 'lwc';
    export default class LightningModal extends LightningElement {
        static open(options: Readonly<Record<string, unknown>>): Promise<unknown>;
        size: 'small' | 'medium' | 'large' | 'full';
        label: string;
        disableClose: boolean;
        close(result?: unknown): void;
    }
}
declare module 'lightning/purifyLib' {
    /** Takes scripts and what runs them out of HTML. */
    export default function sanitize(html: string): string;
}
declare module 'lightning/confirm' {
    const LightningConfirm: {
        open(options: { message: string; label: string; theme?: string; variant?: string }): Promise<boolean>;
    };
    export default LightningConfirm;
}
declare module 'lightning/toast' {
    const Toast: {
        show(
            options: {
                label: string;
                message?: string;
                messageLinks?: readonly { readonly url: string; readonly label: string }[];
                variant?: string;
                mode?: string;
            },
            source?: unknown
        ): void;
    };
    export default Toast;
}
declare module 'lightning/navigation' {
    export { NavigationMixin, CurrentPageReference } from './lwc/lightning/navigation/navigation.ts';
}
